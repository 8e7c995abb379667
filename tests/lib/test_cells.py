"""What no spreadsheet runs."""

import pytest

from rihai.lib.cells import harmless


@pytest.mark.parametrize("text", ["=1+1", "+91", "-2", "@cmd", "\t=1", " =1", "\r=1", "＝1"])
def test_a_text_that_a_spreadsheet_would_run_stands_as_a_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["People", "", "a=b", -3, None])
def test_other_texts_and_numbers_stay_as_they_are(value: object) -> None:
    assert harmless(value) == value
