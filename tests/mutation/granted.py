"""Protections of the words in which grants are asked for."""

from tests.mutation.protection import Protection

GRANTED: tuple[Protection, ...] = (
    Protection(
        "one row is shown only by a grant on itself",
        "rihai/access/granted.py",
        old=""" AND "access_grant"."subject_uid" = {uid})', (*given, *params, *given)\n""",
        new=""" OR "access_grant"."subject_uid" = {uid})', (*given, *params, *given)\n""",
        tests=("tests/access/test_granted.py::test_one_row_is_found_by_its_grant_as_among_all",),
    ),
    Protection(
        "the words kept for a page name the kind that is asked for",
        "rihai/access/granted.py",
        old="    return sql, tuple(label if value == ANY_LABEL else value for value in params)\n",
        new="    return sql, params\n",
        tests=("tests/access/test_granted.py::test_the_words_are_hers_and_name_the_kind_that_is_asked_for",),
    ),
)
