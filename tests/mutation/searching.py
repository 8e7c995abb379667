"""Protections of comparing names: what no cache keeps, and which words are no name."""

from tests.mutation.protection import Protection

SEARCHING: tuple[Protection, ...] = (
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
