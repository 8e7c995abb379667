"""Every shipped data file is complete, consistent and says where each row comes from.

The readers check the form; here stands what a file must mean. Files of the law have tests of their own.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

import rihai
from rihai.lib.codelists import by_code, choices, load_list
from rihai.lib.csvfile import load_csv
from rihai.lib.precision import AgeCertainty
from rihai.lib.yamlfile import load_yaml

HOUSE: Final = Path(rihai.__file__).parent
# The law and the published stories have another form, and tests of their own.
OTHER_FORM: Final = {"law", "research"}
# Rows with a question instead of a label.
QUESTIONS: Final = {("rihai.rescue", "risk_check.yaml")}


def shipped(ending: str) -> list[tuple[str, str]]:
    """Package and name of every data file of the house with this ending."""
    paths = sorted(HOUSE.glob(f"*/data/*{ending}"))
    found = [(path.parent.parent.name, path.name) for path in paths]
    return [(f"rihai.{package}", file) for package, file in found if package not in OTHER_FORM]


ALL_YAML: Final = shipped(".yaml")
TABLES: Final = shipped(".csv")
LISTS: Final = [one for one in ALL_YAML if one not in QUESTIONS]
SNAKE: Final = re.compile(r"[a-z0-9]+([_.][a-z0-9]+)*")
HTCDS_CODE: Final = re.compile(r"[A-Z4][A-Za-z_]*")


def keys_of(package: str, file: str) -> list[str]:
    content = load_yaml(package, file)
    return [key for key, value in content.items() if isinstance(value, list)]


def codes(package: str, file: str, key: str) -> set[str]:
    return set(by_code(package, file, key))


def every_list() -> Iterator[tuple[str, str, str]]:
    for package, file in LISTS:
        yield from ((package, file, key) for key in keys_of(package, file))


def risk_items() -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = load_yaml("rihai.rescue", "risk_check.yaml")["items"]
    return items


@pytest.mark.parametrize(("package", "file"), ALL_YAML)
def test_a_file_has_a_version_a_date_and_uses_each_of_its_sources(package: str, file: str) -> None:
    content = load_yaml(package, file)
    rows = [row for value in content.values() if isinstance(value, list) for row in value]
    used = {row["source"] for row in rows} | {
        value["source"] for value in content.values() if isinstance(value, dict) and "source" in value
    }

    assert isinstance(content["version"], int)
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", content["date"])
    assert used == set(content["sources"])


@pytest.mark.parametrize(("package", "file", "key"), list(every_list()))
def test_a_list_has_snake_case_codes_and_a_label_for_each(package: str, file: str, key: str) -> None:
    entries = load_list(package, file, key)

    assert all(SNAKE.fullmatch(entry.code) for entry in entries)
    assert all(entry.label.strip() == entry.label != "" for entry in entries)
    assert len({label for _code, label in choices(package, file, key)}) == len(entries)


@pytest.mark.parametrize(("package", "file"), ALL_YAML)
def test_no_key_is_written_twice_in_one_place(package: str, file: str) -> None:
    class Strict(yaml.SafeLoader):
        """YAML keeps the last of two equal keys without a word."""

    def mapping(loader: Strict, node: yaml.MappingNode) -> dict[Any, Any]:
        keys = [loader.construct_object(key) for key, _value in node.value]
        assert len(set(keys)) == len(keys), keys
        return dict(loader.construct_pairs(node, deep=True))

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    path = HOUSE / package.removeprefix("rihai.") / "data" / file

    assert yaml.load(path.read_text(encoding="utf-8"), Strict) == load_yaml(package, file)  # noqa: S506 (a safe loader)


@pytest.mark.parametrize(("package", "file"), TABLES)
def test_a_table_names_its_source_its_date_and_its_version(package: str, file: str) -> None:
    head = (HOUSE / package.removeprefix("rihai.") / "data" / file).read_text(encoding="utf-8").split("\n")[:8]
    comment = " ".join(line for line in head if line.startswith("#"))
    rows = load_csv(package, file)

    assert "Source:" in comment or all(row["source"] for row in rows)
    assert re.search(r"Date: 20\d\d-\d\d-\d\d\. Version: \d", comment)


def test_the_files_are_found_at_all() -> None:
    assert {("rihai.cases", "exploitation.yaml"), *QUESTIONS} <= set(ALL_YAML)
    assert {("rihai.directory", "districts.csv"), ("rihai.lib", "regions.csv")} <= set(TABLES)


@pytest.mark.parametrize(("package", "file", "key"), list(every_list()))
def test_an_htcds_code_is_the_standards_or_says_how_it_is_exported(package: str, file: str, key: str) -> None:
    entries = load_list(package, file, key)
    standard = {entry.fields["htcds"] for entry in entries if entry.fields.get("htcds") not in (None, "", "local")}

    assert all(HTCDS_CODE.fullmatch(code) for code in standard)
    for entry in entries:
        is_local = entry.fields.get("htcds") == "local"
        assert is_local == ("exports_as" in entry.fields), entry.code
        assert not is_local or entry.fields["exports_as"] in {*standard, ""}, entry.code


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("types", 11),
        ("sex_exploitation_types", 4),
        ("industries", 21),
        ("methods_of_control", 16),
        ("recruitment_methods", 10),
        ("websites_and_apps", 15),
        ("relationship_to_trafficker", 3),
        ("trafficking_status", 3),
        ("status_decided_by", 5),
        ("historic_event_types", 3),
    ],
)
def test_the_lists_of_the_standard_are_complete(key: str, count: int) -> None:
    entries = load_list("rihai.cases", "exploitation.yaml", key)
    standard = [entry.fields["htcds"] for entry in entries if entry.fields["htcds"] != "local"]

    assert len(set(standard)) == len(standard) == count


def test_the_sections_of_industry_run_from_a_to_u() -> None:
    entries = load_list("rihai.cases", "exploitation.yaml", "industries")

    assert "".join(entry.fields["isic"] for entry in entries) == "ABCDEFGHIJKLMNOPQRSTU"
    assert all(entry.fields["htcds"].startswith(entry.fields["isic"] + "_") for entry in entries)


def test_a_workplace_belongs_to_a_section_of_industry() -> None:
    entries = load_list("rihai.cases", "exploitation.yaml", "workplaces")

    assert {entry.fields["industry"] for entry in entries} <= codes("rihai.cases", "exploitation.yaml", "industries")


def test_a_child_needs_no_means_and_an_adult_has_nine_to_choose_from() -> None:
    content = load_yaml("rihai.cases", "exploitation.yaml")

    assert content["definition"]["means_not_needed_for_child"] is True
    assert content["definition"]["child_below_age"] == 18
    assert len(content["means"]) == 9
    assert len(content["acts"]) == 5


def test_the_roles_of_suspects_are_those_of_the_standard_and_ours() -> None:
    entries = load_list("rihai.offences", "suspect_roles.yaml", "roles")

    assert sum(entry.fields["htcds"] != "local" for entry in entries) == 15


@pytest.mark.parametrize("item", risk_items(), ids=lambda item: item["code"])
def test_an_item_of_the_risk_check_can_be_asked_and_judged(item: dict[str, Any]) -> None:
    assert SNAKE.fullmatch(item["code"])
    assert item["question"].endswith("?")
    assert item["why"]
    assert item["source"] in load_yaml("rihai.rescue", "risk_check.yaml")["sources"]
    assert item["phase"] in ("before", "during", "after")
    assert item["gate"] in ("start", "advice")
    assert item["gate"] == "advice" or item["phase"] == "before"
    assert item["condition"] in ("always", "child_possible", "search_without_warrant", "foreign_language", "interstate")
    assert item["answered_by"] in ("operation_lead", "police_liaison", "caseworker", "safety_officer", "finance")
    assert ("minimum" in item) == (item["kind"] == "number")
    assert ("options" in item) == ("meets" in item) == (item["kind"] == "choice")
    assert item["kind"] in ("tick", "number", "choice")


def test_a_choice_of_the_risk_check_can_be_met_and_failed() -> None:
    for item in (item for item in risk_items() if item["kind"] == "choice"):
        options = [option["code"] for option in item["options"]]

        assert len(set(options)) == len(options)
        assert set(item["meets"]) < set(options)
        assert item["meets"]


def test_the_risk_check_guards_what_the_law_and_safety_ask_for() -> None:
    items = {item["code"]: item for item in risk_items()}
    gates = {code for code, item in items.items() if item["gate"] == "start"}

    assert len(items) == len(risk_items())
    assert gates >= {
        "police_acknowledged", "grounds_recorded", "women_officers", "witnesses", "women_among_witnesses",
        "woman_ngo_worker", "interpreter", "child_welfare_police_officer", "separate_vehicles",
        "nobody_photographed_briefed", "need_to_know_checked", "safety_plan", "duress_signal",
    }  # fmt: skip
    assert [items[code]["minimum"] for code in ("women_officers", "witnesses", "women_among_witnesses")] == [2, 2, 1]
    assert items["interpreter"]["condition"] == "foreign_language"
    assert items["child_welfare_police_officer"]["condition"] == "child_possible"


def test_the_ladder_after_a_refusal_has_rungs_in_order_that_lead_to_known_bodies() -> None:
    rungs = load_list("rihai.offences", "refusal_ladder.yaml", "rungs")
    kinds = codes("rihai.directory", "agency_kinds.yaml", "kinds")

    assert [rung.fields["order"] for rung in rungs] == list(range(1, len(rungs) + 1))
    assert [rung.code for rung in rungs][1:] == ["senior_officer", "commission", "magistrate", "high_court"]
    for rung in rungs:
        assert rung.fields["what_to_do"].endswith(".")
        assert set(rung.fields["addressed_to"]) <= kinds
        assert rung.fields["days_until_next"] > 0
        assert set(rung.fields["refused"]) <= {"act", "register"}
    assert {rung.code for rung in rungs if "register" not in rung.fields["refused"]} == {"record_refusal"}


def test_only_an_operation_frees_without_a_decision() -> None:
    outcomes = by_code("rihai.rescue", "outcomes.yaml", "resolutions")

    assert {code: entry.fields["freed"] for code, entry in outcomes.items()} == {
        "rescued_in_operation": "when_exploitation_found",
        "located": "only_if_decided",
        "located_in_government_shelter": "only_if_decided",
        "voluntary_disappearance": "never",
        "escaped_by_self": "only_if_decided",
        "left_abusive_shelter": "only_if_decided",
    }
    assert [code for code, entry in outcomes.items() if entry.fields["found_in_operation"]] == ["rescued_in_operation"]
    assert all(isinstance(entry.fields["located"], bool) and entry.fields["why"] for entry in outcomes.values())


def test_only_stated_exploitation_counts_as_exploitation() -> None:
    findings = by_code("rihai.rescue", "outcomes.yaml", "exploitation_findings")

    counting = [code for code, entry in findings.items() if entry.fields["counts_as_exploitation"] is True]

    assert counting == ["sexual_exploitation_stated", "exploitation_stated_kind_open"]
    assert len(findings) == 6


def test_every_premises_kind_of_the_documents_is_there() -> None:
    kinds = codes("rihai.offences", "premises_kinds.yaml", "kinds")

    assert kinds >= {"massage_parlour", "hotel", "locked_house", "brothel", "spa", "bar", "mobile_van", "not_stated"}


def test_crisis_is_answered_within_thirty_minutes_and_more_urgent_is_never_slower() -> None:
    priorities = load_list("rihai.intake", "alert_kinds.yaml", "priorities")
    targets = [entry.fields["target_minutes"] for entry in priorities]

    assert [entry.code for entry in priorities] == ["crisis", "high", "normal", "low"]
    assert targets == sorted(targets) == [30, 120, 1440, 4320]
    assert [entry.fields["rank"] for entry in priorities] == [1, 2, 3, 4]


def test_the_references_inside_the_alert_lists_exist() -> None:
    file = ("rihai.intake", "alert_kinds.yaml")
    contacts, signs = load_list(*file, "contact_kinds"), load_list(*file, "signs")

    assert {entry.fields["usual_priority"] for entry in contacts} <= codes(*file, "priorities")
    assert {entry.fields["group"] for entry in signs} == codes(*file, "sign_groups")


def test_only_police_register_a_first_information_report() -> None:
    file = ("rihai.directory", "agency_kinds.yaml")
    kinds = load_list(*file, "kinds")

    assert {entry.fields["group"] for entry in kinds} == codes(*file, "groups")
    assert all(entry.fields["is_police"] for entry in kinds if entry.fields["registers_fir"])
    assert all(entry.fields["is_police"] == (entry.fields["group"] == "police") for entry in kinds)
    hidden = {entry.code for entry in kinds if entry.fields.get("compartment")}
    assert hidden == {"home", "transit_home", "childrens_home", "womens_home"}
    assert all(entry.fields["does"].endswith(".") for entry in kinds)


def test_the_certainties_of_an_age_are_those_of_the_code() -> None:
    assert codes("rihai.people", "sex.yaml", "age_certainties") == {certainty.value for certainty in AgeCertainty}


def test_a_language_is_written_in_a_known_script() -> None:
    languages = load_list("rihai.people", "languages.yaml", "languages")
    scripts = codes("rihai.people", "names.yaml", "scripts")

    assert {entry.fields["script"] for entry in languages} <= scripts
    assert all(re.fullmatch(r"[a-z]{3}", entry.fields["iso639_3"]) for entry in languages)
    assert len({entry.fields["iso639_3"] for entry in languages}) == len(languages)


def test_only_a_printed_pseudonym_may_leave_the_seal() -> None:
    kinds = load_list("rihai.people", "names.yaml", "kinds")

    assert [entry.code for entry in kinds if entry.fields["printable"]] == ["printed_pseudonym"]


def test_the_grades_of_sources_and_information_are_complete() -> None:
    file = ("rihai.people", "reliability.yaml")

    assert "".join(entry.fields["grade"] for entry in load_list(*file, "source_grades")) == "ABCDEF"
    assert "".join(entry.fields["grade"] for entry in load_list(*file, "information_grades")) == "123456"
