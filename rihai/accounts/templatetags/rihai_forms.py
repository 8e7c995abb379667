"""`{% form_token %}`: the hidden field by which a resent form is recognised (see `submissions.py`)."""

import uuid

from django import template

from rihai.accounts.submissions import FORM_TOKEN

register = template.Library()


@register.inclusion_tag("accounts/_form_token.html")
def form_token() -> dict[str, object]:
    """A new token with every page: only the same page sent twice counts as a resend."""
    return {"name": FORM_TOKEN, "token": uuid.uuid4()}
