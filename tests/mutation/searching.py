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
    Protection(
        "no cache keeps a name when its register is gone",
        "rihai/matching/folding/marks.py",
        old="def code_marks(",
        new="@cache\ndef code_marks(",
        tests=("tests/matching/folding/test_properties.py::test_nothing_a_folder_remembers_outlives_it",),
    ),
    Protection(
        "the name of a husband is not taken for hers",
        "rihai/matching/folding/folder.py",
        old="self._fold(plain[: somebody_else.start()] if somebody_else else plain)",
        new="self._fold(plain)",
        tests=("tests/matching/folding/test_words.py::test_what_follows_a_relation_is_the_name_of_somebody_else",),
    ),
    Protection(
        "what is written for nothing is no name",
        "rihai/matching/folding/folder.py",
        old="        if self._is_nameless(found):\n            return ()\n",
        new="",
        tests=("tests/matching/folding/test_words.py::test_a_word_for_nothing_is_no_name",),
    ),
)
