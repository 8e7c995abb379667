"""Pressing the button that a message offers, as somebody without JavaScript does."""

import re
from uuid import uuid4

from django.test import Client

OFFER = re.compile(r'<form[^>]*method="post" action="([^"]+)">(?:(?!</form>).)*>Undo</button>', re.DOTALL)


def undo(client: Client, page: str) -> str:
    """Take back what was done, and give the next page."""
    offered = OFFER.findall(page)
    assert len(offered) == 1, "the message offers one way back"
    return str(client.post(offered[0], {"form_token": str(uuid4())}, follow=True).content.decode())
