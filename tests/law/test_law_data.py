"""The data themselves: every file fits its schema, every id exists, and a fault is told with file, entry and key."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import rihai.law as law_module
from rihai.law.entries import LIFE, Entry
from rihai.law.evaluation import Verdict, evaluate
from rihai.law.facts import read_facts
from rihai.law.loading import COUNTRIES, Law, law_of
from rihai.law.schema import DataFault
from rihai.law.sourcing import (
    KIND_OF,
    NOT_CONFIRMED,
    Confirmation,
    SourceKind,
    Sourcing,
    kind_of_entry,
)
from tests.law.tables import INDIA

# Death only in some cases of it, which its words tell.
SOMETIMES_DEATH = {"bns-111", "ipc-376da-db"}
PROVISION: dict[str, Any] = {
    "id": "one",
    "act": "Act",
    "section": "1",
    "kind": "offence",
    "in_force": {"from": "2020-01-01", "to": None},
    "title": "Selling",
    "elements": {"all": [{"fact": "acts", "op": "any_of", "value": ["sell"]}]},
    "punishment": "None",
    "read": True,
    "confidence": "high",
    "source": ["book"],
}
FILES: dict[str, Any] = {
    "sources.yaml": {"sources": {"book": {"kind": "statute_mirror", "title": "A book"}}},
    "provisions/one.yaml": {"provisions": [PROVISION]},
}
SOLD = {"fact": "acts", "op": "any_of", "value": ["sold"]}
CIRCLE = {"a": {"use": "b"}, "b": {"use": "a"}}


def planted(folder: Path, **changed: Any) -> Law:
    """A small country, with something changed in one of its files."""
    for name, content in {**FILES, **changed}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content if isinstance(content, str) else yaml.safe_dump(content))
    return Law("planted", folder)


def entries(law: Law) -> list[Entry]:
    found: list[Entry] = [*law.provisions.values(), *law.clocks.values(), *law.remedies.values(), *law.heads.values()]
    return [*found, *law.forms.values(), *law.protections.values(), *law.cautions.values()]


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_file_of_a_country_fits_its_schema_and_every_source_exists(country: str) -> None:
    law = law_of(country)

    assert entries(law)
    assert all(each.source for each in entries(law))
    assert {key for each in entries(law) for key in each.source} <= law.sources.keys()


def test_the_law_of_india_is_there_in_full() -> None:
    files = (INDIA.provisions, INDIA.clocks, INDIA.remedies, INDIA.heads, INDIA.forms)

    assert [len(file) for file in files] == [200, 70, 27, 30, 22]
    assert len(INDIA.renumbered) == 43


def test_an_id_in_an_answer_means_one_thing() -> None:
    """Heads of compensation are named with their scheme; all else stands by its id alone."""
    files = (INDIA.provisions, INDIA.clocks, INDIA.remedies, INDIA.forms, INDIA.protections, INDIA.cautions)
    counted = Counter(key for file in files for key in file)

    assert [key for key, count in counted.items() if count > 1] == []


def test_what_corresponds_corresponds_both_ways() -> None:
    one_way = [
        (each.id, other)
        for each in INDIA.provisions.values()
        for other in each.corresponds_to
        if each.id not in INDIA.provisions[other].corresponds_to
    ]

    assert one_way == []


def test_a_lesser_provision_is_never_graver_and_hides_behind_its_own_code() -> None:
    for each in INDIA.provisions.values():
        for other in (INDIA.provisions[key] for key in each.lesser_of):
            assert each.act == other.act, each.id
            assert each.penalty is not None, each.id
            assert other.penalty is not None, other.id
            assert (each.penalty.max_years, each.penalty.min_years) <= (
                other.penalty.max_years,
                other.penalty.min_years,
            )


def test_years_in_numbers_agree_with_the_words_of_the_punishment() -> None:
    for each in INDIA.provisions.values():
        if each.penalty is None:
            continue
        words = each.punishment.lower()
        assert (each.penalty.max_years == LIFE) == any(life in words for life in ("life", "death", "5 yrs or more")), (
            each.id
        )


def test_codes_change_on_1_july_2024_without_a_gap() -> None:
    ends = {each.in_force.last for each in INDIA.provisions.values() if each.id.startswith("ipc-")}
    begins = {each.in_force.first for each in INDIA.provisions.values() if each.id.startswith("bns-")}

    assert ends == {date(2024, 6, 30), date(2013, 2, 2)}
    assert begins == {date(2024, 7, 1)}


@pytest.mark.parametrize("country", COUNTRIES[1:])
def test_what_is_still_to_do_is_never_met_and_stands_in_the_answer_as_to_do(country: str) -> None:
    law = law_of(country)
    given = {"acts": ["sell", "transport"], "purposes": ["prostitution"], "victim.age_years": 15}

    found = evaluate(law, read_facts(law.vocabulary, given))

    assert all(each.is_to_do for each in law.provisions.values())
    assert not found.met
    assert not found.possible
    assert Verdict.MET not in {each.verdict for each in found.findings.values()}


def test_what_has_no_elements_yet_is_not_met_by_having_none(tmp_path: Path) -> None:
    still_to_do = {**PROVISION, "elements": {"all": []}, "to_do": True}
    law = planted(tmp_path, **{"provisions/one.yaml": {"provisions": [still_to_do]}})
    day = {"offence.date_from": "2025-01-01", "offence.date_to": "2025-01-01"}

    found = evaluate(law, read_facts(law.vocabulary, day))

    assert found.findings["one"].verdict is Verdict.POSSIBLE
    assert not found.findings["one"].is_suggested


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": "crime"}, "provisions/one.yaml: one: kind: must be one of"),
        ({"titles": "x"}, "one: titles: is not a key known here; nearest: title"),
        ({"title": " "}, "one: title: is empty"),
        ({"read": "yes please"}, "one: read: must be true or false"),
        ({"source": ["no-book"]}, "one: source: there is no source 'no-book'"),
        ({"source": "book"}, "one: source: must be a list"),
        ({"in_force": {"from": "1.7.2024", "to": None}}, "one: from: must be a date such as 2024-07-01"),
        ({"in_force": {"from": "2024-07-01", "to": "2024-06-30"}}, "one: in_force: ends before it begins"),
        ({"in_force": "2024"}, "one: must hold keys and values"),
        ({"lesser_of": ["two"]}, "there is no two"),
        (
            {"elements": {"all": [{"fact": "actz", "op": "any_of", "value": ["sell"]}]}},
            "actz: is not in the vocabulary",
        ),
        (
            {"elements": {"all": [{"fact": "acts", "op": "any_of", "value": ["sold"]}]}},
            "acts: cannot be asked for any_of",
        ),
        ({"elements": {"fact": "acts", "op": "eq", "value": "sell"}}, "acts: cannot be asked for eq"),
        ({"penalty": {"min_years": 2014, "max_years": 1, "bail": "90"}}, "one: max_years: must lie between min_years"),
        ({"penalty": {"min_years": 1, "max_years": 3, "bail": "by_band"}}, "by_band needs bands"),
        ({"penalty": {"min_years": -1, "max_years": 3, "bail": "60"}}, "min_years: must be a number from 0"),
    ],
)
def test_a_fault_in_a_provision_is_told_with_file_entry_and_key(
    tmp_path: Path, changed: dict[str, Any], words: str
) -> None:
    law = planted(tmp_path, **{"provisions/one.yaml": {"provisions": [{**PROVISION, **changed}]}})

    with pytest.raises(DataFault) as fault:
        assert law.provisions

    assert words in str(fault.value)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"provisions/one.yaml": "provisions: ["}, "is not valid YAML"),
        ({"provisions/one.yaml": {"provision": []}}, "must hold a list under 'provisions'"),
        ({"provisions/one.yaml": {"provisions": [PROVISION, PROVISION]}}, "one: id: stands there twice"),
        ({"provisions/one.yaml": {"provisions": ["one"]}}, "must hold keys and values"),
        ({"sources.yaml": {"sources": {"book": {"kind": "hearsay"}}}}, "book: kind: must be one of"),
        (
            {"conditions.yaml": {"conditions": {"a": {"use": "b"}, "b": {"use": "a"}}}},
            "names a condition that is missing",
        ),
    ],
)
def test_a_fault_in_a_file_is_told(tmp_path: Path, files: dict[str, Any], words: str) -> None:
    law = planted(tmp_path, **files)

    with pytest.raises(DataFault) as fault:
        assert law.provisions

    assert words in str(fault.value)


FACT = {"key": "acts", "name": "done", "type": "many", "question": "What was done?", "values": {"sell": "sold"}}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([FACT, FACT], "facts.yaml: acts: key: stands there twice"),
        ([{**FACT, "type": "several"}], "acts: type: must be one of"),
        ([{**FACT, "values": ["sell"]}], "acts: values: must be names with plain words"),
        ([{**FACT, "type": "one", "values": {}}], "acts: values: is missing"),
        ([{**FACT, "type": "names", "values": {}}], "acts: values: is missing"),
        ([{**FACT, "question": ""}], "acts: question: is empty"),
    ],
)
def test_a_fault_in_the_vocabulary_is_told(tmp_path: Path, facts: list[Any], words: str) -> None:
    law = planted(tmp_path, **{"facts.yaml": {"facts": facts}})

    with pytest.raises(DataFault) as fault:
        assert law.vocabulary

    assert words in str(fault.value)


def test_a_protection_names_sections_that_exist(tmp_path: Path) -> None:
    bar = {"id": "bar", "name": "A bar", "sections": ["two"], "read": True, "confidence": "high", "source": ["book"]}
    law = planted(tmp_path, **{"protections.yaml": {"protections": [bar]}})

    with pytest.raises(DataFault, match="bar: sections: there is no two"):
        assert law.protections


def test_a_planted_country_without_faults_is_read(tmp_path: Path) -> None:
    assert [*planted(tmp_path).provisions] == ["one"]


def test_a_country_that_is_not_here_is_told() -> None:
    with pytest.raises(DataFault, match="india, nepal, bangladesh"):
        law_of("france")


@pytest.mark.parametrize(
    ("was_read", "kinds", "kind"),
    [
        (True, ["official_page", "press"], SourceKind.OFFICIAL),
        (True, ["statute_mirror", "judgment_report"], SourceKind.COPY),
        (True, ["judgment_report", "secondary"], SourceKind.JUDGMENT),
        (True, ["secondary"], SourceKind.PRESS),
        (False, ["none", "statute_mirror"], SourceKind.NOT_READ),
        (False, ["bill_text"], SourceKind.COPY),
        (True, ["none"], SourceKind.NOT_READ),
    ],
)
def test_the_kind_of_source_is_the_best_that_was_read(was_read: bool, kinds: list[str], kind: SourceKind) -> None:
    assert kind_of_entry(was_read=was_read, kinds=kinds) is kind


def test_the_kinds_are_the_five_that_people_are_told() -> None:
    told = ["official text", "mirror or Bill copy", "judgment report", "press", "not read"]

    assert [str(kind) for kind in SourceKind] == told
    assert set(KIND_OF.values()) == set(SourceKind)


def test_no_entry_is_shown_without_its_lawyer_or_the_word_that_none_has_read_it() -> None:
    for each in entries(INDIA):
        words = INDIA.sourcing_of(each).words
        assert words.endswith(NOT_CONFIRMED), each.id
        assert "verified" not in words


def test_a_confirmation_counts_for_the_wording_that_the_lawyer_read_and_for_no_other() -> None:
    entry = INDIA.provisions["bns-143-4"]
    read = Confirmation(entry.id, "Adv. Example", date(2026, 1, 2), entry.digest)
    of_older_words = Confirmation(entry.id, "Adv. Example", date(2026, 1, 2), "0" * 16)

    confirmed = INDIA.sourcing_of(entry, {read.digest: read})
    changed_since = INDIA.sourcing_of(entry, {of_older_words.digest: of_older_words})

    assert confirmed.words.endswith("confirmed by Adv. Example on 2026-01-02")
    assert not changed_since.is_confirmed


def test_an_invented_lawyer_is_called_a_demonstration() -> None:
    invented = Confirmation("x", "Adv. Example", date(2026, 1, 2), "", is_demonstration=True)

    assert "demonstration: " in Sourcing(SourceKind.COPY, ("book",), confirmed=invented).words


def test_a_changed_word_changes_the_digest_of_an_entry(tmp_path: Path) -> None:
    before = planted(tmp_path).provisions["one"].digest
    harsher = {"provisions/one.yaml": {"provisions": [{**PROVISION, "punishment": "10 yrs"}]}}
    after = planted(tmp_path, **harsher).provisions["one"].digest

    assert after != before


def test_a_changed_word_anywhere_changes_the_version_of_the_data(tmp_path: Path) -> None:
    before = planted(tmp_path).version
    same = planted(tmp_path).version
    (tmp_path / "sources.yaml").write_text("sources: {book: {kind: press, title: A book}}")

    assert same == before
    assert Law("planted", tmp_path).version != before
    assert law_of("india").version != law_of("nepal").version


def test_the_word_verified_stands_nowhere_in_the_data() -> None:
    """It would hide whether the official text was read or somebody's report of it."""
    folder = Path(law_module.__file__).parent / "data"

    found = [path.name for path in folder.rglob("*.yaml") if "verified" in path.read_text(encoding="utf-8").lower()]

    assert list(folder.rglob("*.yaml"))
    assert not found


def test_bail_and_limitation_follow_from_the_years() -> None:
    """Ninety days for life or a least sentence of ten years, contested from ten years; BNSS 514 on the longest."""
    wrong = []
    for each in INDIA.provisions.values():
        if each.penalty is None or each.penalty.bands:
            continue
        least, most = each.penalty.min_years, each.penalty.max_years
        bail = "90" if most == LIFE or least >= 10 else "contested_60_90" if most >= 10 else "60"
        limit = 1 if most <= 1 else 3 if most <= 3 else None
        if (each.penalty.bail, each.penalty.limitation_years) != (bail, limit):
            wrong.append(each.id)

    assert not wrong


def test_death_stands_in_the_penalty_wherever_every_case_can_end_in_it() -> None:
    told = {one.id for one in INDIA.provisions.values() if "or death" in one.punishment or "death or" in one.punishment}

    assert {one.id for one in INDIA.provisions.values() if one.penalty and one.penalty.death} == told - SOMETIMES_DEATH
    assert told >= SOMETIMES_DEATH
