"""What a section check asks, in the reader's language; what is not translated says that it is English."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
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
def kept_words(kept: Any) -> SafeString:
    """What was kept with a check."""
    return in_html(kept)


@register.filter
def question_words(kept: Any) -> SafeString:
    """A question of the vocabulary by its words, or one of the engine."""
    return in_html({"word": kept} if isinstance(kept, str) else kept)


@register.filter
def law_words(told: Said) -> SafeString:
    return shown(told)
