"""The figures calculated a second time in plain Python over all rows: nothing here shares a query with the program."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from chinese_calendar import get_holiday_detail

from tests.reports.random_centre import rows

PRINT = ("book", "periodical", "audiovisual")
GONE = ("lost", "withdrawn")


def figures(first: date, last: date) -> dict[str, Any]:
    """Every figure of the days from first to last, all of which are over."""
    return (
        _visits(first, last)
        | _apart(first, last)
        | _enquiries(first, last)
        | _stock(first, last)
        | _loans(first, last)
        | _rooms(first, last)
        | _rest(first, last)
    )


def _in(text: str | None, first: date, last: date) -> bool:
    return text is not None and str(first) <= text[:10] <= str(last)


def _age(person: dict[str, Any], day: date) -> int | None:
    if person["birth_date"]:
        born = date.fromisoformat(person["birth_date"])
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return day.year - person["birth_year"] if person["birth_year"] else None


def _band(age: int | None) -> str:
    if age is None or age < 0:
        return "unknown"
    return next(
        name
        for top, name in ((6, "0-6"), (17, "7-17"), (34, "18-34"), (59, "35-59"), (999, "60+"))
        if age <= top
    )


def _visits(first: date, last: date) -> dict[str, Any]:
    people = {row["id"]: row for row in rows("person")}
    rooms = {row["id"]: row for row in rows("room")}
    visits = [row for row in rows("visit") if _in(row["arrived_at"], first, last)]
    busy = {
        (row["person_id"], row[at][:10])
        for row in rows("loan")
        for at in ("lent_at", "returned_at")
        if row[at]
    }
    parts: dict[str, Counter[str]] = {
        name: Counter() for name in ("room", "band", "sex", "category", "hour", "grid")
    }
    units = {row["id"]: row for row in rows("grid_unit")}
    stays: dict[int, list[dict[str, Any]]] = {}
    for stay in rows("visit_stay"):
        stays.setdefault(stay["visit_id"], []).append(rooms[stay["room_id"]])
    reading = uses = 0
    for visit in visits:
        person, day, heads = people.get(visit["person_id"]), visit["arrived_at"][:10], visit["head_count"]
        room = rooms[visit["room_id"]]
        parts["room"][room["name"]] += heads
        parts["band"][_band(_age(person, date.fromisoformat(day)) if person else visit["age_from"])] += heads
        parts["sex"][(person["sex"] if person else visit["sex"]) or "unknown"] += heads
        parts["category"][person["category"] if person else "unknown"] += heads
        parts["grid"][_top(visit["grid_unit_id"] or (person and person["grid_unit_id"]), units)] += heads
        parts["hour"][visit["arrived_at"][11:13]] += heads
        reading += heads * (
            "reading" in [zone["kind"] for zone in (room, *stays.get(visit["id"], []))]
            or (visit["person_id"], day) in busy
        )
        uses += heads * (1 + len(stays.get(visit["id"], [])))
    known = {visit["person_id"] for visit in visits if visit["person_id"]}
    return {
        "visits.total": sum(visit["head_count"] for visit in visits), "visits.people": len(known), "reading.visits": reading,
        "visits.zone_uses": uses,
        **{f"visits.by_{name}": dict(counted) for name, counted in parts.items()},
    }  # fmt: skip


def _top(unit_id: int | None, units: dict[int, dict[str, Any]]) -> str:
    """The unit of the first level that one lies in."""
    while unit_id and units[unit_id]["parent_id"]:
        unit_id = units[unit_id]["parent_id"]
    if not unit_id:
        return "unknown"
    return units[unit_id]["name"] + ("（已撤销）" if units[unit_id]["removed_on"] else "")


def _apart(first: date, last: date) -> dict[str, Any]:
    parts: dict[str, Counter[str]] = {name: Counter() for name in ("return", "naming", "stay")}
    known: set[int] = set()
    for visit in sorted(rows("visit"), key=lambda row: (row["arrived_at"], row["id"])):
        person, heads = visit["person_id"], visit["head_count"]
        if _in(visit["arrived_at"], first, last):
            again = "returning" if person in known else "first"
            parts["return"][again if person else "nameless"] += heads
            walk_in = visit["party_id"] is None and (visit["age_from"] is not None or visit["sex"])
            parts["naming"]["person" if person else "walk_in" if walk_in else "group"] += heads
            parts["stay"][_length(visit)] += heads
        known.add(person)
    return {f"visits.by_{name}": dict(counted) for name, counted in parts.items()}


def _length(visit: dict[str, Any]) -> str:
    if visit["left_at"] is None:
        return "open"
    if visit["left_assumed"]:
        return "assumed"
    lasted = datetime.fromisoformat(visit["left_at"]) - datetime.fromisoformat(visit["arrived_at"])
    bands = ((30, "0-29"), (60, "30-59"), (120, "60-119"), (240, "120-239"), (10**6, "240+"))
    return next(name for top, name in bands if lasted < timedelta(minutes=top))


def _enquiries(first: date, last: date) -> dict[str, Any]:
    names = {row["id"]: row["name"] for row in rows("enquiry_kind")}
    counted = Counter(names[row["kind_id"]] for row in rows("enquiry") if _in(row["at"], first, last))
    return {"services.enquiries": counted.total(), "services.by_kind": dict(counted)}


def _stock(first: date, last: date) -> dict[str, Any]:
    prices = {row["id"]: row["price_fen"] for row in rows("title")}
    copies = [row for row in rows("copy") if row["kind"] in PRINT]
    gone = away = [row for row in rows("copy_flag") if row["flag"] in GONE]
    here = [row for row in copies if row["accessioned_on"] <= str(last) and not _away(row, away, last)]
    came = [row for row in copies if _in(row["accessioned_on"], first, last)]
    fen = sum(
        row["price_fen"] if row["price_fen"] is not None else prices[row["title_id"]] or 0 for row in here
    )
    moved = _moves(copies, away, first, last)
    every = rows("copy")
    borrowed = {copy["title_id"] for copy in every for loan in rows("loan")
                if loan["copy_id"] == copy["id"] and loan["lent_at"][:10] <= str(last)}  # fmt: skip
    old = {row["title_id"] for row in here if _since(row, away, last) < first}
    things = [row for row in every if row["kind"] not in PRINT and row["accessioned_on"] <= str(last)]
    before = first - timedelta(days=1)
    return {
        "stock.opening": _volumes([row for row in copies if row["accessioned_on"] <= str(before) and not _away(row, away, before)]),
        "stock.never_lent": len(old - borrowed),
        "stock.things": _volumes([row for row in things if not _away(row, gone, last)]),
        "stock.titles": len({row["title_id"] for row in here}), "stock.volumes": _volumes(here),
        "stock.sets": len({(row["title_id"], row["set_number"] or f"c{row['id']}") for row in here}),
        "stock.value": round(fen / 100, 2), "stock.added": _volumes(came),
        "stock.donated": _volumes([row for row in came if row["donation_id"]]),
        **{f"stock.{way}": moved[way] for way in ("withdrawn", "lost", "found")},
    }  # fmt: skip


def _away(copy: dict[str, Any], flags: list[dict[str, Any]], day: date) -> set[str]:
    """The flags that keep a copy out of the stock at the end of a day."""
    return {
        row["flag"]
        for row in flags
        if row["copy_id"] == copy["id"] and row["from_at"][:10] <= str(day) < (row["until_at"] or "9")[:10]
    }


def _since(copy: dict[str, Any], flags: list[dict[str, Any]], last: date) -> date:
    """Since which day a copy that is there has been there without a break."""
    day, came = last, date.fromisoformat(copy["accessioned_on"])
    while day > came and not _away(copy, flags, day - timedelta(days=1)):
        day -= timedelta(days=1)
    return day


def _moves(
    copies: list[dict[str, Any]], flags: list[dict[str, Any]], first: date, last: date
) -> Counter[str]:
    """The volumes that left the stock and came back, copy by copy and day by day."""
    moved: Counter[str] = Counter()
    for copy in copies:
        came = date.fromisoformat(copy["accessioned_on"])
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            if day < came:
                continue
            before = _away(copy, flags, day - timedelta(days=1)) if day > came else set()
            after = _away(copy, flags, day)
            if before and not after:
                moved["found"] += copy["volumes"]
            elif after and not before:
                moved["withdrawn" if "withdrawn" in after else "lost"] += copy["volumes"]
    return moved


def _volumes(copies: list[dict[str, Any]]) -> int:
    return sum(row["volumes"] for row in copies)


def _loans(first: date, last: date) -> dict[str, Any]:
    copies = {row["id"]: row for row in rows("copy")}
    every = {row["id"]: row for row in rows("loan")}
    renewals = rows("renewal")
    lent = [row for row in every.values() if _in(row["lent_at"], first, last)]
    printed = [copies[row["copy_id"]] for row in lent if copies[row["copy_id"]]["kind"] in PRINT]
    again = [
        copies[every[row["loan_id"]]["copy_id"]] for row in renewals if _in(row["renewed_at"], first, last)
    ]
    late = late_things = 0
    for loan in every.values():
        copy = copies[loan["copy_id"]]
        out = loan["lent_at"][:10] <= str(last) and (loan["returned_at"] or "9")[:10] > str(last)
        later = [
            row for row in renewals if row["loan_id"] == loan["id"] and row["renewed_at"][:10] > str(last)
        ]
        due = later[0]["due_before"] if later else loan["due_at"]
        late += copy["volumes"] * (out and copy["kind"] in PRINT and due[:10] < str(last))
        late_things += out and copy["kind"] not in PRINT and due[:10] < str(last)
    volumes = _stock(first, last)["stock.volumes"]
    read = [copies[row["copy_id"]] for row in rows("in_house_use") if _in(row["used_at"], first, last)]
    return {
        "loans.things_overdue": late_things, "loans.titles": len({copy["title_id"] for copy in printed}),
        "loans.inhouse": _volumes([copy for copy in read if copy["kind"] in PRINT]),
        **_loan_parts([row for row in lent if copies[row["copy_id"]]["kind"] in PRINT], copies),
        "loans.issued": _volumes(printed), "loans.things": len(lent) - len(printed), "loans.overdue": late,
        "loans.renewed": _volumes([copy for copy in again if copy["kind"] in PRINT]),
        "loans.borrowers": len({(row["person_id"], row["lent_at"][:10]) for row in lent}),
        "loans.turnover": round(_volumes(printed) / volumes, 4) if volumes else None,
    }  # fmt: skip


def _minutes_open(day: date, room_id: int | None) -> set[datetime]:
    """Every minute of the day at which the centre, or the room, is open."""
    found: set[datetime] = set()
    for hours in rows("opening_hours"):
        valid = hours["valid_from"] <= str(day) < (hours["valid_until"] or "9")
        if hours["weekday"] == day.weekday() and valid:
            start = datetime.fromisoformat(f"{day} {hours['opens_at']}")
            end = datetime.fromisoformat(f"{day} {hours['closes_at']}")
            found |= {
                start + timedelta(minutes=number)
                for number in range(int((end - start).total_seconds()) // 60)
            }
    for closure in rows("closure"):
        if closure["room_id"] in (None, room_id):
            found = {
                minute for minute in found if not closure["starts_at"] <= str(minute) < closure["ends_at"]
            }
    return found


def _loan_parts(lent: list[dict[str, Any]], copies: dict[int, dict[str, Any]]) -> dict[str, Any]:
    people = {row["id"]: row for row in rows("person")}
    classes = {row["id"]: row["clc_class"].strip().upper()[:1] for row in rows("title")}
    parts: dict[str, Counter[str]] = {name: Counter() for name in ("class", "band", "sex")}
    for loan in lent:
        copy, person = copies[loan["copy_id"]], people[loan["person_id"]]
        letter = classes[copy["title_id"]]
        known = letter in set("ABCDEFGHIJKNOPQRSTUVXZ") and letter
        parts["class"][known or "unknown"] += copy["volumes"]
        parts["band"][_band(_age(person, date.fromisoformat(loan["lent_at"][:10])))] += copy["volumes"]
        parts["sex"][person["sex"] or "unknown"] += copy["volumes"]
    return {f"loans.by_{name}": dict(counted) for name, counted in parts.items()}


def _rooms(first: date, last: date) -> dict[str, Any]:
    bookings = rows("booking")
    began = [row for row in bookings if _in(row["starts_at"], first, last)]
    done = [row for row in began if row["status"] == "completed"]
    absent = [row for row in began if row["status"] == "no_show"]
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    opened = occupied = 0
    for room in rows("room"):
        free = set().union(*(_minutes_open(day, room["id"]) for day in days))
        taken: set[datetime] = set()
        for row in bookings:
            if row["status"] == "completed" and row["room_id"] == room["id"]:
                start, end = datetime.fromisoformat(row["starts_at"]), datetime.fromisoformat(row["ends_at"])
                taken |= {
                    start + timedelta(minutes=number)
                    for number in range(int((end - start).total_seconds()) // 60)
                }
        opened += len(free)
        occupied += len(free & taken)
    seconds = sum(
        (datetime.fromisoformat(row["ends_at"]) - datetime.fromisoformat(row["starts_at"])).seconds
        for row in done
    )
    return {
        "rooms.bookings": len(done), "rooms.people": sum(row["came_count"] for row in done),
        "rooms.hours": round(seconds / 3600, 2), "rooms.utilisation": round(occupied / opened * 100, 2),
        "rooms.noshow": round(len(absent) / (len(absent) + len(done)) * 100, 2) if absent or done else None,
    }  # fmt: skip


def _rest(first: date, last: date) -> dict[str, Any]:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    minutes = {day: _minutes_open(day, None) for day in days}
    total = sum(len(each) for each in minutes.values())
    late = 0
    for day, each in minutes.items():
        free = day.weekday() >= 5 or (get_holiday_detail(day)[0] and get_holiday_detail(day)[1])
        late += len(each) if free else sum(minute.hour >= 18 for minute in each)
    cards = [row for row in rows("person") if row["card_number"]]
    prices = {row["id"]: row["price_fen"] for row in rows("title")}
    batches = {row["id"]: row for row in rows("donation") if _in(row["received_on"], first, last)}
    given = [row for row in rows("copy") if row["donation_id"] in batches]
    fen = sum(
        row["price_fen"] if row["price_fen"] is not None else prices[row["title_id"]] or 0 for row in given
    )
    return {
        "centre.open_days": sum(bool(each) for each in minutes.values()), "centre.open_hours": round(total / 60, 2),
        "centre.weekly_hours": round(total / 60 / len(days) * 7, 2), "centre.offpeak_hours": round(late / 60, 2),
        "cards.valid": sum((row["registered_at"] or "")[:10] <= str(last) for row in cards),
        "cards.new": sum(_in(row["registered_at"], first, last) for row in cards),
        "donations.batches": len({row["donation_id"] for row in given}), "donations.items": len(given),
        "donations.titles": len({row["title_id"] for row in given}), "donations.volumes": _volumes(given),
        "donations.sets": len({(row["title_id"], row["set_number"] or f"c{row['id']}") for row in given}),
        "donations.value": round(fen / 100, 2), "donations.donors": len({batches[row["donation_id"]]["donor"] for row in given}),
    }  # fmt: skip
