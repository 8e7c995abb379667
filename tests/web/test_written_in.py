"""A text in another script than the page says so, for voices and fonts."""

import pytest
from django.template import Context, Template
from django.utils.translation import override


@pytest.mark.parametrize(
    ("page", "text", "expected"),
    [
        ("en", "सुनीता", ' lang="und-Deva"'),
        ("en", "(১) সুনীতা", ' lang="und-Beng"'),
        ("en", "Sunita", ""),
        ("hi", "सुनीता", ""),
        ("hi", "Sunita", ' lang="und-Latn"'),
        ("bn", "সুনীতা", ""),
        ("en", "12:30", ""),
        ("en", "", ""),
        ("en", None, ""),
        ("en", "صنیتا", ' lang="und-Arab"'),
    ],
)
def test_the_script_is_named_where_it_is_not_the_pages(page: str, text: object, expected: str) -> None:
    template = Template("{% load written_in %}{% lang_of text %}")

    with override(page):
        assert template.render(Context({"text": text})) == expected


def test_a_name_in_a_list_of_facts_carries_its_script() -> None:
    template = Template('{% include "components/summary_list.html" with rows=rows only %}')

    html = template.render(Context({"rows": [("Name", "सुनीता"), ("Age", 14)]}))

    assert '<dd class="govuk-summary-list__value" lang="und-Deva">सुनीता</dd>' in html
    assert '<dd class="govuk-summary-list__value">14</dd>' in html
