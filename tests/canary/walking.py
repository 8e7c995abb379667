"""A walker who fills in the forms that the pages really show, and remembers everything it was told.

Works on the HTML as a browser without scripts would: a field that is not on the page cannot be sent.
"""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.test.html import Element, parse_html

Values = dict[str, list[Any]]


@dataclass
class Walker:
    """One person's way through the pages."""

    client: Client
    addresses: list[str] = field(default_factory=list)
    pages: list[tuple[str, bytes]] = field(default_factory=list)

    def open(self, url: str) -> HttpResponse:
        answer: HttpResponse = self._keep(url, self.client.get(url))
        return answer

    def send(self, url: str, *, to: str | None = None, **values: str | list[str]) -> HttpResponse:
        """Open a page, fill in its form (the one whose action is `to`), send it, and follow where it leads."""
        page = self.open(url)
        assert page.status_code == 200, f"{url} answers {page.status_code}"
        filled = form_on(page, to) | {
            name: [value] if isinstance(value, str) else value for name, value in values.items()
        }
        target = to or url
        return self.post(target, filled)

    def post(self, url: str, values: Values) -> HttpResponse:
        answer = self._keep(url, self.client.post(url, values))
        assert answer.status_code == 302, f"{url}: {answer.status_code} {complaints(answer)}"
        return self.open(answer["Location"])

    def _keep(self, url: str, answer: Any) -> Any:
        self.addresses += [url, answer.headers.get("Location", "")]
        self.pages.append((url, answer.content))
        return answer


def form_on(page: HttpResponse, action: str | None) -> Values:
    """What the form would send as it stands: presets, ticks and hidden fields."""
    main = _first(_tree(page), lambda one: _attribute(one, "id") == "main-content")
    for form in _all(main, lambda one: one.name == "form"):
        if _attribute(form, "method").lower() == "post" and (action is None or _attribute(form, "action") == action):
            return _values(form)
    raise AssertionError(f"no form for {action or 'this page'} here")


def complaints(page: Any) -> str:
    """The error summary of a page that came back."""
    summary = _all(_tree(page), lambda one: "error-summary" in _attribute(one, "class"))
    return str(summary[0])[:2000] if summary else page.content.decode()[:500]


def _values(form: Element) -> Values:
    values: Values = {}
    for one in _all(form, lambda element: element.name in {"input", "textarea", "select"}):
        name, kind = _attribute(one, "name"), _attribute(one, "type")
        if not name or kind in {"submit", "file", "button"}:
            continue
        if kind in {"checkbox", "radio"} and not _has(one, "checked"):
            values.setdefault(name, []) if kind == "checkbox" else None
            continue
        values.setdefault(name, []).extend(_value(one))
    return {name: value for name, value in values.items() if value}


def _value(one: Element) -> list[str]:
    if one.name == "textarea":
        return ["".join(str(child) for child in one.children)]
    if one.name == "select":
        options = _all(one, lambda element: element.name == "option")
        chosen = [option for option in options if _has(option, "selected")] or options[:1]
        return [_attribute(option, "value") for option in chosen]
    return [_attribute(one, "value") or ("on" if _attribute(one, "type") == "checkbox" else "")]


def _tree(page: Any) -> Element:
    tree: Element = parse_html(page.content.decode())
    return tree


def _all(root: Any, wanted: Any) -> list[Any]:
    found = [root] if isinstance(root, Element) and root.name and wanted(root) else []
    for child in getattr(root, "children", []):
        found += _all(child, wanted)
    return found


def _first(root: Any, wanted: Any) -> Any:
    return _all(root, wanted)[0]


def _attribute(one: Element, name: str) -> str:
    return next((value or "" for key, value in one.attributes if key == name), "")


def _has(one: Element, name: str) -> bool:
    return any(key == name for key, _value in one.attributes)
