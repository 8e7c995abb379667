"""A strict reader of calendar files, for tests: what RFC 5545 forbids fails here."""

import re

LINE = re.compile(r"([A-Z-]+)(;[A-Z]+=[^:;]+)*:(.*)", re.DOTALL)


def strictly(text: str) -> list[dict[str, str]]:
    """The events of a calendar, or AssertionError: every rule that a calendar program may insist on."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    rows = text.removesuffix("\r\n").split("\r\n")
    assert all(len(row.encode()) <= 75 for row in rows)
    unfolded: list[str] = []
    for row in rows:
        if row.startswith(" "):
            unfolded[-1] += row[1:]
        else:
            unfolded.append(row)
    assert unfolded[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert unfolded[2].startswith("PRODID:")
    assert unfolded[-1] == "END:VCALENDAR"
    return events_in(unfolded)


def events_in(lines: list[str]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    is_inside = False
    for line in lines[1:-1]:
        told = LINE.fullmatch(line)
        assert told, line
        name, value = told[1], told[3]
        if name in ("BEGIN", "END"):
            assert value == "VEVENT"
            assert is_inside == (name == "END")
            is_inside = name == "BEGIN"
            found += [{}] if is_inside else []
        elif is_inside:
            assert name not in found[-1], f"{name} stands twice"
            found[-1][name] = value
    assert not is_inside
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        assert re.fullmatch(r"\d{8}(T\d{6}Z)?", event["DTSTART"])
    assert len({event["UID"] for event in found}) == len(found)
    return found


def unescaped(text: str) -> str:
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", text), "a bare separator"
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
