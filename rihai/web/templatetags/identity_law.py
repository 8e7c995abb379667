"""The bar on every paper: who a victim is may not be published, by which provisions, and what those rest on."""

from django import template
from django.template import Context

from rihai.offences import identity_law as law
from rihai.prosecution.law.law_country import has_law
from rihai.prosecution.law.standing_words import standing

register = template.Library()


@register.simple_tag
def identity_rule() -> str:
    return law.identity_rule()


@register.simple_tag(takes_context=True)
def identity_provisions(context: Context) -> list[tuple[str, str]]:
    """Names of provisions with what they rest on, said once for those of the same. None for a house elsewhere."""
    user = getattr(getattr(context, "request", None), "user", None)
    if user is not None and user.is_authenticated and not has_law(user.organisation):
        return []
    groups: dict[str, list[str]] = {}
    for provision, sourcing in law.identity_provisions():
        groups.setdefault(standing(sourcing), []).append(provision.name)
    return [("; ".join(names), words) for words, names in groups.items()]
