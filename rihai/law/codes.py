"""Which code a text names, on a day: the data write both in one line, "BNSS 187(3)(i) (CrPC 167(2)(a)(i))".

So too "BNS 199 (IPC 166A)", of an offence of the same day as the step of procedure that it is named with.

An application that cites a code that was not in force is thrown out. Not here: which code a case is tried under, which
is a fact (`derived`).
"""

import re
from datetime import date
from typing import Final

from rihai.law.facts_together import NEW_PROCEDURE_FROM

OLD_BESIDE_NEW: Final = re.compile(
    r"(?P<new>BNSS? [^;(]*(?:\([^()]*\)[^;( ]*)*) \((?P<old>(?:CrPC|IPC) [\w-]+(?:\([^()]*\))*)\)"
)
OLD: Final = r"\g<old>"
NEW: Final = r"\g<new>"
BNSS: Final = "BNSS"
CRPC: Final = "CrPC"
NOT_HELD: Final = "in force from 1 July 2024; what stood in the CrPC is not in the data"


def provision_on(text: str, day: date, code: str | None = None) -> str:
    """The provision as it is cited for what began on that day, by the code of the case where that is known."""
    code = code or code_of_investigation(day)
    cited = provision_under(text, code)
    return cited if is_citable(cited, code) or code == BNSS else f"{cited} ({NOT_HELD})"


def code_of_investigation(registered: date) -> str:
    """What was registered before that day was pending on it and goes on under the older code (BNSS s. 531(2)(a))."""
    return BNSS if registered >= NEW_PROCEDURE_FROM else CRPC


def provision_under(text: str, code: str | None) -> str:
    """The provision by one code, where the data have both; as it stands where they have one, or nobody knows which."""
    if code is None:
        return text
    return OLD_BESIDE_NEW.sub(OLD if code == CRPC else NEW, text)


def is_citable(text: str, code: str | None) -> bool:
    """Whether it can be cited under that code. What names no procedure code can be cited under each."""
    others = [each for each in (BNSS, CRPC) if each != code]
    return not re.search(rf"\b(?:{'|'.join(others)})\b", provision_under(text, code))
