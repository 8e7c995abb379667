"""A line on paper that says where the chain ended."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.audit.heads import HeadRefused, SignedHead, signed_head
from rihai.audit.macs import FIRST_LINK
from rihai.audit.models import AuditLink
from tests.audit.trail import sealed_trail

pytestmark = pytest.mark.django_db


def test_the_line_says_where_the_chain_ends() -> None:
    sealed_trail(3)

    head = signed_head()

    assert (head.position, head.link) == (3, bytes(AuditLink.objects.get(position=3).link))
    assert head.is_genuine
    assert "\n" not in str(head)


def test_an_empty_chain_has_a_head_too() -> None:
    head = signed_head()

    assert (head.position, head.link, head.is_genuine) == (0, FIRST_LINK, True)


def test_the_line_can_be_read_back_after_mail_has_broken_it() -> None:
    sealed_trail(2)
    head = signed_head()
    line = str(head)

    broken = f"  {line[:60]}\r\n {line[60:120]}\n{line[120:]} \n"

    assert SignedHead.parse(broken) == head


@given(st.data())
def test_a_line_with_one_character_changed_is_refused_or_not_genuine(data: st.DataObject) -> None:
    line = str(signed_head())
    place = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.sampled_from([c for c in "0123456789abcdef/-:.T+x" if c != line[place]]))
    changed = line[:place] + other + line[place + 1 :]

    try:
        head = SignedHead.parse(changed)
    except HeadRefused:
        return

    assert not head.is_genuine


@pytest.mark.parametrize("text", ["", "rihai-audit-1", "rihai-audit-1/1/00/now/00", "पंक्ति"])
def test_something_else_is_refused_with_words(text: str) -> None:
    with pytest.raises(HeadRefused, match="Copy the whole line"):
        SignedHead.parse(text)


def test_an_impossible_time_is_refused_with_words() -> None:
    line = str(signed_head())
    at = line.split("/")[3]

    with pytest.raises(HeadRefused, match="line is damaged"):
        SignedHead.parse(line.replace(at, at.replace(at[:7], "2026-99")))


def test_the_same_time_in_another_spelling_is_refused() -> None:
    line = str(signed_head())

    with pytest.raises(HeadRefused, match="line is damaged"):
        SignedHead.parse(line.replace("+00:00", "-00:00"))


def test_the_time_is_that_of_the_signature() -> None:
    head = signed_head()

    assert datetime.fromisoformat(str(head).split("/")[3]) == head.at
