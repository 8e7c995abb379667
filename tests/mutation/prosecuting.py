"""Protections of legal cases: who knows of them, and what stays between lawyer and client."""

from tests.mutation.protection import Protection

PROSECUTING: tuple[Protection, ...] = (
    Protection(
        "an invented lawyer counts nowhere but in a demonstration",
        "rihai/offences/law_read.py",
        old=" if not one.is_demonstration}",
        new="}",
        tests=(
            "tests/prosecution/test_law_read.py::test_an_invented_lawyer_counts_for_nothing_outside_a_demonstration",
        ),
    ),
    Protection(
        "a sentence of a law card needs every entry under it confirmed",
        "rihai/prosecution/law_cards.py",
        old=", *statement.rests_on]",
        new="]",
        tests=(
            "tests/prosecution/test_law_cards.py::test_a_sentence_needs_her_word_for_it_and_for_every_entry_under_it",
        ),
    ),
    Protection(
        "no paper is made of law that no lawyer has confirmed",
        "rihai/prosecution/papers.py",
        old="is None or not read.may_quote(entry)",
        new="is None",
        tests=("tests/prosecution/test_papers.py::test_an_invented_lawyer_makes_no_paper_outside_a_demonstration",),
    ),
    Protection(
        "a line for her name stays empty",
        "rihai/prosecution/actions/papers.py",
        old='"" if facts.leaves_name_blank else _person',
        new="_person",
        tests=(
            "tests/prosecution/test_papers.py::test_her_name_is_nowhere_in_the_file_and_a_line_is_left_for_the_hand",
        ),
    ),
    Protection(
        "whoever accompanies learns of no question that others asked",
        "rihai/prosecution/selectors/questions.py",
        old="        return rows.filter(mine)\n",
        new="        return rows\n",
        tests=("tests/prosecution/test_questions.py::test_whoever_accompanies_learns_of_no_question_of_others",),
    ),
    Protection(
        "whoever accompanies opens nothing between lawyer and client",
        "rihai/prosecution/grants.py",
        old="COMPANION: Final = (Compartment.RECORD,)\n",
        new="COMPANION: Final = LAWYER\n",
        tests=(
            "tests/prosecution/test_legal_cases.py::test_a_volunteer_who_accompanies_only_opens_nothing_of_the_lawyers",
        ),
    ),
    Protection(
        "only the lawyers of a legal case advise",
        "rihai/prosecution/permissions.py",
        old="        compartment=Compartment.LEGAL_PRIVILEGE,\n",
        new="",
        tests=(
            "tests/prosecution/test_legal_cases.py::test_a_volunteer_who_accompanies_only_opens_nothing_of_the_lawyers",
        ),
    ),
    Protection(
        "with a lawyer the legal desk steps back",
        "rihai/prosecution/grants.py",
        old="        revoke_through(part.legal_case, of=desk, by=by)\n",
        new="        pass\n",
        tests=(
            "tests/prosecution/test_legal_cases.py::test_without_a_lawyer_the_legal_desk_names_one_and_then_steps_back",
        ),
    ),
    Protection(
        "whoever leaves a legal case opens it no longer",
        "rihai/prosecution/joining.py",
        old="    let_out(part, by=by)\n",
        new="",
        tests=(
            "tests/prosecution/test_legal_cases.py::test_a_lawyer_who_leaves_opens_it_no_longer_and_her_duties_pass_on",
        ),
    ),
    Protection(
        "a companion learns of no other survivor",
        "rihai/prosecution/selectors/legal_case.py",
        old=" for one in rows if is_lawyer or one.case_id in known)",
        new=" for one in rows)",
        tests=("tests/prosecution/test_views_legal_cases.py::test_a_companion_does_not_learn_whom_else_it_is_about",),
    ),
    Protection(
        "a list that is not said to be complete stays open",
        "rihai/prosecution/coding.py",
        old="*(() if is_complete else (UNKNOWN,))",
        new="*()",
        tests=("tests/prosecution/test_checks.py::test_what_was_typed_becomes_coded_facts_and_open_lists_stay_open",),
    ),
    Protection(
        "no legal case is left without anybody when somebody leaves",
        "rihai/prosecution/actions/succession.py",
        old="    if desk is None:\n        raise NotPossible",
        new="    if False:\n        raise NotPossible",
        tests=("tests/web/test_handover_legal.py::test_nobody_leaves_while_a_legal_case_would_be_nobodys",),
    ),
    Protection(
        "only whoever leads passes legal cases on",
        "rihai/prosecution/actions/succession.py",
        old='    check_holds(by, Permission.DUTY_REASSIGN, verb="legal.part", subject=worker)\n',
        new="",
        tests=("tests/web/test_handover_legal.py::test_only_whoever_leads_passes_legal_cases_on",),
    ),
    Protection(
        "an accused of another legal case is known to those who work there only",
        "rihai/prosecution/actions/accused.py",
        old='        return get_visible(Accused.objects.all(), by, facts.known.pk, "legal.record")\n',
        new="        return facts.known\n",
        tests=("tests/prosecution/test_accused.py::test_nobody_links_an_accused_of_whom_she_may_not_know",),
    ),
)
