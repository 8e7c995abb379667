"""What a paper says of the law: provision and punishment by the code of the case, and no advice to a lawyer."""

import pytest

from rihai.law.clocks_data import Clock
from rihai.law.entries import Remedy
from rihai.law.loading import law_of
from rihai.prosecution.papers import load_papers, says

LAW = law_of()


@pytest.mark.parametrize("told", sorted({one for paper in load_papers().values() for one in paper.needs}))
def test_no_paper_tells_the_other_side_what_a_lawyer_means_to_do(told: str) -> None:
    entry = LAW.entry(told)
    assert isinstance(entry, Remedy | Clock)

    text = says(entry)

    steps = (*entry.steps, entry.forum) if isinstance(entry, Remedy) else ()
    assert not [one for one in steps if one in text]
    assert entry.provision in text


def test_a_section_stands_there_with_its_punishment() -> None:
    assert says(LAW.provisions["ipc-370-4"]).endswith("Punishment: RI 10 yrs-life + fine")
