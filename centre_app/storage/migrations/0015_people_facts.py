"""Facts of people: tags, the grid, needs, emergency contacts, volunteers; saved lists, and why lists were put out."""

# The usual words of a neighbourhood centre (人群标签); every one can be renamed or removed.
_TAGS = ("老年", "残疾", "党员", "退役军人", "低保", "新就业", "独居", "失独", "优抚", "楼组长")

STATEMENTS = (
    """
    CREATE TABLE "grid_unit" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "parent_id" INTEGER,
        "depth" INTEGER NOT NULL CHECK (depth BETWEEN 1 AND 4),
        "name" TEXT NOT NULL CHECK (trim(name) <> ''),
        "head_id" INTEGER,
        "head_name" TEXT NOT NULL DEFAULT '',
        "head_phone" TEXT NOT NULL DEFAULT '',
        "position" INTEGER NOT NULL DEFAULT 0,
        FOREIGN KEY ("parent_id") REFERENCES "grid_unit" ("id"),
        FOREIGN KEY ("head_id") REFERENCES "person" ("id"),
        CHECK ((depth = 1) = (parent_id IS NULL))
    )
    """,
    """
    CREATE TABLE "building_unit" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "building" TEXT NOT NULL CHECK (trim(building) <> ''),
        "unit_id" INTEGER NOT NULL,
        FOREIGN KEY ("unit_id") REFERENCES "grid_unit" ("id")
    )
    """,
    """
    CREATE TABLE "grid_level" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "depth" INTEGER NOT NULL CHECK (depth BETWEEN 1 AND 4),
        "name" TEXT NOT NULL CHECK (trim(name) <> ''),
        "head_title" TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE "list_release" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "at" DATETIME NOT NULL CHECK (at IS datetime(at)),
        "kind" TEXT NOT NULL CHECK (kind IN ('workbook', 'labels', 'phone_round')),
        "people" INTEGER NOT NULL,
        "reason" TEXT NOT NULL CHECK (trim(reason) <> '')
    )
    """,
    """
    CREATE TABLE "tag" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "name" TEXT NOT NULL CHECK (trim(name) <> '') COLLATE NOCASE,
        "position" INTEGER NOT NULL DEFAULT 0,
        "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    """
    CREATE TABLE "person_tag" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "person_id" INTEGER NOT NULL,
        "tag_id" INTEGER NOT NULL,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
        FOREIGN KEY ("tag_id") REFERENCES "tag" ("id")
    )
    """,
    """
    CREATE TABLE "saved_list" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "name" TEXT NOT NULL CHECK (trim(name) <> '') COLLATE NOCASE,
        "selection" TEXT NOT NULL CHECK (json_valid(selection))
    )
    """,
    """
    ALTER TABLE person ADD COLUMN emergency_name TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE person ADD COLUMN emergency_phone TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE person ADD COLUMN emergency_relation TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE person ADD COLUMN grid_unit_id INTEGER REFERENCES grid_unit (id)
    """,
    """
    ALTER TABLE person ADD COLUMN is_volunteer INTEGER NOT NULL DEFAULT 0
    """,
    """
    ALTER TABLE person ADD COLUMN languages TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE person ADD COLUMN needs TEXT NOT NULL DEFAULT ''
    """,
    """
    CREATE INDEX "person_grid_unit_id_name_sort" ON "person" ("grid_unit_id", "name_sort")
    """,
    """
    CREATE INDEX "person_born_on" ON "person" ("birth_date") WHERE birth_date IS NOT NULL
    """,
    """
    CREATE INDEX "person_born_in" ON "person" ("birth_year") WHERE birth_date IS NULL
    """,
    """
    CREATE INDEX "person_card_ends" ON "person" ("card_expires_on") WHERE card_expires_on IS NOT NULL
    """,
    """
    CREATE INDEX "person_no_consent" ON "person" ("name_sort") WHERE consented_on IS NULL
    """,
    """
    CREATE INDEX "person_no_sex" ON "person" ("name_sort") WHERE sex = ''
    """,
    """
    CREATE INDEX "person_with_needs" ON "person" ("name_sort") WHERE needs <> ''
    """,
    """
    CREATE INDEX "person_volunteer" ON "person" ("name_sort") WHERE is_volunteer
    """,
    """
    CREATE INDEX "grid_unit_parent_id" ON "grid_unit" ("parent_id")
    """,
    """
    CREATE INDEX "grid_unit_head_id" ON "grid_unit" ("head_id")
    """,
    """
    CREATE UNIQUE INDEX "building_unit_building" ON "building_unit" ("building")
    """,
    """
    CREATE INDEX "building_unit_unit_id" ON "building_unit" ("unit_id")
    """,
    """
    CREATE UNIQUE INDEX "grid_level_depth" ON "grid_level" ("depth")
    """,
    """
    CREATE UNIQUE INDEX "tag_name" ON "tag" ("name")
    """,
    """
    CREATE INDEX "person_tag_person_id" ON "person_tag" ("person_id")
    """,
    """
    CREATE UNIQUE INDEX "person_tag_once" ON "person_tag" ("tag_id", "person_id")
    """,
    """
    CREATE UNIQUE INDEX "saved_list_name" ON "saved_list" ("name")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
    for position, name in enumerate(_TAGS, start=1):
        db.execute_sql('INSERT INTO "tag" ("name", "position") VALUES (?, ?)', (name, position))
