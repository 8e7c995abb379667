"""A form sent twice is acted upon once; changed contents are another form."""

import time
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, reverse

from rihai.accounts.actions import create_user
from rihai.accounts.models import Desk, Submission, User
from rihai.accounts.submissions import answers_resends, once, one_at_a_time
from rihai.accounts.uploads import takes_files
from tests.conftest import SignedIn, sign_in
from tests.together import AtOnce

Sender = Callable[..., HttpRequest]


@pytest.fixture
def sender(rf: RequestFactory, admin: User) -> Sender:
    def send(token: str, by: Any = admin, path: str = "/x/", **fields: Any) -> HttpRequest:
        request = rf.post(path, {"form_token": token, **fields})
        request.user = by
        return request

    return send


def act(request: HttpRequest, done: list[str]) -> str:
    with once(request) as sent:
        if sent.is_first:
            done.append("done")
            sent.goes_to(f"/answer/{len(done)}/")
    return sent.answer()["Location"]


def test_a_resend_does_nothing_and_gets_the_same_answer(sender: Sender) -> None:
    token, done = str(uuid.uuid4()), list[str]()

    answers = [act(sender(token, note="a", csrfmiddlewaretoken=str(number)), done) for number in range(3)]

    assert done == ["done"]
    assert answers == ["/answer/1/"] * 3


@pytest.mark.parametrize("change", [{"note": "b"}, {"note": ["a", "a"]}, {"other": "a"}, {"path": "/y/"}])
def test_changed_contents_are_another_form(sender: Sender, change: dict[str, Any]) -> None:
    token, done = str(uuid.uuid4()), list[str]()

    act(sender(token, note="a"), done)
    act(sender(token, **{"note": "a", **change}), done)

    assert done == ["done", "done"]


def test_another_person_or_page_load_is_another_form(sender: Sender, asha: User) -> None:
    token, done = str(uuid.uuid4()), list[str]()

    act(sender(token), done)
    act(sender(token, by=asha), done)
    act(sender(str(uuid.uuid4())), done)

    assert len(done) == 3


def test_an_action_that_fails_leaves_the_form_unsent(sender: Sender) -> None:
    token, done = str(uuid.uuid4()), list[str]()

    with pytest.raises(ZeroDivisionError), once(sender(token)):
        raise ZeroDivisionError
    act(sender(token), done)

    assert done == ["done"]


def test_forgetting_the_answer_is_an_error_and_undoes_everything(sender: Sender, admin: User) -> None:
    with pytest.raises(RuntimeError, match="goes_to"), once(sender(str(uuid.uuid4()))):
        create_user(username="new", display_name="New", by=admin)

    assert not User.objects.filter(username="new").exists()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("token", ["", "not-a-token", "1"])
def test_a_form_without_token_is_refused_with_words(sender: Sender, token: str) -> None:
    with pytest.raises(BadRequest, match="Open the page again"), once(sender(token)):
        pass


def test_a_visitor_sends_no_forms(sender: Sender) -> None:
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(BadRequest), once(sender(str(uuid.uuid4()), by=AnonymousUser())):
        pass


def test_what_was_typed_cannot_be_guessed_from_the_database(sender: Sender) -> None:
    act(sender(str(uuid.uuid4()), note="Asha Devi"), [])

    kept = Submission.objects.get()

    assert b"Asha" not in bytes(kept.fingerprint)
    assert len(bytes(kept.fingerprint)) == 32


def test_the_tag_gives_every_page_its_own_token() -> None:
    page = Template("{% load rihai_forms %}{% form_token %}")

    first, second = page.render(Context()), page.render(Context())

    assert 'name="form_token"' in first
    assert first != second


def test_the_same_form_in_many_threads_acts_once(at_once: AtOnce, admin: User) -> None:
    clients = [sign_in(admin) for _ in range(6)]
    token = str(uuid.uuid4())
    fields = {"form_token": token, "name": "Night desk", "purpose": "rescue"}

    answers = at_once([partial(post, client, fields) for client in clients])

    assert Desk.objects.filter(name="Night desk").count() == 1
    assert answers == [302] * 6


def post(client: Client, fields: dict[str, str]) -> int:
    return client.post(reverse("accounts:desk_list"), fields).status_code


def test_dear_work_before_the_transaction_is_done_once_for_parallel_resends(at_once: AtOnce, sender: Sender) -> None:
    token, parsed, done = str(uuid.uuid4()), list[str](), list[str]()

    def keep(request: HttpRequest) -> str:
        with one_at_a_time(request) as given:
            if given is not None:
                return given["Location"]
            parsed.append("parsed")
            time.sleep(0.2)
            return act(request, done)

    answers = at_once([partial(keep, sender(token)) for _ in range(4)])

    assert (parsed, done) == (["parsed"], ["done"])
    assert answers == ["/answer/1/"] * 4


def test_a_failure_lets_the_next_resend_try(sender: Sender) -> None:
    token = str(uuid.uuid4())
    with pytest.raises(RuntimeError), one_at_a_time(sender(token)):
        raise RuntimeError

    with one_at_a_time(sender(token)) as given:
        assert given is None


def test_a_resent_page_makes_one_account(signed_in: SignedIn, admin: User) -> None:
    client = signed_in(admin)
    page = client.get(reverse("accounts:user_create"))
    fields = {"form_token": str(uuid.uuid4()), "display_name": "Nila", "username": "nila", "language": "en"}
    assert "form_token" in page.content.decode()

    first = client.post(reverse("accounts:user_create"), fields)
    second = client.post(reverse("accounts:user_create"), fields)

    assert first["Location"] == second["Location"]
    assert User.objects.filter(username="nila").count() == 1


def test_files_count_by_their_contents(rf: RequestFactory, signed_in: SignedIn, admin: User) -> None:
    from rihai.accounts.submissions import _fingerprint

    def request(contents: bytes, name: str = "a.txt") -> Any:
        sent: Any = rf.post("/x/", {"form_token": str(uuid.UUID(int=1)), "file": SimpleUploadedFile(name, contents)})
        sent.user, sent.resolver_match = admin, ResolverMatch(takes_files(lambda request: None), (), {})
        return sent

    assert _fingerprint(request(b"one")) == _fingerprint(request(b"one", name="b.txt"))
    assert _fingerprint(request(b"one")) != _fingerprint(request(b"two"))


def test_a_resend_is_answered_before_the_page_looks_for_anything(sender: Sender) -> None:
    token, done, asked = str(uuid.uuid4()), list[str](), list[str]()

    @answers_resends
    def page(request: HttpRequest) -> HttpResponse:
        asked.append("asked")
        return HttpResponseRedirect(act(request, done))

    answers = [page(sender(token, note="a"))["Location"] for _ in range(3)]
    changed = page(sender(token, note="b"))["Location"]

    assert answers == ["/answer/1/"] * 3
    assert changed == "/answer/2/"
    assert len(asked) == 2


def test_what_carries_no_token_is_left_to_the_page(rf: RequestFactory, admin: User) -> None:
    @answers_resends
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("the page")

    for request in (rf.get("/x/"), rf.post("/x/")):
        request.user = admin
        assert page(request).content == b"the page"
