"""Reads HTML, of a template or of a page, for what the house does not allow in it.

Here: inline style, script and event handlers, resources of third parties, words that are not translated.
Nothing here knows Django's template language but `plain_html()`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

ATTRIBUTE = re.compile(r"""(?P<name>[\w:.-]+)=(?P<value>"[^"]*"|'[^']*')""")
# Words handed to a component as a plain string: include "components/empty.html" with title="Nothing".
HANDED = re.compile(r"""\b(title|text|label|button|hint|action_label|open_label|definition|not_counted)=["']([^"']+)""")
LETTERS = re.compile(r"[^\W\d_]{2,}")
NOT_WORDS = re.compile(r"&\w+;|\b[A-Z]{1,3}-[0-9A-Z-]+\b|\bRihai\b")
# The names of languages stand in their own language, whoever reads the page.
AUTONYMS = frozenset({"English", "हिन्दी", "বাংলা", "नेपाली"})
READ_ALOUD = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription"})
BUTTONS = frozenset({"submit", "button", "reset"})
TRANSLATED_BLOCKS = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans"}
SILENT_BLOCKS = {**TRANSLATED_BLOCKS, "comment": "endcomment"}
LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "link": "href",
    "audio": "src",
    "video": "src",
    "source": "src",
}


@dataclass(frozen=True)
class Flaw:
    """Something in a line of HTML that may not be there."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


@dataclass
class Reader(HTMLParser):
    """Collects the flaws and the texts of one piece of HTML."""

    flaws: list[Flaw] = field(default_factory=list)
    texts: list[Flaw] = field(default_factory=list)
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.flaws += [Flaw(self.getpos()[0], what) for what in unwanted(tag, values)]
        self.texts += [Flaw(self.getpos()[0], text) for text in spoken(tag, values)]
        if tag in {"script", "style"}:
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            return
        line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        # A template may hold a piece of a start tag; its attributes are judged as such.
        values = {each["name"]: each["value"][1:-1] for each in ATTRIBUTE.finditer(data)}
        self.flaws += [Flaw(line, what) for what in unwanted("", values)]
        self.texts += [Flaw(line, text) for text in spoken("", values)]
        self.texts.append(Flaw(line, " ".join(ATTRIBUTE.sub("", data).split())))


def unwanted(tag: str, values: dict[str, str]) -> Iterator[str]:
    """What the strict Content-Security-Policy would refuse, or what would call a third party."""
    if tag == "style":
        yield "inline <style>"
    if tag == "script" and "src" not in values and values.get("type") not in {"application/json", "importmap"}:
        yield "inline <script>"
    for name, value in values.items():
        if name == "style" or re.fullmatch(r"on[a-z]+", name) or name.startswith("hx-on"):
            yield f"attribute {name}"
        if value.strip().lower().startswith("javascript:"):
            yield f"javascript: in {name}"
    if re.match(r"(https?:)?//", values.get(LOADING.get(tag, ""), "")):
        yield f"<{tag}> loads from {values[LOADING[tag]]}"


def spoken(tag: str, values: dict[str, str]) -> Iterator[str]:
    """Attributes that are read to or by people."""
    yield from (values[name] for name in values if name in READ_ALOUD)
    if tag == "input" and values.get("type") in BUTTONS:
        yield values.get("value", "")


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def flaws(html: str) -> list[Flaw]:
    return read(html).flaws


def untranslated(template: str) -> list[Flaw]:
    """Texts of a template that stand there in one language only."""
    texts = [*read(plain_html(template)).texts, *handed_over(template)]
    return [text for text in texts if has_words(text.what)]


def handed_over(template: str) -> Iterator[Flaw]:
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK and token.contents.split()[0] in {"include", "with"}:
            yield from (Flaw(token.lineno or 0, text) for _, text in HANDED.findall(token.contents))


def has_words(text: str) -> bool:
    return text not in AUTONYMS and LETTERS.search(NOT_WORDS.sub("", text)) is not None


def plain_html(template: str) -> str:
    """The template with its tags and translated blocks blanked out; lines keep their numbers."""
    pieces = []
    until = ""
    for token in Lexer(template).tokenize():
        is_text = token.token_type == TokenType.TEXT
        pieces.append(token.contents if is_text and not until else "\n" * newlines(token))
        until = next_end(token, until)
    return "".join(pieces)


def newlines(token: Token) -> int:
    return str(token.contents).count("\n")


def next_end(token: Token, until: str) -> str:
    """The closing tag we wait for after this token, or nothing."""
    if token.token_type != TokenType.BLOCK:
        return until
    name = token.contents.split()[0]
    if until:
        return "" if name == until else until
    return SILENT_BLOCKS.get(name, "")
