"""Protections of dates and of what was typed: no warning is silenced, and no old page undoes what was saved since."""

from tests.mutation.protection import Protection

KEEPING: tuple[Protection, ...] = (
    Protection(
        "what is told late of an earlier day ends no custody",
        "rihai/prosecution/law/default_bail.py",
        old="return sorted(counting, key=place)",
        new="return sorted(counting, key=lambda one: one.recorded_at)",
        tests=(
            "tests/prosecution/test_missed_dates.py::test_bail_of_an_earlier_arrest_ends_no_custody_and_later_bail_does",
        ),
    ),
    Protection(
        "an arrest without a remand warns before default bail",
        "rihai/prosecution/law/default_bail.py",
        old="elif one.state in (IN_CUSTODY, ARRESTED):",
        new="elif one.state == IN_CUSTODY:",
        tests=("tests/prosecution/test_custody.py::test_an_arrest_asks_for_the_remand_and_warns_from_its_own_day",),
    ),
    Protection(
        "of several accused a charge sheet says against whom",
        "rihai/prosecution/actions/court.py",
        old="if not links and legal_case.accused_links.count() > 1:",
        new="if not links and legal_case.accused_links.count() > 9:",
        tests=("tests/prosecution/test_custody.py::test_no_action_takes_everybody_as_named_without_a_word",),
    ),
    Protection(
        "a paper that is withdrawn brings back the hearings that fell with it",
        "rihai/prosecution/actions/withdrawals.py",
        old="    bring_back_hearings(legal_case, judgment, by=by)\n",
        new="",
        tests=(
            "tests/prosecution/test_withdrawn_hearings.py"
            "::test_every_hearing_that_a_wrong_judgment_cancelled_is_to_come_and_owed_again",
        ),
    ),
    Protection(
        "one petition answers one closure report",
        "rihai/prosecution/protests.py",
        old="return petition.closure_id == closure.pk",
        new="return True",
        tests=(
            "tests/prosecution/test_two_reports.py"
            "::test_a_petition_answers_the_report_that_was_chosen_and_no_other_one",
        ),
    ),
    Protection(
        "nobody goes on with a paper that was withdrawn in the same moment",
        "rihai/prosecution/court_locks.py",
        old="pk=paper.pk, withdrawn_at=None)",
        new="pk=paper.pk)",
        tests=(
            "tests/prosecution/test_withdrawn_meanwhile.py"
            "::test_nobody_goes_on_with_a_paper_that_was_withdrawn_in_the_same_moment",
        ),
    ),
    Protection(
        "a charge sheet answers no closure report",
        "rihai/prosecution/owing/closure_duties.py",
        old="COURT_MOVED: Final = frozenset({",
        new="COURT_MOVED: Final = frozenset({LegalStatus.CHARGE_SHEET, ",
        tests=(
            "tests/prosecution/test_closure_reports.py::test_a_charge_sheet_that_comes_later_answers_no_closure_report",
        ),
    ),
    Protection(
        "a child who is kept is owed within the hour",
        "rihai/prosecution/owing/survivor_owed.py",
        old="    if detention.is_of_child:\n",
        new="    if False:\n",
        tests=(
            "tests/prosecution/test_detentions.py"
            "::test_a_child_who_is_kept_is_written_down_and_a_lawyer_called_within_the_hour",
        ),
    ),
    Protection(
        "a charge sheet that was none brings the warning back",
        "rihai/prosecution/owing/bail_duties.py",
        old="Q(done_at=None, cancelled_at=None) | Q(done_by_hand=True)",
        new="Q()",
        tests=("tests/prosecution/test_missed_dates.py::test_a_charge_sheet_that_was_none_brings_the_warning_back",),
    ),
    Protection(
        "a charge sheet against one leaves the warning for the other",
        "rihai/prosecution/law/default_bail.py",
        old="return lambda link: str(link.pk) not in named and not any(link.added_at <= at for at in unnamed)",
        new="return lambda _link: False",
        tests=(
            "tests/prosecution/test_missed_dates.py::test_a_charge_sheet_against_one_leaves_the_warning_for_the_other",
        ),
    ),
    Protection(
        "a closure report about one accused leaves the warning for the other",
        "rihai/prosecution/law/default_bail.py",
        old="alone = {str(those[0].pk) for those in by_then if len(those) == 1}",
        new="alone = {str(link.pk) for those in by_then for link in those}",
        tests=(
            "tests/prosecution/test_closures_and_bail.py"
            "::test_of_several_accused_a_report_that_names_nobody_ends_no_warning",
        ),
    ),
    Protection(
        "nobody binds an application to a survivor she may not know of",
        "rihai/prosecution/actions/protection.py",
        old="""        check_is_among(legal_case, facts.survivor)
        check_knows(by, facts.survivor, "legal.record")
    return facts.survivor""",
        new="        check_is_among(legal_case, facts.survivor)\n    return facts.survivor",
        tests=(
            "tests/prosecution/test_whom_protected.py"
            "::test_nobody_binds_an_application_or_a_threat_to_a_survivor_she_may_not_know_of",
        ),
    ),
    Protection(
        "nobody is guessed whom witness protection is for",
        "rihai/prosecution/actions/protection.py",
        old="    return facts.survivor\n",
        new="    return facts.survivor or legal_case.survivors.first()\n",
        tests=(
            "tests/prosecution/test_whom_protected.py"
            "::test_what_protects_another_witness_does_not_go_with_the_only_survivor",
        ),
    ),
    Protection(
        "a question that nobody may answer is not owed by whoever asked",
        "rihai/prosecution/owing/asking_lawyers.py",
        old="QUESTION if to else NO_ANSWERER",
        new="QUESTION",
        tests=(
            "tests/prosecution/test_who_answers.py"
            "::test_a_lawyer_whose_only_colleague_leaves_is_told_that_nobody_answers",
        ),
    ),
    Protection(
        "an appeal about one accused decides no trial of another",
        "rihai/prosecution/actions/appeals.py",
        old='    return not any(is_open(one) for one in legal_case.accused_links.prefetch_related("states"))\n',
        new="    return True\n",
        tests=(
            "tests/prosecution/test_court.py::test_an_appeal_about_one_accused_does_not_decide_the_trial_of_another",
        ),
    ),
    Protection(
        "a petition without a next date is owed by somebody",
        "rihai/prosecution/owing/petition_duties.py",
        old="        remind_about(petition, PETITION_DATE, legal_case=legal_case, by=by)\n",
        new="        return\n",
        tests=("tests/prosecution/test_petitions.py::test_of_a_petition_without_a_next_date_the_date_is_owed",),
    ),
    Protection(
        "only what was a mistake is owed no longer",
        "rihai/prosecution/moving.py",
        old="    if legal_case.status == LegalStatus.MISTAKE:\n        forget",
        new="    if legal_case.is_over:\n        forget",
        tests=(
            "tests/prosecution/test_missed_dates.py::test_after_the_judgment_the_court_hears_sentence_and_compensation",
        ),
    ),
    Protection(
        "a hearing is told once, unless somebody has seen what was told",
        "rihai/prosecution/actions/hearings.py",
        old="    if seen != hearing.told_version:\n",
        new="    if False:\n",
        tests=(
            "tests/prosecution/test_saved_twice.py::test_a_hearing_is_not_told_a_second_time_by_somebody_who_has_not_seen_the_first",
        ),
    ),
    Protection(
        "an answer to a step is kept from whoever has not seen it",
        "rihai/prosecution/actions/refusals.py",
        old="    if seen != step.answer_version:\n",
        new="    if False:\n",
        tests=(
            "tests/prosecution/test_refusals.py::test_an_answer_is_put_right_by_somebody_who_has_seen_it_and_by_nobody_else",
        ),
    ),
    Protection(
        "an old page takes no section off the paper",
        "rihai/prosecution/actions/paper.py",
        old="    check_seen(legal_case, *LegalCase.PAPER, seen=seen)\n",
        new="",
        tests=("tests/prosecution/test_paper.py::test_an_old_page_takes_no_section_away_that_was_added_meanwhile",),
    ),
    Protection(
        "what the paper said first stays",
        "rihai/prosecution/actions/paper.py",
        old="on=on_day(timezone.localdate()), told=before)",
        new="on=on_day(timezone.localdate()))",
        tests=("tests/prosecution/test_paper.py::test_what_the_paper_named_first_stays_on_the_timeline",),
    ),
    Protection(
        "one report of the police is one legal case",
        "rihai/prosecution/same_number.py",
        old="    other = other_with(legal_case)\n",
        new="    other = None\n",
        tests=("tests/prosecution/test_paper.py::test_without_a_station_the_same_survivor_has_a_number_once",),
    ),
    Protection(
        "nobody learns by a number whose report it is",
        "rihai/prosecution/same_number.py",
        old="        super().__init__(ASK_DESK)\n        self.other",
        new="        super().__init__(other.reference)\n        self.other",
        tests=("tests/prosecution/test_same_number.py::test_whoever_may_not_know_of_it_learns_to_ask_the_desk",),
    ),
    Protection(
        "what somebody owed whose account was closed is owed by somebody who is here",
        "rihai/prosecution/actions/succession.py",
        old="    pass_all_left(legal_case, before=part.user, by=actor)\n",
        new="",
        tests=(
            "tests/prosecution/test_left.py::test_the_lawyer_whose_account_was_closed_leaves_nothing_to_nobody[False]",
        ),
    ),
    Protection(
        "a step of custody that was rewritten behind the program is found",
        "rihai/offences/evidence/vouched.py",
        old=" and is_as_recorded(steps, told)",
        new="",
        tests=("tests/offences/test_evidence_vouched.py::test_a_touched_chain_is_named_and_the_exit_status_tells",),
    ),
    Protection(
        "what was signed in a step of custody is under its digest",
        "rihai/offences/evidence/custody.py",
        old='    return "sealed" not in told or digest_of_sealed(step) == told["sealed"]\n',
        new="    return True\n",
        tests=("tests/offences/test_evidence_vouched.py::test_what_was_signed_is_under_the_digest_of_the_step",),
    ),
    Protection(
        "an obstacle closes to an author who works on the case no longer",
        "rihai/offences/obstacles/actions.py",
        old="if not works_on(one, case)]\n    for user in gone",
        new="if False]\n    for user in gone",
        tests=(
            "tests/offences/test_left.py::test_an_obstacle_of_a_case_closes_to_an_author_who_works_there_no_longer",
        ),
    ),
    Protection(
        "numbers are not tried one after the other",
        "rihai/prosecution/same_number.py",
        old="        _check_pace(by)\n",
        new="        pass\n",
        tests=("tests/prosecution/test_same_number.py::test_a_fourth_number_is_refused_whether_it_stands_here_or_not",),
    ),
    Protection(
        "an old page does not undo a correction of a person",
        "rihai/people/actions/registering.py",
        old="    check_seen(person, *Person.CODED, seen=seen)\n",
        new="",
        tests=(
            "tests/people/test_pages.py::test_an_old_page_does_not_take_away_what_somebody_has_corrected_meanwhile",
        ),
    ),
    Protection(
        "an old page of any record undoes nothing",
        "rihai/access/answers.py",
        old='    if request.POST.get("seen", asking.seen) != now:\n',
        new="    if False:\n",
        tests=(
            "tests/prosecution/test_saved_twice.py::test_a_page_of_any_other_record_does_not_undo_what_was_saved_meanwhile",
        ),
    ),
    Protection(
        "the name of somebody who was accused by mistake closes",
        "rihai/prosecution/actions/accused.py",
        old="    close_accused(link, by=by)\n",
        new="",
        tests=("tests/prosecution/test_accused_put_right.py::test_whoever_was_named_by_mistake_is_accused_no_longer",),
    ),
    Protection(
        "evidence that people work on is looked at again before it is called damaged",
        "rihai/offences/evidence/vouched.py",
        old=" and _is_still_broken(item.pk)",
        new="",
        tests=("tests/offences/test_evidence_vouched.py::test_evidence_that_people_work_on_meanwhile_is_sound[4]",),
    ),
    Protection(
        "who tried to open a paper that was withdrawn stays in the trail",
        "rihai/access/trail.py",
        old="    return type(rows)(model)\n",
        new="    return rows\n",
        tests=(
            "tests/prosecution/test_withdrawn_trail.py::test_who_tried_to_open_a_paper_is_told_though_it_was_withdrawn",
        ),
    ),
    Protection(
        "a draft goes on from what its page had shown",
        "rihai/access/answers.py",
        old="return replace(asking, seen=seen) if seen else asking",
        new="return asking",
        tests=(
            "tests/prosecution/test_drafts_kept.py"
            "::test_a_draft_does_not_write_over_what_a_colleague_wrote_since_without_saying_so",
        ),
    ),
    Protection(
        "what was begun about a withdrawn paper goes with the part too",
        "rihai/prosecution/owing/belonging.py",
        old="ClosureReport.all_rows.filter(legal_case=legal_case)",
        new="legal_case.closure_reports.all()",
        tests=(
            "tests/prosecution/test_drafts_kept.py"
            "::test_about_a_paper_that_was_withdrawn_meanwhile_it_goes_with_the_part_too",
        ),
    ),
    Protection(
        "the most urgent stands first in what comes next",
        "rihai/prosecution/selectors/coming.py",
        old="sorted(items, key=lambda one: one.order)",
        new="items",
        tests=("tests/prosecution/test_next_list.py::test_danger_then_dates_then_paper_and_what_is_far_away_last",),
    ),
    Protection(
        "what comes next leaves nothing out that is owed",
        "rihai/prosecution/selectors/legal_case.py",
        old=', *legal_case.claims.values_list("pk", flat=True)]',
        new="]",
        tests=("tests/prosecution/test_next_list.py::test_all_that_a_reader_may_know_of_stands_there_once[asha]",),
    ),
    Protection(
        "the plan of one day is no draft of another day",
        "rihai/access/drafts/pages.py",
        old="    parts += [one.hex for one in others]",
        new="    parts += []",
        tests=("tests/prosecution/test_drafts_kept.py::test_the_plan_of_one_day_is_no_draft_of_another_day",),
    ),
)
