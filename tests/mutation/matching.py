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
        "a half file is taken away again",
        "rihai/matching/written.py",
        old="        part.unlink(missing_ok=True)\n",
        new="        pass\n",
        tests=(
            "tests/matching/test_files_written.py::test_whatever_ends_the_writing_leaves_the_old_file_and_no_other",
        ),
    ),
    Protection(
        "no name reaches Splink's temporary files",
        "rihai/matching/engines/columns.py",
        old="return hashlib.blake2b(text.encode(), key=self._key, digest_size=8).hexdigest() if text else None",
        new="return text or None",
        tests=("tests/matching/test_splink_engines.py::test_rows_agree_across_scripts_and_hold_no_name",),
    ),
)
