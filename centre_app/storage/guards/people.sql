-- Nobody is their own guardian, nor the guardian of their guardian (at most four steps are followed).
CREATE TRIGGER guard_guardian_insert AFTER INSERT ON person WHEN new.guardian_id IS NOT NULL BEGIN
  SELECT raise(ABORT, 'guard:GuardianLoop') WHERE new.guardian_id = new.id;
END;
CREATE TRIGGER guard_guardian_update AFTER UPDATE OF guardian_id ON person WHEN new.guardian_id IS NOT NULL BEGIN
  SELECT raise(ABORT, 'guard:GuardianLoop') WHERE new.id IN (
    WITH RECURSIVE up(id, step) AS (
      SELECT new.guardian_id, 1
      UNION SELECT person.guardian_id, up.step + 1 FROM up JOIN person ON person.id = up.id
      WHERE person.guardian_id IS NOT NULL AND up.step < 5)
    SELECT id FROM up);
END;
