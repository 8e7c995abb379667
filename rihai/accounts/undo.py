"""Saying that something is done, with the one tap that takes it back.

Here: the message. What can be taken back, until when and by whom, is decided by an action of the package,
which stands in the trail like any other. Not here: whether to offer it, which the page knows.
"""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise


def offer_undo(request: HttpRequest, words: str | Promise, *, to: str) -> None:
    """`to` is an address that takes a POST; `components/_message.html` makes the button."""
    messages.success(request, str(words), extra_tags=to)
