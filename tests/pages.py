"""Pages as a browser asks for them, by the short name that each has in its package.

Here: sending a form, reading a page, counting what it asks the database.
Not here: what one package fills in (its builders).
"""

from dataclasses import dataclass
from uuid import uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

OK = 200


@dataclass(frozen=True)
class Pages:
    package: str

    def at(self, page: str, *parts: object) -> str:
        return reverse(f"{self.package}:{page}", args=parts)

    def send(self, client: Client, page: str, *parts: object, token: object = None, **typed: object) -> HttpResponse:
        """Send a form as a browser does: with its token, and lists as repeated fields."""
        data = {**typed, "form_token": str(token or uuid4())}
        return client.post(self.at(page, *parts), data)  # type: ignore[return-value]  # the test client's answer is one

    def text_of(self, client: Client, page: str, *parts: object) -> str:
        answer = client.get(self.at(page, *parts))
        assert answer.status_code == OK
        return answer.content.decode()

    def questions(self, client: Client, page: str, *parts: object) -> int:
        """How many a page asks that was shown before: what is kept after the first time is not counted."""
        self.text_of(client, page, *parts)
        with CaptureQueriesContext(connection) as asked:
            self.text_of(client, page, *parts)
        return len(asked)
