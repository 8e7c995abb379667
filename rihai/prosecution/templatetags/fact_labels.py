"""What a section check asks, in the reader's language; what is not translated says that it is English."""

from django import template
from django.utils.translation import get_language

from rihai.prosecution.law.coding import said

register = template.Library()


@register.filter
def fact_words(text: str) -> str:
    return said(text)


@register.filter
def fact_lang(text: str) -> str:
    return "en" if said(text) == text else get_language() or "en"
