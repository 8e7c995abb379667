"""Nothing that could be somebody's name or words gets into the trail."""

import enum
import json
from uuid import UUID, uuid4

import pytest
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from rihai.audit.facts import CODE, FactValue, check_verb, facts_as_text

CODES = st.from_regex(r"[a-z][a-z_.:/-]{0,63}", fullmatch=True)
SINGLE = st.one_of(CODES, st.booleans(), st.integers(-(10**9) + 1, 10**9 - 1), st.uuids())


class Colour(TextChoices):
    DARK_RED = "dark_red", gettext_lazy("Dark red")


class Step(enum.StrEnum):
    FIRST = "step.first"


@given(st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,20}", fullmatch=True), SINGLE | st.lists(SINGLE)))
def test_codes_numbers_and_ids_are_kept_as_they_are(facts: dict[str, FactValue]) -> None:
    kept = json.loads(facts_as_text(facts))

    assert kept == json.loads(json.dumps(facts, default=str))


@given(st.text().filter(lambda text: not CODE.fullmatch(text)))
def test_free_text_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="'reason' is not a code") as refusal:
        facts_as_text({"reason": text})

    assert len(text) < 4 or text not in str(refusal.value)


@pytest.mark.parametrize(
    "value",
    [
        "Sunita",
        "sunita devi",
        "सुनीता",
        "",
        "a@b.example",
        "code\n",
        "9876543210",
        "98765-43210",
        "1234-5678-9012",
        9876543210,
        -(10**9),
        1.5,
        None,
        b"code",
        gettext_lazy("code"),
        {"name": "code"},
        {"code"},
        object(),
        ["code", "two words"],
        [["code"]],
        [None],
    ],
)
def test_what_might_identify_somebody_is_refused(value: FactValue) -> None:
    with pytest.raises(ValueError, match="'detail' is not a code"):
        facts_as_text({"detail": value})


def test_members_of_code_lists_are_codes() -> None:
    text = facts_as_text({"colour": Colour.DARK_RED, "steps": (Step.FIRST,)})

    assert text == '{"colour":"dark_red","steps":["step.first"]}'


def test_an_id_of_digits_only_is_no_telephone_number() -> None:
    uid = UUID("12345678-1234-4234-8234-123456789012")

    text = facts_as_text({"record": f"people.person/{uid}/wish", "other": uid, "hash": "0123456789" * 6 + "abcd"})

    assert str(uid) in text


def test_the_name_of_a_fact_is_checked_too() -> None:
    with pytest.raises(ValueError, match="name of an audit fact"):
        facts_as_text({"Sunita Devi": 1})


@given(st.permutations([("a", 1), ("b", uuid4()), ("c", True), ("d", "x")]))
def test_the_same_facts_are_the_same_text(pairs: list[tuple[str, FactValue]]) -> None:
    assert facts_as_text(dict(pairs)) == facts_as_text(dict(sorted(pairs)))


@pytest.mark.parametrize("verb", ["alert.dismissed", "records.read", "alert.triage.refused", "found_record.made"])
def test_a_verb_reads_noun_verbed(verb: str) -> None:
    assert check_verb(verb) == verb


@pytest.mark.parametrize(
    "verb", ["", "alert", "Alert.dismissed", "alert.dismissed.again", "alert dismissed", "a.b\n", "a." + "b" * 79]
)
def test_anything_else_is_no_verb(verb: str) -> None:
    with pytest.raises(ValueError, match=r"noun\.verbed"):
        check_verb(verb)
