"""What a section check asks, in the reader's language; what is not translated says that it is English."""

from typing import Any

from django import template
from django.utils.translation import get_language

from rihai.law.sentences import Said
from rihai.prosecution.law.coding import said
from rihai.prosecution.law.said import in_html, shown

register = template.Library()


@register.filter
def fact_words(text: str) -> str:
    return said(text)


@register.filter
def fact_lang(text: str) -> str:
    return "en" if said(text) == text else get_language() or "en"


@register.filter
def kept_words(kept: Any) -> str:
    """What was kept with a check."""
    return in_html(kept)


@register.filter
def kept_parts(kept: Any) -> list[str]:
    """The same, sentence by sentence; an earlier version kept all of it as one."""
    return [in_html(one) for one in kept] if isinstance(kept, list) else [in_html(kept)] if kept else []


@register.filter
def question_words(kept: Any) -> str:
    """A question of the vocabulary by its words, or one of the engine."""
    return in_html({"word": kept} if isinstance(kept, str) else kept)


@register.filter
def law_words(told: Said) -> str:
    return shown(told)
