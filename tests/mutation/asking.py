"""Protections against fishing: questions to all, the pace of writing, people planted."""

from tests.mutation.protection import Protection

ASKING: tuple[Protection, ...] = (
    Protection(
        "checking the trail tells no house how much another did",
        "rihai/access/templates/access/trail_check.html",
        old="report.lines_without_counts",
        new="report.lines",
        tests=("tests/access/test_trail.py::test_the_check_does_not_tell_how_much_happened_in_other_houses",),
    ),
    Protection(
        "many names of one writer wait",
        "rihai/people/actions/registering.py",
        old="""        write_name(person, name, by)
    write_person_entry(person, not_before=compared_from(by))
""",
        new="""        write_name(person, name, by)
    write_person_entry(person)
""",
        tests=(
            "tests/people/test_search_entries.py::test_many_names_of_one_writer_in_a_day_are_compared_later_and_later",
        ),
    ),
    Protection(
        "a day allows few questions",
        "rihai/tracing/actions/asking.py",
        old="    if left.is_used_up:\n",
        new="    if False:\n",
        tests=(
            "tests/tracing/test_asking.py::test_more_than_the_budget_of_a_day_is_refused_and_a_new_day_gives_a_new_one",
        ),
    ),
    Protection(
        "an organisation shares one budget",
        "rihai/tracing/budgets.py",
        old=" or self.asked_by_organisation >= OF_ORGANISATION\n",
        new="\n",
        tests=("tests/tracing/test_asking.py::test_an_organisation_has_a_budget_of_its_own",),
    ),
    Protection(
        "many questions are slowed down",
        "rihai/tracing/actions/asking.py",
        old="not_before=now + wait)",
        new="not_before=now)",
        tests=("tests/tracing/test_asking.py::test_a_slowed_question_is_not_compared_at_once",),
    ),
    Protection(
        "a planted record is no find",
        "rihai/tracing/actions/proposing.py",
        old="_is_planted(one, by) or not is_held",
        new="not is_held",
        tests=(
            "tests/tracing/test_planted.py::test_whoever_asks_is_named_where_she_works_and_never_to_whoever_planted",
        ),
    ),
    Protection(
        "the trail of whoever asked says nothing of a proposal",
        "rihai/tracing/actions/proposing.py",
        old='audit.record("matches.withdrawn", by=by, matches',
        new='audit.record("matches.withdrawn", by=by, subject=entry, matches',
        tests=("tests/tracing/test_proposing.py::test_the_trail_of_whoever_asked_says_nothing_of_a_proposal",),
    ),
    Protection(
        "the accounts of one house are counted together",
        "rihai/people/pace.py",
        old="_written(list(colleagues), since) - OF_ORGANISATION",
        new="own - OF_ORGANISATION",
        tests=("tests/tracing/test_pace.py::test_ten_accounts_of_one_house_are_counted_as_one_house",),
    ),
    Protection(
        "nobody who writes little waits for her colleagues",
        "rihai/people/pace.py",
        old="    if own > HER_FIRST:\n",
        new="    if True:\n",
        tests=("tests/tracing/test_pace.py::test_nobody_who_writes_little_waits_for_what_her_colleagues_wrote",),
    ),
    Protection(
        "a question that shares one word with somebody planted is chance",
        "rihai/tracing/actions/noting.py",
        old=" or (asked is not None and not is_strong):",
        new=":",
        tests=(
            "tests/tracing/test_planted.py::test_a_question_that_shares_one_word_with_somebody_planted_is_told_to_nobody",
        ),
    ),
    Protection(
        "whoever planted hears of a question from its house alone",
        "rihai/tracing/actions/noting.py",
        old="    return other.organisation if is_heard",
        new="    return record.organisation if is_heard and asked else other.organisation if is_heard",
        tests=(
            "tests/tracing/test_planted.py::test_whoever_asks_is_named_where_she_works_and_never_to_whoever_planted",
        ),
    ),
    Protection(
        "whoever asked passes nothing on",
        "rihai/tracing/match_permissions.py",
        old="can_plant(user) and user.uid != hit.asked_by_id and",
        new="can_plant(user) and",
        tests=(
            "tests/tracing/test_planted.py::test_whoever_asked_does_not_hear_of_it_because_she_protects_the_data_too",
        ),
    ),
    Protection(
        "whoever planted is told of a house and of nobody in it",
        "rihai/tracing/templates/tracing/_planted_hit.html",
        old="{% elif hit.is_question %}<strong>{{ hit.asking.name }}</strong>",
        new="{% elif hit.is_question %}<strong>{{ hit.asking.name }} {{ hit.asked_by.display_name }}</strong>",
        tests=(
            "tests/tracing/test_planted.py::test_a_house_without_anybody_who_protects_its_data_is_named_to_whoever_planted_and_nobody_in_it",
        ),
    ),
    Protection(
        "nobody but its own lawyer is compared with names kept from her",
        "rihai/prosecution/names_typed.py",
        old="    return has_part and holds_privilege(by, about)\n",
        new="    return holds_privilege(by, about)\n",
        tests=(
            "tests/prosecution/test_names_typed.py::"
            "test_a_lawyer_of_the_house_is_compared_only_where_she_works_and_as_one_of_the_house",
        ),
    ),
    Protection(
        "the lawyer of the house sends out no name that she may not open",
        "rihai/prosecution/names_typed.py",
        old="        raise NamesUnseen(text, about, by)\n",
        new="        return\n",
        tests=(
            "tests/prosecution/test_names_typed.py::"
            "test_a_lawyer_of_the_house_is_stopped_by_a_name_she_may_not_open_and_not_told_which_word_it_is",
        ),
    ),
    Protection(
        "sending one form spares the draft of another that it names",
        "rihai/access/drafts/pages.py",
        old=".filter(pk=page.continues, **here)",
        new=".filter(pk=page.continues)",
        tests=("tests/web/test_drafts_waiting.py::test_sending_one_form_spares_the_draft_of_another_that_it_names",),
    ),
    Protection(
        "the last words before leaving are kept",
        "rihai/access/drafts/actions.py",
        old="    if is_leaving and turn - now <= IN_ADVANCE:\n",
        new="    if False:\n",
        tests=(
            "tests/web/test_drafts_waiting.py::test_whoever_leaves_in_a_rush_loses_no_words_and_gets_no_more_savings",
        ),
    ),
)
