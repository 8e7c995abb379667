"""A changed law is a new dated entry: what was in force stays as it was; whoever edits it is stopped."""

import shutil
from pathlib import Path

import pytest

from tests.law.standing import DATA, faults, kept, rules, written_down

ID = "provision bns-98"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the data to change."""
    return Path(shutil.copytree(DATA, tmp_path / "india"))


def edit(folder: Path, old: str, new: str, after: str, file: str = "provisions/bns.yaml") -> dict[str, str]:
    text = (folder / file).read_text(encoding="utf-8")
    head, tail = text.split(after, 1)
    assert old in tail
    (folder / file).write_text(head + after + tail.replace(old, new, 1), encoding="utf-8")
    return rules(folder)


def test_every_rule_that_was_in_force_stands_as_it_was_written_down() -> None:
    assert len(kept()) > 250
    assert faults(kept(), rules()) == []


@pytest.mark.parametrize(
    ("old", "new"), [("max_years: 10", "max_years: 14"), ("from: '2024-07-01'", "from: '2024-07-02'"), ("98", "98(1)")]
)
def test_a_rule_edited_in_place_is_refused_with_what_to_do(changed: Path, old: str, new: str) -> None:
    now = edit(changed, old, new, "id: bns-98\n")

    [said] = faults(kept(), now)

    assert said.startswith(
        f"{ID} was in force and reads otherwise now. If the law changed: give this entry its last day"
    )
    with pytest.raises(SystemExit, match=ID):
        written_down(kept(), now, ())
    assert written_down(kept(), now, ["bns-98"]) == now


@pytest.mark.parametrize(
    ("kind", "file", "old", "new"),
    [
        ("remedy fir-refused", "remedies.yaml", "provision: ", "provision: BNSS 999, "),
        ("form jj-f17", "forms.yaml", "number: Form 17", "number: Form 71"),
        ("statement efir-sign", "statements.yaml", "rests_on: [", "rests_on: [provision bns-98, "),
    ],
)
def test_what_papers_cite_is_a_rule_too(kind: str, file: str, old: str, new: str, changed: Path) -> None:
    now = edit(changed, old, new, f"id: {kind.split()[1]}\n", file)

    [said] = faults(kept(), now)

    assert said.startswith(f"{kind} is cited by papers and reads otherwise now.")


def test_a_shared_condition_is_part_of_every_rule_that_uses_it(changed: Path) -> None:
    now = edit(changed, "fact: means", "fact: purposes", "conditions:", "conditions.yaml")

    assert "provision bns-143-2" in " ".join(faults(kept(), now))


def test_a_last_day_and_a_new_entry_are_written_down(changed: Path) -> None:
    now = edit(changed, "to: null", "to: '2027-03-31'", "id: bns-98\n")
    now["provision bns-98-2027"] = kept()[ID]

    assert [one.split(" is ")[0] for one in faults(kept(), now)] == [ID, "provision bns-98-2027"]
    assert written_down(kept(), now, ())[ID].endswith(" until 2027-03-31")


def test_an_ended_rule_keeps_its_last_day_and_none_goes(changed: Path) -> None:
    now = edit(changed, "to: '2024-06-30'", "to: '2024-07-31'", "id: ipc-372\n", "provisions/ipc.yaml")
    del now["clock default-90"]

    said = " ".join(faults(kept(), now))

    assert "clock default-90 was in force and is gone" in said
    assert "provision ipc-372 was in force and reads otherwise" in said


def test_what_is_known_about_a_rule_may_grow(changed: Path) -> None:
    assert edit(changed, "Not in the NIA Act", "Not in the schedule of the NIA Act", "id: bns-98\n") == kept()
