"""Protections of erasing a person: who asks and decides, what goes with her, what a court needs still."""

from tests.mutation.protection import Protection

ERASING: tuple[Protection, ...] = (
    Protection(
        "a file that a court works on is not erased with the survivor",
        "rihai/prosecution/owing/erased.py",
        old="    if not legal_case.is_over:\n",
        new="    if False:\n",
        tests=(
            "tests/prosecution/test_erasing.py::test_while_the_court_works_its_file_and_all_evidence_stay_though_it_was_withdrawn",
        ),
    ),
    Protection(
        "nobody erases a person alone",
        "rihai/web/erasing/permissions.py",
        old="can_see_all(user) and erasure.asked_by_id != user.uid",
        new="can_see_all(user)",
        tests=("tests/web/test_erasing.py::test_nobody_erases_alone",),
    ),
    Protection(
        "a claim that came after the asking stops the erasing",
        "rihai/web/erasing/actions.py",
        old="    for problem in in_the_way(person):\n        raise NotPossible(problem)\n",
        new="    pass\n",
        tests=("tests/web/test_erasing.py::test_what_comes_in_the_way_after_asking_stops_the_second_person",),
    ),
    Protection(
        "only who works with a person makes a copy for her",
        "rihai/web/erasing/copies.py",
        old="    check_can_ask(by, case)\n",
        new="    pass\n",
        tests=("tests/web/test_erasing_asked.py::test_nobody_takes_a_copy_who_does_not_work_with_the_person",),
    ),
    Protection(
        "a paper that a court needs is not erased with the survivor",
        "rihai/offences/erasing.py",
        old=".exclude(pk__in=kept))\n",
        new=")\n",
        tests=(
            "tests/web/test_erasing.py::test_a_paper_that_a_court_still_needs_stays_with_its_file_until_the_court_is_done",
        ),
    ),
    Protection(
        "evidence that nobody has listed yet stays while a legal case runs",
        "rihai/prosecution/owing/erased.py",
        old='frozenset(items.values_list("pk", flat=True))',
        new="frozenset()",
        tests=("tests/web/test_erasing_court.py::test_evidence_that_nobody_has_listed_stays_until_the_court_is_done",),
    ),
    Protection(
        "a paper of the police stays while a legal case runs",
        "rihai/prosecution/owing/erased.py",
        old="resting | Q(kind__in=COURT_PAPERS)",
        new="resting",
        tests=(
            "tests/web/test_erasing_court.py::test_what_police_court_and_doctor_wrote_stays_until_the_court_is_done",
        ),
    ),
    Protection(
        "files of an erased person lose their keys",
        "rihai/access/files/erasing.py",
        old="                erase_file(sealed)\n",
        new="                pass\n",
        tests=("tests/web/test_erasing.py::test_files_go_with_the_person",),
    ),
    Protection(
        "a survivor who stays keeps the legal case that she shares",
        "rihai/prosecution/actions/erasing.py",
        old="key.destroyed_at is not None or is_about_somebody(legal_case):",
        new="key.destroyed_at is not None:",
        tests=("tests/prosecution/test_erasing.py::test_a_legal_case_that_is_over_stays_for_the_other_survivor",),
    ),
    Protection(
        "what was typed about her way to court goes though it was never sent",
        "rihai/prosecution/actions/erasing.py",
        old="    _forget_typed([row.uid])\n",
        new="",
        tests=(
            "tests/web/test_erasing_court.py::"
            "test_the_draft_of_how_she_is_fetched_goes_though_it_was_never_sent_and_the_other_keeps_hers",
        ),
    ),
    Protection(
        "every draft about a legal case goes with its key",
        "rihai/prosecution/actions/erasing.py",
        old="    _forget_typed({one.uid for one in (*written_about",
        new="    len({one.uid for one in (*written_about",
        tests=("tests/web/test_erasing_court.py::test_every_draft_about_a_legal_case_goes_with_its_key",),
    ),
    Protection(
        "why it was put off to do something for her goes with her",
        "rihai/duties/erasing.py",
        old="        destroy_data_key(key)\n",
        new="        pass\n",
        tests=(
            "tests/web/test_erasing_after.py::"
            "test_why_it_was_put_off_to_do_something_for_her_goes_and_of_another_it_stays",
        ),
    ),
    Protection(
        "whoever is only listed on a case does not ask to erase",
        "rihai/cases/permissions.py",
        old="can_work(user, case) and (case.case_owner_id == user.uid or user.has(Permission.CASE_ASSIGN))\n",
        new="can_work(user, case)\n",
        tests=(
            "tests/web/test_erasing_asked.py::"
            "test_whoever_is_only_listed_neither_asks_nor_takes_a_copy_nor_reads_a_count",
        ),
    ),
    Protection(
        "whoever asks to erase reads no count of what is hidden",
        "rihai/web/erasing/selectors.py",
        old="        return rows if self.see_all else rows.visible_to(self.user)\n",
        new="        return rows\n",
        tests=(
            "tests/web/test_erasing_asked.py::"
            "test_whoever_asks_reads_no_count_of_what_is_hidden_and_whoever_decides_reads_all",
        ),
    ),
    Protection(
        "notes of another compartment are not counted to whoever asks to erase",
        "rihai/web/erasing/selectors.py",
        old=".filter(compartment__in=self.user.compartments)",
        new="",
        tests=(
            "tests/web/test_erasing_asked.py::"
            "test_whoever_asks_reads_no_count_of_what_is_hidden_and_whoever_decides_reads_all",
        ),
    ),
    Protection(
        "the copy names nobody who told something",
        "rihai/web/erasing/copies.py",
        old="compartment=Compartment.RECORD, source=None)",
        new="compartment=Compartment.RECORD)",
        tests=(
            "tests/web/test_erasing_asked.py::"
            "test_the_copy_names_nobody_who_told_something_and_nobody_who_works_with_her",
        ),
    ),
    Protection(
        "the case of somebody erased is not opened again",
        "rihai/cases/actions/closing.py",
        old="    check_not_erased(case)\n",
        new="",
        tests=("tests/web/test_erasing_after.py::test_the_case_of_somebody_erased_is_not_opened_again",),
    ),
    Protection(
        "whoever comes back after being erased is registered anew",
        "rihai/people/erased.py",
        old="    if is_destroyed(person.data_key_id):\n",
        new="    if False:\n",
        tests=("tests/web/test_erasing_after.py::test_whoever_comes_back_after_being_erased_is_registered_anew",),
    ),
    Protection(
        "what the worker would destroy unread is not taken",
        "rihai/cases/erasing/gone.py",
        old="    if was_erased(case):\n",
        new="    if False:\n",
        tests=("tests/web/test_erasing_after.py::test_what_the_worker_would_destroy_unread_is_not_taken",),
    ),
    Protection(
        "whoever is taken out of a legal case that runs keeps the evidence",
        "rihai/prosecution/actions/erasing.py",
        old="LegalCaseSurvivor._base_manager.filter(case__person=",
        new="LegalCaseSurvivor.objects.filter(case__person=",
        tests=(
            "tests/web/test_erasing_court.py::"
            "test_evidence_stays_though_she_was_taken_out_of_the_legal_case_or_it_was_withdrawn_before",
        ),
    ),
    Protection(
        "whoever is held or threatened is not erased",
        "rihai/web/erasing/selectors.py",
        old="    found += _of_danger(cases)\n",
        new="",
        tests=("tests/web/test_erasing_court.py::test_whoever_is_held_or_threatened_is_not_erased",),
    ),
)
