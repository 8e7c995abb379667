"""Says in which script a text is written where it differs from the page's, so that it is read aloud and set rightly.

Only the script is known of a name or a note, never the language: hence "und" (undetermined) and the script's code.
"""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from rihai.lib.codelists import load_list
from rihai.people.rules import script_of

register = template.Library()
SCRIPT_OF_PAGE = {"hi": "devanagari", "ne": "devanagari", "mr": "devanagari", "bn": "bengali"}


@register.simple_tag
def lang_of(text: object) -> str:
    """` lang="und-Deva"`, or nothing where the text has no letters or is written as the page is."""
    script = script_of(str(text)) if text else "other"
    if script in ("other", SCRIPT_OF_PAGE.get(get_language() or "", "latin")):
        return ""
    return format_html(' lang="und-{}"', script_codes()[script])


@cache
def script_codes() -> dict[str, str]:
    return {entry.code: str(entry.fields["iso"]) for entry in load_list("rihai.people", "names.yaml", "scripts")}
