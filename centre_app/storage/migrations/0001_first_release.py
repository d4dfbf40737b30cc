"""The tables of the first release."""

STATEMENTS = (
    """
    CREATE TABLE "action" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "at" DATETIME NOT NULL CHECK (at IS datetime(at)),
        "clerk_id" INTEGER,
        "label" TEXT NOT NULL,
        "kind" TEXT NOT NULL DEFAULT 'do' CHECK (kind IN ('do', 'undo', 'redo', 'note')),
        "undoes_id" INTEGER,
        "root_id" INTEGER,
        "first_change" INTEGER,
        "last_change" INTEGER,
        "subject" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("undoes_id") REFERENCES "action" ("id")
    )
    """,
    """
    CREATE TABLE "room" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "name" TEXT NOT NULL,
        "kind" TEXT NOT NULL CHECK (kind IN ('study', 'models', 'reading', 'drawing', 'fitness', 'meeting', 'other')),
        "capacity" INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 10000),
        "sharing" TEXT NOT NULL CHECK (sharing IN ('exclusive', 'shared')),
        "usual_minutes" INTEGER NOT NULL DEFAULT 120 CHECK (usual_minutes BETWEEN 1 AND 1440),
        "position" INTEGER NOT NULL DEFAULT 0,
        "active" INTEGER NOT NULL DEFAULT 1,
        "buffer_before" INTEGER NOT NULL DEFAULT 0 CHECK (buffer_before BETWEEN 0 AND 720),
        "buffer_after" INTEGER NOT NULL DEFAULT 0 CHECK (buffer_after BETWEEN 0 AND 720),
        "needs_approval" INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE "household" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "building" TEXT NOT NULL,
        "door" TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE "person" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "name" TEXT NOT NULL CHECK (trim(name) <> ''),
        "name_sort" TEXT NOT NULL DEFAULT '',
        "card_number" TEXT COLLATE NOCASE,
        "sex" TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'F', 'M')),
        "birth_date" DATE CHECK (birth_date IS date(birth_date)),
        "birth_year" INTEGER CHECK (birth_year IS NULL OR birth_year BETWEEN 1880 AND 2200),
        "phone" TEXT NOT NULL DEFAULT '',
        "category" TEXT NOT NULL DEFAULT 'resident' CHECK (category IN ('resident', 'worker', 'guest')),
        "household_id" INTEGER,
        "guardian_id" INTEGER,
        "consented_on" DATE CHECK (consented_on IS date(consented_on)),
        "note" TEXT NOT NULL DEFAULT '',
        "registered_at" DATETIME CHECK (registered_at IS datetime(registered_at)),
        "search_key" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("household_id") REFERENCES "household" ("id"),
        FOREIGN KEY ("guardian_id") REFERENCES "person" ("id")
    )
    """,
    """
    CREATE TABLE "series" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "rule" TEXT NOT NULL,
        "starts_on" DATE NOT NULL CHECK (starts_on IS date(starts_on)),
        "starts_time" TEXT NOT NULL CHECK (starts_time GLOB '[0-2][0-9]:[0-5][0-9]'),
        "ends_time" TEXT NOT NULL CHECK (ends_time GLOB '[0-2][0-9]:[0-5][0-9]'),
        "skip_holidays" INTEGER NOT NULL DEFAULT 0,
        "follow_makeup_workdays" INTEGER NOT NULL DEFAULT 0,
        "room_id" INTEGER NOT NULL,
        "person_id" INTEGER,
        "title" TEXT NOT NULL DEFAULT '',
        "buffer_before" INTEGER NOT NULL DEFAULT 0 CHECK (buffer_before BETWEEN 0 AND 720),
        "buffer_after" INTEGER NOT NULL DEFAULT 0 CHECK (buffer_after BETWEEN 0 AND 720),
        "head_count" INTEGER NOT NULL DEFAULT 1 CHECK (head_count BETWEEN 1 AND 10000),
        "alone" INTEGER NOT NULL DEFAULT 0,
        "note" TEXT NOT NULL DEFAULT '',
        "uid" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("room_id") REFERENCES "room" ("id"),
        FOREIGN KEY ("person_id") REFERENCES "person" ("id")
    )
    """,
    """
    CREATE TABLE "booking" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "room_id" INTEGER NOT NULL,
        "person_id" INTEGER,
        "title" TEXT NOT NULL DEFAULT '',
        "starts_at" DATETIME NOT NULL CHECK (starts_at IS datetime(starts_at)),
        "ends_at" DATETIME NOT NULL CHECK (ends_at IS datetime(ends_at)),
        "buffer_before" INTEGER NOT NULL DEFAULT 0 CHECK (buffer_before BETWEEN 0 AND 720),
        "buffer_after" INTEGER NOT NULL DEFAULT 0 CHECK (buffer_after BETWEEN 0 AND 720),
        "head_count" INTEGER NOT NULL DEFAULT 1 CHECK (head_count BETWEEN 1 AND 10000),
        "came_count" INTEGER CHECK (came_count IS NULL OR came_count BETWEEN 0 AND 10000),
        "alone" INTEGER NOT NULL DEFAULT 0,
        "status" TEXT NOT NULL DEFAULT 'confirmed' CHECK (status IN ('requested', 'confirmed', 'checked_in', 'completed', 'no_show', 'cancelled', 'displaced', 'moving')),
        "series_id" INTEGER,
        "occurrence_on" DATE CHECK (occurrence_on IS date(occurrence_on)),
        "is_exception" INTEGER NOT NULL DEFAULT 0,
        "is_dropped" INTEGER NOT NULL DEFAULT 0,
        "note" TEXT NOT NULL DEFAULT '',
        "cancel_reason" TEXT NOT NULL DEFAULT '',
        "uid" TEXT NOT NULL DEFAULT '',
        "held_until" DATETIME CHECK (held_until IS datetime(held_until)),
        "override_reason" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("room_id") REFERENCES "room" ("id"),
        FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
        FOREIGN KEY ("series_id") REFERENCES "series" ("id"),
        CHECK (ends_at > starts_at AND ends_at <= datetime(starts_at, '+1 day')),
        CHECK (starts_at LIKE '%:00' AND ends_at LIKE '%:00')
    )
    """,
    """
    CREATE TABLE "equipment" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "name" TEXT NOT NULL,
        "room_id" INTEGER,
        "quantity" INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 10000),
        "bookable" INTEGER NOT NULL DEFAULT 1,
        "inspect_every_days" INTEGER CHECK (inspect_every_days IS NULL OR inspect_every_days BETWEEN 1 AND 3660),
        "inspected_on" DATE CHECK (inspected_on IS date(inspected_on)),
        "note" TEXT NOT NULL DEFAULT '',
        "active" INTEGER NOT NULL DEFAULT 1,
        FOREIGN KEY ("room_id") REFERENCES "room" ("id")
    )
    """,
    """
    CREATE TABLE "booking_equipment" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "booking_id" INTEGER NOT NULL,
        "equipment_id" INTEGER NOT NULL,
        "quantity" INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
        FOREIGN KEY ("booking_id") REFERENCES "booking" ("id"),
        FOREIGN KEY ("equipment_id") REFERENCES "equipment" ("id")
    )
    """,
    """
    CREATE TABLE "calendar_day" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "day" DATE NOT NULL CHECK (day IS date(day)),
        "kind" TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
        "name" TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE "change" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "action_id" INTEGER,
        "table_name" TEXT NOT NULL,
        "row_id" INTEGER NOT NULL,
        "kind" TEXT NOT NULL CHECK (kind IN ('i', 'u', 'd')),
        "before" TEXT
    )
    """,
    """
    CREATE TABLE "clerk" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "name" TEXT NOT NULL COLLATE NOCASE,
        "position" INTEGER NOT NULL DEFAULT 0,
        "active" INTEGER NOT NULL DEFAULT 1
    )
    """,
    """
    CREATE TABLE "closure" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "room_id" INTEGER,
        "starts_at" DATETIME NOT NULL CHECK (starts_at IS datetime(starts_at)),
        "ends_at" DATETIME NOT NULL CHECK (ends_at IS datetime(ends_at)),
        "reason" TEXT NOT NULL DEFAULT '',
        "rule" TEXT NOT NULL DEFAULT '',
        "entered" INTEGER NOT NULL DEFAULT 0,
        FOREIGN KEY ("room_id") REFERENCES "room" ("id"),
        CHECK (ends_at > starts_at)
    )
    """,
    """
    CREATE TABLE "title" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "isbn" TEXT NOT NULL DEFAULT '',
        "name" TEXT NOT NULL CHECK (trim(name) <> ''),
        "name_sort" TEXT NOT NULL DEFAULT '',
        "authors" TEXT NOT NULL DEFAULT '',
        "publisher" TEXT NOT NULL DEFAULT '',
        "published" TEXT NOT NULL DEFAULT '',
        "clc_class" TEXT NOT NULL DEFAULT '',
        "price_fen" INTEGER CHECK (price_fen IS NULL OR price_fen >= 0),
        "source_id" TEXT NOT NULL DEFAULT '',
        "note" TEXT NOT NULL DEFAULT '',
        "search_key" TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE "donation" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "donor" TEXT NOT NULL,
        "received_on" DATE NOT NULL CHECK (received_on IS date(received_on)),
        "note" TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE "copy" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "title_id" INTEGER NOT NULL,
        "barcode" TEXT NOT NULL CHECK (trim(barcode) <> '') COLLATE NOCASE,
        "volume" TEXT NOT NULL DEFAULT '',
        "volumes" INTEGER NOT NULL DEFAULT 1 CHECK (volumes BETWEEN 1 AND 1000),
        "set_number" INTEGER,
        "kind" TEXT NOT NULL DEFAULT 'book' CHECK (kind IN ('book', 'periodical', 'audiovisual', 'model', 'painting', 'toy', 'tool', 'kit')),
        "donation_id" INTEGER,
        "call_number" TEXT NOT NULL DEFAULT '',
        "location" TEXT NOT NULL DEFAULT '',
        "price_fen" INTEGER CHECK (price_fen IS NULL OR price_fen >= 0),
        "accessioned_on" DATE CHECK (accessioned_on IS date(accessioned_on)),
        "condition" TEXT NOT NULL DEFAULT 'good' CHECK (condition IN ('good', 'damaged', 'lost', 'withdrawn')),
        "condition_on" DATE CHECK (condition_on IS date(condition_on)),
        "note" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("title_id") REFERENCES "title" ("id"),
        FOREIGN KEY ("donation_id") REFERENCES "donation" ("id")
    )
    """,
    """
    CREATE TABLE "current_action" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "action_id" INTEGER
    )
    """,
    """
    CREATE TABLE "displacement" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "booking_id" INTEGER NOT NULL,
        "by_booking_id" INTEGER,
        "reason" TEXT NOT NULL,
        "displaced_at" DATETIME NOT NULL CHECK (displaced_at IS datetime(displaced_at)),
        "told_whom" TEXT NOT NULL DEFAULT '',
        "told_at" DATETIME CHECK (told_at IS datetime(told_at)),
        "answer" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("booking_id") REFERENCES "booking" ("id"),
        FOREIGN KEY ("by_booking_id") REFERENCES "booking" ("id")
    )
    """,
    """
    CREATE TABLE "equipment_fault" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "equipment_id" INTEGER NOT NULL,
        "what" TEXT NOT NULL,
        "from_day" DATE NOT NULL CHECK (from_day IS date(from_day)),
        "until_day" DATE CHECK (until_day IS date(until_day)),
        "quantity" INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 10000),
        "out_of_use" INTEGER NOT NULL DEFAULT 1,
        FOREIGN KEY ("equipment_id") REFERENCES "equipment" ("id"),
        CHECK (until_day IS NULL OR until_day >= from_day)
    )
    """,
    """
    CREATE TABLE "extra_opening" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "room_id" INTEGER,
        "starts_at" DATETIME NOT NULL CHECK (starts_at IS datetime(starts_at)),
        "ends_at" DATETIME NOT NULL CHECK (ends_at IS datetime(ends_at)),
        "reason" TEXT NOT NULL DEFAULT '',
        "rule" TEXT NOT NULL DEFAULT '',
        "entered" INTEGER NOT NULL DEFAULT 0,
        FOREIGN KEY ("room_id") REFERENCES "room" ("id"),
        CHECK (ends_at > starts_at)
    )
    """,
    """
    CREATE TABLE "loan" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "copy_id" INTEGER NOT NULL,
        "person_id" INTEGER NOT NULL,
        "lent_at" DATETIME NOT NULL CHECK (lent_at IS datetime(lent_at)),
        "due_at" DATETIME NOT NULL CHECK (due_at IS datetime(due_at)),
        "returned_at" DATETIME CHECK (returned_at IS datetime(returned_at)),
        "renewals" INTEGER NOT NULL DEFAULT 0 CHECK (renewals >= 0),
        FOREIGN KEY ("copy_id") REFERENCES "copy" ("id"),
        FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
        CHECK (due_at >= lent_at),
        CHECK (returned_at IS NULL OR returned_at >= lent_at)
    )
    """,
    """
    CREATE TABLE "opening_hours" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "room_id" INTEGER,
        "weekday" INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
        "opens_at" TEXT NOT NULL CHECK (opens_at GLOB '[0-2][0-9]:[0-5][0-9]'),
        "closes_at" TEXT NOT NULL CHECK (closes_at GLOB '[0-2][0-9]:[0-5][0-9]' AND closes_at > opens_at),
        "valid_from" DATE NOT NULL CHECK (valid_from IS date(valid_from)),
        "valid_until" DATE CHECK (valid_until IS date(valid_until)),
        FOREIGN KEY ("room_id") REFERENCES "room" ("id")
    )
    """,
    """
    CREATE TABLE "renewal" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "loan_id" INTEGER NOT NULL,
        "renewed_at" DATETIME NOT NULL CHECK (renewed_at IS datetime(renewed_at)),
        "due_before" DATETIME NOT NULL CHECK (due_before IS datetime(due_before)),
        "due_after" DATETIME NOT NULL CHECK (due_after IS datetime(due_after)),
        FOREIGN KEY ("loan_id") REFERENCES "loan" ("id")
    )
    """,
    """
    CREATE TABLE "setting" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "name" TEXT NOT NULL,
        "value" TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE "skipped_occurrence" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "series_id" INTEGER NOT NULL,
        "occurrence_on" DATE NOT NULL CHECK (occurrence_on IS date(occurrence_on)),
        "reason" TEXT NOT NULL CHECK (reason IN ('chosen', 'holiday', 'closed', 'clash', 'past', 'quota', 'impossible')),
        "detail" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("series_id") REFERENCES "series" ("id")
    )
    """,
    """
    CREATE TABLE "visit" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "person_id" INTEGER,
        "room_id" INTEGER NOT NULL,
        "arrived_at" DATETIME NOT NULL CHECK (arrived_at IS datetime(arrived_at)),
        "left_at" DATETIME CHECK (left_at IS datetime(left_at)),
        "left_assumed" INTEGER NOT NULL DEFAULT 0,
        "last_seen_at" DATETIME CHECK (last_seen_at IS datetime(last_seen_at)),
        "head_count" INTEGER NOT NULL DEFAULT 1 CHECK (head_count BETWEEN 1 AND 10000),
        "group_name" TEXT NOT NULL DEFAULT '',
        "purpose" TEXT NOT NULL DEFAULT '',
        FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
        FOREIGN KEY ("room_id") REFERENCES "room" ("id"),
        CHECK (left_at IS NULL OR left_at >= arrived_at)
    )
    """,
    """
    CREATE TABLE "waiting_entry" (
        "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "room_id" INTEGER NOT NULL,
        "person_id" INTEGER,
        "contact" TEXT NOT NULL DEFAULT '',
        "title" TEXT NOT NULL DEFAULT '',
        "starts_at" DATETIME NOT NULL CHECK (starts_at IS datetime(starts_at)),
        "ends_at" DATETIME NOT NULL CHECK (ends_at IS datetime(ends_at)),
        "head_count" INTEGER NOT NULL DEFAULT 1 CHECK (head_count BETWEEN 1 AND 10000),
        "alone" INTEGER NOT NULL DEFAULT 0,
        "note" TEXT NOT NULL DEFAULT '',
        "status" TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'held', 'served', 'expired', 'withdrawn')),
        "booking_id" INTEGER,
        "waiting_since" DATETIME NOT NULL CHECK (waiting_since IS datetime(waiting_since)),
        FOREIGN KEY ("room_id") REFERENCES "room" ("id"),
        FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
        FOREIGN KEY ("booking_id") REFERENCES "booking" ("id"),
        CHECK (ends_at > starts_at)
    )
    """,
    """
    CREATE INDEX "action_at" ON "action" ("at")
    """,
    """
    CREATE INDEX "action_clerk_id" ON "action" ("clerk_id")
    """,
    """
    CREATE INDEX "action_undoes_id" ON "action" ("undoes_id")
    """,
    """
    CREATE UNIQUE INDEX "room_name" ON "room" ("name")
    """,
    """
    CREATE UNIQUE INDEX "household_building_door" ON "household" ("building", "door")
    """,
    """
    CREATE INDEX "person_name" ON "person" ("name")
    """,
    """
    CREATE INDEX "person_name_sort" ON "person" ("name_sort")
    """,
    """
    CREATE UNIQUE INDEX "person_card_number" ON "person" ("card_number")
    """,
    """
    CREATE INDEX "person_phone" ON "person" ("phone")
    """,
    """
    CREATE INDEX "person_household_id" ON "person" ("household_id")
    """,
    """
    CREATE INDEX "person_guardian_id" ON "person" ("guardian_id")
    """,
    """
    CREATE INDEX "person_registered_at" ON "person" ("registered_at")
    """,
    """
    CREATE INDEX "person_category_name_sort" ON "person" ("category", "name_sort")
    """,
    """
    CREATE INDEX "series_room_id" ON "series" ("room_id")
    """,
    """
    CREATE INDEX "series_person_id" ON "series" ("person_id")
    """,
    """
    CREATE INDEX "booking_person_id" ON "booking" ("person_id")
    """,
    """
    CREATE INDEX "booking_starts_at" ON "booking" ("starts_at")
    """,
    """
    CREATE INDEX "booking_series_id" ON "booking" ("series_id")
    """,
    """
    CREATE INDEX "booking_busy" ON "booking" ("room_id", datetime(ends_at, '+' || buffer_after || ' minutes'))
    """,
    """
    CREATE INDEX "booking_open" ON "booking" ("room_id", "starts_at") WHERE status IN ('confirmed', 'checked_in')
    """,
    """
    CREATE INDEX "booking_use" ON "booking" ("room_id", "starts_at", "ends_at", "status") WHERE status IN ('confirmed', 'checked_in', 'completed')
    """,
    """
    CREATE INDEX "booking_requested" ON "booking" ("starts_at") WHERE status = 'requested'
    """,
    """
    CREATE UNIQUE INDEX "equipment_name" ON "equipment" ("name")
    """,
    """
    CREATE INDEX "equipment_room_id" ON "equipment" ("room_id")
    """,
    """
    CREATE INDEX "booking_equipment_equipment_id" ON "booking_equipment" ("equipment_id")
    """,
    """
    CREATE UNIQUE INDEX "booking_equipment_booking_id_equipment_id" ON "booking_equipment" ("booking_id", "equipment_id")
    """,
    """
    CREATE UNIQUE INDEX "calendar_day_day" ON "calendar_day" ("day")
    """,
    """
    CREATE INDEX "change_table_name_row_id" ON "change" ("table_name", "row_id")
    """,
    """
    CREATE UNIQUE INDEX "clerk_name" ON "clerk" ("name")
    """,
    """
    CREATE INDEX "closure_room_id" ON "closure" ("room_id")
    """,
    """
    CREATE INDEX "closure_ends_at" ON "closure" ("ends_at")
    """,
    """
    CREATE INDEX "title_isbn" ON "title" ("isbn")
    """,
    """
    CREATE INDEX "title_name_sort" ON "title" ("name_sort")
    """,
    """
    CREATE INDEX "title_source_id" ON "title" ("source_id")
    """,
    """
    CREATE INDEX "donation_donor" ON "donation" ("donor")
    """,
    """
    CREATE INDEX "copy_title_id" ON "copy" ("title_id")
    """,
    """
    CREATE UNIQUE INDEX "copy_barcode" ON "copy" ("barcode")
    """,
    """
    CREATE INDEX "copy_donation_id" ON "copy" ("donation_id")
    """,
    """
    CREATE INDEX "copy_accessioned_on" ON "copy" ("accessioned_on")
    """,
    """
    CREATE INDEX "displacement_booking_id" ON "displacement" ("booking_id")
    """,
    """
    CREATE INDEX "displacement_by_booking_id" ON "displacement" ("by_booking_id")
    """,
    """
    CREATE INDEX "equipment_fault_equipment_id" ON "equipment_fault" ("equipment_id")
    """,
    """
    CREATE INDEX "extra_opening_room_id" ON "extra_opening" ("room_id")
    """,
    """
    CREATE INDEX "extra_opening_ends_at" ON "extra_opening" ("ends_at")
    """,
    """
    CREATE INDEX "loan_copy_id" ON "loan" ("copy_id")
    """,
    """
    CREATE INDEX "loan_person_id" ON "loan" ("person_id")
    """,
    """
    CREATE INDEX "loan_lent_at" ON "loan" ("lent_at")
    """,
    """
    CREATE INDEX "loan_returned_at" ON "loan" ("returned_at")
    """,
    """
    CREATE UNIQUE INDEX "loan_open" ON "loan" ("copy_id") WHERE returned_at IS NULL
    """,
    """
    CREATE INDEX "loan_due" ON "loan" ("due_at") WHERE returned_at IS NULL
    """,
    """
    CREATE INDEX "opening_hours_room_id" ON "opening_hours" ("room_id")
    """,
    """
    CREATE INDEX "renewal_loan_id" ON "renewal" ("loan_id")
    """,
    """
    CREATE INDEX "renewal_renewed_at" ON "renewal" ("renewed_at")
    """,
    """
    CREATE UNIQUE INDEX "setting_name" ON "setting" ("name")
    """,
    """
    CREATE UNIQUE INDEX "skipped_occurrence_series_id_occurrence_on" ON "skipped_occurrence" ("series_id", "occurrence_on")
    """,
    """
    CREATE INDEX "visit_arrived_at" ON "visit" ("arrived_at")
    """,
    """
    CREATE INDEX "visit_person_id_arrived_at" ON "visit" ("person_id", "arrived_at")
    """,
    """
    CREATE UNIQUE INDEX "visit_open" ON "visit" ("person_id") WHERE left_at IS NULL
    """,
    """
    CREATE INDEX "visit_here" ON "visit" ("room_id") WHERE left_at IS NULL
    """,
    """
    CREATE INDEX "waiting_entry_room_id" ON "waiting_entry" ("room_id")
    """,
    """
    CREATE INDEX "waiting_entry_person_id" ON "waiting_entry" ("person_id")
    """,
    """
    CREATE INDEX "waiting_entry_ends_at" ON "waiting_entry" ("ends_at")
    """,
    """
    CREATE INDEX "waiting_entry_booking_id" ON "waiting_entry" ("booking_id")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
    db.execute_sql("INSERT INTO current_action (action_id) VALUES (NULL)")
