"""Every model says of every field what it is, seals what identifies, and pairs times with people."""

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, Q, Value

from rihai.vault.fields import SealedField, SealedFileField
from rihai.vault.models import SealedRecord
from tests.house import source

CLASSES = ("identity", "sensitive", "internal", "public")
Model = type[models.Model]
# The chain counts: its place is its key. There is one row of the head.
KEYED_OTHERWISE = {"audit.AuditLink", "audit.AuditHead"}
# A file is reached through the record it belongs to, and the vault knows nothing of scope.
REACHED_THROUGH_OWNER = {"vault.SealedFile"}
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def our_models() -> list[Model]:
    found = (model for model in apps.get_models() if model.__module__.startswith("rihai."))
    return sorted(found, key=lambda model: model._meta.label)


def fields(model: Model) -> list["models.Field[object, object]"]:
    return [*model._meta.concrete_fields, *model._meta.many_to_many]


def sealed(model: Model) -> set[str]:
    return {field.name for field in fields(model) if isinstance(field, SealedField | SealedFileField)}


def classified(model: Model, name: str) -> set[str]:
    return set(getattr(getattr(model, "Privacy", None), name, set()))


def test_there_are_models_to_look_at() -> None:
    assert our_models()


def test_every_field_of_every_model_is_classified_once() -> None:
    problems = [problem for model in our_models() for problem in unclassified(model)]

    assert not problems, source.report(problems, "Name it in one set of the model's Privacy class.")


def unclassified(model: Model) -> Iterator[str]:
    if not hasattr(model, "Privacy"):
        yield f"{model._meta.label} has no Privacy class"
        return
    named = [name for each in CLASSES for name in classified(model, each)]
    existing = {field.name for field in fields(model)}
    yield from (f"{model._meta.label}.{name} is in no set" for name in sorted(existing - set(named)))
    yield from (f"{model._meta.label}.{name} does not exist" for name in sorted(set(named) - existing))
    yield from (
        f"{model._meta.label}.{name} is in several sets" for name in sorted(set(named)) if named.count(name) > 1
    )


def test_what_identifies_is_sealed() -> None:
    problems = [
        f"{model._meta.label}.{name}"
        for model in our_models()
        for name in classified(model, "identity") - sealed(model)
    ]

    assert not problems, source.report(problems, "Make it a Sealed…Field, or say why it identifies nobody.")


def test_what_is_sealed_is_classified_as_identity_or_sensitive() -> None:
    problems = [
        f"{model._meta.label}.{name}"
        for model in our_models()
        for name in sealed(model) - classified(model, "identity") - classified(model, "sensitive")
    ]

    assert not problems, source.report(problems, "A sealed field is identity or sensitive.")


def test_free_text_about_people_is_sealed() -> None:
    """A plain text without choices may be internal or public; a sensitive one is a code of bounded length."""
    problems = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in fields(model)
        if isinstance(field, models.TextField) and field.name in classified(model, "sensitive")
    ]

    assert not problems, source.report(problems, "Free text is a SealedTextField.")


def test_every_sealed_field_has_a_compartment_and_nothing_else_has() -> None:
    problems = [
        f"{model._meta.label}.{name}"
        for model in our_models()
        for name in sealed(model) ^ set(getattr(getattr(model, "Privacy", None), "compartments", {}))
    ]

    assert not problems, source.report(
        problems, "Name its compartment in Privacy.compartments; only sealed fields have one."
    )


def test_every_model_with_sealed_fields_is_a_scoped_sealed_record() -> None:
    holders = [model for model in our_models() if sealed(model) and model._meta.label not in REACHED_THROUGH_OWNER]

    problems = [model._meta.label for model in holders if not is_scoped(model)]

    assert holders
    assert not problems, source.report(problems, "Derive from SealedRecord, declare Access, use ScopedQuerySet.")


def is_scoped(model: Model) -> bool:
    return (
        issubclass(model, SealedRecord)
        and hasattr(model, "Access")
        and hasattr(model._default_manager.get_queryset(), "visible_to")
    )


def test_every_model_is_known_by_its_uid() -> None:
    problems = [model._meta.label for model in our_models() if not is_known_by_uid(model)]

    assert not problems, source.report(
        problems, "uid = UUIDField(primary_key=True, default=uuid.uuid4, editable=False)."
    )


def is_known_by_uid(model: Model) -> bool:
    key = model._meta.pk
    by_uid = isinstance(key, models.UUIDField) and key.name == "uid" and key.default is uuid.uuid4
    return by_uid or model._meta.label in KEYED_OTHERWISE


def pairs() -> Iterator[tuple[Model, str, str]]:
    """Every time that has its person: `triaged_at` and `triaged_by`."""
    for model in our_models():
        named = {field.name for field in fields(model)}
        for name in sorted(named):
            if name.endswith("_at") and f"{name.removesuffix('_at')}_by" in named:
                yield model, name, f"{name.removesuffix('_at')}_by"


@pytest.mark.django_db
def test_every_time_with_a_person_is_set_together_with_her_or_not_at_all() -> None:
    problems = [f"{model._meta.label}: {at} and {by}" for model, at, by in pairs() if not is_paired(model, at, by)]

    assert list(pairs())
    assert not problems, source.report(problems, "Both required, or a CheckConstraint: both set or both null.")


def test_a_pair_is_spelled_out_in_one_place_only() -> None:
    spelled = re.compile(r"_at(=None|__isnull=True), \w+_by(=None|__isnull=True)\)")
    models_of = [path for path in source.files() if "models" in (path.stem, path.parent.name)]
    found = [source.place(path) for path in models_of if spelled.search(path.read_text())]

    assert models_of
    assert not found, source.report(found, "Write paired() of rihai.audit.paired.")


def is_paired(model: Model, at: str, by: str) -> bool:
    both_required = not model._meta.get_field(at).null and not model._meta.get_field(by).null
    constraints = [each for each in model._meta.constraints if isinstance(each, CheckConstraint)]
    return both_required or any(
        pairs_them(each.condition, at, by) for each in constraints if isinstance(each.condition, Q)
    )


def pairs_them(condition: Q, at: str, by: str) -> bool:
    """Ask the condition itself, so that any way of writing it will do."""
    if set(names_in(condition)) != {at, by}:
        return False
    answers = {
        (time is None, person is None): condition.check({at: a_time(time), by: somebody(person)})
        for time in (None, NOW)
        for person in (None, uuid.uuid4())
    }
    return answers == {(True, True): True, (False, False): True, (True, False): False, (False, True): False}


def a_time(value: datetime | None) -> Value:
    return Value(value, output_field=models.DateTimeField())


def somebody(value: uuid.UUID | None) -> Value:
    return Value(value, output_field=models.UUIDField())


def names_in(condition: Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from names_in(child)
        elif isinstance(child, tuple):
            yield str(child[0]).split("__")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Q(a_at=None, a_by=None) | Q(a_at__isnull=False, a_by__isnull=False), True),
        (Q(a_at__isnull=True, a_by__isnull=True) | ~Q(a_at__isnull=True) & ~Q(a_by__isnull=True), True),
        (Q(a_at__isnull=False, a_by__isnull=False), False),
        (Q(a_at=None) | Q(a_by__isnull=False), False),
        (Q(a_at__isnull=False), False),
    ],
)
def test_the_search_for_pairing_constraints_can_tell(condition: Q, expected: bool) -> None:
    assert pairs_them(condition, "a_at", "a_by") is expected
