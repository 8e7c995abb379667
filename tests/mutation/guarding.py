"""Protections around a survivor: what one companion learns of another, custody, consent, and papers."""

from tests.mutation.protection import Protection

GUARDING: tuple[Protection, ...] = (
    Protection(
        "whoever accompanies one survivor sees no step and no plan of another",
        "rihai/prosecution/survivors.py",
        old="    return [one for one in rows if one.case_id in known]\n",
        new="    return rows\n",
        tests=(
            "tests/prosecution/test_survivor_steps.py::test_a_companion_of_one_survivor_learns_of_no_step_of_another",
        ),
    ),
    Protection(
        "a page about one survivor is closed to whoever accompanies another",
        "rihai/prosecution/survivor_permissions.py",
        old="    if not can_advise(user, survivor.legal_case):\n",
        new="    if False:\n",
        tests=(
            "tests/prosecution/test_court_days.py::test_a_companion_of_one_survivor_learns_nothing_of_anothers_day",
        ),
    ),
    Protection(
        "nobody is examined without consent",
        "rihai/prosecution/actions/survivor_steps.py",
        old="    if facts.state == State.DONE and not facts.consent:\n",
        new="    if False:\n",
        tests=("tests/prosecution/test_survivor_steps.py::test_nobody_is_examined_without_consent",),
    ),
    Protection(
        "custody ends by a release or the own wish alone",
        "rihai/prosecution/actions/detentions.py",
        old="    if end == Detention.End.CONSENT and row.wish != Detention.Wish.STAY:\n",
        new="    if False:\n",
        tests=("tests/prosecution/test_detentions.py::test_waiting_ends_nothing_only_release_or_her_wish_does",),
    ),
    Protection(
        "a case seen by code only does not tell that she is held",
        "rihai/cases/templates/cases/case_detail.html",
        old='{% if page.is_open %}{% include "prosecution/_held_flag.html"',
        new='{% if case %}{% include "prosecution/_held_flag.html"',
        tests=("tests/prosecution/test_detentions.py::test_a_case_seen_by_code_only_does_not_tell_that_she_is_held",),
    ),
    Protection(
        "every page prints that nobody may publish who it is about",
        "rihai/web/templates/web/base.html",
        old='{% include "components/identity_law.html" only %}',
        new="",
        tests=("tests/web/test_identity_law.py::test_every_page_for_the_staff_prints_the_bar",),
    ),
    Protection(
        "a file names no provision that no lawyer has confirmed",
        "rihai/offences/identity_law.py",
        old="for one in known if law.may_quote(one))",
        new="for one in known)",
        tests=("tests/web/test_identity_law.py::test_a_file_names_no_provision_that_no_lawyer_has_confirmed",),
    ),
)
