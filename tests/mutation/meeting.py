"""Protections of the search for the missing: entries, the matcher, and what is proposed to whom."""

from tests.mutation.protection import Protection

MEETING: tuple[Protection, ...] = (
    Protection(
        "the matcher opens only what is compared",
        "rihai/access/machine.py",
        old="    if others:\n",
        new="    if False:\n",
        tests=("tests/people/test_search_entries.py::test_the_machine_opens_nothing_that_is_not_compared",),
    ),
    Protection(
        "a published story is not searched for",
        "rihai/people/search_entries.py",
        old="    if person.provenance != Provenance.OWN:\n        return\n",
        new="",
        tests=("tests/people/test_search_entries.py::test_a_published_story_is_not_searched_for",),
    ),
    Protection(
        "an erased record is found by nobody",
        "rihai/people/entry_models.py",
        old="        return left.filter(data_key__destroyed_at=None, person__data_key__destroyed_at=None)\n",
        new="        return left\n",
        tests=("tests/people/test_search_entries.py::test_erasing_her_takes_her_entry_out_of_force",),
    ),
    Protection(
        "a match belongs to the holder",
        "rihai/tracing/actions/proposing.py",
        old="        organisation_id=one.held.organisation_id,\n",
        new="        organisation_id=one.missing.organisation_id,\n",
        tests=("tests/tracing/test_proposing.py::test_somebody_held_and_somebody_sought_meet_at_the_holder",),
    ),
    Protection(
        "of another house only what agrees is shown",
        "rihai/tracing/matcher/findings.py",
        old="float(reason.points)) if is_across else found\n",
        new="float(reason.points)) if False else found\n",
        tests=("tests/tracing/test_proposing.py::test_of_another_house_the_holder_reads_only_words_of_her_own_record",),
    ),
    Protection(
        "how far another comes behind measures no fact of another house",
        "rihai/tracing/matcher/findings.py",
        old="    digits = 0 if is_across else 2\n",
        new="    digits = 2\n",
        tests=(
            "tests/tracing/test_proposing.py::"
            "test_how_far_another_of_hers_comes_behind_tells_no_tenth_of_another_house",
        ),
    ),
    Protection(
        "of a word that met the rest is not shown",
        "rihai/tracing/matcher/findings.py",
        old=" if word and word.casefold() in theirs)",
        new=" if word)",
        tests=("tests/tracing/test_proposing.py::test_of_another_house_the_holder_reads_only_words_of_her_own_record",),
    ),
    Protection(
        "two who seek are no holders of each other",
        "rihai/tracing/actions/proposing.py",
        old="not is_held(one.held) or _is_one_person(one)\n",
        new="_is_one_person(one)\n",
        tests=("tests/tracing/test_proposing.py::test_two_who_seek_the_same_girl_do_not_learn_of_each_other",),
    ),
    Protection(
        "a refused pair rests",
        "rihai/tracing/actions/proposing.py",
        old="    if refused is not None and not _says_more(one, refused):\n",
        new="    if False:\n",
        tests=("tests/tracing/test_proposing.py::test_a_refused_pair_is_not_proposed_again",),
    ),
    Protection(
        "erasing one side erases the proposal",
        "rihai/tracing/actions/proposing.py",
        old="        destroy_data_key(key)\n",
        new="        pass\n",
        tests=("tests/tracing/test_proposing.py::test_erasing_one_side_erases_what_the_proposal_says",),
    ),
    Protection(
        "another record of the same girl hides neither",
        "rihai/tracing/matcher/registers.py",
        old="*self._engine.alone(one, len(other), expected)",
        new="one.probability, one.band",
        tests=("tests/tracing/test_shipped_engine.py::test_another_record_of_the_same_girl_hides_neither",),
    ),
    Protection(
        "a proposal that could not be looked at again stays",
        "rihai/tracing/actions/proposing.py",
        old="        if is_whole or _has_lost_a_side(match):\n",
        new="        if True:\n",
        tests=("tests/tracing/test_proposing.py::test_a_proposal_that_could_not_be_looked_at_again_stays",),
    ),
    Protection(
        "an entry that the engine refuses holds up no other",
        "rihai/tracing/matcher/taking.py",
        old='self._has(one[0], "let in", partial(self._put_one, *one))',
        new="self._put_one(*one) is None",
        tests=("tests/tracing/test_matcher_memory.py::test_one_entry_that_the_engine_refuses_holds_up_no_other",),
    ),
    Protection(
        "the matcher's socket is its user's alone",
        "rihai/tracing/matcher/server.py",
        old="    before = os.umask(0o177)",
        new="    before = os.umask(0)",
        tests=("tests/tracing/test_matcher_process.py::test_its_socket_is_this_user_s_alone_and_says_numbers_only",),
    ),
    Protection(
        "the matcher leaves no core file",
        "rihai/tracing/matcher/process.py",
        old="    leave_no_core()\n",
        new="",
        tests=("tests/tracing/test_matcher_process.py::test_it_leaves_no_core_file_and_lets_nobody_into_its_memory",),
    ),
    Protection(
        "the matcher logs kinds of errors",
        "rihai/tracing/matcher/process.py",
        old="what, type(failure).__name__)",
        new="what, failure)",
        tests=("tests/tracing/test_matcher_process.py::test_it_logs_kinds_of_errors_and_never_their_words",),
    ),
    Protection(
        "the snapshot is sealed",
        "rihai/vault/whole_files.py",
        old="            file.write(sealer.update(piece))\n",
        new="            file.write(sealer.update(piece)[:0] + piece)\n",
        tests=(
            "tests/tracing/test_matcher_memory.py::test_no_name_stands_in_the_snapshot_in_clear_and_nobody_else_reads_it",
        ),
    ),
    Protection(
        "the files of others who are missing push nobody out",
        "rihai/tracing/actions/proposing.py",
        old="_propose(one, by, rank=rank)",
        new="_propose(one, by, rank=proposals.index(one))",
        tests=(
            "tests/tracing/test_compared.py::test_files_of_other_missing_girls_of_her_name_push_nobody_out_of_the_ten",
        ),
    ),
    Protection(
        "a proposal speaks of the state of the missing side that was compared",
        "rihai/tracing/matcher/comparing.py",
        old=" else (likeness.version, entry.version)",
        new=" else (other.version, entry.version)",
        tests=("tests/tracing/test_compared.py::test_a_proposal_speaks_of_the_state_that_was_compared",),
    ),
    Protection(
        "a proposal speaks of the state of the held side that was compared",
        "rihai/tracing/matcher/comparing.py",
        old="(entry.version, likeness.version) if",
        new="(entry.version, other.version) if",
        tests=(
            "tests/tracing/test_compared.py::"
            "test_after_a_restart_whoever_waits_to_be_put_right_is_found_by_what_was_said_before",
        ),
    ),
    Protection(
        "a restart forgets nobody whose correction waits",
        "rihai/tracing/matcher/taking.py",
        old="        rows = SearchEntry.objects.in_force()\n",
        new="        rows = SearchEntry.objects.in_force().filter(made_at__lte=now)\n",
        tests=(
            "tests/tracing/test_compared.py::test_after_a_restart_whoever_waits_to_be_put_right_is_found_by_what_was_said_before",
        ),
    ),
)
