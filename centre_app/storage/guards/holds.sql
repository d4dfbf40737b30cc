-- A copy kept for somebody is of the title (and volume) they wait for, and stands in the house as long as it is kept.
CREATE TRIGGER guard_hold_insert AFTER INSERT ON hold WHEN new.status = 'captured' BEGIN
  SELECT raise(ABORT, 'guard:CopyUnfitForHold') WHERE NOT EXISTS (
    SELECT 1 FROM copy WHERE id = new.copy_id AND title_id = new.title_id AND new.volume IN ('', volume));
  SELECT raise(ABORT, 'guard:CopyUnfitForHold') WHERE EXISTS (
    SELECT 1 FROM loan WHERE copy_id = new.copy_id AND returned_at IS NULL);
END;
CREATE TRIGGER guard_hold_update AFTER UPDATE OF title_id, volume, status, copy_id ON hold WHEN new.status = 'captured' BEGIN
  SELECT raise(ABORT, 'guard:CopyUnfitForHold') WHERE NOT EXISTS (
    SELECT 1 FROM copy WHERE id = new.copy_id AND title_id = new.title_id AND new.volume IN ('', volume));
  SELECT raise(ABORT, 'guard:CopyUnfitForHold') WHERE EXISTS (
    SELECT 1 FROM loan WHERE copy_id = new.copy_id AND returned_at IS NULL);
END;
CREATE TRIGGER guard_hold_loan_insert AFTER INSERT ON loan WHEN new.returned_at IS NULL BEGIN
  SELECT raise(ABORT, 'guard:HeldForAnother') WHERE EXISTS (
    SELECT 1 FROM hold WHERE copy_id = new.copy_id AND status = 'captured');
END;
CREATE TRIGGER guard_hold_loan_update AFTER UPDATE OF copy_id, returned_at ON loan WHEN new.returned_at IS NULL BEGIN
  SELECT raise(ABORT, 'guard:HeldForAnother') WHERE EXISTS (
    SELECT 1 FROM hold WHERE copy_id = new.copy_id AND status = 'captured');
END;
