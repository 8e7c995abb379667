"""Protections of the search for the missing: what a reporter is told, and what a sheet says."""

from tests.mutation.protection import Protection

SEARCHING: tuple[Protection, ...] = (
    Protection(
        "until the reporter is verified nothing is told",
        "rihai/tracing/permissions.py",
        old="    if not is_reporter_verified(report):\n",
        new="    if False:\n",
        tests=("tests/tracing/test_telling.py::test_until_the_reporter_is_verified_nothing_is_told",),
    ),
    Protection(
        "of a missing child only the committee tells",
        "rihai/tracing/permissions.py",
        old="    if report.is_child:\n",
        new="    if False:\n",
        tests=("tests/tracing/test_telling.py::test_of_a_child_only_the_committee_tells",),
    ),
    Protection(
        "words no longer agreed to are not told",
        "rihai/tracing/permissions.py",
        old=" or consent.withdrawn_at is not None:\n",
        new=":\n",
        tests=("tests/tracing/test_telling.py::test_words_no_longer_agreed_to_are_not_told",),
    ),
    Protection(
        "words agreed to for one report are told to no other reporter",
        "rihai/tracing/permissions.py",
        old="    if consent.report_id != report.pk or ",
        new="    if ",
        tests=(
            "tests/tracing/test_telling.py::"
            "test_words_agreed_to_for_one_report_are_not_told_to_the_reporter_of_another",
        ),
    ),
)
