"""Forms as offices make them, for the tests: two workbooks and a document."""

import struct
import zipfile
import zlib
from io import BytesIO

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

_TEXT_BOX = (
    b'<xdr:twoCellAnchor xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>'
    b"<xdr:to><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>15</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    b'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="99" name="TextBox"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>'
    b'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>'
    + "（盖章）".encode()
    + b"</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an office file in their order."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as an office file."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


def saved(book: Workbook) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def monthly_table() -> bytes:
    """Merged headings, rows of two levels, a formula, a chart, a text box for the seal, a picture, and words in braces."""
    book = Workbook()
    sheet = book.active
    sheet.title = "基层文化统计"
    sheet.merge_cells("A1:F1")
    sheet["A1"] = "{{centre}}{{period}}服务情况统计表"
    sheet["A1"].font = Font(name="方正小标宋简体", size=18, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A2"], sheet["E2"] = "填报单位：{{centre}}", "{{as_of}}"
    for column, words in enumerate(("项目", "", "本月", "上年同期", "同比", "本年累计"), start=1):
        cell = sheet.cell(3, column, words)
        cell.fill, cell.border = PatternFill("solid", "DDEBF7"), Border(bottom=Side("thin"))
    sheet.merge_cells("A4:A6")
    sheet["A4"] = "服务人次"
    for row, words in enumerate(("接待人次", "其中：女", "其中：未登记"), start=4):
        sheet.cell(row, 2, words)
    sheet["A7"], sheet["B7"] = "场地", "利用率"
    sheet["C7"].number_format = "0.0%"
    sheet["E4"].number_format = "0%"
    sheet["A8"], sheet["C8"] = "合计", "=SUM(C4:C6)"
    sheet["B9"], sheet["C9"] = "外借册次", "{{书刊文献外借册次}}"
    sheet["A11"], sheet["C11"] = "填表人：{{clerk}}", "负责人："
    sheet.column_dimensions["A"].width = 18
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.print_title_rows = "1:3"
    sheet.conditional_formatting.add(
        "C4:C7", ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="63BE7B")
    )
    choice = DataValidation(type="list", formula1='"是,否"')
    choice.add("F9")
    sheet.add_data_validation(choice)
    book.defined_names["合计格"] = DefinedName("合计格", attr_text="'基层文化统计'!$C$8")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=6), titles_from_data=True)
    sheet.add_chart(chart, "H3")
    return _with_text_box_and_picture(saved(book))


def daily_list() -> bytes:
    """A list of the days of a month, 31 rows, and a total beneath; a second sheet that is nobody's business."""
    book = Workbook()
    sheet = book.active
    sheet.title = "逐日"
    sheet.append(["日期", "人次", "备注"])
    sheet["B33"] = "=SUM(B2:B32)"
    sheet["A34"] = "经手人"
    book.create_sheet("说明").append(["本表由街道统一制发"])
    return saved(book)


def letter() -> bytes:
    """A document: braces split over runs, in a table, in a header and in a text box."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    main = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:document {space}><w:body>'
        '<w:p><w:r><w:t xml:space="preserve">本月接待 </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{{visits</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/><w:r><w:rPr><w:b/></w:rPr><w:t>.total}}</w:t></w:r><w:r><w:t> 人次，女性 {{visits.by_sex:女}} 人次。</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>{{summary}}</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>联系人：{{?联系人}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{{period}}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r><w:r><w:t>盖章处</w:t></w:r></w:p>"
        "<w:sectPr/></w:body></w:document>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return packed(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
                f'<Override PartName="/word/header1.xml" ContentType="{kind}.header+xml"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": main.encode(),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relation}/header" Target="header1.xml"/></Relationships>'
            ).encode(),
            "word/header1.xml": f"<w:hdr {space}><w:p><w:r><w:t>{{{{centre}}}} 月报</w:t></w:r></w:p></w:hdr>".encode(),
        }
    )


def _with_text_box_and_picture(data: bytes) -> bytes:
    parts = parts_of(data)
    drawing = parts["xl/drawings/drawing1.xml"]
    drawing = drawing.replace(b"</wsDr>", b"</xdr:wsDr>").replace(b"<wsDr ", b"<xdr:wsDr ")
    if b"xmlns:xdr" not in drawing:
        drawing = drawing.replace(
            b"<xdr:wsDr ",
            b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ',
            1,
        )
    parts["xl/drawings/drawing1.xml"] = drawing.replace(b"</xdr:wsDr>", _TEXT_BOX + b"</xdr:wsDr>")
    parts["xl/media/image1.png"] = _dot()
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b"<Default ", b'<Default Extension="png" ContentType="image/png"/><Default ', 1
    )
    return packed(parts)


def _dot() -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
