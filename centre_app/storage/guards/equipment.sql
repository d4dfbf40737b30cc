-- Never more pieces of a kind booked at one moment than there are. Busy time is the booking with its buffers, as for rooms;
-- only bookings that hold their place count. Pieces out of use are a matter of the verb: a fault is a fact and never refused.
-- The join begins at the bookings of these days (index on starts_at), however many years of them there are.
CREATE TRIGGER guard_booking_equipment_insert AFTER INSERT ON booking_equipment BEGIN
  SELECT raise(ABORT, 'guard:EquipmentTaken')
  FROM booking a WHERE a.id = new.booking_id AND a.status IN ('confirmed', 'checked_in', 'completed') AND EXISTS (
    SELECT 1 FROM (
      SELECT datetime(a.starts_at, '-' || a.buffer_before || ' minutes') AS instant
      UNION ALL
      SELECT datetime(c.starts_at, '-' || c.buffer_before || ' minutes') FROM booking c CROSS JOIN booking_equipment w
      WHERE c.starts_at BETWEEN datetime(a.starts_at, '-3 days') AND datetime(a.ends_at, '+2 days')
        AND c.status IN ('confirmed', 'checked_in', 'completed') AND w.booking_id = c.id AND w.equipment_id = new.equipment_id
        AND datetime(c.starts_at, '-' || c.buffer_before || ' minutes') > datetime(a.starts_at, '-' || a.buffer_before || ' minutes')
        AND datetime(c.starts_at, '-' || c.buffer_before || ' minutes') < datetime(a.ends_at, '+' || a.buffer_after || ' minutes')) AS points
    WHERE (
      SELECT sum(w.quantity) FROM booking b CROSS JOIN booking_equipment w
      WHERE b.starts_at BETWEEN datetime(points.instant, '-3 days') AND datetime(points.instant, '+1 day')
        AND b.status IN ('confirmed', 'checked_in', 'completed') AND w.booking_id = b.id AND w.equipment_id = new.equipment_id
        AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') <= points.instant
        AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > points.instant)
      > (SELECT quantity FROM equipment WHERE id = new.equipment_id));
END;
CREATE TRIGGER guard_booking_equipment_update AFTER UPDATE ON booking_equipment BEGIN
  SELECT raise(ABORT, 'guard:EquipmentTaken')
  FROM booking a WHERE a.id = new.booking_id AND a.status IN ('confirmed', 'checked_in', 'completed') AND EXISTS (
    SELECT 1 FROM (
      SELECT datetime(a.starts_at, '-' || a.buffer_before || ' minutes') AS instant
      UNION ALL
      SELECT datetime(c.starts_at, '-' || c.buffer_before || ' minutes') FROM booking c CROSS JOIN booking_equipment w
      WHERE c.starts_at BETWEEN datetime(a.starts_at, '-3 days') AND datetime(a.ends_at, '+2 days')
        AND c.status IN ('confirmed', 'checked_in', 'completed') AND w.booking_id = c.id AND w.equipment_id = new.equipment_id
        AND datetime(c.starts_at, '-' || c.buffer_before || ' minutes') > datetime(a.starts_at, '-' || a.buffer_before || ' minutes')
        AND datetime(c.starts_at, '-' || c.buffer_before || ' minutes') < datetime(a.ends_at, '+' || a.buffer_after || ' minutes')) AS points
    WHERE (
      SELECT sum(w.quantity) FROM booking b CROSS JOIN booking_equipment w
      WHERE b.starts_at BETWEEN datetime(points.instant, '-3 days') AND datetime(points.instant, '+1 day')
        AND b.status IN ('confirmed', 'checked_in', 'completed') AND w.booking_id = b.id AND w.equipment_id = new.equipment_id
        AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') <= points.instant
        AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > points.instant)
      > (SELECT quantity FROM equipment WHERE id = new.equipment_id));
END;
-- A booking that moves, or holds its place again, takes its equipment along.
CREATE TRIGGER guard_booking_takes_equipment AFTER UPDATE OF starts_at, ends_at, buffer_before, buffer_after, status ON booking
WHEN new.status IN ('confirmed', 'checked_in', 'completed') BEGIN
  SELECT raise(ABORT, 'guard:EquipmentTaken')
  FROM booking_equipment wanted WHERE wanted.booking_id = new.id AND EXISTS (
    SELECT 1 FROM (
      SELECT datetime(new.starts_at, '-' || new.buffer_before || ' minutes') AS instant
      UNION ALL
      SELECT datetime(c.starts_at, '-' || c.buffer_before || ' minutes') FROM booking c CROSS JOIN booking_equipment w
      WHERE c.starts_at BETWEEN datetime(new.starts_at, '-3 days') AND datetime(new.ends_at, '+2 days')
        AND c.status IN ('confirmed', 'checked_in', 'completed') AND w.booking_id = c.id AND w.equipment_id = wanted.equipment_id
        AND datetime(c.starts_at, '-' || c.buffer_before || ' minutes') > datetime(new.starts_at, '-' || new.buffer_before || ' minutes')
        AND datetime(c.starts_at, '-' || c.buffer_before || ' minutes') < datetime(new.ends_at, '+' || new.buffer_after || ' minutes')) AS points
    WHERE (
      SELECT sum(w.quantity) FROM booking b CROSS JOIN booking_equipment w
      WHERE b.starts_at BETWEEN datetime(points.instant, '-3 days') AND datetime(points.instant, '+1 day')
        AND b.status IN ('confirmed', 'checked_in', 'completed') AND w.booking_id = b.id AND w.equipment_id = wanted.equipment_id
        AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') <= points.instant
        AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > points.instant)
      > (SELECT quantity FROM equipment WHERE id = wanted.equipment_id));
END;
-- Fewer pieces must still do for every booking not yet completed. Past use stays as it was.
CREATE TRIGGER guard_equipment_update AFTER UPDATE OF quantity ON equipment WHEN new.quantity < old.quantity BEGIN
  SELECT raise(ABORT, 'guard:EquipmentTaken') WHERE EXISTS (
    SELECT 1 FROM booking_equipment x CROSS JOIN booking a
    WHERE x.equipment_id = new.id AND a.id = x.booking_id AND a.status IN ('confirmed', 'checked_in') AND (
      SELECT sum(w.quantity) FROM booking b CROSS JOIN booking_equipment w
      WHERE b.starts_at BETWEEN datetime(a.starts_at, '-4 days') AND datetime(a.starts_at, '+1 day')
        AND b.status IN ('confirmed', 'checked_in', 'completed') AND w.booking_id = b.id AND w.equipment_id = new.id
        AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') <= datetime(a.starts_at, '-' || a.buffer_before || ' minutes')
        AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > datetime(a.starts_at, '-' || a.buffer_before || ' minutes'))
      > new.quantity);
END;
