"""Names fold so that spellings and scripts meet."""

import pytest

from rihai.matching.folding import Folder, Level, level


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sunita", "सुनीता"), ("Ganesh", "গণেশ"), ("Lakshmi", "লক্ষ্মী"), ("Wahid", "ওয়াহিদ"), ("Chowdhury", "চৌধুরী")],
)
def test_two_scripts_meet(one: str, other: str) -> None:
    folder = Folder()

    (first,), (second,) = folder.name(one), folder.name(other)

    assert level(first, second) <= Level.SKELETON
