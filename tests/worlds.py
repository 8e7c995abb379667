"""A world that the tests of one module share: told once, and taken back when the module is done.

Each test lies in a transaction inside that of the world: what it changes is gone before the next. A test that commits
for itself (`transaction=True`) would take the world away, and one that expects nothing would find it: neither belongs
into such a module. Not here: what is told (the fixtures that use this).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def standing(blocker: DjangoDbBlocker, tell: Callable[[], object]) -> Iterator[None]:
    """For a fixture of a module that asks for `django_db_setup`."""
    whole = transaction.atomic()
    # As Django marks the transactions of its own test cases: an outermost block may begin inside.
    vars(whole)["_from_testcase"] = True
    with blocker.unblock():
        whole.__enter__()
        try:
            tell()
        except BaseException as error:
            whole.__exit__(type(error), error, error.__traceback__)
            raise
    yield
    with blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)
