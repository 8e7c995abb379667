"""`./run messages [LANGUAGE]`: bring the catalogues in step with the sources; `--check` only looks."""

import sys

from rihai.lib.catalogues import languages
from tests.house.source import HOUSE
from tests.languages.catalogues import catalogues, update
from tests.languages.faults import faults_of

SHOWN = 40


def main(arguments: list[str]) -> int:
    codes = [word for word in arguments if not word.startswith("-")] or present()
    return max([judge(code) if "--check" in arguments else write(code) for code in codes], default=0)


def present() -> list[str]:
    """The languages somebody has begun."""
    return [one.code for one in languages() if catalogues(HOUSE, one.code)]


def write(code: str) -> int:
    try:
        changed = update(HOUSE, code)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    files = catalogues(HOUSE, code)
    texts = sum(len(file) for file in files.values())
    filled = sum(len(file.translated_entries()) for file in files.values())
    sys.stdout.write(f"{code}: {filled} of {texts} texts translated, {len(changed)} files written\n")
    for package, file in files.items():
        empty = len(file) - len(file.translated_entries())
        sys.stdout.write(f"  {package:16} {empty or 'no'} empty\n")
    return 0


def judge(code: str) -> int:
    found = faults_of(HOUSE, code)
    for fault in found[:SHOWN]:
        sys.stdout.write(f"{code}: {fault}\n")
    if len(found) > SHOWN:
        sys.stdout.write(f"{code}: and {len(found) - SHOWN} more\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
