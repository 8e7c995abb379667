"""A sealed value shows itself nowhere, whichever way somebody lets it slip."""

import copy
import io
import json
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.forms.models import model_to_dict
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.utils.html import escape, format_html
from django.views.debug import ExceptionReporter

from rihai.vault.errors import CannotSeal, Erased
from rihai.vault.keys import destroy_data_key
from rihai.vault.models import DataKey, SealedFile
from rihai.vault.sealed import DOTS, Sealed
from tests.vault.notes import Note, write_note

SECRET = "Sunita-Kumari-of-Purulia"


@pytest.fixture(params=["pending", "saved", "loaded"])
def note(request: pytest.FixtureRequest, key: DataKey) -> Note:
    """In each state a record can be in."""
    fresh = Note(data_key=key, text=SECRET, facts={"village": SECRET})
    if request.param == "pending":
        return fresh
    fresh.save()
    return fresh if request.param == "saved" else Note.objects.get(uid=fresh.uid)


def sealed_text(note: Note) -> Sealed:
    assert isinstance(note.text, Sealed)
    return note.text


PRINTERS: list[Callable[[object], str]] = [
    str,
    "{}".format,
    "{:>40}".format,
    "{:%Y-%m-%d}".format,
    lambda value: f"{value}",
    lambda value: "%s" % value,  # noqa: UP031 - this way too
    lambda value: format_html("{}", value),
    escape,
]


@pytest.mark.parametrize("printer", PRINTERS)
def test_it_prints_as_dots(note: Note, printer: Callable[[object], str]) -> None:
    assert printer(note.text) == DOTS


@pytest.mark.parametrize("printer", [repr, pprint.pformat, lambda value: f"{value!r}", lambda value: f"{value!a}"])
def test_its_repr_says_only_that_it_is_sealed(note: Note, printer: Callable[[object], str]) -> None:
    assert printer(note.text) == "<Sealed>"


@pytest.mark.parametrize(
    "template",
    [
        "{{ note.text }}",
        '{{ note.text|default:"nothing" }}',
        "{{ note.text|safe }}",
        "{% autoescape off %}{{ note.text }}{% endautoescape %}",
        "{% if note.text %}{{ note.text|lower }}{% endif %}",
        "{{ note.text|force_escape|upper }}",
        "{% with text=note.text %}{{ text|stringformat:'s' }}{% endwith %}",
        "{{ note.text|truncatechars:10 }}",
        '{{ note.text|yesno:"•••,no" }}',
    ],
)
def test_a_template_prints_dots(note: Note, template: str) -> None:
    assert Template(template).render(Context({"note": note})) == DOTS


@pytest.mark.parametrize(
    "template",
    [
        "{{ note.text|date }}",
        "{{ note.text|length }}",
        "{{ note.text|first }}",
        "{{ note.text|slice:':3' }}",
        "{{ note.text|pprint }}",
        "{{ note.text.pending }}{{ note.text.value }}{{ note.text.0 }}",
        "{{ note.facts.village }}{{ note.facts.items }}",
        "{{ note }}{% debug %}",
        "{{ note.text.label }}{{ note.text.column }}{{ note.text.data_key_uid }}{{ note.text.is_pending }}",
    ],
)
def test_no_filter_or_attribute_in_a_template_reaches_the_value(note: Note, template: str) -> None:
    try:
        shown: str = Template(template).render(Context({"note": note}))
    except TypeError as error:
        shown = str(error)

    assert SECRET not in shown
    assert "Sunita" not in shown


@pytest.mark.parametrize("name", ["_pending", "_ciphertext", "_Sealed__pending", "__dict__"])
def test_a_template_cannot_name_what_is_inside(note: Note, name: str) -> None:
    from django.template import TemplateSyntaxError

    with pytest.raises(TemplateSyntaxError):
        Template("{{ note.text." + name + " }}")


def test_json_refuses_it(note: Note) -> None:
    for dump in (json.dumps, lambda value: json.dumps(value, cls=DjangoJSONEncoder)):
        with pytest.raises(TypeError):
            dump({"text": note.text})

    assert json.dumps(note.text, default=str, ensure_ascii=False) == f'"{DOTS}"'
    with pytest.raises(TypeError):
        Template("{{ note.text|json_script }}").render(Context({"note": note}))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_refuses_it_and_its_record(note: Note, protocol: int) -> None:
    for thing in (note.text, note, [note], {"note": note}):
        with pytest.raises(TypeError, match="is sealed and cannot be pickled"):
            pickle.dumps(thing, protocol)


def test_a_cached_queryset_cannot_be_pickled(vault: None, key: DataKey) -> None:
    write_note(key, SECRET)

    with pytest.raises(TypeError, match="sealed"):
        pickle.dumps(Note.objects.all())


@pytest.mark.parametrize("format_", ["json", "python", "xml", "jsonl"])
def test_dumpdata_refuses_it(note: Note, format_: str) -> None:
    with pytest.raises(TypeError, match="sealed"):
        serializers.serialize(format_, [note])


def test_fixtures_cannot_smuggle_plain_text_in(vault: None, key: DataKey) -> None:
    note = Note(data_key=key, text=SECRET)

    fields = {"data_key": str(key.uid), "size": 1, "chunks": 1, "about": {"name": SECRET}}
    (fixture,) = serializers.deserialize("python", [{"model": "vault.sealedfile", "fields": fields}])

    # What loaddata does: save_base(raw=True) takes the attribute as it is.
    for save in (partial(note.save_base, raw=True), fixture.save):
        with pytest.raises(CannotSeal), transaction.atomic():
            save()

    assert not Note.objects.exists()
    assert not SealedFile.objects.exists()


def test_it_cannot_be_taken_apart(note: Note) -> None:
    sealed = sealed_text(note)
    takers: list[Callable[[Any], object]] = [list, dict, tuple, set, bytes, vars, iter, len, int]

    for take in takers:
        with pytest.raises(TypeError):
            take(sealed)
    with pytest.raises(TypeError):
        "Sunita" in sealed  # type: ignore[operator] # noqa: B015 - must not answer
    with pytest.raises(TypeError):
        sealed[0]  # type: ignore[index] # must not answer
    with pytest.raises(TypeError):
        sealed + "x"  # type: ignore[operator] # must not answer
    with pytest.raises(TypeError, match="cannot be taken apart"):
        sealed.__getstate__()


def test_copies_show_no_more(note: Note) -> None:
    file = SealedFile(about={"name": SECRET})

    assert copy.copy(note.text) is note.text
    assert copy.deepcopy(note.text) is note.text
    assert copy.copy(file).about is file.about


def test_it_equals_only_itself_and_is_always_true(key: DataKey) -> None:
    first, second = write_note(key, SECRET), write_note(key, SECRET)

    assert first.text != second.text
    assert first.text is not None
    assert first.text.__eq__(SECRET) is not True
    assert first.text in [first.text]
    assert len({first.text, second.text}) == 2
    assert bool(first.text)


def test_forms_and_dicts_made_from_the_record_hold_no_plain_text(note: Note) -> None:
    everything = {field.name: field.value_from_object(note) for field in Note._meta.concrete_fields}

    assert SECRET not in repr((model_to_dict(note), everything, note.__dict__, vars(note)))
    assert SECRET not in str((model_to_dict(note), everything, note.__dict__))


def test_logs_show_dots(note: Note, caplog: pytest.LogCaptureFixture) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("test")
    logger.addHandler(handler)

    logger.warning("saw %s and %r in %s", note.text, note.text, note.__dict__)
    logger.removeHandler(handler)

    assert SECRET not in stream.getvalue()
    assert DOTS in stream.getvalue()


def test_what_is_saved_is_no_longer_in_memory_in_clear(key: DataKey) -> None:
    note = Note(data_key=key, text=SECRET)
    pending = sealed_text(note)

    note.save()

    assert pending.is_pending
    assert not sealed_text(note).is_pending
    assert SECRET.encode() not in _all_bytes(sealed_text(note))


def _all_bytes(sealed: Sealed) -> bytes:
    """Everything the object holds, by force."""
    held = [getattr(sealed, name, None) for name in Sealed.__slots__ if name != "__weakref__"]
    return b"|".join(bytes(value) for value in held if isinstance(value, bytes))


CARELESS: list[Callable[[Note], object]] = [
    lambda note: Note(text=SECRET).save(),
    lambda note: setattr(note, "text", SECRET * 20),
    lambda note: setattr(note, "day", SECRET),
    lambda note: setattr(note, "facts", {SECRET: object()}),
    lambda note: note.save(),
    lambda note: pickle.dumps(note),
    lambda note: Note.objects.bulk_update([note], ["text"]),
    lambda note: Note.objects.bulk_create([note]),
    lambda note: note.text.__getstate__() if note.text else None,
]


@pytest.mark.parametrize("work", CARELESS)
@override_settings(DEBUG=True)
def test_no_traceback_with_locals_shows_the_value(key: DataKey, work: Callable[[Note], object]) -> None:
    """DEBUG, so that Django hides nothing of its own accord. The caller's own frame is hers."""
    note = Note(data_key=key, text=SECRET, facts={"village": SECRET})
    destroy_data_key(key)

    with pytest.raises((CannotSeal, Erased, TypeError)) as caught, transaction.atomic():
        work(note)

    trace = caught.tb
    while trace and "tests" in trace.tb_frame.f_code.co_filename:
        trace = trace.tb_next  # type: ignore[assignment] # the last has none
    assert trace is not None
    summary = traceback.TracebackException(caught.type, caught.value, trace, capture_locals=True)
    page = ExceptionReporter(RequestFactory().get("/"), caught.type, caught.value, trace).get_traceback_html()
    assert "Sealed" in "".join(summary.format()) + page
    assert SECRET not in "".join(summary.format())
    assert SECRET not in page


def test_words_of_errors_do_not_quote_the_value(key: DataKey) -> None:
    note = Note(data_key=key)

    with pytest.raises(CannotSeal) as too_long:
        note.text = SECRET * 20
    with pytest.raises(CannotSeal) as wrong:
        note.day = SECRET  # type: ignore[assignment] # what a careless caller does

    assert SECRET not in str(too_long.value) + str(wrong.value)
    assert str(too_long.value) == f"vaulttests.note.text holds at most 200 characters, not {len(SECRET) * 20}."
    assert str(wrong.value) == "vaulttests.note.day takes a date, not str."


def test_it_knows_where_it_belongs(key: DataKey) -> None:
    note = write_note(key, SECRET)
    sealed = sealed_text(note)

    assert (sealed.label, sealed.column) == ("vaulttests.note", "text")
    assert (sealed.row_uid, sealed.data_key_uid) == (note.uid, key.uid)


def test_it_prints_erased_once_it_is_known_that_the_key_was_destroyed(key: DataKey) -> None:
    note = write_note(key, SECRET)
    destroy_data_key(key)

    assert str(note.text) == DOTS  # no query is made for printing
    assert sealed_text(note).is_erased
    assert str(note.text) == f"{note.text}" == "erased"
    assert Template("{{ note.text }}").render(Context({"note": note})) == "erased"
    assert str(Note.objects.select_related("data_key").get().text) == "erased"


def test_a_living_value_is_not_erased(note: Note) -> None:
    assert not sealed_text(note).is_erased


def test_erased_is_an_error_of_its_own() -> None:
    assert "erased" in str(Erased("The record was erased."))
