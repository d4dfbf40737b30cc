-- A room is never double-booked. Busy time is the booking with its buffers; only bookings that hold their place count.
-- Exclusive room, or either booking alone: no overlap. Shared room: at no instant more heads than places.
-- Outside the years 1900 to 2999 SQLite's dates may become null, with which no comparison would refuse anything.
-- No busy span is longer than two days (24 h and twice 12 h of buffers), which bounds every index range on both sides.
CREATE TRIGGER guard_booking_insert AFTER INSERT ON booking
WHEN new.status IN ('confirmed', 'checked_in', 'completed') BEGIN
  SELECT raise(ABORT, 'guard:BookingTooFarAhead') WHERE new.starts_at NOT BETWEEN '1900' AND '3000';
  SELECT raise(ABORT, 'guard:RoomAlreadyBooked') WHERE EXISTS (
    SELECT 1 FROM booking b
    WHERE b.room_id = new.room_id AND b.id <> new.id AND b.status IN ('confirmed', 'checked_in', 'completed')
      AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > datetime(new.starts_at, '-' || new.buffer_before || ' minutes')
      AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(datetime(new.ends_at, '+' || new.buffer_after || ' minutes'), '+2 days')
      AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') < datetime(new.ends_at, '+' || new.buffer_after || ' minutes')
      AND (new.alone OR b.alone OR (SELECT sharing FROM room WHERE id = new.room_id) = 'exclusive'));
  SELECT raise(ABORT, 'guard:RoomFull')
  WHERE new.head_count > (SELECT capacity FROM room WHERE id = new.room_id);
  SELECT raise(ABORT, 'guard:RoomFull')
  WHERE (SELECT sharing FROM room WHERE id = new.room_id) = 'shared' AND EXISTS (
    SELECT 1 FROM (
      SELECT datetime(new.starts_at, '-' || new.buffer_before || ' minutes') AS instant
      UNION ALL
      SELECT datetime(b.starts_at, '-' || b.buffer_before || ' minutes') FROM booking b
      WHERE b.room_id = new.room_id AND b.id <> new.id AND b.status IN ('confirmed', 'checked_in', 'completed')
      AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > datetime(new.starts_at, '-' || new.buffer_before || ' minutes')
      AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(datetime(new.ends_at, '+' || new.buffer_after || ' minutes'), '+2 days')
      AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') < datetime(new.ends_at, '+' || new.buffer_after || ' minutes')
        AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') > datetime(new.starts_at, '-' || new.buffer_before || ' minutes')) AS points
    WHERE (
      SELECT sum(b.head_count) FROM booking b
      WHERE b.room_id = new.room_id AND b.status IN ('confirmed', 'checked_in', 'completed')
        AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > points.instant
        AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(points.instant, '+4 days')
        AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') <= points.instant) > (SELECT capacity FROM room WHERE id = new.room_id));
END;
CREATE TRIGGER guard_booking_update AFTER UPDATE OF room_id, starts_at, ends_at, buffer_before, buffer_after, head_count, alone, status ON booking
WHEN new.status IN ('confirmed', 'checked_in', 'completed') BEGIN
  SELECT raise(ABORT, 'guard:BookingTooFarAhead') WHERE new.starts_at NOT BETWEEN '1900' AND '3000';
  SELECT raise(ABORT, 'guard:RoomAlreadyBooked') WHERE EXISTS (
    SELECT 1 FROM booking b
    WHERE b.room_id = new.room_id AND b.id <> new.id AND b.status IN ('confirmed', 'checked_in', 'completed')
      AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > datetime(new.starts_at, '-' || new.buffer_before || ' minutes')
      AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(datetime(new.ends_at, '+' || new.buffer_after || ' minutes'), '+2 days')
      AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') < datetime(new.ends_at, '+' || new.buffer_after || ' minutes')
      AND (new.alone OR b.alone OR (SELECT sharing FROM room WHERE id = new.room_id) = 'exclusive'));
  SELECT raise(ABORT, 'guard:RoomFull')
  WHERE new.head_count > (SELECT capacity FROM room WHERE id = new.room_id);
  SELECT raise(ABORT, 'guard:RoomFull')
  WHERE (SELECT sharing FROM room WHERE id = new.room_id) = 'shared' AND EXISTS (
    SELECT 1 FROM (
      SELECT datetime(new.starts_at, '-' || new.buffer_before || ' minutes') AS instant
      UNION ALL
      SELECT datetime(b.starts_at, '-' || b.buffer_before || ' minutes') FROM booking b
      WHERE b.room_id = new.room_id AND b.id <> new.id AND b.status IN ('confirmed', 'checked_in', 'completed')
      AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > datetime(new.starts_at, '-' || new.buffer_before || ' minutes')
      AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(datetime(new.ends_at, '+' || new.buffer_after || ' minutes'), '+2 days')
      AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') < datetime(new.ends_at, '+' || new.buffer_after || ' minutes')
        AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') > datetime(new.starts_at, '-' || new.buffer_before || ' minutes')) AS points
    WHERE (
      SELECT sum(b.head_count) FROM booking b
      WHERE b.room_id = new.room_id AND b.status IN ('confirmed', 'checked_in', 'completed')
        AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > points.instant
        AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(points.instant, '+4 days')
        AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') <= points.instant) > (SELECT capacity FROM room WHERE id = new.room_id));
END;
-- A smaller or less shared room must still hold every booking not yet completed. Past use stays as it was.
CREATE TRIGGER guard_room_insert AFTER INSERT ON room BEGIN
  SELECT raise(ABORT, 'guard:RoomChangeBreaksBookings') WHERE EXISTS (
    SELECT 1 FROM booking a
    WHERE a.room_id = new.id AND a.status IN ('confirmed', 'checked_in')
      AND (a.head_count > new.capacity
        OR (new.sharing = 'exclusive' AND EXISTS (
          SELECT 1 FROM booking b
          WHERE b.room_id = new.id AND b.id <> a.id AND b.status IN ('confirmed', 'checked_in', 'completed')
            AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > datetime(a.starts_at, '-' || a.buffer_before || ' minutes')
            AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(datetime(a.ends_at, '+' || a.buffer_after || ' minutes'), '+2 days')
            AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') < datetime(a.ends_at, '+' || a.buffer_after || ' minutes')))
        OR (new.sharing = 'shared' AND EXISTS (
          SELECT 1 FROM (
            SELECT datetime(a.starts_at, '-' || a.buffer_before || ' minutes') AS instant
            UNION ALL
            SELECT datetime(c.starts_at, '-' || c.buffer_before || ' minutes') FROM booking c
            WHERE c.room_id = new.id AND c.status IN ('confirmed', 'checked_in', 'completed')
              AND datetime(c.ends_at, '+' || c.buffer_after || ' minutes') > datetime(a.starts_at, '-' || a.buffer_before || ' minutes')
              AND datetime(c.ends_at, '+' || c.buffer_after || ' minutes') < datetime(datetime(a.ends_at, '+' || a.buffer_after || ' minutes'), '+2 days')
              AND datetime(c.starts_at, '-' || c.buffer_before || ' minutes') BETWEEN datetime(a.starts_at, '-' || a.buffer_before || ' minutes') AND datetime(a.ends_at, '+' || a.buffer_after || ' minutes')) AS points
          WHERE points.instant < datetime(a.ends_at, '+' || a.buffer_after || ' minutes') AND (
            SELECT sum(b.head_count) FROM booking b
            WHERE b.room_id = new.id AND b.status IN ('confirmed', 'checked_in', 'completed')
              AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > points.instant
              AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(points.instant, '+4 days')
              AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') <= points.instant) > new.capacity))));
END;
CREATE TRIGGER guard_room_update AFTER UPDATE OF capacity, sharing ON room BEGIN
  SELECT raise(ABORT, 'guard:RoomChangeBreaksBookings') WHERE EXISTS (
    SELECT 1 FROM booking a
    WHERE a.room_id = new.id AND a.status IN ('confirmed', 'checked_in')
      AND (a.head_count > new.capacity
        OR (new.sharing = 'exclusive' AND EXISTS (
          SELECT 1 FROM booking b
          WHERE b.room_id = new.id AND b.id <> a.id AND b.status IN ('confirmed', 'checked_in', 'completed')
            AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > datetime(a.starts_at, '-' || a.buffer_before || ' minutes')
            AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(datetime(a.ends_at, '+' || a.buffer_after || ' minutes'), '+2 days')
            AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') < datetime(a.ends_at, '+' || a.buffer_after || ' minutes')))
        OR (new.sharing = 'shared' AND EXISTS (
          SELECT 1 FROM (
            SELECT datetime(a.starts_at, '-' || a.buffer_before || ' minutes') AS instant
            UNION ALL
            SELECT datetime(c.starts_at, '-' || c.buffer_before || ' minutes') FROM booking c
            WHERE c.room_id = new.id AND c.status IN ('confirmed', 'checked_in', 'completed')
              AND datetime(c.ends_at, '+' || c.buffer_after || ' minutes') > datetime(a.starts_at, '-' || a.buffer_before || ' minutes')
              AND datetime(c.ends_at, '+' || c.buffer_after || ' minutes') < datetime(datetime(a.ends_at, '+' || a.buffer_after || ' minutes'), '+2 days')
              AND datetime(c.starts_at, '-' || c.buffer_before || ' minutes') BETWEEN datetime(a.starts_at, '-' || a.buffer_before || ' minutes') AND datetime(a.ends_at, '+' || a.buffer_after || ' minutes')) AS points
          WHERE points.instant < datetime(a.ends_at, '+' || a.buffer_after || ' minutes') AND (
            SELECT sum(b.head_count) FROM booking b
            WHERE b.room_id = new.id AND b.status IN ('confirmed', 'checked_in', 'completed')
              AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') > points.instant
              AND datetime(b.ends_at, '+' || b.buffer_after || ' minutes') < datetime(points.instant, '+4 days')
              AND datetime(b.starts_at, '-' || b.buffer_before || ' minutes') <= points.instant) > new.capacity))));
END;
