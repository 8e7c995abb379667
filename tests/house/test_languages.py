"""Every text of ours is found, and a catalogue out of step or carelessly filled does not pass unseen."""

import ast
import gettext
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest

from rihai.lib import catalogues as compiled
from tests import checks
from tests.house import source
from tests.languages import sources
from tests.languages.catalogues import catalogues, update
from tests.languages.faults import differences, faults_of, flaws, two_ways
from tests.languages.sources import Message


def found(file: Path, text: str) -> list[Message]:
    file.write_text(text, encoding="utf-8")
    return list(sources.read(file))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("_('Save')", Message("Save")),
        ("gettext_lazy('Sa' 've')", Message("Save")),
        ("ngettext('%(n)d case', '%(n)d cases', 3)", Message("%(n)d case", "%(n)d cases")),
        ("pgettext('verb', 'Open')", Message("Open", context="verb")),
        ("npgettext('short', 'day', 'days', 2)", Message("day", "days", "short")),
        ("translation.gettext('Save')", Message("Save")),
    ],
)
def test_texts_are_found_in_python(tmp_path: Path, code: str, message: Message) -> None:
    assert found(tmp_path / "forms.py", code) == [message]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% translate 'Save' %}", Message("Save")),
        ('{% translate "Open" context "verb" %}', Message("Open", context="verb")),
        ("{% blocktranslate with n=1 %}Save {{ n }} now{% endblocktranslate %}", Message("Save %(n)s now")),
        (
            "{% blocktranslate count n=x %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
            Message("%(n)s day", "%(n)s days"),
        ),
        ("{% blocktranslate trimmed %}\n  One\n  line\n{% endblocktranslate %}", Message("One line")),
        ('{% include "x.html" with title=_("Nothing") only %}', Message("Nothing")),
        ('{{ label|default:_("Pages") }}', Message("Pages")),
        ("{% translate 'It’s 5 %' %}", Message("It’s 5 %%")),
    ],
)
def test_texts_are_found_in_templates(tmp_path: Path, template: str, message: Message) -> None:
    assert found(tmp_path / "page.html", template) == [message]


def test_texts_are_found_in_code_lists_and_codes_are_not(tmp_path: Path) -> None:
    rows = "kinds:\n  - {code: bar, label: Dance bar, hint: Or a bar., source: practice, htcds: Bar}\n"

    assert found(tmp_path / "kinds.yaml", rows) == [Message("Dance bar"), Message("Or a bar.")]


@pytest.mark.parametrize("code", ["_(label)", "print('Save')", "gettext(f'{x}')", "record('case.opened')"])
def test_nothing_else_is_found(tmp_path: Path, code: str) -> None:
    assert not found(tmp_path / "views.py", code)


def test_every_key_of_a_data_file_that_is_shown_is_read_for_translation() -> None:
    shown = {(key, place) for path in source.files() for key, place in translated_keys(path)}
    unread = sorted(f"{place}: {key!r}" for key, place in shown if key not in sources.SHOWN_KEYS)

    assert {"label", "hint"} <= {key for key, _ in shown}
    assert not unread, source.report(unread, "Add the key to SHOWN_KEYS in tests/languages/sources.py.")


def translated_keys(path: Path) -> Iterator[tuple[str, str]]:
    """Keys of rows whose value goes through gettext: `_(row["why"])`, `_(entry.label)`, `_(entry.fields["does"])`."""
    for node in ast.walk(source.tree(path)):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func) in sources.FUNCTIONS and node.args):
            continue
        value = node.args[0]
        if isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Constant):
            yield str(value.slice.value), source.place(path)
        # Members of enums stand in Python; countries in a file of their own, which is read as a whole.
        if isinstance(value, ast.Attribute) and ast.unparse(value) != "country.name" and value.attr != "value":
            yield value.attr, source.place(path)


def test_what_we_borrow_from_the_framework_is_there() -> None:
    root = Path(django.__file__).parent
    files = ("conf", "contrib/humanize", "contrib/auth")
    theirs = {
        (entry.msgctxt or "", entry.msgid, entry.msgid_plural)
        for file in files
        for entry in polib.pofile(str(root / file / "locale/en/LC_MESSAGES/django.po"))
    }

    gone = [one.text for one in sources.borrowed() if (one.context, one.text, one.plural) not in theirs]

    assert not gone, source.report(gone, "The framework says it differently now: change tests/languages/borrowed.yaml.")


def skeleton(house: Path, text: str = "_('My case')\nngettext('%(n)d day', '%(n)d days', 2)") -> Path:
    package = house / "rihai" / "cases"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").touch()
    (package / "forms.py").write_text(text)
    return house / "rihai"


def fill(house: Path, code: str, *texts: str) -> None:
    file = catalogues(house, code)["cases"]
    for entry, text in zip(file, texts, strict=False):
        if entry.msgid_plural:
            entry.msgstr_plural = {0: text, 1: text}
        else:
            entry.msgstr = text
    file.save()


def test_a_new_language_begins_with_empty_texts_and_its_own_plural(tmp_path: Path) -> None:
    house = skeleton(tmp_path)

    update(house, "bn")

    file = catalogues(house, "bn")["cases"]
    assert [(entry.msgid, entry.translated()) for entry in file] == [("My case", False), ("%(n)d day", False)]
    assert file.metadata["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    assert "Not yet reviewed by a native speaker" in file.header
    assert faults_of(house, "bn") == [
        "cases: 'My case': not translated",
        "cases: '%(n)d day': not translated",
    ]


def test_the_skeleton_of_bengali_holds_every_text_of_ours(tmp_path: Path) -> None:
    update(source.HOUSE, "bn", into=tmp_path)

    files = [polib.pofile(str(file)) for file in tmp_path.glob("*/locale/bn/LC_MESSAGES/django.po")]
    texts = [sources.messages_of(source.HOUSE, package) for package in source.packages()]
    assert sorted(map(len, files)) == sorted(len(each) for each in texts if each)
    assert sum(map(len, files)) > 3000
    assert not [entry.msgid for file in files for entry in file if entry.translated()]

    compiled.prepare(tmp_path)

    assert compiled.filled_percent(tmp_path, "bn") == 0
    assert "bn" not in dict(compiled.offered(tmp_path))


def test_a_partly_filled_language_falls_back_to_english_and_is_not_offered(tmp_path: Path) -> None:
    house = skeleton(tmp_path, "_('My case')\n_('My day')")
    update(house, "bn")
    fill(house, "bn", "আমার কেস")

    compiled.prepare(house)

    spoken = gettext.translation("django", house / "cases" / "locale", ["bn"])
    assert (spoken.gettext("My case"), spoken.gettext("My day")) == ("আমার কেস", "My day")
    assert "bn" not in dict(compiled.offered(house))

    fill(house, "bn", "আমার কেস", "আমার দিন")
    compiled.prepare(house)

    assert faults_of(house, "bn") == []
    assert dict(compiled.offered(house))["bn"] == "Bengali"


def test_a_language_that_is_not_in_the_list_is_refused_with_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"translations\.yaml; add it there first"):
        update(skeleton(tmp_path), "xx")


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    house = skeleton(tmp_path)
    update(house, "hi")

    assert update(house, "hi") == []


def test_new_texts_come_gone_ones_go_and_kept_ones_stay(tmp_path: Path) -> None:
    house = skeleton(tmp_path, "_('One')\n_('Two')")
    update(house, "hi")
    fill(house, "hi", "एक", "दो")
    skeleton(tmp_path, "_('Two')\n_('Three')")
    before = faults_of(house, "hi")

    update(house, "hi")

    assert before == ["cases: 'Three': not in the catalogue", "cases: 'One': no longer in the sources"]
    assert [(entry.msgid, entry.msgstr) for entry in catalogues(house, "hi")["cases"]] == [("Two", "दो"), ("Three", "")]


@pytest.mark.parametrize(
    ("original", "text", "fault"),
    [
        ("%(name)s opened it", "%(naam)s ने खोला", "variables differ"),
        ("%(name)s opened it", "खोला गया", "variables differ"),
        ("{min} to {max}", "{min} से", "variables differ"),
        ("%d days", "दिन", "variables differ"),
        ("<strong>No</strong>", "<b>नहीं</b>", "HTML differs"),
        ("Save", "सहेजें ", "spaces or line ends"),
        ("Name:", "नाम", "colon"),
        ("Type ./run demo", "./run डेमो लिखें", "addresses or commands"),
    ],
)
def test_a_careless_translation_is_found(original: str, text: str, fault: str) -> None:
    assert any(fault in one for one in differences(original, text))


def test_a_careful_translation_passes() -> None:
    assert not list(differences("%(by)s asks <em>%(name)s</em> …", "<em>%(name)s</em> से %(by)s पूछते हैं …"))
    assert not list(differences("One more day", "%(n)d दिन और", is_one=True))


def test_doubt_a_missing_plural_and_two_ways_are_found() -> None:
    doubtful = polib.POEntry(msgid="Case", msgstr="मामला", flags=["fuzzy"])
    half = polib.POEntry(msgid="a day", msgid_plural="days", msgstr_plural={0: "दिन", 1: ""})
    one, other = polib.POFile(), polib.POFile()
    one.append(polib.POEntry(msgid="Open", msgstr="खोलें"))
    other.append(polib.POEntry(msgid="Open", msgstr="खुला"))

    assert "marked as doubtful" in list(flaws(doubtful))
    assert list(flaws(half)) == ["not translated"]
    assert list(two_ways({"cases": one, "duties": other})) == ["'Open': translated in two ways, in cases and duties"]


def test_the_check_of_the_catalogues_is_among_the_checks() -> None:
    assert any("translations" in check.name for check in checks.CHECKS)


def test_no_compiled_catalogue_is_kept_in_version_control() -> None:
    assert "*.mo" in (source.ROOT / ".gitignore").read_text().splitlines()
