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
    "AE": "UAE|VAE|Emirate|Die Emirate|Dubai|Abu Dhabi|阿联酋|阿聯酋|Vereinigte Arab. Emirate",
    "AG": "Antigua|安提瓜",
    "AT": "A|奥国",
    "AX": "奥兰",
    "AZ": "Azerbaidschan|Aserbeidschan",
    "BA": "Bosnia|Bosnien|波黑|波斯尼亚|波斯尼亚黑塞哥维那",
    "BE": "B",
    "BL": "St. Barth|St. Barths|Saint Barts",
    "BN": "Negara Brunei Darussalam|汶莱|文莱达鲁萨兰国",
    "BO": "Plurinationaler Staat Bolivien|多民族玻利维亚国",
    "BQ": "Bonaire|Bonaire, Sint Eustatius und Saba|Saba|荷兰加勒比区|博奈尔、圣尤斯特歇斯和萨巴",
    "BY": "Weißrussland|Belarussland|Byelorussia|Belorussia|White Russia",
    "CA": "CDN",
    "CC": "Cocos Islands|Keeling Islands|科科斯群岛",
    "CD": "Dem. Rep. Kongo|Dem. Republik Kongo|Dem. Rep. of the Congo|Dem. Rep. Congo|"
    "DR Kongo|DRC|DR Congo|Congo DR|Congo DRC|Kongo DR|Democratic Republic of the Congo|"
    "Democratic Republic of Congo|Congo, Democratic Republic of the|Congo, Dem. Rep.|Zaire|"
    "Demokratische Republik Kongo|Kongo (Demokratische Republik)|Kongo (Dem. Rep.)|Belgian Congo|"
    "刚果民主共和国|民主刚果|扎伊尔|刚果（金沙萨）|剛果民主共和國",
    "CF": "Zentralafrika|Zentralafr. Republik|Central Africa",
    "CG": "Rep. Kongo|Rep. of the Congo|Rep. Congo|"
    "Republic of the Congo|Republic of Congo|Congo Republic|Congo, Republic of the|"
    "Congo, Rep.|Republik Kongo|Kongo (Republik)|French Congo|刚果共和国|刚果（布拉柴维尔）|"
    "剛果共和國",
    "CH": "Swiss Confederation|Schweizerische Eidgenossenschaft|Eidgenossenschaft|Helvetia",
    "CI": "Elfenbeinküste|Ivory Coast",
    "CN": "VR China|VRC|VRCh|Volksrepublik China|P.R. China|P.R.C.|People's Republic of China|"
    "China (VR)|China, PR|China, People's Republic of|Mainland China|China Mainland|"
    "Festlandchina|中华人民共和国|中華人民共和國|中国大陆|中國大陸|中国内地|大陆|内地|Zhongguo|"
    "Zhonghua Renmin Gongheguo",
    "CR": "哥斯达尼加",
    "CV": "Kapverden|Kapverdische Inseln|Cape Verde Islands|维德角",
    "CX": "Weihnachtsinseln|Christmas Islands",
    "CY": "赛普勒斯",
    "CZ": "Tschech. Republik|Česká republika|"
    "Tschechische Republik|Tschechei|ČR|Czech Rep.",
    "DE": "D|BRD|Bundesrepublik|BR Deutschland|FRG|FR Germany|德意志|联邦德国",
    "DJ": "Dshibuti",
    "DM": "多米尼克国",
    "DO": "Rep. Dominicana|"
    "Dominikan. Republik|Domrep|多明尼加",
    "EG": "阿拉伯埃及共和国",
    "EH": "Sahrawi Arab Democratic Republic|Demokratische Arabische Republik Sahara",
    "ET": "Abessinien|Abyssinia|衣索比亚",
    "FJ": "Fiji Islands|Fidschi-Inseln|斐济群岛",
    "FK": "Falklands|Falkland Islands (Malvinas)|Malvinas|Malwinen|马尔维纳斯群岛|"
    "福克兰群岛（马尔维纳斯）",
    "FM": "Föderierte Staaten von Mikronesien|Mikronesien (Föderierte Staaten von)",
    "FO": "Faeroe Islands|Faroes|Färöer-Inseln|法罗",
    "FR": "F|French Republic|Französische Republik|République française|法兰西",
    "GA": "Gabonese Republic|Gabunische Republik",
    "GB": "Angleterre|Inghilterra|Inglaterra|"
    "UK|England|Great Britain|Gt. Britain|Britain|"
    "United Kingdom of Great Britain and Northern Ireland|"
    "UK of Great Britain and Northern Ireland|Scotland|Wales|Northern Ireland|Großbritannien|"
    "Vereinigtes Königreich Großbritannien und Nordirland|Ver. Königreich|Schottland|Nordirland|"
    "Britannien|英格兰|大不列颠|大不列颠及北爱尔兰联合王国|不列颠|联合王国|苏格兰|威尔士|"
    "北爱尔兰|大英帝国",
    "GE": "Grusinien|Sakartvelo|乔治亚",
    "GF": "Guyane|Französisch Guyana",
    "GG": "根西",
    "GL": "Kalaallit Nunaat|格陵兰岛",
    "GN": "Guinea-Conakry|几内亚（科纳克里）",
    "GR": "Hellenic Republic|Hellenische Republik|Ellada|Greek Republic",
    "GS": "South Georgia|Südgeorgien|Südgeorgien und Südliche Sandwichinseln|"
    "南乔治亚岛和南桑威奇群岛",
    "GW": "Portugiesisch-Guinea",
    "GY": "Guayana (Guyana)|Co-operative Republic of Guyana|盖亚那",
    "HK": "香港（中国）|"
    "HKSAR|Hong Kong, China|China, Hong Kong SAR|"
    "China, Hong Kong Special Administrative Region|Hong Kong Special Administrative Region|"
    "Hong Kong Special Administrative Region of China|Hongkong (SVR)|Xianggang|中国香港|"
    "香港特别行政区|香港特區|中國香港",
    "HM": "Heard Island and McDonald Islands|Heard Island|Heard und McDonald|赫德岛",
    "HR": "Hrvatska|克罗埃西亚",
    "ID": "RI Indonesia",
    "IE": "Eire|Irish Republic",
    "IL": "以色列国",
    "IM": "Insel Man|曼岛|马恩",
    "IN": "Bharat|Hindustan",
    "IO": "British Indian Ocean Terr.|Chagos|Chagos Islands|Chagos-Inseln|Diego Garcia|"
    "英属印度洋领土",
    "IR": "Persia|Persien|波斯",
    "IT": "I|Repubblica Italiana|Italian Republic|Italienische Republik",
    "JE": "泽西",
    "JO": "Jordanien, Haschemitisches Königreich|Haschemitisches Königreich Jordanien|"
    "约旦哈希姆王国",
    "JP": "Nippon|Nihon|日本国",
    "KG": "Kyrgyz Republic|Kirgisien|Kirgisische Republik|Kirghizia|Kyrgystan|吉尔吉斯|吉尔吉斯坦",
    "KH": "Kampuchea|高棉",
    "KI": "Gilbert Islands",
    "KN": "St Kitts|St. Christopher und Nevis|圣克里斯多福及尼维斯|圣基茨及尼维斯",
    "KP": "Korea, Dem. Rep.|Dem. Rep. Korea|"
    "N. Korea|Korea North|DPRK|DPR Korea|Korea (DPRK)|"
    "Democratic People's Republic of Korea|Korea (Democratic People's Republic of)|"
    "Korea, Dem. People's Rep.|DVRK|DVR Korea|Korea, DVR|Demokratische Volksrepublik Korea|"
    "Korea, Demokratische Volksrepublik|Volksrepublik Korea|Korea (Nord)|北朝鲜|北韩|朝鮮|"
    "朝鲜民主主义人民共和国|조선|朝鮮民主主義人民共和國",
    "KR": "Rep. Korea|"
    "Korea Rep|Korea Republik|"
    "S. Korea|Korea South|ROK|R.O. Korea|R. Korea|Republic of Korea|Korea (Republic of)|"
    "Korea, Rep. of|Korea, Rep.|Rep. of Korea|The Republic of Korea|Republik Korea|"
    "Korea (Republik)|Korea Republic|Korea (Süd)|Korea (ROK)|大韩民国|南韩|南朝鲜|韓國|大韓民國|"
    "한국|大韩民國|大韓民国",
    "KY": "Caymans|Cayman Inseln|开曼",
    "KZ": "Kasachien|哈萨克",
    "LA": "Lao PDR|Laotische Demokratische Volksrepublik|寮国",
    "LB": "Lebanese Republic|Libanesische Republik",
    "LC": "圣露西亚",
    "LI": "FL",
    "LK": "Ceylon|锡兰",
    "LT": "Lietuva",
    "LU": "L|Letzebuerg",
    "LV": "Latvija",
    "LY": "Libyan Arab Jamahiriya|Libysch-Arabische Dschamahirija|利比亚国",
    "MD": "Moldawien|摩尔达维亚",
    "ME": "Crna Gora|蒙特内哥罗",
    "MF": "Saint Martin (French part)|St. Martin (französischer Teil)|圣马丁（法属）|法属圣马丁岛",
    "MG": "马拉加西",
    "MH": "Marshalls",
    "MK": "Macedonia|Mazedonien|FYROM|FYR Macedonia|The former Yugoslav Republic of Macedonia|"
    "Macedonia, FYR|Macedonia, the former Yugoslav Republic of|EJR Mazedonien|"
    "Ehemalige jugoslawische Republik Mazedonien|Makedonien|马其顿|前南斯拉夫马其顿共和国",
    "ML": "马利",
    "MM": "Burma|Birma|Myanma|Burma (Myanmar)",
    "MN": "Outer Mongolia|蒙古国|外蒙古",
    "MO": "澳门（中国）|"
    "Makao|Makau|MSAR|Macau SAR|Macao, China|Macau, China|China, Macao SAR|"
    "China, Macau SAR|China, Macao Special Administrative Region|"
    "Macao Special Administrative Region|Aomen|中国澳门|澳门特别行政区|澳門|中國澳門",
    "MP": "Northern Marianas|Nördliche Marianen-Inseln|Nordmarianen|Saipan|北马里亚纳|"
    "北马里亚纳群岛邦",
    "MU": "Mauritius Island|Ile Maurice",
    "MV": "Maldive Islands|Malediveninseln|马尔地夫",
    "MX": "Mejico|United Mexican States|Vereinigte Mexikanische Staaten|墨西哥合众国",
    "MY": "Malaya|Malaisia|马来亚",
    "MZ": "Mosambique",
    "NA": "South West Africa|Südwestafrika",
    "NG": "奈及利亚",
    "NL": "Holland|尼德兰",
    "NO": "Noreg",
    "NZ": "Aotearoa|纽西兰",
    "PF": "Tahiti|Polynesia (French)|Franz. Polynesien|法属玻里尼西亚",
    "PG": "Papua|巴布亚纽几内亚|巴新",
    "PH": "Pilipinas|Philippinische Republik|Philipines|Phillippines",
    "PL": "Rzeczpospolita Polska",
    "PM": "圣皮埃尔和密克隆",
    "PN": "Pitcairn Island|皮特凯恩",
    "PS": "Palestinian Territory|Occupied Palestinian Territory|Palestinian Territory, Occupied|"
    "Palestinian Authority|West Bank and Gaza|Palästinensische Gebiete|Palästinensergebiete|Gaza|"
    "Gazastreifen|Westjordanland|West Bank|巴勒斯坦国|巴勒斯坦自治区|巴勒斯坦地区|"
    "巴勒斯坦被占领土",
    "PT": "Portuguese Republic|Portugiesische Republik",
    "PW": "Belau|Palau-Inseln",
    "QA": "Quatar|Kattar|卡塔尔国|卡达",
    "RE": "Reunion Island|Insel Réunion|留尼汪岛",
    "RO": "Roumania",
    "RS": "Srbija",
    "RU": "Russ. Föderation|"
    "Russian Federation|Russische Föderation|Russländische Föderation|"
    "Russische Foederation|RF|Rossija|Rossiya|俄国|俄联邦",
    "RW": "卢安达",
    "SA": "KSA|Saudia|沙特|沙乌地阿拉伯|Saudi",
    "SB": "Salomon-Inseln|Solomons|Salomonen-Inseln|索罗门群岛",
    "SC": "Seychellen-Inseln|Seschellen|塞席尔|塞舌尔群岛",
    "SG": "星加坡|狮城",
    "SH": "St. Helena, Ascension und Tristan da Cunha|Ascension|Tristan da Cunha|圣赫勒拿岛|"
    "圣赫勒拿、阿森松和特里斯坦-达库尼亚",
    "SI": "SLO|Slovenija|斯洛维尼亚",
    "SJ": "Svalbard|Spitzbergen|Spitsbergen|Jan Mayen|斯瓦尔巴群岛|斯瓦尔巴群岛和扬马延岛|"
    "斯瓦尔巴特",
    "SK": "Slow. Republik|Slowak. Republik|"
    "Slovak Rep.|Slowakische Republik",
    "SL": "狮子山",
    "SM": "Repubblica di San Marino|圣马利诺",
    "SO": "Somaliland|索马利亚",
    "SR": "Dutch Guiana|苏利南",
    "SS": "S. Sudan",
    "ST": "Sao Tome|圣多美|圣多美普林西比",
    "SX": "Sint Maarten (Dutch part)|St. Maarten|Sint Maarten (niederländischer Teil)|"
    "圣马丁（荷属）|荷属圣马丁岛",
    "SY": "Syrian Arab Republic|阿拉伯叙利亚共和国|叙利亚阿拉伯共和国",
    "SZ": "Swaziland|Swasiland|埃斯瓦蒂尼",
    "TC": "Turks & Caicos|特克斯与凯科斯群岛",
    "TF": "French Southern and Antarctic Lands|French Southern and Antarctic Territories|TAAF|"
    "Französische Südgebiete|法属南部和南极领地|法属南部领土",
    "TH": "Siam|Thai|泰王国|暹罗",
    "TJ": "Tadzhikistan|Tadshikistan|塔吉克共和国",
    "TL": "East Timor|Timor|帝汶",
    "TM": "Turkmenien|Turkmenia|土库曼",
    "TN": "突尼西亚",
    "TO": "Tonga-Inseln|东加",
    "TR": "Turkey|Türkische Republik",
    "TT": "特多|"
    "Trinidad|Tobago|Trinidad u. Tobago|千里达|特立尼达",
    "TW": "台湾（中国）|"
    "Taiwan, China|Taiwan, Province of China|Chinese Taipei|Chinesisch Taipeh|"
    "Taiwan, Provinz von China|Taiwan, ROC|Republik China (Taiwan)|R.O.C. (Taiwan)|Formosa|"
    "Taiwan Region|Taiwan, China Region|臺灣|中国台湾|中國台灣|中华台北|中華台北|台湾地区|台湾省|"
    "中国台湾省|中国台湾地区",
    "TZ": "Tansanien|Tanganyika|坦尚尼亚",
    "UM": "US Minor Outlying Islands|Minor Outlying Islands|Kleinere Amerikanische Überseeinseln|"
    "Kleinere Überseeinseln der Vereinigten Staaten|美国边远小岛|美国外岛|美属外岛|美国本土外小岛",
    "US": "US-America|The United States|The States|America|Amerika|"
    "Vereinigte Staaten von Amerika|Vereinigte Staaten v. Amerika|Ver. Staaten|Verein. Staaten|"
    "EE. UU.|美利坚|美利坚合众国|合众国|美利堅合眾國",
    "UY": "Republik Östlich des Uruguay|乌拉圭东岸共和国",
    "UZ": "Uzbekhistan|Usbekien|乌兹别克",
    "VA": "Vatican|Holy See|Heiliger Stuhl|Holy See (Vatican City State)|"
    "Heiliger Stuhl (Vatikanstadt)|Vatikanstaat|梵蒂冈城国|教廷|圣座|罗马教廷|梵帝冈",
    "VC": "St. Vincent|圣文森特|圣文森及格瑞那丁|圣文森特及格林纳丁斯",
    "VE": "Venezuela, RB|Bolivarische Republik Venezuela|Venezuela (Bolivarische Republik)|"
    "委内瑞拉玻利瓦尔共和国",
    "VG": "BVI|Virgin Islands, British|Virgin Islands (UK)|UK Virgin Islands|"
    "Jungferninseln (britisch)|Jungferninseln, britische|Brit. Jungferninseln|Tortola|"
    "英属处女群岛|维尔京群岛（英属）",
    "VI": "USVI|Virgin Islands, U.S.|United States Virgin Islands|"
    "Virgin Islands of the United States|Jungferninseln (amerikanisch)|US-Jungferninseln|"
    "Jungferninseln (USA)|Jungferninseln, amerikanische|美属处女群岛|维尔京群岛（美属）",
    "VN": "SR Vietnam",
    "VU": "New Hebrides|Neue Hebriden|万那杜",
    "WS": "Western Samoa|West-Samoa|Unabhängiger Staat Samoa|西萨摩亚|萨摩亚独立国",
    "YE": "叶门",
    "ZA": "RSA|South African Republic|Südafrikanische Republik",
    "ZM": "Northern Rhodesia|尚比亚",
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
