"""Protections of a section check: whose law counts, what is filled in, and what a list that may go on says."""

from tests.mutation.protection import Protection

KNOWN = "tests/prosecution/test_known_facts.py"
CHECKING: tuple[Protection, ...] = (
    Protection(
        "of a survivor whose record is not the reader's nothing is filled in",
        "rihai/prosecution/selectors/known_facts.py",
        old="Case.objects.visible_to(user, among_few=True).filter(person__in=Person.objects.visible_to(user))",
        new="Case.objects",
        tests=(f"{KNOWN}::test_whoever_may_not_see_her_record_is_filled_in_nothing_of_it_and_opens_nothing",),
    ),
    Protection(
        "what stands in a compartment that is not the reader's dates nothing",
        "rihai/prosecution/selectors/known_facts.py",
        old=" if ways[one.pk] is Way.OWN]",
        new="]",
        tests=(f"{KNOWN}::test_what_was_told_in_counselling_is_no_day_of_the_offence",),
    ),
    Protection(
        "of several survivors nobody is taken for the one",
        "rihai/prosecution/selectors/known_facts.py",
        old="len(survivors) == 1 and legal_case.survivors.count() == 1",
        new="len(survivors) > 0",
        tests=(f"{KNOWN}::test_of_several_survivors_nobody_is_filled_in",),
    ),
    Protection(
        "where a zero FIR was written nothing happened",
        "rihai/prosecution/selectors/known_facts.py",
        old="(None if is_elsewhere else legal_case.station)",
        new="legal_case.station",
        tests=(f"{KNOWN}::test_code_stage_and_state_come_from_the_paper_and_a_zero_fir_tells_no_state",),
    ),
    Protection(
        "days that contradict each other are not filled in",
        "rihai/prosecution/selectors/known_facts.py",
        old="doubtful = {problem.key, BEGAN, AGE}",
        new="doubtful = {problem.key}",
        tests=(f"{KNOWN}::test_days_that_contradict_each_other_are_not_filled_in",),
    ),
    Protection(
        "of two times taken or found none is made into one offence",
        "rihai/prosecution/selectors/known_facts.py",
        old="return all(len(days) <= 1 for days in times.values())",
        new="return True",
        tests=(f"{KNOWN}::test_of_two_times_taken_and_found_nobody_is_told_which_one_this_is_about",),
    ),
    Protection(
        "where she was only seen is no State of the offence",
        "rihai/prosecution/selectors/known_facts.py",
        old="movement__in=(MovementStage.NONE, MovementStage.SEEN)",
        new="movement=MovementStage.NONE",
        tests=(f"{KNOWN}::test_where_she_was_only_seen_is_no_state_of_the_offence",),
    ),
    Protection(
        "a State that was typed is not lost with the row that the record made",
        "rihai/prosecution/forms/checks.py",
        old="{*self.initial, *(name for name, typed in self.data.items() if typed)}",
        new="{*self.initial}",
        tests=(f"{KNOWN}::test_states_that_were_typed_stay_though_the_record_names_fewer_by_now",),
    ),
    Protection(
        "a day of birth is not opened where nobody looks at the age",
        "rihai/prosecution/selectors/known_facts.py",
        old="_born(case.person, user) if opens_birth else None",
        new="_born(case.person, user)",
        tests=(f"{KNOWN}::test_her_day_of_birth_is_opened_only_where_somebody_looks_at_her_age",),
    ),
    Protection(
        "what was decided meanwhile is not decided over unsaid",
        "rihai/prosecution/actions/checks.py",
        old="    if told := [",
        new="    if told := [] and [",
        tests=(
            "tests/prosecution/test_decisions.py::test_what_was_decided_meanwhile_is_said_before_it_is_decided_again",
        ),
    ),
    Protection(
        "only what stands on the paper is taken out",
        "rihai/prosecution/actions/checks.py",
        old="    if not all(stands_on_paper(",
        new="    if False and not all(stands_on_paper(",
        tests=("tests/prosecution/test_decisions.py::test_only_what_stands_on_the_paper_is_taken_out",),
    ),
    Protection(
        "a State that was not named may be one all the same",
        "rihai/prosecution/law/coding.py",
        old="*(() if cleaned.get(complete_name(fact)) else (UNKNOWN,))",
        new="*()",
        tests=(
            "tests/prosecution/test_check_form.py::test_what_lay_in_two_states_is_coded_with_both_and_may_lie_in_more",
        ),
    ),
    Protection(
        "of several States each one counts",
        "rihai/law/conditions.py",
        old="_shares(value, {wanted}) if isinstance(value, Listing) else _IS(value, wanted)",
        new="_IS(value, wanted)",
        tests=("tests/law/test_compensation.py::test_what_lies_in_two_states_opens_the_schemes_of_both",),
    ),
    Protection(
        "Indian law never stands in for the law of another country",
        "rihai/prosecution/law/law_country.py",
        old='_is_written(LAWS.get(country_of(about), ""))',
        new='_is_written("india")',
        tests=(
            "tests/prosecution/test_law_shown.py"
            "::test_where_the_law_is_not_written_out_indian_law_never_stands_in[Nepal]",
        ),
    ),
    Protection(
        "pages of another country show no entry of Indian law",
        "rihai/prosecution/law/law_country.py",
        old='    folder = LAWS.get(country_of(about), "")\n',
        new='    folder = "india"\n',
        tests=(
            "tests/prosecution/test_other_countries.py::test_petitions_and_closure_reports_name_no_step_and_no_day[Nepal]",
        ),
    ),
    Protection(
        "a list that is not said to be complete stays open",
        "rihai/prosecution/law/coding.py",
        old="*(() if is_complete else (UNKNOWN,))",
        new="*()",
        tests=("tests/prosecution/test_checks.py::test_what_was_typed_becomes_coded_facts_and_open_lists_stay_open",),
    ),
)
