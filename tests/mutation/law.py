"""Protections of the law engine: dates that must not go away, and a lawyer's word that must not be made up."""

from tests.mutation.protection import Protection

LAW: tuple[Protection, ...] = (
    Protection(
        "what nobody has said denies nothing",
        "rihai/law/conditions.py",
        old="    return Truth.UNKNOWN if value is None else OPERATORS",
        new="    return Truth.NO if value is None else OPERATORS",
        tests=("tests/law/test_law_properties.py::test_unknown_is_never_false",),
    ),
    Protection(
        "a list that may go on denies nothing",
        "rihai/law/conditions.py",
        old="    return Truth.UNKNOWN if value.is_open else Truth.NO\n",
        new="    return Truth.NO\n",
        tests=("tests/law/test_conditions.py::test_an_operator_compares_as_its_name_says",),
    ),
    Protection(
        "what harms the person is never suggested",
        "rihai/law/evaluation.py",
        old='one.harm != "harms_victim" and not one.is_background',
        new="not one.is_background",
        tests=("tests/law/test_rules.py::test_2_what_harms_the_person_is_never_suggested_whatever_the_facts_are",),
    ),
    Protection(
        "what harms the person is flagged in an FIR",
        "rihai/law/fir.py",
        old='        if finding.provision.harm == "harms_victim":\n',
        new="        if False:\n",
        tests=(
            "tests/law/test_rules.py::test_2_what_harms_the_person_is_flagged_with_the_remedy_where_the_fir_has_it",
        ),
    ),
    Protection(
        "a law is no law before its first day",
        "rihai/law/evaluation.py",
        old="(offence.first and offence.first > last) or (offence.last and offence.last < first)",
        new="offence.first and offence.first > last",
        tests=("tests/law/test_spec.py::test_a_provision_begins_on_its_first_day_and_ends_with_its_last",),
    ),
    Protection(
        "what is still to do is never met",
        "rihai/law/evaluation.py",
        old="    if provision.is_to_do and truth is Truth.YES:\n        truth = Truth.UNKNOWN\n",
        new="",
        tests=("tests/law/test_law_data.py::test_what_has_no_elements_yet_is_not_met_by_having_none",),
    ),
    Protection(
        "nobody types what is worked out",
        "rihai/law/facts.py",
        old="    if fact.is_derived:\n",
        new="    if False:\n",
        tests=("tests/law/test_facts.py::test_a_malformed_fact_is_named_with_what_could_stand_there",),
    ),
    Protection(
        "a fact given twice is not chosen between",
        "rihai/law/yaml_text.py",
        old="        if len(mapping) < len(node.value):\n",
        new="        if False:\n",
        tests=("tests/law/test_facts.py::test_a_text_that_cannot_be_read_is_told_in_words",),
    ),
    Protection(
        "no kind of source is told without its lawyer",
        "rihai/law/sourcing.py",
        old='        return f"{said}; {self.confirmed_words}"\n',
        new="        return said\n",
        tests=(
            "tests/law/test_law_data.py::test_no_entry_is_shown_without_its_lawyer_or_the_word_that_none_has_read_it",
        ),
    ),
    Protection(
        "an entry that no lawyer has confirmed silences no earlier date",
        "rihai/law/clocks_safe.py",
        old="    if not clock.keeps or _is_confirmed(case, clock, case.alone(clock), confirmations):\n",
        new="    if True:\n",
        tests=(
            "tests/law/test_clocks.py::TestDefaultBail::"
            "test_a_section_with_life_gives_ninety_days_and_keeps_the_sixtieth_as_the_safe_day",
        ),
    ),
    Protection(
        "a program is given the earlier date that no lawyer has ruled out",
        "rihai/law/clocks_safe.py",
        old="        return not any(_is_confirmed(case, other,",
        new="        return False and not any(_is_confirmed(case, other,",
        tests=(
            "tests/law/test_clocks_cli.py::"
            "test_a_program_is_given_the_earlier_date_until_a_lawyer_has_confirmed_the_later_one",
        ),
    ),
    Protection(
        "a bar that only an unconfirmed section lifts stays",
        "rihai/law/clocks_safe.py",
        old="    return not _is_confirmed(case, clock, graver, confirmations)\n",
        new="    return False\n",
        tests=(
            "tests/law/test_clocks_cli.py::test_a_program_is_given_a_bar_that_only_an_unconfirmed_graver_section_lifts",
        ),
    ),
    Protection(
        "events that contradict the facts are not counted from",
        "rihai/law/cli/files.py",
        old="    check_events(facts, happened)\n",
        new="",
        tests=("tests/law/test_clocks_cli.py::test_what_is_malformed_is_named_with_what_is_allowed",),
    ),
    Protection(
        "a long list of events ends",
        "rihai/law/clocks_events.py",
        old="    if len(found) > MOST_EVENTS:\n",
        new="    if False:\n",
        tests=("tests/law/test_clocks_events.py::test_what_cannot_be_understood_is_named_with_what_is_allowed",),
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
        old="    alone = case.alone(clock) if is_aside else ()\n",
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
    Protection(
        "what a lawyer doubts does not count",
        "rihai/law/loading.py",
        old="        if said is not None and said.decision is not Decision.CONFIRMED:\n",
        new="        if False:\n",
        tests=("tests/law/test_review.py::test_what_a_lawyer_doubts_is_shown_with_her_words_and_does_not_count",),
    ),
    Protection(
        "an invented lawyer never outweighs a real one",
        "rihai/law/confirmations.py",
        old="key=lambda each: (not each.is_demonstration, each.on)",
        new="key=lambda each: (each.is_demonstration, each.on)",
        tests=("tests/law/test_review.py::test_an_invented_lawyer_never_outweighs_a_real_one",),
    ),
    Protection(
        "an older review that is read later overrides nothing",
        "rihai/law/confirmations.py",
        old="key=lambda each: (not each.is_demonstration, each.on)",
        new="key=lambda each: (not each.is_demonstration,)",
        tests=("tests/law/test_review.py::test_an_older_review_that_is_read_later_overrides_nothing",),
    ),
    Protection(
        "no text stands for something else in it",
        "rihai/law/yaml_text.py",
        old="        if self.check_event(yaml.AliasEvent):",
        new="        if False:",
        tests=("tests/law/test_yaml_text.py::test_even_one_reference_is_refused",),
    ),
    Protection(
        "whoever grew out of an age limit on the way does not meet it for all days",
        "rihai/law/ages.py",
        old="Ages(growing.least_on(begin), growing.most_on(end), age)",
        new="Ages(growing.least_on(begin), age, age)",
        tests=(
            "tests/law/test_ages.py::test_whoever_grew_out_of_an_age_limit_on_the_way_is_asked_what_was_done_when[16]",
        ),
    ),
)
