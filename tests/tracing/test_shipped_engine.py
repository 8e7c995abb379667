"""The shipped engine behind the matcher: another script, another house, and a register that knows what is common."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

import rihai
from rihai.accounts.models import User
from rihai.matching import calibration
from rihai.matching.answer import Answer, Candidate, FieldReason, WordReason
from rihai.matching.explain import has_words
from rihai.matching.folding import Level
from rihai.matching.index import Index
from rihai.matching.model import default_model
from rihai.matching.records import Record
from rihai.people.search_entries import EntryFields
from rihai.tracing.actions import file_report
from rihai.tracing.entries import write_found_entry
from rihai.tracing.matcher.background import NUMBER, background
from rihai.tracing.matcher.engine import TAKEN_FROM, _has_words, rules_digest, scale_of, shipped_engine
from rihai.tracing.matcher.registers import LENGTH, Engine, Likeness, OtherVersion, Registers
from rihai.tracing.matcher.taking import Taker
from rihai.tracing.models import MissingReport, PotentialMatch
from rihai.tracing.workflow import MatchStatus
from tests.tracing import builders

TODAY = date(2026, 3, 1)
LAST_SEEN = TODAY - timedelta(days=9)
SECRET = "Zubaidaplanted"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return shipped_engine()


@pytest.fixture
def registers(engine: Engine) -> Registers:
    return Registers(engine)


def held(registers: Registers, *names: str, **more: object) -> UUID:
    uid = uuid4()
    fields = EntryFields(names=names, sex="F", age=14.0, on=TODAY, **more)  # type: ignore[arg-type]
    registers.put(uid, fields, version=1, is_missing=False, today=TODAY)
    return uid


def sought(registers: Registers, *names: str, **more: object) -> list[Likeness]:
    fields = EntryFields(names=names, sex="F", age=14.0, on=LAST_SEEN, **more)  # type: ignore[arg-type]
    return registers.alike(uuid4(), fields, is_missing=True, today=TODAY).likely


def test_a_girl_is_recognised_in_another_script(registers: Registers) -> None:
    girl = held(registers, "ज़रीना टेस्टवाली", guardian="करीम")
    held(registers, "Meera Kumari")

    best = sought(registers, "Zarina Testwali", guardian="Karim")[0]

    assert (best.entry, best.band) == (girl, "show")
    assert {reason.field for reason in best.reasons} >= {"name", "guardian", "age", "sex"}


def test_a_common_name_says_less_than_a_rare_one_however_few_are_held(registers: Registers) -> None:
    held(registers, "Sunita Devi")
    held(registers, "Zarina Testwali")

    common, rare = (sought(registers, name)[0] for name in ("Sunita Devi", "Zarina Testwali"))

    assert common.weight < rare.weight - 5
    assert common.probability < rare.probability


def test_nobody_of_the_background_is_ever_proposed(registers: Registers) -> None:
    names = [record.name for record in background(TODAY)]

    assert len(names) == NUMBER
    assert sought(registers, names[0]) == []
    assert registers.sizes == (0, 0)


def test_another_record_of_the_same_girl_hides_neither(registers: Registers) -> None:
    family, exact = (
        held(registers, name, guardian=guardian, district="Murshidabad", state="West Bengal", country="IN")
        for name, guardian in (("Jarina Khatun", ""), ("Zarina Sheikh", "Karim Sheikh"))
    )

    both = sought(
        registers, "Zarina Sheikh", guardian="Karim Sheikh", district="Murshidabad", state="West Bengal", country="IN"
    )
    registers.drop(exact)
    alone = sought(
        registers, "Zarina Sheikh", guardian="Karim Sheikh", district="Murshidabad", state="West Bengal", country="IN"
    )

    assert {one.entry for one in both} == {family, exact}
    assert [(one.entry, one.band) for one in alone] == [(family, next(b.band for b in both if b.entry == family))]


def test_her_own_names_do_not_compete(registers: Registers) -> None:
    girl = held(registers, "Zarina Testwali", "ज़रीना टेस्टवाली", "Jarina Testwali")

    assert [(one.entry, one.band) for one in sought(registers, "Zarina Testwali")] == [(girl, "show")]


def test_sixty_records_of_her_are_each_as_likely_as_one(registers: Registers) -> None:
    girls = {held(registers, "Zarina Testwali", guardian="Karim") for _ in range(60)}

    found = sought(registers, "Zarina Testwali", guardian="Karim")

    assert {one.entry for one in found} == girls
    assert {one.band for one in found} == {"show"}


def test_what_was_removed_leaves_the_bytes_with_its_words(registers: Registers) -> None:
    girl = held(registers, SECRET, guardian=f"{SECRET} senior", village=f"{SECRET}pur")
    before = b"".join(registers.to_pieces())

    registers.drop(girl)
    after = b"".join(registers.to_pieces())

    assert SECRET.lower().encode() in before.lower()
    assert SECRET[:7].lower().encode() not in after.lower()


def test_it_reads_back_what_it_kept(registers: Registers, engine: Engine) -> None:
    girl = held(registers, "Zarina Testwali")

    again = Registers.from_bytes(b"".join(registers.to_pieces()), engine)

    assert sought(again, "Zarina Testwali")[0].entry == girl
    assert again.sizes == (0, 1)


def test_from_the_saved_record_to_the_proposal_at_the_holder(matron: User, ravi: User, engine: Engine) -> None:
    found = builders.a_found(matron, person=builders.somebody(14, "ज़रीना टेस्टवाली"))
    builders.a_report(ravi)
    taker = Taker(Registers(engine))

    taker.take()

    match = PotentialMatch.objects.get()
    assert match.person == found.person
    assert match.band == PotentialMatch.Band.SHOW


def test_ten_better_reports_neither_end_a_proposal_nor_hide_a_report(matron: User, ravi: User, engine: Engine) -> None:
    def reported(name: str) -> MissingReport:
        facts = replace(builders.report_facts(), person=builders.somebody(14, name))
        return file_report(organisation=ravi.organisation, by=ravi, facts=facts)

    family = reported("Jarina Testwali")
    found = builders.a_found(matron, marks="A burn on the left hand")
    taker = Taker(Registers(engine))
    taker.take()
    of_family = PotentialMatch.objects.filter(person=found.person, missing_entry__subject_uid=family.uid)
    before = of_family.get().status
    for _ in range(11):
        reported("Zarina Testwali")
    write_found_entry(found, builders.found_facts(marks="A burn on the left hand"))

    # On a busy machine one call does not take all of them.
    while taker.take():
        pass

    assert before == of_family.get().status == MatchStatus.PROPOSED
    assert PotentialMatch.objects.filter(person=found.person, status=MatchStatus.PROPOSED).count() == 12


def test_her_own_file_at_the_asker_does_not_hide_whoever_is_held(matron: User, ravi: User, engine: Engine) -> None:
    found = builders.a_found(matron, person=builders.somebody(14, "Zarina Khatun"), marks="A burn on the left hand")
    facts = replace(builders.report_facts(), person=builders.somebody(14, "Zarina Sheikh"))
    file_report(organisation=ravi.organisation, by=ravi, facts=facts)

    Taker(Registers(engine)).take()

    assert PotentialMatch.objects.get().person == found.person


def fitting(*reasons: FieldReason) -> Candidate:
    return Candidate("a.0", 1, 60.0, 1.0, "show", reasons, ())


def word(level: Level) -> FieldReason:
    met = WordReason("zarina", "jarina", level, 0.001, 9.0)
    return FieldReason("name", "zarina", "jarina", level.name.lower(), "", 0.001, 9.0, (met,))


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        (
            (FieldReason("age", "14", "14", "same", "", 0.1, 9.0), FieldReason("sex", "F", "F", "same", "", 0.5, 1.0)),
            "review",
        ),
        ((FieldReason("marks", "burn", "scar", "different", "", None, -1.0),), "review"),
        ((word(Level.INITIAL),), "review"),
        ((word(Level.NEAR),), "show"),
        ((FieldReason("marks", "burn", "burn", "same", "", 0.01, 5.0),), "show"),
    ],
)
def test_without_a_word_or_a_mark_in_common_nobody_is_shown(
    engine: Engine, reasons: tuple[FieldReason, ...], expected: str
) -> None:
    assert engine.alone(fitting(*reasons), 1000, 1.0)[1] == expected


def test_the_matcher_and_a_question_agree_on_what_has_a_word_in_common(registers: Registers) -> None:
    held(registers, "Zarina Testwali", marks="a burn on the left hand")
    other = registers._side(is_missing=False)
    assert isinstance(other, Index)
    ours, theirs = [], []
    for name, marks in (("Zarina Testwali", ""), ("Z T", "burn on left hand"), ("Meera Kumari", ""), ("", "a tattoo")):
        record = Record(id="q", name=name, sex="F", age=14.0, date=LAST_SEEN, marks=marks, district="Thane")
        batch = other.ask(record)
        pairs = other.explained(record, batch, [hit.row for hit in other.hits(batch, 500)])
        theirs += [has_words(pair, batch, 0) for pair in pairs]
        ours += [_has_words(one) for one in other.query(record, top=500, expected=1.0).candidates]

    assert ours == theirs
    assert {True, False} <= set(theirs)


def test_what_was_kept_by_other_rules_is_made_anew(registers: Registers, engine: Engine) -> None:
    """After an upgrade a code may mean another name."""
    held(registers, "Zarina Testwali")
    kept = b"".join(registers.to_pieces())

    with pytest.raises(OtherVersion):
        Registers.from_bytes(kept, replace(engine, made_by="another"))


@pytest.mark.parametrize(
    "changed",
    [
        "matching/folding/data/nicknames.yaml",
        "matching/folding/latin.py",
        "matching/data/model.json",
        "matching/folding/data/scripts/thaana.yaml",  # what is not there yet, in a folder that is not there yet
        "matching/dates/data/calendars.yaml",
        *TAKEN_FROM,
    ],
)
def test_every_rule_for_names_and_weights_is_in_the_digest(tmp_path: Path, changed: str) -> None:
    home, ours = tmp_path / "rihai", Path(rihai.__file__).parent
    for folder in ("matching", "lib", "directory/data", "tracing/data", "tracing/matcher"):
        shutil.copytree(ours / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = rules_digest(default_model(), home)
    (home / "matching" / "cli" / "link.py").write_text("")
    same = rules_digest(default_model(), home)
    (home / changed).parent.mkdir(parents=True, exist_ok=True)
    with (home / changed).open("a") as file:
        file.write("\n")

    assert before == same != rules_digest(default_model(), home)


def test_whatever_names_are_folded_with_is_among_what_the_digest_reads() -> None:
    """A file that the folding begins to import, or a table it begins to read, is not forgotten."""
    folder = Path(rihai.__file__).parent
    code = "\n".join(one.read_text() for one in (*folder.glob("matching/*.py"), *folder.glob("matching/folding/*.py")))

    imported = {name.replace(".", "/") + ".py" for name in re.findall(r"^from rihai\.(lib\.\w+) import", code, re.M)}

    assert imported
    assert imported <= set(TAKEN_FROM)


def test_a_weight_is_named_by_all_that_it_is_measured_by(monkeypatch: pytest.MonkeyPatch) -> None:
    model = default_model()
    before = scale_of(model)
    other = scale_of(replace(model, damping=model.damping / 2))
    monkeypatch.setattr(calibration, "ALONE", 0.9)

    assert len({before, other, scale_of(model)}) == 3
    assert len(before) == 32


def test_what_was_kept_before_it_said_by_which_rules_is_of_another_version(
    registers: Registers, engine: Engine
) -> None:
    pieces = registers.to_pieces()
    listed = json.dumps({uid.hex: [1, True, 1] for uid in registers.known}).encode()

    with pytest.raises(ValueError, match="another version"):
        Registers.from_bytes(b"".join([LENGTH.pack(len(listed)), listed, *pieces[2:]]), engine)


def test_it_asks_once_before_it_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a new machine the first question takes half a minute: nobody's report is to wait for that."""
    asked, query = list[Record](), Index.query

    def counted(self: Index, record: Record, **more: int) -> Answer:
        asked.append(record)
        return query(self, record, **more)

    monkeypatch.setattr(Index, "query", counted)

    shipped_engine()

    assert len(asked) == 2
