"""The rules that were in force as they were last written down, so that a changed law cannot be edited in place.

    python -m tests.law.standing                     writes down entries that are new, and a last day that was added
    python -m tests.law.standing --mended ID ...     and rules of ours that were wrong, which are named in docs/law.md

What was in force on the day of an offence must be found years later as it was. Not here: what a lawyer confirmed, which
goes by the whole wording (`rihai.law.entries.digest_of`).
"""

import argparse
from collections.abc import Collection, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final

import yaml

from rihai.law.conditions import uses_of
from rihai.law.entries import digest_of

KEPT: Final = Path(__file__).parent / "standing.yaml"
DATA: Final = Path(str(resources.files("rihai.law"))) / "data" / "india"
# How we came to know of a rule, and what we call it, is no part of it.
ABOUT_IT: Final = {"id", "read", "confidence", "source", "unread", "notes", "title", "name", "corresponds_to"}
FILES: Final = {
    "provisions": "provision",
    "clocks": "clock",
    "compensation": "compensation",
    "remedies": "remedy",
    "forms": "form",
    "statements": "statement",
}
LISTS: Final = ("clocks", "compensation", "remedies", "forms", "statements")
# What papers and law cards cite beside the law; none of it has a first and a last day of its own.
UNDATED: Final = ("remedy", "form", "statement")
WHAT_TO_DO: Final = (
    "was in force and reads otherwise now. If the law changed: give this entry its last day and write a new one with "
    "its first. If ours was wrong: python -m tests.law.standing --mended {id}, and say so in docs/law.md"
)
NAME_BOTH: Final = (
    "is cited by papers and reads otherwise now. Cite the older section beside the newer, as cases under both go on. "
    "Then: python -m tests.law.standing --mended {id}, and say so in docs/law.md"
)


def rules(folder: Path = DATA) -> dict[str, str]:
    """Each entry by "kind id": a digest of its rule with the shared conditions it uses, and its last day."""
    shared = yaml.safe_load((folder / "conditions.yaml").read_text(encoding="utf-8"))["conditions"]
    return {f"{kind} {entry['id']}": _fingerprint(entry, shared) for kind, entry in _entries(folder)}


def _entries(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted([*folder.glob("provisions/*.yaml"), *(folder / f"{name}.yaml" for name in LISTS)]):
        for key, entries in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield from ((FILES[key], entry) for entry in entries)


def _fingerprint(entry: Mapping[str, Any], shared: Mapping[str, Any]) -> str:
    rule = {key: value for key, value in entry.items() if key not in ABOUT_IT}
    last = None
    if isinstance(span := rule.get("in_force"), dict):
        rule["in_force"], last = span["from"], span["to"]
    digest = digest_of({**rule, "shared": _used(entry, shared)})
    return f"{digest} until {last}" if last else digest


def _used(content: Any, shared: Mapping[str, Any]) -> dict[str, Any]:
    """Shared conditions use others."""
    found: dict[str, Any] = {}
    for name in sorted(uses_of(content)):
        found |= {name: shared[name], **_used(shared[name], shared)}
    return found


def kept() -> dict[str, str]:
    return dict(yaml.safe_load(KEPT.read_text(encoding="utf-8"))) if KEPT.is_file() else {}


def faults(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What was edited in place, has gone, or is new and not written down."""
    found = [f"{key} was in force and is gone: give it its last day" for key in before if key not in now]
    for key, rule in now.items():
        if key not in before or rule.startswith(f"{before[key]} until "):
            found.append(f"{key} is new, or has its last day: python -m tests.law.standing writes it down")
        elif rule != before[key]:
            kind, name = key.split()
            found.append(f"{key} {(NAME_BOTH if kind in UNDATED else WHAT_TO_DO).format(id=name)}")
    return found


def written_down(before: Mapping[str, str], now: Mapping[str, str], mended: Collection[str]) -> dict[str, str]:
    """Every rule of now. Raises SystemExit for one that was edited in place and is not among the mended."""
    refused = [one for one in faults(before, now) if one.split()[1] not in mended and "writes it down" not in one]
    if refused:
        raise SystemExit("\n".join(refused))
    return dict(sorted(now.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mended", nargs="*", default=[], metavar="ID")
    found = written_down(kept(), rules(), parser.parse_args().mended)
    KEPT.write_text(yaml.safe_dump(found, sort_keys=True, width=120), encoding="utf-8")
