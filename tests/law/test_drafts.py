"""Drafts of forms: our own words, which a lawyer reads and confirms with the entry."""

import yaml

from rihai.law.entries import digest_of
from rihai.law.loading import law_of
from rihai.law.review_words import SAYS
from rihai.lib.yamlfile import data_text


def test_a_draft_is_read_and_confirmed_with_its_entry() -> None:
    law = law_of()
    form = law.forms["bsa-63-4"]
    written = yaml.safe_load(data_text("rihai.law", "india/forms.yaml"))["forms"]
    content = next(one for one in written if one["id"] == form.id)

    assert "solemnly state" in dict(SAYS[type(form)](law, form))["Draft, in our words"]
    assert digest_of({**content, "shared": {}}) == form.digest
    assert digest_of({**content, "draft": [*form.draft, "One line more"], "shared": {}}) != form.digest
