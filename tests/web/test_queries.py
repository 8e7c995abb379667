"""However much there is, a page asks the database the same number of questions.

The pages are those whose speed is measured, in a network written as for measuring, at two sizes.
"""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.rows import Writer
from bench.targets import Target, targets
from rihai.accounts.models import User
from tests.conftest import SignedIn

FEW, MANY = range(40), range(40, 120)


def test_lists_and_records_take_as_many_queries_for_few_as_for_many(signed_in: SignedIn) -> None:
    writer = Writer(len(FEW))
    writer.write(FEW)
    for_few = {one.name: queries(one, signed_in) for one in targets()}

    writer.write(MANY)

    for_many = {one.name: queries(one, signed_in) for one in targets()}
    assert for_many == for_few


def queries(target: Target, signed_in: SignedIn) -> int:
    """Of a page that was opened before: what the first visit of a session leaves behind is not counted."""
    client = signed_in(User.objects.get(username=target.user))
    path, form = target.paths[0], dict(part.split("=") for part in target.form.split("&") if part)
    client.get("/")
    with CaptureQueriesContext(connection) as seen:
        response = client.post(path, form) if form else client.get(path)

    assert response.status_code == 200, target.name
    return len(seen)
