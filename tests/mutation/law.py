"""Protections of the law engine: dates that must not go away, and a lawyer's word that must not be made up."""

from tests.mutation.protection import Protection

LAW: tuple[Protection, ...] = (
    Protection(
        "an entry that no lawyer has confirmed silences no earlier date",
        "rihai/law/clocks.py",
        old="    if is_ruled_out and case.law.sourcing_of(clock, confirmations).counts:\n",
        new="    if True:\n",
        tests=(
            "tests/law/test_clocks.py::TestDefaultBail::"
            "test_a_section_with_life_gives_ninety_days_and_keeps_the_sixtieth_as_the_safe_day",
        ),
    ),
    Protection(
        "an invented lawyer of a demonstration confirms nothing",
        "rihai/law/sourcing.py",
        old="        return self.confirmed is not None and not self.confirmed.is_demonstration\n",
        new="        return self.confirmed is not None\n",
        tests=("tests/law/test_clocks.py::TestDefaultBail::test_a_demonstration_confirms_nothing",),
    ),
    Protection(
        "what a graver section sets aside is still seen",
        "rihai/law/clocks.py",
        old="    alone = case.alone(clock) if explained.truth is Truth.NO else ()\n",
        new="    alone: tuple[str, ...] = ()\n",
        tests=(
            "tests/law/test_clocks.py::TestLimitation::test_beside_a_graver_section_it_is_set_aside_and_still_seen",
        ),
    ),
    Protection(
        "ninety days are not ruled out while they are possible",
        "rihai/law/clocks_case.py",
        old="        if found.truth is Truth.NO and self._may_be_ninety():\n",
        new="        if False:\n",
        tests=("tests/law/test_clocks.py::TestDefaultBail::test_while_ninety_days_are_possible_both_are_shown",),
    ),
    Protection(
        "custody waits for no open day",
        "rihai/law/clocks_data.py",
        old="    if waits_by and is_custody:\n",
        new="    if False:\n",
        tests=("tests/law/test_clocks_data.py::test_custody_cannot_be_made_to_wait_for_an_open_day",),
    ),
    Protection(
        "no date is made of a word of the law",
        "rihai/law/counting.py",
        old="    if limit.is_words:\n        return None\n",
        new="",
        tests=("tests/law/test_counting.py::test_no_date_is_made_of_a_word",),
    ),
    Protection(
        "a changed entry loses its confirmation",
        "rihai/law/loading.py",
        old="(confirmations or {}).get(entry.digest)",
        new="next(iter((confirmations or {}).values()), None)",
        tests=("tests/law/test_review.py::test_a_changed_entry_has_lost_its_confirmation",),
    ),
    Protection(
        "a text rewritten in the sheet cannot be confirmed",
        "rihai/law/review.py",
        old="    return _changed(law, entry, row)\n",
        new='    return ""\n',
        tests=("tests/law/test_review.py::test_a_text_rewritten_in_the_sheet_cannot_be_confirmed",),
    ),
    Protection(
        "a sheet with one mistake changes nothing",
        "rihai/law/review.py",
        old="    if problems:\n        raise SheetProblem(problems)\n    return tuple(found.values())\n",
        new="    return tuple(found.values())\n",
        tests=("tests/law/test_review.py::test_a_sheet_with_one_mistake_changes_nothing",),
    ),
    Protection(
        "no cell of the sheet is a formula",
        "rihai/law/review.py",
        old="""    return f"'{text}" if text.startswith(FORMULA) else text\n""",
        new="    return text\n",
        tests=("tests/law/test_review.py::test_no_cell_is_a_formula",),
    ),
)
