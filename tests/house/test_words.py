"""What Python says to people goes through gettext too: labels, hints, errors, messages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import markup, source

SPOKEN_KEYWORDS = {"label", "help_text", "empty_label", "placeholder"}
SPOKEN_CALLS = {
    "ValidationError", "forms.ValidationError", "messages.success", "messages.error", "messages.info",
    "messages.warning", "self.add_error", "form.add_error",
}  # fmt: skip
SPEAKING = ("forms", "views", "public_views", "actions", "permissions", "workflow", "middleware")


def test_every_word_python_says_to_people_is_translated() -> None:
    paths = sorted({path for name in (*SPEAKING, "models") for path in source.modules(name)})

    found = [f"{source.place(path)}:{line}: {text!r}" for path in paths for line, text in plain_words(path)]

    assert not found, source.report(found, "Wrap it: from django.utils.translation import gettext_lazy as _.")


def plain_words(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.Call):
            for spoken in spoken_arguments(node):
                if (
                    isinstance(spoken, ast.Constant)
                    and isinstance(spoken.value, str)
                    and markup.has_words(spoken.value)
                ):
                    yield spoken.lineno, spoken.value


def spoken_arguments(node: ast.Call) -> Iterator[ast.expr]:
    yield from (keyword.value for keyword in node.keywords if keyword.arg in SPOKEN_KEYWORDS)
    called = ast.unparse(node.func)
    if called in SPOKEN_CALLS:
        # The first argument of messages and add_error is the request or the field.
        yield from node.args[1:] if called not in {"ValidationError", "forms.ValidationError"} else node.args[:1]


@pytest.mark.parametrize(
    "code",
    [
        "forms.CharField(label='Your name')",
        "forms.CharField(label=_('Name'), help_text='As on the card')",
        "raise forms.ValidationError('Too late')",
        "messages.success(request, 'Saved')",
        "form.add_error('name', 'Missing')",
    ],
)
def test_the_search_for_plain_words_finds_them(tmp_path: Path, code: str) -> None:
    file = tmp_path / "forms.py"
    file.write_text(code)

    assert list(plain_words(file))


@pytest.mark.parametrize(
    "code",
    [
        "forms.CharField(label=_('Your name'))",
        "form.add_error('name', _('Missing'))",
        "messages.success(request, _('Saved'))",
    ],
)
def test_the_search_for_plain_words_lets_translated_ones_pass(tmp_path: Path, code: str) -> None:
    file = tmp_path / "forms.py"
    file.write_text(code)

    assert not list(plain_words(file))
