"""The scan field: any text, scanned or typed, with anybody or nobody open, and what is offered after it.

Only errors with a sentence, never long; what an outcome says it wrote is undone, and then the centre must be as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

from centre_app import clock, errors
from centre_app.desk import scanning, things
from centre_app.desk.scanning import Offer, Outcome
from centre_app.lending import kits, loans, sets, shelf_codes
from centre_app.people import registration
from tests.fuzz import ground, texts
from tests.fuzz.keys import Keys
from tests.fuzz.runner import Judge, quick, told

LIMIT_SECONDS = 1
_TYPED = 8  # one case of so many goes through the real field, key by key
_LONGEST_TYPED = 1_000


@contextmanager
def cases(folder: Path, seed: int) -> Iterator[Judge]:
    """A centre with somebody of every kind and things in every state, and what a scan does there."""
    with ground.a_centre(folder):
        opened = _fill()
        before = ground.state()
        keys = Keys()
        try:
            yield lambda number: _wrong_with(Random(f"{seed}/{number}"), number, opened, before, keys)
        finally:
            keys.close()


def _fill() -> list[int | None]:
    """Readers, an organisation, a set, a kit, pieces, a copy out; whose card may be open."""
    from tests import builders

    nobody = None
    reader = registration.register(name="王建国", phone="13800138000", id_number="330106195803020025")
    school = builders.a_person(name="星光小学", card_number="R9", category="organisation").id
    former = builders.a_person(name="曾明").id
    title = builders.a_title(name="活着", isbn="9787020008735", authors="余华")
    lent = builders.a_copy(title=title, barcode="B2")
    sets.add_set(title_id=builders.a_title(name="三国演义").id, count=3)
    kit = builders.a_copy(title=builders.a_title(name="急救箱"), kind="kit", barcode="B000900")
    kits.put_items(copy_id=kit.id, items=[kits.Item("碘伏", 1, clock.today() - timedelta(days=1))])
    shelf_codes.add_pieces(
        title_id=builders.a_title(name="晴雨伞").id, count=5, shelf_code="YS001", kind="tool"
    )
    loans.lend(copy_id=lent.id, person_id=reader)
    return [nobody, reader, school, former, 10**6]


def _wrong_with(random: Random, number: int, opened: list[int | None], before: str, keys: Keys) -> str:
    text, open_person_id = texts.a_text(random), random.choice(opened)
    last, wrong = ground.last_action(), []

    def case() -> str:
        if number % _TYPED == 0:
            return keys.type_in(text[:_LONGEST_TYPED], open_person_id=open_person_id)
        return _scan(random, text, open_person_id)

    with quick(wrong.append, limit_seconds=LIMIT_SECONDS):
        wrong.append(told(case))
    ground.undo_after(last)
    if ground.state() != before:
        wrong.append("the undo did not restore everything")
    said = ", ".join(filter(None, wrong))
    return f"{said} <- {text[:60]!r} with {open_person_id}" if said else ""


def _scan(random: Random, text: str, open_person_id: int | None) -> str:
    """Suggest, scan, then take one of what was offered."""
    before, outcome = ground.state(), None
    try:
        hits = scanning.suggest(text)
        outcome = scanning.scan(text, open_person_id=open_person_id)
        wrong = "" if outcome.wrote or ground.state() == before else "it wrote without saying so"
        before = ground.state()
        more = [*hits, *outcome.hits, *outcome.offers, *(outcome.asked.offers if outcome.asked else ())]
        if more:
            _take(random.choice(more), open_person_id)
    except errors.CentreError as error:
        wrong = "" if error.sentence() else f"{type(error).__name__} has no sentence"
        if ground.state() != before:
            wrong += f"{type(error).__name__} left something behind"
    return wrong if outcome is None or outcome.words.strip() else "an outcome without words"


def _take(offered: scanning.Hit | Offer, open_person_id: int | None) -> Outcome | None:
    if isinstance(offered, scanning.Hit):
        return scanning.choose(offered, open_person_id=open_person_id)
    if offered.verb == "renew" and offered.loan_id is not None:
        return scanning.renew_instead(offered.loan_id)
    if offered.verb == "in_house" and offered.copy_id is not None:
        return scanning.count_in_house(offered.copy_id)
    if offered.verb in things.DEEDS:
        return things.take(offered, open_person_id=open_person_id)
    if offered.verb == "register":
        registration.register(name=offered.text)
    return None
