"""Every address of the project, with made-up arguments.

Here: walking the URL patterns. Not here: what must be answered there (`test_urls.py`, `tests/browser/`).
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# One made-up argument for each kind of converter; nothing in the database has it.
MADE_UP: dict[str, object] = {
    "UUIDConverter": uuid.UUID(int=0x5EED),
    "StringConverter": "made-up",
    "SlugConverter": "made-up",
    "IntConverter": 999_999,
    "PathConverter": "made/up",
}


@dataclass(frozen=True)
class Address:
    """A named page and where it is."""

    name: str
    path: str
    has_arguments: bool


def addresses() -> list[Address]:
    """Every named page of ours and of the sign-in library."""
    found = {address.name: address for address in walk(get_resolver(), "", {})}
    return sorted(found.values(), key=lambda address: address.name)


def walk(resolver: URLResolver, namespace: str, outer: dict[str, object]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        arguments = {**outer, **made_up(entry)}
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (namespace, entry.namespace) if part)
            yield from walk(entry, inner, arguments)
        elif entry.name:
            name = ":".join(part for part in (namespace, entry.name) if part)
            yield Address(name, reverse(name, kwargs=arguments), bool(arguments))


def made_up(entry: URLPattern | URLResolver) -> dict[str, object]:
    converters = getattr(entry.pattern, "converters", {})
    return {name: MADE_UP[type(converter).__name__] for name, converter in converters.items()}


def unnamed(resolver: URLResolver | None = None) -> list[str]:
    """Patterns without a name: nobody could link to them, and the door could not list them."""
    resolver = resolver or get_resolver()
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += unnamed(entry)
        elif not entry.name:
            found.append(str(entry.pattern))
    return found
