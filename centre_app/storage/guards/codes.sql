-- Card numbers, also those of former cards, barcodes and shelf codes share one space: a scan must never mean two things.
-- A shelf code is one title's.
CREATE TRIGGER guard_card_insert AFTER INSERT ON person WHEN new.card_number IS NOT NULL BEGIN
  SELECT raise(ABORT, 'guard:CodeTaken') WHERE EXISTS (SELECT 1 FROM copy WHERE barcode = new.card_number COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM card_record WHERE number = new.card_number COLLATE NOCASE)
    OR (new.card_number <> '' AND EXISTS (SELECT 1 FROM copy WHERE shelf_code = new.card_number COLLATE NOCASE AND shelf_code <> ''));
END;
CREATE TRIGGER guard_card_update AFTER UPDATE OF card_number ON person WHEN new.card_number IS NOT NULL BEGIN
  SELECT raise(ABORT, 'guard:CodeTaken') WHERE EXISTS (SELECT 1 FROM copy WHERE barcode = new.card_number COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM card_record WHERE number = new.card_number COLLATE NOCASE)
    OR (new.card_number <> '' AND EXISTS (SELECT 1 FROM copy WHERE shelf_code = new.card_number COLLATE NOCASE AND shelf_code <> ''));
END;
CREATE TRIGGER guard_former_card_insert AFTER INSERT ON card_record BEGIN
  SELECT raise(ABORT, 'guard:CodeTaken') WHERE EXISTS (SELECT 1 FROM person WHERE card_number = new.number COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE barcode = new.number COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE shelf_code = new.number COLLATE NOCASE AND shelf_code <> '');
END;
CREATE TRIGGER guard_former_card_update AFTER UPDATE OF number ON card_record BEGIN
  SELECT raise(ABORT, 'guard:CodeTaken') WHERE EXISTS (SELECT 1 FROM person WHERE card_number = new.number COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE barcode = new.number COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE shelf_code = new.number COLLATE NOCASE AND shelf_code <> '');
END;
CREATE TRIGGER guard_barcode_insert AFTER INSERT ON copy BEGIN
  SELECT raise(ABORT, 'guard:CodeTaken') WHERE EXISTS (SELECT 1 FROM person WHERE card_number = new.barcode COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM card_record WHERE number = new.barcode COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE shelf_code = new.barcode COLLATE NOCASE AND shelf_code <> '');
END;
CREATE TRIGGER guard_barcode_update AFTER UPDATE OF barcode ON copy BEGIN
  SELECT raise(ABORT, 'guard:CodeTaken') WHERE EXISTS (SELECT 1 FROM person WHERE card_number = new.barcode COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM card_record WHERE number = new.barcode COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE shelf_code = new.barcode COLLATE NOCASE AND shelf_code <> '');
END;
CREATE TRIGGER guard_shelf_code_insert AFTER INSERT ON copy WHEN new.shelf_code <> '' BEGIN
  SELECT raise(ABORT, 'guard:CodeTaken') WHERE EXISTS (SELECT 1 FROM person WHERE card_number = new.shelf_code COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM card_record WHERE number = new.shelf_code COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE barcode = new.shelf_code COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE shelf_code = new.shelf_code COLLATE NOCASE AND shelf_code <> '' AND title_id <> new.title_id);
END;
CREATE TRIGGER guard_shelf_code_update AFTER UPDATE OF shelf_code, title_id ON copy WHEN new.shelf_code <> '' BEGIN
  SELECT raise(ABORT, 'guard:CodeTaken') WHERE EXISTS (SELECT 1 FROM person WHERE card_number = new.shelf_code COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM card_record WHERE number = new.shelf_code COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE barcode = new.shelf_code COLLATE NOCASE)
    OR EXISTS (SELECT 1 FROM copy WHERE shelf_code = new.shelf_code COLLATE NOCASE AND shelf_code <> '' AND title_id <> new.title_id);
END;
