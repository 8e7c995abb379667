"""Protections around a survivor: what one companion learns of another, custody, consent, and papers."""

from tests.mutation.protection import Protection

GUARDING: tuple[Protection, ...] = (
    Protection(
        "whoever accompanies one survivor sees no step and no plan of another",
        "rihai/prosecution/rights/survivors.py",
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
            "tests/prosecution/test_hearings.py::test_nobody_plans_the_day_of_a_survivor_whom_she_does_not_accompany",
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
    Protection(
        "a lawyer from outside neither names nor ends a lawyer",
        "rihai/prosecution/rights/guests.py",
        old="    return not is_of_house(user) or legal_case",
        new="    return legal_case",
        tests=(
            "tests/prosecution/test_house_lawyers.py::test_a_volunteer_whom_somebody_called_in_house_stays_a_volunteer",
        ),
    ),
    Protection(
        "from the desk the last lawyer is ended only by naming another one",
        "rihai/prosecution/actions/parts.py",
        old="    if must_name_instead(by, part):\n",
        new="    if False:\n",
        tests=("tests/prosecution/test_house_lawyers.py::test_the_desk_does_not_end_one_lawyer_after_the_other",),
    ),
    Protection(
        "whoever ends a lawyer from the desk does not take the place herself",
        "rihai/prosecution/part_permissions.py",
        old="if instead.pk in (by.pk, part.user_id) or",
        new="if instead.pk == part.user_id or",
        tests=(
            "tests/prosecution/test_house_lawyers.py"
            "::test_from_the_desk_nobody_takes_the_place_of_the_last_lawyer_but_another_of_the_house[herself]",
        ),
    ),
    Protection(
        "what a model keeps back no grant on its owner opens",
        "rihai/access/rights.py",
        old="{} if one.key in kept else bases",
        new="bases",
        tests=(
            "tests/prosecution/test_reading_of_others.py"
            "::test_custody_and_steps_of_one_survivor_open_to_no_companion_of_another",
        ),
    ),
    Protection(
        "the way to court opens to no lawyer from outside, whichever page asks",
        "rihai/prosecution/models/court_day.py",
        old='.filter(told_the_way(user, "hearing__legal_case"))',
        new="",
        tests=(
            "tests/prosecution/test_reading_of_others.py"
            "::test_the_way_to_court_opens_to_no_companion_of_another_and_no_lawyer_from_outside",
        ),
    ),
    Protection(
        "an application that names no survivor is for the lawyers and who recorded it",
        "rihai/prosecution/models/protection.py",
        old="return rows.filter(Q(survivor__isnull=False) | Q(legal_case__in=advised_by(user)) | Q(recorded_by=user))",
        new="return rows",
        tests=("tests/prosecution/test_reading_of_others.py::test_where_nobody_said_whom_it_protects_lawyers_see_it",),
    ),
    Protection(
        "lawyers read nothing of a survivor who was taken out",
        "rihai/prosecution/models/about_survivor.py",
        old="advised_by(user), survivor__ended_at=None)",
        new="advised_by(user))",
        tests=(
            "tests/prosecution/test_reading_of_others.py::test_lawyers_read_nothing_of_a_survivor_who_was_taken_out",
        ),
    ),
    Protection(
        "a threat goes with a survivor who was taken out, to her named worker",
        "rihai/prosecution/actions/survivors.py",
        old="    give_to_worker(row.case, by=by)\n",
        new="",
        tests=(
            "tests/prosecution/test_reading_of_others.py"
            "::test_a_threat_goes_with_her_to_her_named_worker_who_reads_and_answers_it",
        ),
    ),
    Protection(
        "nobody but the legal desk gives a part back, and nobody to herself",
        "rihai/prosecution/part_permissions.py",
        old="part.user_id != by.pk and sits_over(by, part)",
        new="sits_over(by, part)",
        tests=("tests/prosecution/test_house_lawyers.py::test_nobody_else_gives_a_part_back_and_nobody_to_herself",),
    ),
    Protection(
        "a lawyer from outside learns neither hour nor way of a day in court",
        "rihai/prosecution/selectors/court_days.py",
        old="is_told = knows_way(user, plan.hearing.legal_case)",
        new="is_told = True",
        tests=(
            "tests/prosecution/test_court_days.py"
            "::test_a_lawyer_from_outside_learns_neither_hour_nor_way_and_no_list_of_colleagues",
        ),
    ),
    Protection(
        "the words of a threat are for who accompanies that survivor, and for lawyers",
        "rihai/prosecution/models/protection.py",
        old="met = Q(survivor__case__in=works_on_case(user)) |",
        new="met = Q(survivor__isnull=False) |",
        tests=(
            "tests/prosecution/test_threat_words.py"
            "::test_a_companion_who_does_not_work_with_her_reads_that_there_is_a_threat_and_no_word_of_it",
        ),
    ),
    Protection(
        "a role that ended leaves no case with nobody",
        "rihai/cases/workers.py",
        old="Q(Exists(grants.filter(compartment=Compartment.RECORD)), case_owner__is_active=True)",
        new="Q(case_owner__is_active=True)",
        tests=("tests/cases/test_left.py::test_a_role_that_ended_is_the_same_as_an_account_that_was_closed",),
    ),
)
