"""Protections of what the search for the missing remembers: refusals, voices, snapshots, who was there before."""

from tests.mutation.protection import Protection

REFUSALS = "tests/tracing/test_refusals.py"
VOICES = "tests/tracing/test_voices.py"
PLANTED = "tests/tracing/test_planted.py"
PLANTING = "tests/tracing/test_planting.py"
NOTING = "rihai/tracing/actions/noting.py"
PACE = "tests/tracing/test_pace.py"

REMEMBERING: tuple[Protection, ...] = (
    Protection(
        "a refusal holds for every report of her",
        "rihai/tracing/selectors/matches.py",
        old="    if missing.person_id is not None:\n        sought |=",
        new="    if False:\n        sought |=",
        tests=(f"{REFUSALS}::test_another_report_of_the_same_person_brings_nothing_back",),
    ),
    Protection(
        "a refusal holds for every file that was linked to hers",
        "rihai/tracing/selectors/matches.py",
        old="    records = SamePerson.objects.all_records_of(held.person_id)\n",
        new="    records = {held.person_id}\n",
        tests=(f"{REFUSALS}::test_nor_does_a_file_that_was_linked_to_hers",),
    ),
    Protection(
        "a voice counts for the facts it looked at",
        "rihai/tracing/models/matches.py",
        old="(taken_back_at=None, of_state=self.state)",
        new="(taken_back_at=None)",
        tests=(f"{VOICES}::test_two_who_looked_at_different_facts_do_not_decide",),
    ),
    Protection(
        "the second colleague sees that facts changed",
        "rihai/tracing/selectors/matches.py",
        old=" and voice.of_state != match.state",
        new=" and voice.of_state is None",
        tests=(f"{VOICES}::test_the_second_colleague_sees_that_facts_changed_since_the_first_spoke",),
    ),
    Protection(
        "whoever planted a name never hears who wrote a record like it",
        NOTING,
        old="    return other.organisation if is_heard else record.organisation\n",
        new="    return record.organisation\n",
        tests=(
            f"{PLANTED}::test_a_record_that_is_alike_is_told_where_it_was_written_and_never_to_whoever_planted",
            f"{PLANTED}::test_a_mark_that_is_new_is_told_to_her_own_house_alone",
        ),
    ),
    Protection(
        "whoever only seeks claims to hold nobody",
        "rihai/tracing/actions/proposing.py",
        old=" == PLANTED and is_held(one.held):",
        new=" == PLANTED:",
        tests=(f"{PLANTED}::test_whoever_only_seeks_claims_nothing",),
    ),
    Protection(
        "only what was written after it was planted is a hit",
        NOTING,
        old="(ended_at=None, confirmed_at__lte=other.changed_at)",
        new="(ended_at=None)",
        tests=(f"{PLANTED}::test_a_real_name_does_not_tell_who_holds_her_when_her_file_grows",),
    ),
    Protection(
        "what the matcher is told afterwards is no hit",
        "rihai/tracing/actions/filling.py",
        old=".update(changed_at=None)",
        new=".exists()",
        tests=(f"{PLANTED}::test_what_is_told_to_the_matcher_afterwards_is_no_hit",),
    ),
    Protection(
        "one's own house is not looked up by planting",
        NOTING,
        old="or other.subject_label == PLANTED or is_own or",
        new="or other.subject_label == PLANTED or",
        tests=(f"{PLANTED}::test_the_records_of_one_s_own_house_are_not_looked_up_by_planting",),
    ),
    Protection(
        "what is somewhat like one planted record is told to nobody",
        NOTING,
        old=".distinct().count() >= SEVERAL:",
        new=".distinct().count() >= 1:",
        tests=(
            f"{PLANTED}::test_what_is_only_somewhat_alike_is_told_once_it_is_like_several",
            f"{PLANTED}::test_months_apart_they_are_chance",
        ),
    ),
    Protection(
        "two say that somebody planted is invented",
        "rihai/tracing/match_permissions.py",
        old=" and user.uid != planted.planted_by_id",
        new="",
        tests=(f"{PLANTING}::test_whoever_planted_does_not_confirm_it",),
    ),
    Protection(
        "few are planted in a month",
        "rihai/tracing/actions/planting.py",
        old="    check_may_plant_more(organisation.uid)\n",
        new="",
        tests=(f"{PLANTING}::test_a_month_allows_few_even_if_they_are_taken_out_again",),
    ),
    Protection(
        "people found without a name count in the pace",
        "rihai/people/pace.py",
        old='"person.registered", "person.corrected", "found.recorded_here", ',
        new='"person.corrected", ',
        tests=(f"{PACE}::test_people_found_without_a_name_count_like_others",),
    ),
    Protection(
        "so does a record that is taken back",
        "rihai/people/pace.py",
        old='"found.withdrawn", ',
        new="",
        tests=(f"{PACE}::test_a_record_taken_back_counts_once_more",),
    ),
    Protection(
        "a case that is opened waits like a record",
        "rihai/cases/actions/opening.py",
        old="write_person_entry(person, not_before=compared_from(by))",
        new="write_person_entry(person)",
        tests=(f"{PACE}::test_whoever_is_held_by_a_new_case_waits_as_a_new_record_does",),
    ),
    Protection(
        "what was to wait waits on",
        "rihai/people/search_entries.py",
        old="max(entry.made_at, not_before or now)",
        new="not_before or now",
        tests=(f"{PACE}::test_whoever_adds_to_the_file_brings_nobody_forward",),
    ),
    Protection(
        "a snapshot of other rules is made anew",
        "rihai/tracing/matcher/registers.py",
        old='        if not isinstance(listed, dict) or listed.get("made_by") != engine.made_by:\n',
        new="        if False:\n",
        tests=("tests/tracing/test_shipped_engine.py::test_what_was_kept_by_other_rules_is_made_anew",),
    ),
    Protection(
        "without a word in common nobody is shown",
        "rihai/tracing/matcher/engine.py",
        old="np.array([_has_words(found)])",
        new="np.array([True])",
        tests=("tests/tracing/test_shipped_engine.py::test_without_a_word_or_a_mark_in_common_nobody_is_shown",),
    ),
    Protection(
        "one matcher for one database",
        "rihai/tracing/matcher/alone.py",
        old=', "data folder", stop), _database_locked(stop, lost):',
        new=', "data folder", stop):',
        tests=("tests/tracing/test_matcher_alone.py::test_so_does_one_on_another_machine_with_the_same_database",),
    ),
    Protection(
        "whoever is erased is swept out however much waits",
        "rihai/tracing/matcher/process.py",
        old="            self._sweep()\n",
        new="            _ = taken or self._sweep()\n",
        tests=("tests/tracing/test_matcher_memory.py::test_whoever_is_erased_is_swept_out_however_much_waits",),
    ),
    Protection(
        "a withdrawn record is told to nobody afterwards either",
        "rihai/tracing/selectors/unknown.py",
        old="    return own.filter(~Q(Exists(found)) | Q(is_otherwise_on_file))\n",
        new="    return own\n",
        tests=("tests/tracing/test_earlier_records.py::test_what_saving_tells_nobody_is_told_nobody_afterwards",),
    ),
    Protection(
        "a thousand aliases do not stop the matcher",
        "rihai/people/search_entries.py",
        old="        rows = rows.filter(pk__in=list(chosen)[:MOST_NAMES])\n",
        new="        rows = rows.filter(pk__in=list(chosen))\n",
        tests=(
            "tests/people/test_search_entries.py"
            "::test_of_very_many_names_the_first_and_the_newest_of_each_kind_are_held",
        ),
    ),
    Protection(
        "a file is read once whoever changes it has finished",
        "rihai/people/search_entries.py",
        old="    lock_people([person.pk])\n",
        new="",
        tests=("tests/people/test_search_entries.py::test_her_file_is_read_once_whoever_changes_it_has_finished",),
    ),
    Protection(
        "whoever was taken out long before is erased from old matches",
        "rihai/tracing/actions/proposing.py",
        old="    for match in matches:\n        _erase(match)\n",
        new="",
        tests=(
            "tests/tracing/test_proposing.py::test_erasing_somebody_taken_out_long_ago_erases_what_was_decided_of_her",
        ),
    ),
    Protection(
        "corrections are slowed down like new records",
        "rihai/people/pace.py",
        old="    return rows + AuditEvent.objects",
        new="    return rows + AuditEvent.objects.none()",
        tests=(
            "tests/tracing/test_reports.py"
            "::test_whoever_corrects_one_report_again_and_again_is_compared_later_and_later",
        ),
    ),
    Protection(
        "what ended while it waited to be told is not brought back",
        "rihai/tracing/actions/filling.py",
        old="    return list(rows)\n",
        new="    return [one for one in records if label_of(one) == kind]\n",
        tests=("tests/tracing/test_earlier_records.py::test_what_ends_while_it_waits_its_turn_is_not_brought_back",),
    ),
    Protection(
        "a broken seal keeps nobody else from being found",
        "rihai/tracing/actions/filling.py",
        old="    except (VaultError, ValueError, TypeError) as failure:\n",
        new="    except ZeroDivisionError as failure:\n",
        tests=(
            "tests/tracing/test_earlier_records.py::"
            "test_a_broken_seal_is_passed_over_and_keeps_nobody_else_from_being_found",
        ),
    ),
    Protection(
        "of somebody erased nothing is proposed",
        "rihai/tracing/selectors/again.py",
        old="(pk__in=people, data_key__destroyed_at=None).values_list",
        new="(pk__in=people).values_list",
        tests=("tests/tracing/test_again.py::test_nothing_is_proposed_about_somebody_who_was_erased",),
    ),
    Protection(
        "a case that was erased is no sign",
        "rihai/tracing/selectors/again.py",
        old="provenance=Provenance.OWN, data_key__destroyed_at=None)",
        new="provenance=Provenance.OWN)",
        tests=("tests/tracing/test_again.py::test_what_was_erased_is_no_sign[case]",),
    ),
    Protection(
        "weights of two scales are not compared",
        "rihai/tracing/actions/proposing.py",
        old="one.model != refused.model_version or ",
        new="",
        tests=("tests/tracing/test_refusals.py::test_a_weight_of_another_scale_holds_nobody_back_once_facts_change",),
    ),
)
