"""ID numbers kept as four digits and a digest, consents with the wording they were given to, photos.

The first wording is what the program ships with; centres change it as a new version.
"""

WORDING = """\
为了提供签到、图书借阅、场地预约和活动报名等服务，邻里中心需要登记您（或您监护的孩子）的个人信息。

一、登记的内容：姓名、性别、出生日期、联系电话、住址、照片（自愿），以及到访、借阅、预约和参加活动的记录。居民身份证号码只保留后四位和加密校验值，不保存完整号码；身份证号码和照片属于敏感个人信息，可以不提供，不影响使用服务。

二、用途：只用于本中心的服务、安全和统计。对外报送的统计数字不含姓名；未经您同意，不向其他单位或个人提供，法律另有规定的除外。

三、保存：信息保存在本中心的电脑里，只有值班人员能够查看，查看、打印和导出都有记录。超过保存期限或者您要求删除时，予以删除或匿名处理。

四、您的权利：您可以随时要求查阅、复制、更正、删除这些信息，也可以随时撤回同意；撤回同意不影响撤回之前的服务，也不影响您不实名进入本中心。

五、未满十四周岁的孩子，由父母或其他监护人阅读本同意书并签字同意。没有监护人的同意，本中心只登记人次，不登记姓名。

我已阅读并理解以上内容，同意本中心按上述方式处理我（或我监护的孩子）的个人信息。"""

STATEMENTS = (
    """
    CREATE TABLE "consent_wording" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "text" TEXT NOT NULL CHECK (trim(text) <> ''), "valid_from" DATE NOT NULL CHECK (valid_from IS date(valid_from)))
    """,
    """
    CREATE TABLE "consent" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "person_id" INTEGER NOT NULL, "wording_id" INTEGER, "given_on" DATE NOT NULL CHECK (given_on IS date(given_on)), "given_by" TEXT NOT NULL DEFAULT '', "relation" TEXT NOT NULL DEFAULT 'self' CHECK (relation IN ('self', 'parent', 'grandparent', 'guardian')), "withdrawn_on" DATE CHECK (withdrawn_on IS date(withdrawn_on)), FOREIGN KEY ("person_id") REFERENCES "person" ("id"), FOREIGN KEY ("wording_id") REFERENCES "consent_wording" ("id"), CHECK (withdrawn_on IS NULL OR withdrawn_on >= given_on))
    """,
    """
    CREATE TABLE "person_photo" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "person_id" INTEGER NOT NULL, "image" BLOB NOT NULL CHECK (length(image) <= 61440), "added_at" DATETIME NOT NULL CHECK (added_at IS datetime(added_at)), FOREIGN KEY ("person_id") REFERENCES "person" ("id"))
    """,
    """
    ALTER TABLE person ADD COLUMN id_digest TEXT
    """,
    """
    ALTER TABLE person ADD COLUMN id_region TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE person ADD COLUMN id_tail TEXT NOT NULL DEFAULT ''
    """,
    """
    CREATE UNIQUE INDEX "person_id_digest" ON "person" ("id_digest") WHERE id_digest IS NOT NULL
    """,
    """
    CREATE UNIQUE INDEX "consent_wording_version" ON "consent_wording" ("version")
    """,
    """
    CREATE INDEX "consent_person_id" ON "consent" ("person_id")
    """,
    """
    CREATE INDEX "consent_wording_id" ON "consent" ("wording_id")
    """,
    """
    CREATE UNIQUE INDEX "person_photo_person_id" ON "person_photo" ("person_id")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
    db.execute_sql(
        "INSERT INTO consent_wording (version, text, valid_from) VALUES (1, ?, date('now', 'localtime'))", (WORDING,)
    )
