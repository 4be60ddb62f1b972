"""What Excel and LibreOffice leave on the clipboard, as they write it, and which cells that is."""

from typing import NamedTuple

EXCEL_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{{mso-displayed-decimal-separator:"\\{decimal}";
	mso-displayed-thousand-separator:"\\{thousand}";}}
br
	{{mso-data-placement:same-cell;}}
td
	{{padding-top:1px; white-space:nowrap;}}
.xl65
	{{mso-number-format:"Short Date";}}
-->
</style>
</head>

<body link="#0563C1" vlink="#954F72">

<table border=0 cellpadding=0 cellspacing=0 width=320 style='border-collapse:collapse'>
<!--StartFragment-->
"""
EXCEL_FOOT = """<!--EndFragment-->
</table>

</body>

</html>
"""
GERMAN_EXCEL = EXCEL_HEAD.format(decimal=",", thousand=".")
ENGLISH_EXCEL = EXCEL_HEAD.format(decimal=".", thousand=",")
LIBRE_HEAD = """<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 24.2.7.2 (Linux)"/>
	<style type="text/css">
		body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Liberation Sans"; }
		a.comment-indicator:hover + comment { background:#ffd; position:absolute; display:block; }
	</style>
</head>

<body>
<table cellspacing="0" border="0">
	<colgroup span="3" width="85"></colgroup>
"""
LIBRE_FOOT = "</table>\n</body>\n\n</html>\n"


class Sample(NamedTuple):
    """The two forms of a clipboard and the cells they stand for."""

    text: str
    page: str
    block: list[list[str]]


SAMPLES = {
    "Excel, German: a name, a day and a sum": Sample(
        "Müller Institut\t31.12.2024\t1.234,50\r\nBNP Paribas\t01.02.2023\t12,00\r\n",
        GERMAN_EXCEL
        + """ <tr height=20 style='height:15.0pt'>
  <td height=20 width=107 style='height:15.0pt;width:80pt'>Müller Institut</td>
  <td class=xl65 align=right width=80 style='width:60pt'>31.12.2024</td>
  <td align=right width=80 style='width:60pt'>1.234,50</td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20 style='height:15.0pt'>BNP Paribas</td>
  <td class=xl65 align=right>01.02.2023</td>
  <td align=right>12,00</td>
 </tr>
"""
        + EXCEL_FOOT,
        [["Müller Institut", "31.12.2024", "1.234,50"], ["BNP Paribas", "01.02.2023", "12,00"]],
    ),
    "Excel, English: a cell with two lines and quotes": Sample(
        'NHS England\t"first line\nthe ""second"" line"\r\nsays "no"\tplain\r\n',
        ENGLISH_EXCEL
        + """ <tr height=40 style='height:30.0pt'>
  <td height=40 width=107 style='height:30.0pt;width:80pt'>NHS England</td>
  <td width=120 style='width:90pt'>first line<br>
    the &quot;second&quot; line</td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20 style='height:15.0pt'>says &quot;no&quot;</td>
  <td>plain</td>
 </tr>
"""
        + EXCEL_FOOT,
        [["NHS England", 'first line\nthe "second" line'], ['says "no"', "plain"]],
    ),
    "Excel: one cell, with the line end it always adds": Sample(
        "Paris\r\n",
        ENGLISH_EXCEL + " <tr><td height=20 width=64>Paris</td></tr>\n" + EXCEL_FOOT,
        [["Paris"]],
    ),
    "Excel: an empty row within and empty cells at the end": Sample(
        "a\tb\tc\r\n\t\t\r\nd\t\t\r\n", "", [["a", "b", "c"], ["", "", ""], ["d", "", ""]]
    ),
    "LibreOffice, German: a day, a number and a word": Sample(
        "Köln\t31.12.2024\t1,5\nБремен\t01.02.2023\t2,25\n",
        LIBRE_HEAD
        + """	<tr>
		<td height="17" align="left">Köln</td>
		<td align="right" sdval="45657" sdnum="1031;1031;TT.MM.JJJJ">31.12.2024</td>
		<td align="right" sdval="1.5" sdnum="1031;">1,5</td>
	</tr>
	<tr>
		<td height="17" align="left">Бремен</td>
		<td align="right" sdval="44958" sdnum="1031;1031;TT.MM.JJJJ">01.02.2023</td>
		<td align="right" sdval="2.25" sdnum="1031;">2,25</td>
	</tr>
"""
        + LIBRE_FOOT,
        [["Köln", "31.12.2024", "1,5"], ["Бремен", "01.02.2023", "2,25"]],
    ),
    "LibreOffice 7.4, German: a cell of two lines, whose text has a blank between them": Sample(
        'Testbank Eins\tfirst line second "quoted" line\t1.234,50\t31.12.2024\n'
        "南京\tplain\t12,00\t01.02.2023\n",
        LIBRE_HEAD
        + """	<tr>
		<td height="21" align="left">Testbank Eins</td>
		<td align="left">first line<br>second &quot;quoted&quot; line</td>
		<td align="right" sdval="1234,5" sdnum="1031;0;#.##0,00">1.234,50</td>
		<td align="right" sdval="45657" sdnum="1031;0;TT.MM.JJJJ">31.12.2024</td>
	</tr>
	<tr>
		<td height="21" align="left"><font face="DejaVu Sans">南京</font></td>
		<td align="left">plain</td>
		<td align="right" sdval="12" sdnum="1031;0;#.##0,00">12,00</td>
		<td align="right" sdval="44958" sdnum="1031;0;TT.MM.JJJJ">01.02.2023</td>
	</tr>
"""
        + LIBRE_FOOT,
        [
            ["Testbank Eins", 'first line\nsecond "quoted" line', "1.234,50", "31.12.2024"],
            ["南京", "plain", "12,00", "01.02.2023"],
        ],
    ),
    "LibreOffice, English: several cells, one with two lines": Sample(
        'one\t"two\nlines"\nthree\tfour\n',
        LIBRE_HEAD
        + """	<tr>
		<td height="17" align="left">one</td>
		<td align="left">two<br>lines</td>
	</tr>
	<tr>
		<td height="17" align="left">three</td>
		<td align="left">four</td>
	</tr>
"""
        + LIBRE_FOOT,
        [["one", "two\nlines"], ["three", "four"]],
    ),
    "LibreOffice: a single cell of two lines, which it does not quote": Sample(
        "first\nsecond",
        LIBRE_HEAD
        + '	<tr>\n		<td height="33" align="left">first<br>second</td>\n	</tr>\n'
        + LIBRE_FOOT,
        [["first\nsecond"]],
    ),
    "A text editor: an inch sign at the start is no quote": Sample(
        '"5 inch\tnext', "", [['"5 inch', "next"]]
    ),
    "Old programs end their lines with a carriage return": Sample("a\rb\r", "", [["a"], ["b"]]),
    "Nothing": Sample("", "", []),
}
