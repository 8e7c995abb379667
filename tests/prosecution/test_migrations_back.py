"""No way back makes a paper count again that somebody withdrew."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.loader import MigrationLoader

from rihai.accounts.models import User
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase
from tests.prosecution.test_court import a_judgment, an_accused

WITHDRAWN = import_module("rihai.prosecution.migrations.0022_court_papers_withdrawn")


def way_back() -> None:
    """What runs first on it, before any column goes."""
    then = MigrationLoader(connection).project_state(("prosecution", WITHDRAWN.__name__.rsplit(".", 1)[-1])).apps
    WITHDRAWN.Migration.operations[-1].reverse_code(then, connection.schema_editor())


def test_a_withdrawn_judgment_keeps_the_database_from_going_back(legal_case: LegalCase, asha: User, lata: User) -> None:
    judgment = a_judgment(legal_case, lata, an_accused(legal_case, asha))
    way_back()

    actions.withdraw_judgment(judgment, reason="Written down for another matter", by=lata)

    with pytest.raises(IrreversibleError, match="1 court papers are withdrawn"):
        way_back()
