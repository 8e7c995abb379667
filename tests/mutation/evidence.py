"""Protections of evidence and of obstacles: no gap, nothing of counselling, nobody exposed by a figure."""

from tests.mutation.protection import Protection

EVIDENCE: tuple[Protection, ...] = (
    Protection(
        "a step of custody that was changed is seen",
        "rihai/offences/evidence/custody.py",
        old='step is None or digest_of(step) != told["digest"]',
        new="step is None",
        tests=("tests/offences/test_evidence_verified.py::test_a_step_changed_behind_the_program_is_seen",),
    ),
    Protection(
        "what is said in counselling is never evidence",
        "rihai/offences/evidence/permissions.py",
        old="document.compartment not in NEVER_EVIDENCE",
        new="document.compartment",
        tests=("tests/offences/test_evidence.py::test_what_is_kept_for_counsellors_or_lawyers_is_never_evidence",),
    ),
    Protection(
        "only whoever has an item passes it on",
        "rihai/offences/evidence/custody.py",
        old="    if facts.after != holder.pk:\n",
        new="    if False:\n",
        tests=("tests/offences/test_evidence.py::test_only_whoever_has_it_now_passes_it_on",),
    ),
    Protection(
        "a file of evidence never leaves the vault",
        "rihai/offences/evidence/custody.py",
        old="hands.to not in (To.VAULT, To.AGENCY)",
        new="not hands.to",
        tests=("tests/offences/test_evidence.py::test_of_a_file_a_copy_goes_out_and_the_original_stays",),
    ),
    Protection(
        "a file that was changed is not said to be as it came",
        "rihai/offences/evidence/fingerprints.py",
        old="        return Condition.BROKEN\n",
        new="        return Condition.WHOLE\n",
        tests=(
            "tests/offences/test_evidence_verified.py::test_bytes_that_were_changed_are_found_and_somebody_owes_an_answer",
        ),
    ),
    Protection(
        "a role without obstacles learns of none by a grant on the case",
        "rihai/offences/obstacles/models.py",
        old=" or not MAY_KNOW & user.permissions",
        new="",
        tests=("tests/offences/test_obstacles.py::test_a_counsellor_on_the_case_learns_of_no_obstacle",),
    ),
    Protection(
        "an invented event is told of no body that exists",
        "rihai/offences/obstacles/actions.py",
        old="    check_body(facts.agency, by.organisation)\n",
        new="",
        tests=("tests/offences/test_obstacles.py::test_an_invented_event_is_never_told_of_a_body_that_exists",),
    ),
    Protection(
        "small numbers of obstacles are hidden",
        "rihai/offences/obstacles/figures.py",
        old="suppress(_table(cells)).shown",
        new="_table(cells).counts",
        tests=("tests/offences/test_obstacles.py::test_small_numbers_are_hidden_from_everybody",),
    ),
    Protection(
        "what evidence shows is marked by the lawyers alone",
        "rihai/prosecution/actions/evidence.py",
        old="    check_can_advise(by, legal_case)\n",
        new="",
        tests=("tests/prosecution/test_evidence.py::test_what_it_shows_is_the_lawyers_alone",),
    ),
    Protection(
        "no certificate is drafted from law that no lawyer has confirmed",
        "rihai/prosecution/documents/certificate.py",
        old=" if told.may_quote(form) else ()",
        new="",
        tests=("tests/prosecution/test_evidence.py::test_without_a_lawyers_name_there_are_the_facts_and_no_draft",),
    ),
    Protection(
        "what goes from us to a body goes with a receipt",
        "rihai/offences/evidence/actions.py",
        old="by=by, receipt=_receipt_of_one(item, facts, by))",
        new="by=by)",
        tests=("tests/offences/test_evidence.py::test_one_item_goes_to_a_body_with_a_receipt_too",),
    ),
    Protection(
        "one file that came twice is said while somebody still knows why",
        "rihai/offences/evidence/views.py",
        old="    if kept:\n",
        new="    if False:\n",
        tests=(
            "tests/offences/test_views_evidence.py"
            "::test_that_a_file_was_here_already_is_said_when_it_is_sent_and_in_the_list",
        ),
    ),
)
