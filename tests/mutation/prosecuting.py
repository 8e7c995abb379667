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
        "rihai/prosecution/documents/law_cards.py",
        old=", *statement.rests_on]",
        new="]",
        tests=(
            "tests/prosecution/test_law_cards.py::test_a_sentence_needs_her_word_for_it_and_for_every_entry_under_it",
        ),
    ),
    Protection(
        "no paper is made of law that no lawyer has confirmed",
        "rihai/prosecution/documents/papers.py",
        old="is None or not read.may_quote(entry)",
        new="is None",
        tests=("tests/prosecution/test_papers.py::test_an_invented_lawyer_makes_no_paper_outside_a_demonstration",),
    ),
    Protection(
        "no paper calls somebody an adult who may be a child",
        "rihai/prosecution/documents/paper_grounds.py",
        old="    if survivor.case.person.majority(timezone.localdate()) is not Majority.ADULT:\n",
        new="    if False:\n",
        tests=("tests/prosecution/test_papers.py::test_no_paper_states_what_nobody_has_written_down",),
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
        "a paper withdrawn from the case is evidence nowhere",
        "rihai/cases/documents/actions.py",
        old="    tell_of_paper(document, by=by)\n",
        new="",
        tests=("tests/prosecution/test_evidence.py::test_a_paper_that_was_withdrawn_is_evidence_nowhere",),
    ),
    Protection(
        "with a survivor who is taken out goes her evidence",
        "rihai/prosecution/actions/survivors.py",
        old="    _end_what_is_hers(legal_case, row, by)\n",
        new="",
        tests=("tests/prosecution/test_hearings.py::test_with_a_survivor_go_her_evidence_and_what_is_owed_about_her",),
    ),
    Protection(
        "whoever left a legal case reads no answer to what she asked",
        "rihai/prosecution/rights/joining.py",
        old="    follow_reader(part.legal_case, part.user, by=by)\n",
        new="",
        tests=(
            "tests/prosecution/test_questions.py"
            "::test_whoever_is_taken_off_reads_no_answer_and_whoever_comes_does[True]",
        ),
    ),
    Protection(
        "no day of a survivor passes to whoever may not know of it",
        "rihai/prosecution/owing/passing.py",
        old="    known = [one for one in owed if _knows(to, one)]\n",
        new="    known = owed\n",
        tests=("tests/prosecution/test_passing.py::test_handing_over_and_giving_back_take_no_day_along",),
    ),
    Protection(
        "the day of a closure report stands once with everybody who goes there",
        "rihai/prosecution/owing/passing.py",
        old="    share_hearings(legal_case, by=by)\n",
        new="",
        tests=(
            "tests/prosecution/test_passing.py"
            "::test_a_companion_who_leaves_hands_no_day_to_a_lawyer_who_has_it_already",
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
        "rihai/prosecution/rights/grants.py",
        old="COMPANION: Final = (Compartment.RECORD,)\n",
        new="COMPANION: Final = LAWYER\n",
        tests=(
            "tests/prosecution/test_legal_cases.py::test_a_volunteer_who_accompanies_only_opens_nothing_of_the_lawyers",
        ),
    ),
    Protection(
        "nobody takes along a sentence of a legal case that is not hers",
        "rihai/prosecution/selectors/sentences.py",
        old="verdict__judgment__legal_case__in=LegalCase.objects.visible_to(user)",
        new="verdict__judgment__legal_case__in=LegalCase.objects.all()",
        tests=("tests/prosecution/test_volunteers.py::test_a_volunteer_takes_along_no_sentence_of_another_legal_case",),
    ),
    Protection(
        "only the lawyers of a legal case advise",
        "rihai/prosecution/rights/working.py",
        old="        compartment=Compartment.LEGAL_PRIVILEGE,\n        basis__in=OWN,\n",
        new="        basis__in=OWN,\n",
        tests=(
            "tests/prosecution/test_legal_cases.py::test_a_volunteer_who_accompanies_only_opens_nothing_of_the_lawyers",
        ),
    ),
    Protection(
        "with a lawyer the legal desk steps back",
        "rihai/prosecution/rights/grants.py",
        old="        revoke_through(legal_case, of=desk, by=by)\n",
        new="        pass\n",
        tests=(
            "tests/prosecution/test_legal_cases.py::test_without_a_lawyer_the_legal_desk_names_one_and_then_steps_back",
        ),
    ),
    Protection(
        "whoever leaves a legal case opens it no longer",
        "rihai/prosecution/rights/joining.py",
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
        "no legal case is left without anybody when somebody leaves",
        "rihai/prosecution/actions/succession.py",
        old="    if desk is None:\n        raise NotPossible",
        new="    if False:\n        raise NotPossible",
        tests=("tests/web/test_handover_legal.py::test_nobody_leaves_while_a_legal_case_would_be_nobodys",),
    ),
    Protection(
        "the list of sentences holds one's own legal cases alone",
        "rihai/prosecution/selectors/sentences.py",
        old="LegalCase.objects.visible_to(user)",
        new="LegalCase.objects.all()",
        tests=("tests/prosecution/test_views_court.py::test_the_report_holds_my_legal_cases_alone",),
    ),
    Protection(
        "a court paper that was withdrawn counts nowhere",
        "rihai/prosecution/models/withdrawable.py",
        old="return rows.filter(withdrawn_at=None)",
        new="return rows",
        tests=("tests/prosecution/test_court.py::test_a_sentence_that_was_written_down_wrongly_counts_no_longer",),
    ),
    Protection(
        "no lawyer from outside withdraws a court paper alone",
        "rihai/prosecution/withdraw_permissions.py",
        old="return can_name_lawyers(user, legal_case)",
        new="return True",
        tests=(
            "tests/prosecution/test_withdrawn_papers.py"
            "::test_a_lawyer_of_the_house_withdraws_and_where_none_is_whoever_of_the_house_works_on_it",
        ),
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
    Protection(
        "nobody names herself the lawyer",
        "rihai/prosecution/part_permissions.py",
        old="        return user.pk != by.pk and not is_kept",
        new="        return not is_kept",
        tests=(
            "tests/prosecution/test_house_lawyers.py::test_a_lawyer_who_accompanies_does_not_name_herself_the_lawyer",
        ),
    ),
    Protection(
        "while a lawyer works on it only her lawyers name and remove lawyers",
        "rihai/prosecution/part_permissions.py",
        old=" and not lawyers_of(legal_case))",
        new=")",
        tests=(
            "tests/prosecution/test_parts.py::test_while_a_lawyer_works_on_it_a_companion_names_and_removes_no_lawyer",
        ),
    ),
    Protection(
        "a companion lets in nobody who works on no survivor's case",
        "rihai/prosecution/part_permissions.py",
        old="    return can_name_somebody(by, legal_case) and accompanies(user, legal_case)",
        new="    return can_name_somebody(by, legal_case)",
        tests=("tests/prosecution/test_parts.py::test_a_companion_lets_in_only_who_works_on_a_survivors_case",),
    ),
    Protection(
        "a part without a live right is no work",
        "rihai/prosecution/rights/working.py",
        old=" if (one.user_id, one.legal_case_id, _needed(one)) in opened]",
        new="]",
        tests=("tests/prosecution/test_parts.py::test_what_a_lawyer_without_her_role_left_behind_is_taken_over",),
    ),
    Protection(
        "a lawyer who is removed is told",
        "rihai/prosecution/owing/part_duties.py",
        old="    if part.user != by and part.user.is_active:",
        new="    if False:",
        tests=("tests/prosecution/test_parts.py::test_a_lawyer_who_is_removed_is_told_and_so_is_the_legal_desk",),
    ),
    Protection(
        "every desk steps back, whichever is the legal desk by now",
        "rihai/prosecution/rights/grants.py",
        old='    for desk in Desk.objects.filter(pk__in=held.values("desk")):',
        new="    if desk := legal_desk(legal_case):",
        tests=(
            "tests/prosecution/test_parts.py::test_with_a_lawyer_every_desk_steps_back_whichever_is_the_legal_desk_by_now",
        ),
    ),
    Protection(
        "what was begun about a legal case goes with the part",
        "rihai/prosecution/rights/joining.py",
        old="    drop_drafts(part.user, about=written_about(part.legal_case), by=by)\n",
        new="",
        tests=("tests/prosecution/test_parts.py::test_what_a_lawyer_began_to_write_goes_with_her_part",),
    ),
    Protection(
        "whoever is taken off a survivor's case leaves the legal case",
        "rihai/prosecution/rights/following.py",
        old="        if not accompanies(part.user, part.legal_case):\n",
        new="        if False:\n",
        tests=(
            "tests/prosecution/test_parts.py::test_whoever_is_taken_off_the_survivors_case_leaves_the_legal_case_and_the_new_worker_comes",
        ),
    ),
    Protection(
        "a legal case is told at once when rights on a case end",
        "rihai/cases/grants.py",
        old="    if ended:\n",
        new="    if False:\n",
        tests=(
            "tests/prosecution/test_parts.py::test_a_listed_colleague_who_leaves_the_survivors_case_leaves_the_legal_case",
        ),
    ),
    Protection(
        "whoever accompanies another survivor learns no day of hers",
        "rihai/prosecution/models/about_survivor.py",
        old="        return rows.filter(Q(survivor=None) | hers)\n",
        new="        return rows\n",
        tests=(
            "tests/prosecution/test_hearings.py::test_whoever_accompanies_another_survivor_learns_neither_day_nor_court",
        ),
    ),
    Protection(
        "nobody plans the day of a survivor whom she does not accompany",
        "rihai/prosecution/actions/hearings.py",
        old='        check_knows(by, facts.survivor, "legal.record")\n',
        new="",
        tests=(
            "tests/prosecution/test_hearings.py::test_nobody_plans_the_day_of_a_survivor_whom_she_does_not_accompany",
        ),
    ),
    Protection(
        "the day of a survivor is owed by no companion of another one",
        "rihai/prosecution/owing/reminders.py",
        old=" if about is None or works_on(one.user, about.case))",
        new=")",
        tests=(
            "tests/prosecution/test_hearings.py::test_without_a_lawyer_the_day_is_owed_by_whoever_accompanies_that_survivor",
        ),
    ),
    Protection(
        "whoever accompanied a survivor who was taken out goes",
        "rihai/prosecution/rights/following.py",
        old=" and not accompanies(part.user, legal_case):\n",
        new=" and False:\n",
        tests=(
            "tests/prosecution/test_hearings.py::test_a_survivor_added_by_mistake_is_taken_out_with_whoever_accompanies_her",
        ),
    ),
    Protection(
        "a lawyer's hearings are never left behind in silence",
        "rihai/web/handover/forms.py",
        old='and self.is_lawyer and not told.get("legal")',
        new='and False and not told.get("legal")',
        tests=(
            "tests/web/test_handover_legal.py::test_whoever_arranges_that_a_lawyer_is_away_says_what_becomes_of_her_hearings",
        ),
    ),
    Protection(
        "a companion opens no evidence of another survivor",
        "rihai/prosecution/rights/evidence_grants.py",
        old="    for holder, basis in _holders(link.legal_case, Compartment.LEGAL_PRIVILEGE):",
        new="    for holder, basis in _holders(link.legal_case, Compartment.RECORD):",
        tests=("tests/prosecution/test_evidence.py::test_a_companion_opens_no_evidence_of_another_survivor",),
    ),
    Protection(
        "no paper goes out with her name unseen",
        "rihai/prosecution/names_typed.py",
        old="    raise SeemsToName(left, about, by)\n",
        new="",
        tests=(
            "tests/prosecution/test_names_typed.py::"
            "test_a_letter_with_her_name_is_made_when_somebody_has_looked_at_each_word",
        ),
    ),
    Protection(
        "whoever tries names is stopped",
        "rihai/prosecution/names_typed.py",
        old="    if stops.count() >= MOST_STOPS:\n",
        new="    if False:\n",
        tests=("tests/prosecution/test_names_typed.py::test_whoever_tries_one_name_after_the_other_is_stopped",),
    ),
    Protection(
        "nobody learns a sealed name by typing it",
        "rihai/people/named_in.py",
        old="        found[ways[name.pk]].append(name)\n",
        new="        found[Way.OWN].append(name)\n",
        tests=(
            "tests/prosecution/test_names_typed.py::"
            "test_a_lawyer_who_opens_no_name_is_told_none_and_reads_her_text_once_more",
        ),
    ),
    Protection(
        "nobody learns of another survivor by typing her code",
        "rihai/prosecution/names_typed.py",
        old="        return [one.case.person for one in known_survivors(about, by)]\n",
        new='        return [one.case.person for one in about.survivors.select_related("case__person")]\n',
        tests=("tests/prosecution/test_names_typed.py::test_a_companion_is_told_nothing_of_another_survivor",),
    ),
    Protection(
        "nothing new is written about whoever was erased",
        "rihai/prosecution/actions/questions.py",
        old="    _check_not_erased(question)\n    text",
        new="    text",
        tests=(
            "tests/prosecution/test_erasing.py::"
            "test_a_question_about_whoever_was_erased_waits_no_more_and_nothing_new_is_written_about_her",
        ),
    ),
    Protection(
        "nobody answers what she asked herself",
        "rihai/prosecution/permissions.py",
        old="return question.asked_by_id != user.pk and ",
        new="return ",
        tests=("tests/prosecution/test_questions.py::test_a_lawyer_asks_another_one_and_never_answers_herself",),
    ),
    Protection(
        "no spreadsheet runs the name of a court",
        "rihai/prosecution/views/court.py",
        old="harmless(cell) for cell in row",
        new="cell for cell in row",
        tests=("tests/prosecution/test_views_court.py::test_no_spreadsheet_runs_the_name_of_a_court",),
    ),
    Protection(
        "what a word means in the house is written down by the house alone",
        "rihai/prosecution/permissions.py",
        old="    return is_of_house(user) or (user.has(Permission.LEGAL_RECORD)",
        new="    return user.has(Permission.LEGAL_WORK) or (user.has(Permission.LEGAL_RECORD)",
        tests=(
            "tests/prosecution/test_meanings.py"
            "::test_neither_a_companion_nor_a_lawyer_from_outside_says_what_the_house_means",
        ),
    ),
    Protection(
        "a petition older than the closure report does not end what is owed about it",
        "rihai/prosecution/actions/petitions.py",
        old="        raise NotPossible(OLDER_THAN_REPORT)\n",
        new="        pass\n",
        tests=("tests/prosecution/test_petitions.py::test_a_petition_older_than_the_report_does_not_answer_it",),
    ),
    Protection(
        "a year that cannot be is not kept",
        "rihai/prosecution/forms/days.py",
        old="            check_year(day)\n",
        new="            pass\n",
        tests=("tests/prosecution/test_hearings.py::test_a_year_that_cannot_be_is_said_at_its_question",),
    ),
)
