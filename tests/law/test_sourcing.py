"""What is called an official text is one: read on a page of the State itself, not in somebody's copy of it."""

from urllib.parse import urlsplit

import pytest

from rihai.law.loading import COUNTRIES, law_of
from rihai.law.sourcing import KIND_OF, SourceKind

OF_THE_STATE = (".gov.in", ".nic.in", ".gov.np", ".gov.bd")


@pytest.mark.parametrize("country", COUNTRIES)
def test_only_a_page_of_the_state_is_called_official(country: str) -> None:
    official = [each for each in law_of(country).sources.values() if KIND_OF[each.kind] is SourceKind.OFFICIAL]

    private = [each.id for each in official if not str(urlsplit(each.url).hostname).endswith(OF_THE_STATE)]

    assert private == []


def test_some_source_is_official() -> None:
    assert any(KIND_OF[each.kind] is SourceKind.OFFICIAL for each in law_of("india").sources.values())
