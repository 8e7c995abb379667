"""Templates obey the strict Content-Security-Policy and speak every language of the reader."""

import re

import pytest

from tests.house import markup, source

POST_FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post\b[^>]*>(?P<inside>.*?)</form>", re.IGNORECASE | re.DOTALL)
TEMPLATES = source.files("rihai", "*.html")
BLOCK = re.compile(r"{% block (\w+) %}")
NOT_PRINTED = re.compile(r"<(\w+)\b[^<>]*\brihai-no-print\b(?:{%.*?%}|[^<>])*>(?P<inside>.*?)</\1>", re.DOTALL)
# The guide through the demonstration is about the program and never on paper.
GUIDE = "_walk.html"
NAMED_ADDRESS = re.compile(r"{% url [^%]* as (\w+) %}")


def test_there_are_templates_to_look_at() -> None:
    assert TEMPLATES


def test_no_template_has_inline_style_script_or_event_handlers() -> None:
    found = [
        f"{source.place(path)} {flaw}"
        for path in TEMPLATES
        for flaw in markup.flaws(markup.plain_html(path.read_text()))
    ]

    assert not found, source.report(found, "Put it into a file under static/; the policy refuses it in a page.")


def test_every_text_of_a_template_is_translated() -> None:
    found = [f"{source.place(path)} {text}" for path in TEMPLATES for text in markup.untranslated(path.read_text())]

    assert not found, source.report(found, "Write {% translate %} or {% blocktranslate %}.")


def lost_addresses(template: str) -> list[str]:
    """Addresses named in one block and used in another, where the name means nothing and the link leads nowhere."""
    blocks = BLOCK.split(template)[2::2]
    return [
        name
        for block in blocks
        for name in NAMED_ADDRESS.findall(block)
        if any(
            other is not block and re.search(rf"\b{name}\b", other)
            for other in blocks
            if name not in NAMED_ADDRESS.findall(other)
        )
    ]


def test_no_link_leads_nowhere_because_its_address_was_named_in_another_block() -> None:
    found = [f"{source.place(path)} {name}" for path in TEMPLATES for name in lost_addresses(path.read_text())]

    assert not found, source.report(found, "Write {% url %} where it is used.")


def test_the_search_for_lost_addresses_can_tell() -> None:
    lost = '{% block a %}{% url "x" as home %}{% endblock %}{% block b %}{{ home }}{% endblock %}'
    kept = '{% block a %}{% url "x" as home %}{{ home }}{% endblock %}{% block b %}{% endblock %}'

    assert lost_addresses(lost) == ["home"]
    assert lost_addresses(kept) == []


def test_every_form_that_changes_something_carries_the_csrf_token() -> None:
    found = [
        source.place(path)
        for path in TEMPLATES
        for form in POST_FORM.finditer(path.read_text())
        if "{% csrf_token %}" not in form["inside"]
    ]

    assert not found, source.report(found, "Write {% csrf_token %} into the form.")


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<button onclick="go()">',
        '<div hx-on:click="go()">',
        '<a href="javascript:go()">',
        '<script src="https://elsewhere.example/x.js"></script>',
        '<img src="//elsewhere.example/x.png">',
        ' style="color: red"',
    ],
)
def test_the_search_for_inline_code_can_tell(html: str) -> None:
    assert markup.flaws(html)


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/json">{"a": 1}</script>',
        '<script src="/static/x.js" type="module"></script>',
        '<a href="https://elsewhere.example/">',
        "<p>one two</p>",
    ],
)
def test_the_search_for_inline_code_lets_plain_html_pass(html: str) -> None:
    assert not markup.flaws(html)


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<p>Save it</p>", 1),
        ("{% translate 'Save' %}\n<p>and go</p>", 2),
        ("{% blocktranslate %}Save{% endblocktranslate %}\n\nnow", 3),
        ('<input placeholder="Your name">', 1),
        ('<img alt="A door">', 1),
        ('<input type="submit" value="Save">', 1),
        (' aria-label="A door"', 1),
        ('\n{% include "components/empty.html" with title="Nothing here" only %}', 2),
    ],
)
def test_the_search_for_words_finds_them_in_their_line(template: str, line: int) -> None:
    assert [flaw.line for flaw in markup.untranslated(template)] == [line]


@pytest.mark.parametrize(
    "template",
    [
        "{% translate 'Save' %}",
        "{% blocktranslate with n=1 %}Save {{ n }} things{% endblocktranslate %}",
        "{# a remark #}{% comment %}another{% endcomment %}",
        "<title>{{ title }} – Rihai</title>",
        "<code>RH-7K2M-9QX</code> 12:30 ⋅ 5",
        "<button>हिन्दी</button>",
        '<input type="hidden" value="next">',
        ' class="plain words"',
        '{% include "components/empty.html" with title=_("Nothing here") kind="good" only %}',
        '<script type="application/json">{"word": 1}</script>',
    ],
)
def test_the_search_for_words_lets_the_rest_pass(template: str) -> None:
    assert not markup.untranslated(template)


def unprinted(template: str) -> list[str]:
    """Blocks left out of print that say how something stands: on paper a cancelled day looks like one to come."""
    return [found["inside"] for found in NOT_PRINTED.finditer(template) if "components/badge.html" in found["inside"]]


def test_how_something_stands_is_printed_too() -> None:
    shown = [path for path in TEMPLATES if path.name != GUIDE]
    found = [f"{source.place(path)} {inside[:80]}" for path in shown for inside in unprinted(path.read_text())]

    assert not found, source.report(found, "Leave the links out of print, one by one, and not the badge beside them.")


def test_the_search_for_what_is_not_printed_can_tell() -> None:
    badge = '{% include "components/badge.html" with text=x only %}'

    assert unprinted(f'<div class="a rihai-no-print">{badge}<a href="b">c</a></div>')
    assert not unprinted(f'<div class="a">{badge}<a class="rihai-no-print" href="b">c</a></div>')
