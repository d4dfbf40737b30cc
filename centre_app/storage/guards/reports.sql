-- What was closed or handed in stays what it was. Only the name of a file may be written over, when somebody in it is erased.
CREATE TRIGGER guard_kept_rows_update BEFORE UPDATE ON kept_rows BEGIN
  SELECT raise(ABORT, 'guard:HandedInStays');
END;
CREATE TRIGGER guard_kept_rows_delete BEFORE DELETE ON kept_rows BEGIN
  SELECT raise(ABORT, 'guard:HandedInStays');
END;
CREATE TRIGGER guard_kept_report_update
BEFORE UPDATE OF id, kind, period, first_day, last_day, at, clerk_id, language, sha256, names, problems ON kept_report BEGIN
  SELECT raise(ABORT, 'guard:HandedInStays');
END;
CREATE TRIGGER guard_kept_report_delete BEFORE DELETE ON kept_report BEGIN
  SELECT raise(ABORT, 'guard:HandedInStays');
END;
CREATE TRIGGER guard_kept_figure_update BEFORE UPDATE ON kept_figure BEGIN
  SELECT raise(ABORT, 'guard:HandedInStays');
END;
CREATE TRIGGER guard_kept_figure_delete BEFORE DELETE ON kept_figure BEGIN
  SELECT raise(ABORT, 'guard:HandedInStays');
END;
CREATE TRIGGER guard_kept_correction_update BEFORE UPDATE ON kept_correction BEGIN
  SELECT raise(ABORT, 'guard:HandedInStays');
END;
CREATE TRIGGER guard_kept_correction_delete BEFORE DELETE ON kept_correction BEGIN
  SELECT raise(ABORT, 'guard:HandedInStays');
END;
-- There is one opening stock or none.
CREATE TRIGGER guard_opening_stock_insert BEFORE INSERT ON opening_stock WHEN EXISTS (SELECT 1 FROM opening_stock) BEGIN
  SELECT raise(ABORT, 'guard:OpeningStockGiven');
END;
