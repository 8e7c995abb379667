"""What an invented lawyer has confirmed: it may be seen in the demonstration, and counts for nothing outside it."""

from rihai.law.demonstration import demonstration_of
from rihai.law.loading import law_of
from rihai.law.review_words import entries_of

LAW = law_of()
SAID = demonstration_of(LAW)


def test_a_handful_is_confirmed_and_every_entry_says_it_is_a_demonstration() -> None:
    found = [LAW.sourcing_of(entry, SAID) for _, entry in entries_of(LAW) if entry.digest in SAID]

    assert 10 < len(found) == len(SAID) <= 45
    assert all("demonstration: confirmed by Adv. Meera Invented" in sourcing.words for sourcing in found)


def test_it_may_be_quoted_in_the_demonstration_alone() -> None:
    shown, other = (LAW.sourcing_of(LAW.clocks[key], SAID) for key in ("cwc-24h", "commit-90"))

    assert shown.may_be_quoted(in_demonstration=True)
    assert not shown.may_be_quoted()
    assert not other.may_be_quoted(in_demonstration=True)
    assert not other.may_be_quoted()
