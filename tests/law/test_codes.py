"""A provision is cited by the procedure code that was in force on the day on which its clock began."""

from datetime import date

import pytest

from rihai.law.codes import NOT_HELD, provision_on

BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("BNSS 187(3)(ii) (CrPC 167(2)(a)(ii))", "CrPC 167(2)(a)(ii)", "BNSS 187(3)(ii)"),
        ("BNSS 413 proviso (CrPC 372)", "CrPC 372", "BNSS 413 proviso"),
        ("BNSS 184(6)", f"BNSS 184(6) ({NOT_HELD})", "BNSS 184(6)"),
        ("POCSO 35(1)", "POCSO 35(1)", "POCSO 35(1)"),
    ],
)
def test_a_provision_is_named_by_the_code_of_its_day(text: str, before: str, after: str) -> None:
    assert (provision_on(text, BEFORE), provision_on(text, AFTER)) == (before, after)
