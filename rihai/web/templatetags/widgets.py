"""The attributes and options of a control as text.

A template for each of them takes half the time of a page with a long form. Here: what stands inside the tags of
`templates/django/forms/widgets/`. Not here: labels, hints and errors, which are templates.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()
# A width for content of known length, unless the form's author chose one.
WIDTHS: Final = {
    "date": " govuk-input--width-10",
    "time": " govuk-input--width-10",
    "datetime-local": " govuk-input--width-20",
    "tel": " govuk-input--width-20",
    "number": " govuk-input--width-5",
}
OPTION: Final = '<option value="{}"{}>{}</option>'
GROUP: Final = '<optgroup label="{}">{}</optgroup>'


@register.filter
def attributes(attrs: Mapping[str, Any]) -> str:
    """All but the class, each after a space; True leaves the name alone, False nothing."""
    shown = ((name, value) for name, value in attrs.items() if name != "class" and value is not False)
    return format_html_join("", "{}", ((_attribute(name, value),) for name, value in shown))


@register.filter
def classes(widget: Mapping[str, Any], base: str) -> str:
    """The component's own class (its name last in `base`), its form for errors, the author's, and a width."""
    attrs = widget["attrs"]
    own = str(attrs.get("class", ""))
    error = f" {base}--error" if "aria-invalid" in attrs else ""
    width = "" if "width" in own else WIDTHS.get(widget.get("type", ""), "")
    return format_html(' class="{}{}{}{}{}"', base, error, " " if own else "", own, width)


@register.filter
def options(groups: Iterable[tuple[Any, list[dict[str, Any]], int]]) -> str:
    """The options of a select, in groups where the choices have groups."""
    drawn = ((name, format_html_join("", OPTION, map(_option, entries))) for name, entries, _index in groups)
    return format_html_join("", "{}", ((format_html(GROUP, name, rows) if name else rows,) for name, rows in drawn))


def _attribute(name: str, value: object) -> str:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))


def _option(entry: Mapping[str, Any]) -> tuple[str, str, Any]:
    return str(entry["value"]), attributes(entry["attrs"]) if entry["attrs"] else "", entry["label"]
