"""Names, places and words from which people and organisations are made up."""

# ruff: noqa: E501, SIM905 - word lists are read best as words in a row

import random
from collections.abc import Sequence
from typing import Final

GIVEN: Final = (
    "Thomas Michael Andreas Peter Stefan Christian Martin Matthias Johannes Alexander Daniel Markus "
    "Robert Wolfgang Klaus Jürgen Friedrich Maximilian Sebastian Benjamin Anna Maria Christina "
    "Andrea Martina Elisabeth Katharina Susanne Birgit Ursula Margarete Johanna Stefanie Daniela "
    "Alexandra Jean Pierre François Élodie Céline Margaux Olivier Guillaume William James Edward "
    "Richard Margaret Elizabeth Catherine Jennifer Samantha Björn Göran Åsa Ingrid Søren Lars "
    "Dmitri Sergei Ekaterina Natalia Alejandro José Lucía Giulia Matteo Francesca Piotr Łukasz "
    "Agnieszka Zoltán István Ayşe Mehmet Rajesh Priya Hiroshi Yuki"
).split()
SHORT: Final = {
    "Thomas": ("Tom",), "Michael": ("Mike", "Michi"), "Andreas": ("Andi",), "Stefan": ("Steffen",),
    "Christian": ("Chris",), "Matthias": ("Matze",), "Johannes": ("Hans",), "Alexander": ("Alex",),
    "Daniel": ("Dan",), "Robert": ("Rob", "Bob"), "Wolfgang": ("Wolf",), "Friedrich": ("Fritz",),
    "Maximilian": ("Max",), "Sebastian": ("Basti",), "Benjamin": ("Ben",), "Christina": ("Tina",),
    "Elisabeth": ("Lisa", "Elli"), "Katharina": ("Kathrin", "Käthe"), "Susanne": ("Susi",),
    "Margarete": ("Grete",), "Johanna": ("Hanna",), "Stefanie": ("Steffi",), "Daniela": ("Dani",),
    "Alexandra": ("Alexa", "Sandra"), "Guillaume": ("Guy",), "William": ("Bill", "Will"),
    "James": ("Jim",), "Edward": ("Ted", "Ed"), "Richard": ("Dick", "Rick"),
    "Margaret": ("Peggy", "Maggie"), "Elizabeth": ("Liz", "Beth"), "Catherine": ("Kate", "Cathy"),
    "Jennifer": ("Jenny",), "Samantha": ("Sam",), "Ekaterina": ("Katja",), "Natalia": ("Natascha",),
    "Alejandro": ("Álex",), "José": ("Pepe",), "Sergei": ("Serjoscha",), "Dmitri": ("Dima",),
}  # fmt: skip
FAMILY: Final = (
    "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter "
    "Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner "
    "Krause Lehmann Köhler König Weiß Jäger Groß Martin Bernard Dubois Durand Lefèvre Moreau "
    "Girard Smith Jones Taylor Brown Wilson Evans Walker Hughes Andersson Johansson Lindström "
    "Sjöberg Nielsen Sørensen Ivanov Petrova Sokolov Kuznetsov García Fernández Rossi Bianchi "
    "Kowalski Wiśniewski Nagy Szabó Yılmaz Demir Sharma Patel Tanaka Suzuki"
).split()
FAMILY_HEADS: Final = (
    "Alten Berg Blumen Brand Buch Dorn Eber Eich Falken Feld Fried Gold Grün Hain Hart Hohen Holz "
    "Kalten Kirch Kron Lichten Linden Löwen Mühl Nieder Ober Rosen Roth Sand Schön Silber Stein "
    "Tannen Vogel Wald Wein Wester Winter Wolfs Ziegen"
).split()
FAMILY_TAILS: Final = (
    "bach berg bauer born brink dorf eck feld graf hagen hauer hof holt hoff kamp lohe mann meier "
    "moor müller rath sasse schmied stedt thal wald weiler wirth"
).split()

HAN_FAMILY: Final = (
    "王 wang 李 li 张 zhang 刘 liu 陈 chen 杨 yang 赵 zhao 黄 huang 周 zhou 吴 wu 徐 xu 孙 sun 胡 hu "
    "朱 zhu 高 gao 林 lin 何 he 郭 guo 马 ma 罗 luo 梁 liang 宋 song 郑 zheng 谢 xie 韩 han 唐 tang "
    "冯 feng 于 yu 董 dong 萧 xiao 程 cheng 曹 cao 袁 yuan 邓 deng 许 xu 傅 fu 沈 shen 曾 zeng 彭 peng "
    "吕 lv 苏 su 卢 lu 蒋 jiang 蔡 cai 贾 jia 丁 ding 魏 wei 薛 xue 叶 ye 阎 yan 余 yu 潘 pan 杜 du "
    "戴 dai 夏 xia 钟 zhong 汪 wang 田 tian 任 ren 姜 jiang 范 fan 方 fang 石 shi 姚 yao 谭 tan 廖 liao "
    "邹 zou 熊 xiong 金 jin 陆 lu 郝 hao 孔 kong 白 bai 崔 cui 康 kang 毛 mao 邱 qiu 秦 qin 江 jiang "
    "史 shi 顾 gu 侯 hou 邵 shao 孟 meng 龙 long 万 wan 段 duan 章 zhang 钱 qian 汤 tang 尹 yin 欧阳 ouyang"
).split()
HAN_GIVEN: Final = (
    "伟 wei 芳 fang 娜 na 敏 min 静 jing 丽 li 强 qiang 磊 lei 军 jun 洋 yang 勇 yong 艳 yan 杰 jie "
    "娟 juan 涛 tao 明 ming 超 chao 秀 xiu 霞 xia 平 ping 刚 gang 桂 gui 英 ying 华 hua 建 jian 国 guo "
    "文 wen 志 zhi 海 hai 玉 yu 兰 lan 红 hong 春 chun 林 lin 宇 yu 浩 hao 然 ran 子 zi 轩 xuan 雨 yu "
    "晨 chen 思 si 佳 jia 欣 xin 怡 yi 梓 zi 涵 han 博 bo 俊 jun 天 tian 一 yi 诺 nuo 雪 xue 梅 mei "
    "云 yun 飞 fei 鹏 peng 斌 bin 炜 wei 维 wei 民 min 铭 ming 卫 wei 东 dong 晓 xiao 永 yong 德 de "
    "庆 qing 宁 ning 成 cheng 龙 long 凤 feng 琴 qin 莹 ying 倩 qian 慧 hui 颖 ying 嘉 jia 瑞 rui 启 qi"
).split()
HAN_FAMILIES: Final = tuple(zip(HAN_FAMILY[::2], HAN_FAMILY[1::2], strict=True))
HAN_GIVENS: Final = tuple(zip(HAN_GIVEN[::2], HAN_GIVEN[1::2], strict=True))
COMMON_HAN: Final = (
    ("张", "zhang", "伟", "wei"), ("王", "wang", "芳", "fang"), ("李", "li", "娜", "na"),
    ("王", "wang", "伟", "wei"), ("李", "li", "强", "qiang"), ("刘", "liu", "洋", "yang"),
    ("陈", "chen", "静", "jing"), ("张", "zhang", "敏", "min"), ("杨", "yang", "勇", "yong"),
)  # fmt: skip
HOMOPHONES: Final = {
    "伟": "炜维卫", "明": "铭", "敏": "民", "宇": "雨玉", "俊": "军", "莹": "英颖", "佳": "嘉",
    "子": "梓", "怡": "一",
}  # fmt: skip

CITIES: Final = (
    ("Berlin", "DE", "10115", "+49 30"), ("München", "DE", "80331", "+49 89"),
    ("Köln", "DE", "50667", "+49 221"), ("Dresden", "DE", "01067", "+49 351"),
    ("Leipzig", "DE", "04109", "+49 341"), ("Stuttgart", "DE", "70173", "+49 711"),
    ("Paris", "FR", "75008", "+33 1"), ("Lyon", "FR", "69002", "+33 4"),
    ("London", "GB", "SW1A 1AA", "+44 20"), ("Leeds", "GB", "LS1 4DY", "+44 113"),
    ("Stockholm", "SE", "111 20", "+46 8"), ("Wien", "AT", "1010", "+43 1"),
    ("Zürich", "CH", "8001", "+41 44"), ("Milano", "IT", "20121", "+39 02"),
)  # fmt: skip
HAN_CITIES: Final = (
    ("南京", "Nanjing", "210008", "+86 25"), ("苏州", "Suzhou", "215006", "+86 512"),
    ("上海", "Shanghai", "200001", "+86 21"), ("北京", "Beijing", "100006", "+86 10"),
    ("深圳", "Shenzhen", "518001", "+86 755"), ("杭州", "Hangzhou", "310001", "+86 571"),
    ("无锡", "Wuxi", "214001", "+86 510"), ("武汉", "Wuhan", "430014", "+86 27"),
)  # fmt: skip
STREETS: Final = (
    "Hauptstraße Bahnhofstraße Schillerstraße Goethestraße Lindenweg Gartenweg Bergstraße "
    "Kirchgasse Marktplatz Ringstraße Parkallee Mühlenweg Rosenweg Schlossstraße Industriestraße"
).split()
HAN_STREETS: Final = (
    ("中山路", "Zhongshan Road"), ("人民路", "Renmin Road"), ("建邺路", "Jianye Road"),
    ("解放大道", "Jiefang Avenue"), ("科技园路", "Kejiyuan Road"), ("玄武大道", "Xuanwu Avenue"),
)  # fmt: skip

TRADES: Final = (
    ("Maschinenbau", "Engineering"), ("Medizintechnik", "Medical Technology"),
    ("Umwelttechnik", "Environmental Technology"), ("Softwarehaus", "Software"),
    ("Patentverwertung", "Patent Services"), ("Unternehmensberatung", "Consulting"),
    ("Beteiligungen", "Capital"), ("Messtechnik", "Instruments"), ("Energietechnik", "Energy"),
    ("Biotechnologie", "Biotechnology"), ("Photonik", "Photonics"), ("Logistik", "Logistics"),
)  # fmt: skip
BRANDS: Final = (
    "Aqua Nova Terra Helio Inno Opti Vita Lumi Medi Quanta Syn Nexo Veri Axio Poly Ecto Duro Gene "
    "Alpi Cyto Ferro Luma Neuro Orbi Pano Tecto Volta Xeno Zeta Brio"
).split()
BRAND_TAILS: Final = (
    "tec lab gen med soft core plan werk sys net form via data sol cell trans matic tron flux scan"
).split()
HAN_BRANDS: Final = (
    "华信 Huaxin 中科 Zhongke 天元 Tianyuan 金陵 Jinling 恒瑞 Hengrui 东方 Dongfang 新城 Xincheng "
    "光明 Guangming 瑞丰 Ruifeng 同创 Tongchuang 江海 Jianghai 博雅 Boya 远大 Yuanda 联创 Lianchuang "
    "国泰 Guotai 亿嘉 Yijia 鼎盛 Dingsheng 润泽 Runze 云帆 Yunfan 启明 Qiming 长风 Changfeng 紫金 Zijin "
    "卓越 Zhuoyue 宏图 Hongtu 海纳 Haina 思远 Siyuan 信达 Xinda 正大 Zhengda 安捷 Anjie 百川 Baichuan"
).split()
HAN_BRAND_PAIRS: Final = tuple(zip(HAN_BRANDS[::2], HAN_BRANDS[1::2], strict=True))
HAN_TRADES: Final = (
    ("科技", "Technology"), ("信息技术", "Information Technology"), ("生物医药", "Biomedicine"),
    ("知识产权", "Intellectual Property"), ("投资管理", "Investment Management"),
    ("环保工程", "Environmental Engineering"), ("软件", "Software"), ("新能源", "New Energy"),
    ("智能装备", "Intelligent Equipment"), ("咨询", "Consulting"),
)  # fmt: skip
FORMS: Final = {
    "DE": ("GmbH", "AG", "GmbH & Co. KG", "e.V."), "AT": ("GmbH", "AG"), "CH": ("AG", "GmbH"),
    "FR": ("SA", "SAS", "SARL"), "GB": ("Ltd", "PLC", "LLP"), "SE": ("AB",), "IT": ("S.p.A.", "Srl"),
}  # fmt: skip
LONG_FORMS: Final = {
    "GmbH": "Gesellschaft mit beschränkter Haftung", "AG": "Aktiengesellschaft",
    "Ltd": "Limited", "PLC": "Public Limited Company", "AB": "Aktiebolag",
    "SA": "Société Anonyme", "e.V.": "eingetragener Verein",
}  # fmt: skip
INSTITUTES: Final = (
    ("Institut für {0}", "Institute of {0}"), ("Zentrum für {0}", "Centre for {0}"),
    ("Gesellschaft für {0}", "Society for {0}"), ("Akademie für {0}", "Academy of {0}"),
    ("Verband {0}", "{0} Association"), ("Agentur für {0}", "Agency for {0}"),
)  # fmt: skip
SUBJECTS: Final = (
    ("Technologietransfer", "Technology Transfer"), ("Innovation", "Innovation"),
    ("Angewandte Physik", "Applied Physics"), ("Werkstoffkunde", "Materials Science"),
    ("Geistiges Eigentum", "Intellectual Property"), ("Gründungsförderung", "Start-up Support"),
    ("Stadtentwicklung", "Urban Development"), ("Künstliche Intelligenz", "Artificial Intelligence"),
    ("Meeresforschung", "Marine Research"), ("Lasertechnik", "Laser Technology"),
)  # fmt: skip


def pick_common(dice: random.Random, stock: Sequence[str]) -> str:
    """One of a stock, the first ones far more often than the last, as names are in life."""
    return stock[int(len(stock) * dice.random() ** 2)]
