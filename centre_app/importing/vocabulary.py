"""The headings people really use and the field each one means. How a heading row is found is in headings.py.

The order of the words of a field is their rank: where two columns mean the same, the earlier word is the better source.
"""

from typing import Literal

Kind = Literal["books", "copies", "people", "visits", "bookings", "loans"]

SERIAL = "serial"

_EVERYWHERE = {
    SERIAL: "序号 编号 序 行号 项次 no no. id num 号 #",
    "source_id": "图书id 书目id 记录号 控制号 题名id bookid titleid recordid",
    "title": "书名 书籍名 题名 正题名 图书题名 图书名称 书籍名称 书名/读物 读物名称 书刊名称 书刊名 图书名 绘本名称 刊名 bookname booktitle title",
    "title_and_authors": "题名与责任者 题名/责任者 题名及责任者 书名与作者 书名/作者",
    "authors": "作者 责任者 作者/译者/编者 作者/编者 作者/说明 著者 编著者 著作者 主要责任者 第一责任者 著译者 author authors",
    "publisher": "出版社 出版者 版本信息 出版单位 出版社名称 出版机构 publisher publish press",
    "call_mark": "种次号 书次号",
    "isbn_given": "书上isbn号 错误isbn号",
    "edition": "版次 版本 版本说明 edition",
    "series_title": "丛书名 丛书 丛书题名 series",
    "place": "出版地 出版地点",
    "pages": "页数 页码 pages",
    "language": "语种 语言 文种 language",
    "summary": "内容提要 内容简介 图书简介 提要 summary abstract",
    "subjects": "主题词 主题 关键词 subjects keywords",
    "reader_age": "适读年龄 适合年龄 阅读年龄 适用年龄 推荐年龄 适读年龄段",
    "set_volumes": "全套册数",
    "imprint": "出版发行项 出版信息 出版项 作者/出版社/日期/价格",
    "published": "出版时间 出版日期 出版年月 出版年 出版年份 pubdate publishdate publicationdate year",
    "price": "定价 价格 单价 售价 预计价格 原价 price listprice",
    "isbn": "isbn isbn号 isbn编号 isbn码 sbn编号 国际标准书号 标准书号 isbn13 isbn10",
    "clc_class": "分类号 图书分类号 中图法分类号 中国图书分类号 中图分类号 中图分类 中图法 clc",
    "subject": "类别 分类 图书类别 图书分类 书单分类 门类",
    "call_number": "索书号 索取号 callnumber callno bookindex",
    "barcode": "条码号 条形码 条码 图书条码 图书条码号 条形码号 图书编号 书籍编号 财产号 登录号 bookcode barcode",
    "location": "馆藏地 存放地址 馆藏地点 存放位置 存放地点 架位 书架 书架号 location pressmark",
    "copies": "数量 捐赠数量 应到数量 应到数 应到 图书数量 复本数 副本数 复本 booknumber copies quantity qty",
    "pieces": "册数 捐赠册数 应到册数 总册数 本数",
    "sets": "套数",
    "volumes": "每套册数 卷册数 volumes",
    "donor": "捐赠单位 捐赠者 捐书人 捐赠方 捐书单位 donor",
    "donated_on": "捐赠日期 捐赠时间 入藏日期 入库日期 入库时间 donatedon",
    "list_value": "码洋",
    "net_value": "实洋",
    "details": "规格 详细信息",
    "phone": "联系电话 手机号 手机号码 联系方式 电话 手机 电话号码 移动电话 联系手机 读者电话 phone mobile telephone tel",
    "sex": "性别 sex gender",
    "birth": "出生日期 出生年月 生日 出生年份 出生年 出生年月日 出生时间 birthday birthdate birth dateofbirth",
    "age": "年龄 周岁 age",
    "identity": "身份证号 证件号码 身份证号码 身份证 证件号 公民身份号码 idnumber idcard",
    "address": "家庭住址 住址 地址 家庭地址 居住地址 现住址 联系地址 通讯地址 address",
    "home": "楼栋房号 楼栋门牌 楼房号 楼号房号",
    "building": "楼栋 楼号 栋号 幢号 building",
    "room": "房号 门牌号 室号 房间号 房屋号",
    "grid": "所属网格 网格 网格名称 网格号",
    "politics": "政治面貌",
    "category": "人员类别 人员类型 读者类型 读者类别 人群类别 category",
    "relation": "与户主关系 户主关系 家庭关系",
    "head_of_household": "户主 户主姓名",
    "guardian": "监护人 监护人姓名 家长 家长姓名 guardian",
    "guardian_phone": "监护人电话 监护人联系电话 监护人手机 监护人手机号 监护人联系方式 家长电话 家长联系电话 guardianphone",
    "skills": "特长 技能 爱好 兴趣爱好",
    "emergency_contact": "紧急联系人 紧急联系人姓名",
    "emergency_phone": "紧急联系人电话 紧急联系电话 紧急联系方式 紧急联系人手机",
    "card_number": "读者证号 借书证号 借阅证号 读者编号 卡号 证号 读者证 会员号 一卡通号 cardnumber card",
    "card_until": "有效期至 证件有效期 读者证有效期 借书证有效期 有效期 有效日期 截止日期 证件到期日 carduntil validuntil expires",
    "organisation": "申请单位 使用单位 公司/组织名称 团体名 所属团体 工作单位 单位名称 团体名称 来访单位 organisation organization company",
    "purpose": "来访事由 来访目的 访问目的 访客目的 来访说明 来访原因 事由 purpose reason",
    "host": "被访人 被访人员 被访人姓名 接待人",
    "host_address": "被访者住所",
    "arrived": "来访时间 到达时间 签到时间 进入时间 到访时间 入馆时间 进馆时间 arrived arrivedat checkin",
    "left": "离开时间 签退时间 离馆时间 出馆时间 离场时间 left leftat checkout",
    "day": "来访日期 到访日期 登记日期 date",
    "head_count": "来访总人数 来访人数 参加人数 活动人数 人数 到访人数 headcount people",
    "room_name": "申请场地名称 使用场所 场地 功能室 区域 场地名称 活动室 到访区域 活动场所 zone",
    "span": "申请使用时间 使用时间 来访起止时间 起止时间",
    "lent": "借阅日期 借阅时间 借期 借出日期 借出时间 借书日期",
    "due": "应还日期 预期还书时间 应还时间 到期日期",
    "returned": "归还日期 归还时间 实际还书日期 还书日期 还书时间",
    "points": "积分 可用积分 累计积分 兑换使用积分 积分分值",
    "clerk": "登记人 经办人 管理员签字 签名 经手人 值班人 值班人员 填表人",
    "remark": "备注 bookremark 说明 附注 remark remarks note notes comment",
    "note": "册次 学段 年级 内容提要字数 简介 开本 装帧 副题名 译者 编者 编辑 插图 "
    "状态码 状态 借阅状态 商品号 货号 评价星数 评分 url入口 图片地址 卷册 卷次 卷册号 单位 规格型号 民族 学历 婚姻状况 职业 籍贯 车牌号 体温 证件类型",
}

_BY_KIND: dict[Kind, dict[str, str]] = {
    "books": {
        "title": "name 名称 图书 品名",
        "donor": "捐赠人",
        "note": "负责人 联系人 姓名 日期 登记时间",
    },
    "copies": {"title": "name 名称 图书", "donor": "捐赠人", "note": "负责人 联系人 姓名 日期 登记时间"},
    "people": {
        "person": "姓名 读者姓名 真实姓名 居民姓名 访客姓名 借阅人姓名 负责人 联系人 捐赠人 名字 人员姓名 name 名称 fullname",
        "category": "类别 类型 身份",
        "organisation": "单位",
        "registered": "登记时间 登记日期 注册时间 办证日期",
    },
    "visits": {
        "person": "姓名 访客姓名 来访人 来访人姓名 来访人员 真实姓名 读者姓名 借阅人姓名 负责人 联系人 捐赠人 名字 name 名称 fullname",
        "category": "类别 类型 身份",
        "organisation": "单位",
        "arrived": "登记时间 时间",
        "day": "日期",
        "head_count": "数量",
    },
    "bookings": {
        "person": "姓名 负责人 联系人 申请人 预约人 使用人 真实姓名 联系人姓名 申请人姓名 contact fullname",
        "title": "活动名称 活动内容 活动主题 会议名称 使用用途 用途 申请事由 使用事由 主题 内容 名称 title event",
        "room_name": "房间 会议室 预约场地 场馆 使用场地 申请场地 功能室名称 场所 room venue",
        "span": "预约时间 活动时间 使用时段 预约时段 时段 时间",
        "day": "日期 使用日期 预约日期 活动日期 date",
        "starts": "开始时间 起始时间 开始 start starts from begin",
        "ends": "结束时间 截止时间 终止时间 结束 end ends to until",
        "head_count": "数量 预计人数 使用人数",
        "came_count": "实到人数 到场人数 实际人数 实际参加人数 came",
        "status": "状态 预约状态 审批状态 审核状态 status",
        "note": "申请日期 申请时间 登记时间 提交时间",
    },
    "loans": {
        "person": "姓名 借阅人姓名 借阅人 读者姓名 读者 借书人 借书人姓名 真实姓名 借阅者 name fullname borrower",
        "title": "名称 图书",
        "lent": "借出 lent lentat lentdate borrowed",
        "due": "应还 due dueat duedate",
        "returned": "归还 实还日期 实还时间 returned returnedat returndate",
        "note": "登记时间 日期 负责人 联系人",
    },
}

KEYS: dict[Kind, tuple[str, ...]] = {
    "books": ("title", "title_and_authors"),
    "copies": ("barcode", "title", "title_and_authors"),
    "people": ("person",),
    "visits": ("arrived", "span", "purpose", "person", "head_count"),
    "bookings": ("room_name",),
    "loans": ("lent",),
}
"""The fields of which one heading at least must be there for a list to be of that kind."""

DAYS = (
    "published",
    "donated_on",
    "birth",
    "arrived",
    "left",
    "day",
    "registered",
    "card_until",
    "lent",
    "due",
    "returned",
)
"""The fields that hold a day or a moment."""

SHOWN: dict[Kind, tuple[str, ...]] = {
    "books": ("authors", "publisher", "published", "price", "isbn", "clc_class", "copies", "donor"),
    "copies": ("source_id", "call_number", "location", "isbn"),
    "people": ("phone", "sex", "birth", "age", "category", "home", "guardian"),
    "visits": ("phone", "left", "organisation"),
    "bookings": ("span", "day", "starts", "ends", "person", "phone", "title", "head_count", "status"),
    "loans": ("barcode", "title", "person", "card_number", "phone", "due", "returned"),
}
"""The fields named to the clerk beside the needed ones where no heading was recognised."""


def words_of(field: str, *, kind: Kind) -> list[str]:
    """The headings that mean this field in a list of this kind, the best first."""
    return f"{_EVERYWHERE.get(field, '')} {_BY_KIND[kind].get(field, '')}".split()


def fields_by_word(kind: Kind) -> dict[str, tuple[str, int]]:
    """Each known heading of a kind with its field and its rank within it; the kind decides what is ambiguous."""
    known: dict[str, tuple[str, int]] = {}
    for fields in (_EVERYWHERE, _BY_KIND[kind]):
        for field in fields:
            known.update(
                {
                    word: (field, rank)
                    for rank, word in enumerate(words_of(field, kind=kind))
                    if word in fields[field].split()
                }
            )
    return known
