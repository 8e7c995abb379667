"""Reading shipped data files: what is malformed names the file, the key and what is wrong."""

from pathlib import Path

import pytest

from rihai.lib.codelists import Entry, by_code, choices, load_list
from rihai.lib.csvfile import load_csv
from rihai.lib.yamlfile import DataFileError, load_yaml

HEADER = 'version: 1\ndate: "2026-11-21"\nsources: {own: Our wording}\n'


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of its own for each test, because readers keep what they have read."""
    name = f"sample_{tmp_path.name.replace('-', '_')}"
    (tmp_path / name / "data").mkdir(parents=True)
    (tmp_path / name / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    return name


def write(package: str, file: str, text: str) -> None:
    (Path(package) / "data" / file).write_text(text, encoding="utf-8")


def test_a_list_is_read_in_the_order_of_the_file(package: str) -> None:
    rows = (
        "kinds:\n- {code: b, label: Second, source: own, hint: Why, rank: 2}\n- {code: a, label: First, source: own}\n"
    )
    write(package, "x.yaml", HEADER + rows)

    second, first = load_list(package, "x.yaml", "kinds")

    assert (second.code, second.label, second.hint, dict(second.fields)) == ("b", "Second", "Why", {"rank": 2})
    assert first == Entry("a", "First", "own")
    assert choices(package, "x.yaml", "kinds") == [("b", "Second"), ("a", "First")]
    assert by_code(package, "x.yaml", "kinds") == {"b": second, "a": first}


def test_an_entry_cannot_be_changed_by_its_reader(package: str) -> None:
    write(package, "x.yaml", HEADER + "kinds: [{code: a, label: A, source: own, rank: 1}]\n")
    entry = load_list(package, "x.yaml", "kinds")[0]

    with pytest.raises(TypeError, match="item assignment"):
        entry.fields["rank"] = 2  # type: ignore[index]  # the error is the point of the test


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [", "is not valid YAML"),
        ("- a\n", "must hold keys and values at its top"),
        ("version: 1\nsources: {own: x}\n", "key 'date': is missing or empty in the header"),
        ('version: 1\ndate: "2026"\nsources: {}\n', "key 'sources': is missing or empty in the header"),
    ],
)
def test_a_malformed_file_is_named(package: str, text: str, words: str) -> None:
    write(package, "x.yaml", text)

    with pytest.raises(DataFileError) as raised:
        load_yaml(package, "x.yaml")

    assert str(raised.value).startswith(f"{package}/data/x.yaml")
    assert words in str(raised.value)


def test_a_missing_file_is_named(package: str) -> None:
    with pytest.raises(DataFileError, match=r"data/none\.yaml: there is no such file"):
        load_yaml(package, "none.yaml")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("other: 1\n", "must be a list with at least one entry"),
        ("kinds: []\n", "must be a list with at least one entry"),
        ("kinds: [a]\n", "every entry must hold keys and values"),
        ("kinds: [{code: a, source: own}]\n", "no text for 'label'"),
        ("kinds: [{code: yes, label: A, source: own}]\n", "no text for 'code'"),
        ("kinds: [{code: a, label: A, source: rumour}]\n", "source 'rumour' is not listed"),
        ("kinds: [{code: a, label: A, source: own}, {code: a, label: B, source: own}]\n", "same code twice"),
    ],
)
def test_a_malformed_list_is_named(package: str, rows: str, words: str) -> None:
    write(package, "x.yaml", HEADER + rows)

    with pytest.raises(DataFileError, match="key 'kinds'") as raised:
        load_list(package, "x.yaml", "kinds")

    assert words in str(raised.value)


def test_a_table_is_read_without_its_comments(package: str) -> None:
    write(package, "x.csv", '# Source: ours\na,b\n1,\nNA,"2,3"\n')

    assert load_csv(package, "x.csv") == ({"a": "1", "b": ""}, {"a": "NA", "b": "2,3"})


@pytest.mark.parametrize(
    ("text", "words"),
    [("a,b\n", "has no rows"), ("a,b\n1,2\n3\n", "row 2 does not have 2 cells"), ("a\n1,2\n", "row 1")],
)
def test_a_malformed_table_is_named(package: str, text: str, words: str) -> None:
    write(package, "x.csv", text)

    with pytest.raises(DataFileError, match=words):
        load_csv(package, "x.csv")
