"""Protections of the directory: who stands behind a number, who is offered, what leaves the house."""

from tests.mutation.protection import Protection

NETWORK: tuple[Protection, ...] = (
    Protection(
        "whoever proposed a number does not confirm it",
        "rihai/directory/permissions.py",
        old="    return contact.proposed_by_id != user.uid and can_edit(user, contact.agency)\n",
        new="    return can_edit(user, contact.agency)\n",
        tests=("tests/directory/test_contacts.py::test_whoever_proposed_a_change_does_not_confirm_it",),
    ),
    Protection(
        "a confirmed number waits a day",
        "rihai/directory/models/contact.py",
        old="self.filter(status=ContactStatus.CONFIRMED, effective_at__lte=timezone.now())",
        new="self.filter(status=ContactStatus.CONFIRMED)",
        tests=("tests/directory/test_contacts.py::test_a_confirmed_change_takes_effect_a_day_later",),
    ),
    Protection(
        "an old number that denies stops the change",
        "rihai/directory/actions/contacts.py",
        old="    if facts.result == Result.DENIES:\n        _stop(change, by)\n    elif",
        new="    if",
        tests=("tests/directory/test_contacts.py::test_an_old_number_that_knows_of_nothing_stops_the_change",),
    ),
    Protection(
        "no answer confirms nothing by itself",
        "rihai/directory/actions/contacts.py",
        old="    elif facts.result == Result.CONFIRMS or facts.checked:\n",
        new="    else:\n",
        tests=("tests/directory/test_contacts.py::test_no_answer_is_no_confirmation_unless_made_sure_in_another_way",),
    ),
    Protection(
        "personal numbers are shown to few",
        "rihai/directory/models/contact.py",
        old="        if user.has(PERSONAL_CONTACT):\n",
        new="        if True:\n",
        tests=("tests/directory/test_contacts.py::test_a_personal_number_is_sealed_and_shown_to_few",),
    ),
    Protection(
        "a mark takes two people",
        "rihai/directory/permissions.py",
        old="    return can_restrict(user, mark.agency) and mark.proposed_by_id != user.uid\n",
        new="    return can_restrict(user, mark.agency)\n",
        tests=("tests/directory/test_marks.py::test_a_mark_counts_once_a_second_person_has_confirmed_it",),
    ),
    Protection(
        "a marked agency is offered to nobody",
        "rihai/directory/models/agency.py",
        old="        return self.current().exclude(pk__in=marked).exclude(merged_entries__in=marked)\n",
        new="        return self.current()\n",
        tests=("tests/directory/test_marks.py::test_a_mark_counts_once_a_second_person_has_confirmed_it",),
    ),
    Protection(
        "only people in charge know of a mark",
        "rihai/directory/models/mark.py",
        old="return self.filter(organisation_id=user.organisation_id) if user.has(AGENCY_RESTRICT) else self.none()",
        new="return self.filter(organisation_id=user.organisation_id)",
        tests=("tests/directory/test_marks.py::test_only_people_in_charge_know_of_a_mark",),
    ),
    Protection(
        "a mark that two people set is ended by two",
        "rihai/directory/actions/marks.py",
        old="    if mark.is_in_force and mark.ending_by_id is None:\n",
        new="    if False:\n",
        tests=("tests/directory/test_marks.py::test_a_mark_that_two_set_is_taken_back_by_two",),
    ),
    Protection(
        "the personal number of another organisation is not in the history",
        "rihai/directory/selectors/history.py",
        old="    for uid in _contacts_unknown_to(user, agencies):\n",
        new="    for uid in []:\n",
        tests=(
            "tests/directory/test_contacts.py"
            "::test_the_personal_number_of_another_organisation_neither_blocks_nor_betrays_itself",
        ),
    ),
    Protection(
        "a file leaves an organisation its own entry",
        "rihai/directory/rows.py",
        old='    return "" if can_edit(by, agency) else',
        new='    return "" if True else',
        tests=("tests/directory/test_importing.py::test_the_entry_of_an_organisation_that_works_here_is_left_to_it",),
    ),
    Protection(
        "a file of the directory holds no address of a home",
        "rihai/directory/actions/exporting.py",
        old="        is_secret = agency.is_hidden and column in WHERE\n",
        new="        is_secret = False\n",
        tests=(
            "tests/directory/test_pages_contacts.py::test_a_file_of_the_directory_hides_homes_even_from_those_entitled",
        ),
    ),
    Protection(
        "a changed number is told to nobody off the list",
        "rihai/rescue/workers.py",
        old="operation.need_to_know.filter(removed_at=None, user__is_active=True)",
        new="operation.need_to_know.filter(user__is_active=True)",
        tests=("tests/rescue/test_changed_numbers.py::test_whoever_was_taken_from_the_list_is_not_told",),
    ),
)
