"""The codes of ISO 3166 (2024), and usual names of countries and regions that Babel does not have.

Everything else comes from the territories of the CLDR, as Babel carries them.
"""

from typing import Final

_CODE_TABLE: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
    "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
    "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
    "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
    "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW"
)
CODES: Final = frozenset(_CODE_TABLE.split())

SHORT_NAMES: Final[dict[str, dict[str, str]]] = {
    "de": {"HK": "Hongkong", "MO": "Macau", "MD": "Moldau", "BN": "Brunei", "PS": "Palästina"},
    "en": {"HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "PS": "Palestine"},
    "zh": {"HK": "香港", "MO": "澳门", "PS": "巴勒斯坦"},
}
"""Short names where the CLDR has long ones."""

DOUBTFUL: Final = {
    "CD CG": "Kongo|Congo|The Congo|刚果|剛果",
    "KP KR": "Korea|Corea|Corée|高丽|코리아",
    "CN TW": "Republic of China|Republik China|ROC",
    "VG VI": "Virgin Islands|Jungferninseln|维尔京群岛|維爾京群島",
    "MF SX": "圣马丁|聖馬丁|圣马丁岛",
    "CZ SK": "Czechoslovakia|Tschechoslowakei|捷克斯洛伐克|ČSSR",
    "ME RS": "Serbia and Montenegro|Serbien und Montenegro|塞尔维亚和黑山",
    "BQ CW SX": "Netherlands Antilles|Niederländische Antillen|荷属安的列斯",
    "GF GY": "Guiana|Guayana",
}
"""Names that mean more than one country or region; they are asked."""

ALIASES: Final = {
    "AE": "UAE|VAE|阿联酋|阿聯酋|Dubai|Emirate|Abu Dhabi|Die Emirate|Vereinigte Arab. Emirate|"
    "الإمارات العربية المتحدة",
    "AG": "安提瓜|Antigua",
    "AL": "Shqipëri",
    "AM": "Հայաստան",
    "AT": "A|奥国",
    "AX": "奥兰|Åland",
    "AZ": "Azərbaycan|Aserbeidschan|Azerbaidschan",
    "BA": "波黑|波斯尼亚|Bosnia|Bosnien|波斯尼亚黑塞哥维那|Bosnia-Hercegovina|"
    "Bosna i Hercegovina|Bosnien-Hercegovina",
    "BE": "B|België",
    "BG": "България",
    "BH": "البحرين",
    "BL": "St. Barth|St. Barths|Saint Barts",
    "BN": "汶莱|文莱达鲁萨兰国|Negara Brunei Darussalam",
    "BO": "多民族玻利维亚国|Plurinationaler Staat Bolivien",
    "BQ": "Saba|荷兰加勒比区|Bonaire|博奈尔、圣尤斯特歇斯和萨巴|Bonaire, Sint Eustatius and Saba",
    "BY": "Belorussia|Byelorussia|Belarussland|Weißrussland|White Russia",
    "CA": "CDN",
    "CC": "科科斯群岛|Cocos Islands|Keeling Islands",
    "CD": "DRC|扎伊尔|民主刚果|Zaire|刚果民主共和国|刚果（金沙萨）|剛果民主共和國|Congo DR|"
    "DR Congo|DR Kongo|Kongo DR|Congo DRC|Belgian Congo|Dem. Rep. Congo|Dem. Rep. Kongo|"
    "Congo, Dem. Rep.|Kongo (Dem. Rep.)|Dem. Republik Kongo|Dem. Rep. of the Congo|"
    "Democratic Republic of Congo|Demokratische Republik Kongo|Kongo (Demokratische Republik)|"
    "Congo, Democratic Republic of the",
    "CF": "Zentralafrika|Central Africa|Zentralafr. Republik",
    "CG": "刚果共和国|剛果共和國|刚果（布拉柴维尔）|Rep. Congo|Rep. Kongo|Congo, Rep.|"
    "French Congo|Congo Republic|Republik Kongo|Kongo (Republik)|Rep. of the Congo|"
    "Republic of Congo|Congo, Republic of the",
    "CH": "Swiss|Helvetia|Eidgenossenschaft|Swiss Confederation|Schweizerische Eidgenossenschaft",
    "CI": "Ivory Coast|Elfenbeinküste",
    "CN": "内地|大陆|VRC|VRCh|中国内地|中国大陆|中國大陸|P.R.C.|中华人民共和国|中華人民共和國|"
    "VR China|Zhongguo|China, PR|China (VR)|P.R. China|Festlandchina|China Mainland|"
    "Mainland China|Zhonghua Renmin Gongheguo|People's Republic of China|"
    "China, People's Republic of",
    "CO": "Columbia",
    "CR": "哥斯达尼加",
    "CV": "维德角|Kap Verde|Kapverden|Cape Verde Islands|Kapverdische Inseln",
    "CX": "Weihnachtsinseln|Christmas Islands",
    "CY": "赛普勒斯|Kypros|Κύπρος",
    "CZ": "Česko|Tschechei|Czech Rep.|Česká republika|Tschech. Republik|"
    "Tschechische Republik|ČR",
    "DE": "D|BRD|FRG|德意志|联邦德国|FR Germany|BR Deutschland|Bundesrepublik",
    "DJ": "Dshibuti",
    "DK": "Danmark",
    "DO": "多明尼加|Rep. Dominicana|Dominikan. Republik",
    "DZ": "الجزائر",
    "EC": "Ekuador",
    "EE": "Eesti",
    "EG": "مصر|阿拉伯埃及共和国",
    "EH": "Sahrawi Arab Democratic Republic|Demokratische Arabische Republik Sahara",
    "ET": "衣索比亚|Abyssinia|Abessinien",
    "FI": "Suomi",
    "FJ": "斐济群岛|Fiji Islands|Fidschi-Inseln",
    "FK": "马尔维纳斯群岛|Malvinas|Malwinen|Falklands|福克兰群岛（马尔维纳斯）",
    "FM": "Föderierte Staaten von Mikronesien|Mikronesien (Föderierte Staaten von)",
    "FO": "法罗|Faroes|Färöer-Inseln|Faeroe Islands",
    "FR": "F|法兰西|French Republic|République française|Französische Republik",
    "GA": "Gabonese Republic|Gabunische Republik",
    "GB": "UK|不列颠|威尔士|苏格兰|英格兰|北爱尔兰|大不列颠|大英帝国|联合王国|Wales|Britain|"
    "England|Scotland|Angleterre|Britannien|Inglaterra|Nordirland|Schottland|Gt. Britain|"
    "Inghilterra|Great Britain|大不列颠及北爱尔兰联合王国|Großbritannien|Ver. Königreich|"
    "Northern Ireland|UK of Great Britain and Northern Ireland|"
    "United Kingdom of Great Britain and Northern Ireland|"
    "Vereinigtes Königreich Großbritannien und Nordirland",
    "GE": "乔治亚|Grusinien|Sakartvelo|საქართველო",
    "GF": "Guyane|Französisch Guyana",
    "GG": "根西",
    "GL": "格陵兰岛|Kalaallit Nunaat",
    "GN": "几内亚（科纳克里）|Guinea-Conakry",
    "GR": "Ellada|Hellas|Ελλάδα|Greek Republic|Hellenic Republic|Hellenische Republik",
    "GS": "Südgeorgien|南乔治亚岛和南桑威奇群岛|South Georgia|"
    "Südgeorgien und Südliche Sandwichinseln",
    "GW": "Portugiesisch-Guinea",
    "GY": "盖亚那|Guayana (Guyana)|Co-operative Republic of Guyana",
    "HK": "中国香港|中國香港|香港特區|HKSAR|香港（中国）|香港特别行政区|Xianggang|Hong Kong SAR|"
    "Hongkong (SVR)|Hong Kong, China|China, Hong Kong SAR|"
    "Hong Kong Special Administrative Region|China, Hong Kong Special Administrative Region|"
    "Hong Kong Special Administrative Region of China",
    "HM": "赫德岛|Heard Island|Heard und McDonald|Heard Island and McDonald Islands",
    "HR": "克罗埃西亚|Hrvatska",
    "HU": "Magyarország",
    "ID": "RI Indonesia",
    "IE": "Eire|Irish Republic",
    "IL": "ישראל",
    "IM": "曼岛|马恩|Insel Man",
    "IN": "भारत|Bharat|Hindustan",
    "IO": "Chagos|英属印度洋领土|Diego Garcia|Chagos-Inseln|Chagos Islands|"
    "British Indian Ocean Terr.",
    "IQ": "العراق",
    "IR": "波斯|ایران|Persia|Persien",
    "IT": "I|Italian Republic|Repubblica Italiana|Italienische Republik",
    "JE": "泽西",
    "JO": "الأردن|约旦哈希姆王国|Haschemitisches Königreich Jordanien|"
    "Jordanien, Haschemitisches Königreich",
    "JP": "Nihon|Nippon",
    "KG": "吉尔吉斯|吉尔吉斯坦|Kirghizia|Kirgisien|Kirgistan|Kyrgystan|Kirgizstan|"
    "Kyrgyz Republic|Kirgisische Republik",
    "KH": "高棉|Kambodja|Kampuchea",
    "KI": "Gilbert Islands",
    "KN": "圣基茨及尼维斯|St Kitts|圣克里斯多福及尼维斯|St. Christopher und Nevis",
    "KP": "北韩|朝鮮|조선|北朝鲜|DPRK|DVRK|N. Korea|DPR Korea|DVR Korea|Korea, DVR|Korea North|"
    "朝鮮民主主義人民共和國|朝鲜民主主义人民共和国|Korea (DPRK)|Korea (Nord)|Dem. Rep. Korea|"
    "Korea, Dem. Rep.|Volksrepublik Korea|Korea, Dem. People's Rep.|"
    "Demokratische Volksrepublik Korea|Korea, Demokratische Volksrepublik|"
    "Democratic People's Republic of Korea",
    "KR": "南韩|韓國|한국|ROK|南朝鲜|大韓民国|大韓民國|大韩民国|大韩民國|R. Korea|S. Korea|"
    "R.O. Korea|Rep. Korea|Korea (ROK)|Korea (Süd)|Korea South|Korea, Rep.|Rep. of Korea|"
    "Korea Republic|Korea, Rep. of|Republik Korea|Korea (Republik)|Republic of Korea|"
    "Korea (Republic of)",
    "KW": "الكويت",
    "KY": "开曼|Caymans|Cayman Inseln",
    "KZ": "哈萨克|Kasachien|Kazakstan|Қазақстан",
    "LA": "寮国|Lao PDR|Laotische Demokratische Volksrepublik",
    "LB": "لبنان|Lebanese Republic|Libanesische Republik",
    "LC": "圣露西亚",
    "LI": "FL",
    "LK": "锡兰|Ceylon",
    "LT": "Lietuva",
    "LU": "L|Letzebuerg",
    "LV": "Latvija",
    "LY": "ليبيا|Libyan Arab Jamahiriya|Libysch-Arabische Dschamahirija",
    "MA": "المغرب",
    "MD": "摩尔达维亚|Moldawien",
    "ME": "蒙特内哥罗|Crna Gora",
    "MF": "法属圣马丁岛|圣马丁（法属）|Saint Martin (French part)|"
    "St. Martin (französischer Teil)",
    "MG": "马拉加西",
    "MH": "Marshalls",
    "MK": "马其顿|FYROM|Macedonia|Makedonien|Mazedonien|前南斯拉夫马其顿共和国|FYR Macedonia|"
    "EJR Mazedonien|Macedonia, FYR|Nordmakedonien|Северна Македонија|"
    "The former Yugoslav Republic of Macedonia|Macedonia, the former Yugoslav Republic of|"
    "Ehemalige jugoslawische Republik Mazedonien",
    "ML": "马利",
    "MM": "Birma|Burma|Myanma",
    "MN": "外蒙古|Монгол|Outer Mongolia",
    "MO": "澳門|MSAR|中国澳门|中國澳門|Aomen|Makao|Makau|澳门（中国）|澳门特别行政区|Macao SAR|"
    "Macau SAR|Macao, China|Macau, China|China, Macao SAR|China, Macau SAR|"
    "Macao Special Administrative Region|China, Macao Special Administrative Region",
    "MP": "北马里亚纳|Saipan|北马里亚纳群岛邦|Nordmarianen|Northern Marianas|"
    "Nördliche Marianen-Inseln",
    "MR": "Mauretania",
    "MU": "Ile Maurice|Mauritius Island",
    "MV": "马尔地夫|Maldive Islands|Malediveninseln",
    "MX": "Mejico|墨西哥合众国|United Mexican States|Vereinigte Mexikanische Staaten",
    "MY": "马来亚|Malaya|Malaisia",
    "MZ": "Mosambique",
    "NA": "Südwestafrika|South West Africa",
    "NG": "奈及利亚",
    "NL": "尼德兰|Holland|Nederland",
    "NO": "Noreg|Norge",
    "NZ": "纽西兰|Aotearoa",
    "OM": "عُمان",
    "PF": "Tahiti|法属玻里尼西亚|Franz. Polynesien|Polynesia (French)",
    "PG": "巴新|Papua|巴布亚纽几内亚",
    "PH": "Pilipinas|Philipines|Phillippines|Philippinische Republik",
    "PL": "Polska|Rzeczpospolita Polska",
    "PM": "圣皮埃尔和密克隆",
    "PN": "皮特凯恩|Pitcairn|Pitcairn Island",
    "PS": "Gaza|巴勒斯坦地区|巴勒斯坦自治区|巴勒斯坦被占领土|West Bank|Gazastreifen|"
    "Westjordanland|West Bank and Gaza|Palästinensergebiete|Palestinian Authority|"
    "Palestinian Territory|Palästinensische Gebiete|Occupied Palestinian Territory|"
    "Palestinian Territory, Occupied",
    "PT": "Portuguese Republic|Portugiesische Republik",
    "PW": "Belau|Palau-Inseln",
    "QA": "卡达|قطر|Kattar|Quatar",
    "RE": "留尼汪岛|Insel Réunion|Reunion Island",
    "RO": "Roumania",
    "RS": "Srbija|Србија",
    "RU": "RF|俄国|Rossija|Rossiya|Russ. Föderation|Russian Federation|Russische Föderation|"
    "Russländische Föderation",
    "RW": "卢安达",
    "SA": "沙特|KSA|Saudi|Saudia|沙乌地阿拉伯|المملكة العربية السعودية",
    "SB": "索罗门群岛|Solomons|Salomon-Inseln|Salomonen-Inseln",
    "SC": "塞席尔|塞舌尔群岛|Seschellen|Seychellen-Inseln",
    "SD": "السودان",
    "SE": "Sverige",
    "SG": "狮城|星加坡",
    "SH": "圣赫勒拿岛|Ascension|Tristan da Cunha|圣赫勒拿、阿森松和特里斯坦-达库尼亚|"
    "St. Helena, Ascension und Tristan da Cunha",
    "SI": "SLO|斯洛维尼亚|Slovenija",
    "SJ": "斯瓦尔巴特|斯瓦尔巴群岛|Svalbard|Jan Mayen|Spitsbergen|Spitzbergen|"
    "斯瓦尔巴群岛和扬马延岛",
    "SK": "Slovensko|Slovak Rep.|Slow. Republik|Slowak. Republik|Slowakische Republik",
    "SL": "狮子山",
    "SM": "圣马利诺|Repubblica di San Marino",
    "SO": "索马利亚|Somaliland",
    "SR": "苏利南|Dutch Guiana",
    "SS": "S. Sudan",
    "ST": "圣多美|圣多美普林西比|Sao Tome",
    "SX": "荷属圣马丁岛|圣马丁（荷属）|St. Maarten|Sint Maarten (Dutch part)|"
    "Sint Maarten (niederländischer Teil)",
    "SY": "سوريا|叙利亚阿拉伯共和国|阿拉伯叙利亚共和国|Syrian Arab Republic",
    "SZ": "埃斯瓦蒂尼|Swasiland|Swaziland",
    "TC": "特克斯与凯科斯群岛|Turks & Caicos",
    "TF": "TAAF|法属南部领土|法属南部和南极领地|Französische Südgebiete|"
    "French Southern and Antarctic Lands|French Southern and Antarctic Territories",
    "TH": "暹罗|ไทย|Siam|Thai",
    "TJ": "Tadshikistan|Tadzhikistan",
    "TL": "帝汶|Timor|Osttimor|East Timor",
    "TM": "土库曼|Turkmenia|Turkmenien",
    "TN": "تونس|突尼西亚",
    "TO": "东加|Tonga-Inseln",
    "TR": "Turkey|Türkische Republik",
    "TT": "特多|千里达|特立尼达|Tobago|Trinidad|Trinidad u. Tobago",
    "TW": "臺灣|台湾省|中华台北|中国台湾|中國台灣|中華台北|台湾地区|中国台湾省|中国台湾地区|"
    "台湾（中国）|Formosa|Taiwan, ROC|Taiwan Region|Taiwan, China|Chinese Taipei|"
    "R.O.C. (Taiwan)|Chinesisch Taipeh|Taiwan, China Region|Republik China (Taiwan)|"
    "Taiwan, Province of China|Taiwan, Provinz von China",
    "TZ": "坦尚尼亚|Tansanien|Tanganyika",
    "UA": "Ukraina|Україна|Ukrajina",
    "UM": "美国外岛|美属外岛|美国边远小岛|美国本土外小岛|Minor Outlying Islands|"
    "US Minor Outlying Islands|Kleinere Amerikanische Überseeinseln|"
    "Kleinere Überseeinseln der Vereinigten Staaten",
    "US": "合众国|美利坚|美利坚合众国|美利堅合眾國|America|Amerika|EE. UU.|The States|"
    "US-America|Ver. Staaten|Verein. Staaten|Vereinigte Staaten v. Amerika|"
    "Vereinigte Staaten von Amerika",
    "UY": "乌拉圭东岸共和国|Republik Östlich des Uruguay",
    "UZ": "乌兹别克|Usbekien|Uzbekhistan",
    "VA": "圣座|教廷|梵帝冈|罗马教廷|梵蒂冈城国|Vatican|Vatikan|Holy See|Vatikanstaat|"
    "Heiliger Stuhl",
    "VC": "圣文森特|圣文森及格瑞那丁|圣文森特及格林纳丁斯|St. Vincent",
    "VE": "委内瑞拉玻利瓦尔共和国|Venezuela, RB|Bolivarische Republik Venezuela|"
    "Venezuela (Bolivarische Republik)",
    "VG": "BVI|英属处女群岛|Tortola|维尔京群岛（英属）|UK Virgin Islands|Virgin Islands (UK)|"
    "Brit. Jungferninseln|Virgin Islands, British|Jungferninseln (britisch)|"
    "Jungferninseln, britische",
    "VI": "USVI|美属处女群岛|维尔京群岛（美属）|US-Jungferninseln|Jungferninseln (USA)|"
    "Virgin Islands, U.S.|United States Virgin Islands|Jungferninseln (amerikanisch)|"
    "Jungferninseln, amerikanische|Virgin Islands of the United States",
    "VN": "SR Vietnam",
    "VU": "万那杜|New Hebrides|Neue Hebriden",
    "WS": "西萨摩亚|West-Samoa|Western Samoa|Unabhängiger Staat Samoa",
    "YE": "叶门|اليمن",
    "ZA": "RSA|Zuid-Afrika|South African Republic|Südafrikanische Republik",
    "ZM": "尚比亚|Northern Rhodesia",
    "ZW": "Rhodesia|Rhodesien|Southern Rhodesia",
}  # fmt: skip
"""Usual names by code, set apart by strokes; case, accents, punctuation do not matter."""

STATE_WORDS: Final = frozenset(
    word
    for words in (
        "the of and und et der die das des von",
        "republic republik rep republica republique republika cumhuriyeti",
        "kingdom konigreich state staat states union",
        "federal federation federative federated foderation foderative bundesrepublik",
        "bundesstaat dem fed sts",
        "democratic demokratische peoples people volksrepublik socialist sozialistische islamic",
        "islamische arab arabische bolivarian plurinational commonwealth principality furstentum",
        "duchy grand grossherzogtum sultanate sultanat emirate emirat independent unabhangige",
        "cooperative oriental hashemite united vereinigte republiken",
    )
    for word in words.split()
)
"""Words around a name that say only what form of state it has."""

STATE_ENDING: Final = (
    "(?:社会主义|伊斯兰|人民民主|民主人民|民主|人民|联邦|联合|合作|独立|多民族)*"
    "(?:共和国|共和國|王国|王國|联邦|公国|大公国|苏丹国|酋长国|自由邦|联盟|独立国|国)$"
)
"""The same at the end of a Chinese name."""
