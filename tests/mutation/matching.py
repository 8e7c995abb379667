"""Protections of registers as files: names sealed, nothing half written, no reason that quotes a row."""

from tests.mutation.protection import Protection

MATCHING: tuple[Protection, ...] = (
    Protection(
        "a key file that others may read is refused",
        "rihai/matching/keyfiles.py",
        old="    if mode & (stat.S_IRWXG | stat.S_IRWXO):\n",
        new="    if False:\n",
        tests=(
            "tests/matching/test_files_written.py::"
            "test_a_key_file_that_others_may_read_or_that_holds_no_key_is_refused",
        ),
    ),
    Protection(
        "an index is never saved in clear",
        "rihai/matching/cli/query.py",
        old="    if save_to and key is None:\n",
        new="    if False:\n",
        tests=("tests/matching/test_match_query.py::test_no_index_is_saved_in_clear",),
    ),
    Protection(
        "a key file is never written over",
        "rihai/matching/cli/query.py",
        old="    check_apart([missing, found, key_file, model_file], [out, save_to, rejects])\n",
        new="    check_apart([missing, found], [out, save_to, rejects])\n",
        tests=("tests/matching/test_match_query.py::test_neither_key_nor_model_is_ever_written_over",),
    ),
    Protection(
        "a model file that says nonsense is refused",
        "rihai/matching/model.py",
        old="        if len(caps) != at.COMPARISONS or",
        new="        if False and",
        tests=("tests/matching/test_model.py::test_a_part_that_is_nonsense_is_refused_by_its_name",),
    ),
    Protection(
        "nobody is shown without a word or a mark in common",
        "rihai/matching/calibration.py",
        old="    return np.where(has_words, chance, np.minimum(chance, WITHOUT_WORDS))\n",
        new="    return np.asarray(chance, np.float64)\n",
        tests=(
            "tests/matching/test_index.py::test_without_a_word_or_a_mark_in_common_nobody_is_shown",
            "tests/matching/test_bulk.py::test_without_a_word_in_common_nobody_is_shown",
        ),
    ),
    Protection(
        "a rival one does not ask for is a rival all the same",
        "rihai/matching/index.py",
        old="        hits = self.hits(batch, max(top, calibration.RIVALS))\n",
        new="        hits = self.hits(batch, top)\n",
        tests=("tests/matching/test_index.py::test_of_two_alike_neither_is_shown_however_few_are_asked_for",),
    ),
    Protection(
        "nobody is proposed who was found before going missing",
        "rihai/matching/weights.py",
        old="        direction=direction,\n",
        new="        direction=0,\n",
        tests=("tests/matching/test_index.py::test_who_was_found_before_going_missing_is_no_candidate",),
    ),
    Protection(
        "no comparison decides beyond its cap",
        "rihai/matching/weights.py",
        old="        cap=np.array(model.caps, np.float32),\n",
        new="        cap=np.full(len(model.caps), 1e3, np.float32),\n",
        tests=("tests/matching/test_weights.py::test_no_comparison_decides_beyond_its_cap",),
    ),
    Protection(
        "a family name is counted once",
        "rihai/matching/weights.py",
        old="        guard=model.guard,\n",
        new="        guard=1.0,\n",
        tests=("tests/matching/test_weights.py::test_the_family_name_of_both_counts_once",),
    ),
    Protection(
        "a half file is taken away again",
        "rihai/matching/written.py",
        old="        part.unlink(missing_ok=True)\n",
        new="        pass\n",
        tests=(
            "tests/matching/test_files_written.py::test_whatever_ends_the_writing_leaves_the_old_file_and_no_other",
        ),
    ),
    Protection(
        "what a killed program left is taken away",
        "rihai/matching/written.py",
        old="            part.unlink()\n",
        new="            pass\n",
        tests=(
            "tests/matching/test_match_killed.py::test_a_kill_leaves_no_name_and_the_next_command_takes_the_rest_away",
        ),
    ),
    Protection(
        "a crash of a program that holds registers writes no core",
        "rihai/matching/cli/__init__.py",
        old="    leave_no_core()\n",
        new="    pass\n",
        tests=("tests/matching/test_match_killed.py::test_a_crash_writes_no_core",),
    ),
    Protection(
        "no name reaches Splink's temporary files",
        "rihai/matching/engines/columns.py",
        old="return hashlib.blake2b(text.encode(), key=self._key, digest_size=8).hexdigest() if text else None",
        new="return text or None",
        tests=("tests/matching/test_splink_engines.py::test_rows_agree_across_scripts_and_hold_no_name",),
    ),
)
