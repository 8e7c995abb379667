"""Law cards say what a lawyer has confirmed, and nothing else; in a demonstration they say that on every card."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from rihai.accounts.models import Installation, User
from rihai.law.confirmations import Reviewed, add_reviewed
from rihai.law.loading import Law, law_of
from rihai.law.sourcing import Confirmation, Decision
from rihai.prosecution.documents.law_cards import load_cards, shown
from rihai.prosecution.law.law_read import kept_in, law_read
from tests.conftest import SignedIn

LAW = law_of()
DAY = date(2026, 11, 20)
TOLD = ("statement refusal-in-writing", "remedy fir-refused", "clock fir-refusal-sp")
WORDS = "Superintendent of Police"


@pytest.fixture(autouse=True)
def no_file_of_another_test() -> Iterator[None]:
    yield
    kept_in().unlink(missing_ok=True)


def confirm(told: Iterable[str]) -> None:
    for one in told:
        entry = LAW.entry(one)
        assert entry is not None
        kind = one.split()[0]
        add_reviewed(kept_in(), [Reviewed(entry.id, kind, entry.digest, Decision.CONFIRMED, "Adv. Rao", DAY)])


def card(client: Client, code: str = "fir_refused") -> str:
    answer = client.get(reverse("prosecution:law_card", args=[code]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_lawyer_no_card_says_anything_of_the_law() -> None:
    for one in shown(load_cards().values(), "en", law_read()):
        assert one.said == ()
        assert any(name.startswith("a sentence of the card on ") for name in one.waiting)
        assert not any(key in one.waiting or f"statement {key}" in one.waiting for key in one.card.statements)


def test_a_sentence_needs_her_word_for_it_and_for_every_entry_under_it() -> None:
    (cards,) = ([load_cards()["fir_refused"]],)
    for number in range(len(TOLD)):
        kept_in().unlink(missing_ok=True)
        confirm(TOLD[:number] + TOLD[number + 1 :])
        assert all(WORDS not in one.words for one in shown(cards, "en", law_read())[0].said)

    kept_in().unlink()
    confirm(TOLD)

    assert [one.words for one in shown(cards, "en", law_read())[0].said if WORDS in one.words]


def test_the_page_names_entry_source_lawyer_and_day_and_waiting_ones_without_their_words(
    asha: User, signed_in: SignedIn
) -> None:
    confirm(TOLD)

    page = card(signed_in(asha))

    assert WORDS in page
    assert "BNSS 173(4)" in page
    assert "Source: a copy or a Bill, not the official text. Confirmed by Adv. Rao on" in page
    assert "a sentence of the card" in page
    assert "refusal-magistrate" not in page
    assert LAW.statements["refusal-magistrate"].words not in page
    assert "DEMONSTRATION" not in page


def test_an_empty_card_says_so_and_sends_to_a_lawyer(asha: User, signed_in: SignedIn) -> None:
    page = card(signed_in(asha), "age")

    assert "Ask a lawyer." in page
    assert LAW.statements["age-papers"].words not in page


def test_every_card_of_a_demonstration_is_marked(asha: User, signed_in: SignedIn, settings: Settings) -> None:
    settings.DEMO = True
    Installation.objects.update_or_create(only=True, defaults={"kind": Installation.Kind.DEMO})
    client = signed_in(asha)

    speaking = [one.card.code for one in shown(load_cards().values(), "en", law_read()) if one.said]
    assert len(speaking) >= 6

    assert all("DEMONSTRATION" in card(client, code) for code in speaking)


def test_another_language_stands_there_only_when_a_lawyer_confirmed_it(tmp_path: Path) -> None:
    folder = shutil.copytree(Path(__file__).resolve().parents[2] / "rihai" / "law" / "data" / "india", tmp_path / "in")
    row = {
        "id": "hi-copy", "statement": "copy-free", "language": "hi", "words": "Prati muft milti hai", "read": True,
        "confidence": "high", "source": ["gk"],
    }  # fmt: skip
    (folder / "renderings.yaml").write_text(yaml.safe_dump({"renderings": [row]}))
    law = Law("india", folder)
    english = [law.statements["copy-free"], law.clocks["fir-copy"]]
    both = [*english, law.renderings["hi-copy"]]

    said = []
    for entries in (english, both):
        confirmed = {one.digest: Confirmation(one.id, "Adv. Rao", DAY, one.digest) for one in entries}
        read = replace(law_read(), law=law, confirmations=confirmed)
        said.append(shown([load_cards()["fir_copy"]], "hi", read)[0].said[0])

    assert [(one.language, one.words) for one in said] == [
        ("en", law.statements["copy-free"].words),
        ("hi", "Prati muft milti hai"),
    ]


def test_the_list_leads_to_every_card_and_strangers_to_the_door(
    asha: User, signed_in: SignedIn, client: Client
) -> None:
    address = reverse("prosecution:law_card_list")

    page = signed_in(asha).get(address).content.decode()

    assert all(reverse("prosecution:law_card", args=[code]) in page for code in load_cards())
    assert client.get(address).status_code == 302
    assert signed_in(asha).get(reverse("prosecution:law_card", args=["nothing"])).status_code == 404


def test_a_broken_file_is_said_on_the_pages(asha: User, signed_in: SignedIn) -> None:
    kept_in().write_text("broken")

    assert "What lawyers have confirmed cannot be read" in card(signed_in(asha))


def test_a_card_says_what_to_do_now_before_any_lawyer_confirmed_it(asha: User, signed_in: SignedIn) -> None:
    page = card(signed_in(asha), "threats")

    assert "In danger, call 112 at once. Write down when and how" in page
