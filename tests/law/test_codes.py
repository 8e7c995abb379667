"""A provision is cited by the procedure code that was in force on the day on which its clock began."""

from datetime import date

import pytest

from rihai.law.codes import BNSS, CRPC, NOT_HELD, code_of_investigation, is_citable, provision_on, provision_under

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


@pytest.mark.parametrize(
    ("text", "crpc", "bnss"),
    [
        ("BNSS 413 proviso (CrPC 372)", "CrPC 372", "BNSS 413 proviso"),
        ("BNSS 193, 210, 223", "", "BNSS 193, 210, 223"),
        ("CrPC 357A; NALSA 2018", "CrPC 357A; NALSA 2018", ""),
        ("ITPA 17(6); arts. 21, 226", "ITPA 17(6); arts. 21, 226", "ITPA 17(6); arts. 21, 226"),
    ],
)
def test_what_names_only_the_other_code_is_not_citable(text: str, crpc: str, bnss: str) -> None:
    for code, said in ((CRPC, crpc), (BNSS, bnss)):
        assert is_citable(text, code) == bool(said)
        if said:
            assert provision_under(text, code) == said


def test_before_the_code_is_known_nothing_that_names_one_is_citable() -> None:
    assert not is_citable("BNSS 193, 210, 223", None)
    assert not is_citable("BNSS 413 proviso (CrPC 372)", None)
    assert is_citable("ITPA 17(6); arts. 21, 226", None)


def test_what_was_registered_before_the_change_goes_on_under_the_older_code() -> None:
    assert (code_of_investigation(BEFORE), code_of_investigation(AFTER)) == (CRPC, BNSS)
