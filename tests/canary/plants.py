"""The planted values, and looking for them in bytes whatever their encoding.

Each value is unlike anything else in the project, so that a single hit is a leak.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Plants:
    """One value for every kind of sealed content on the path."""

    name: str = "Quirmbala Zotterwal"
    hindi_name: str = "क्विर्मबाला ज़ॉटरवाल"
    relative: str = "Zubbermann Zotterwal"
    phone: str = "+919876501234"
    address: str = "Gnarlfwick Gali 7719"
    what: str = "hexagonalwhisper behind the tannery"
    where: str = "Splorvane Chawl"
    who: str = "the man called Vrixxgar"
    source: str = "Mumblethorpe the tailor"
    source_contact: str = "mumblethorpe tea stall"
    triage: str = "brackishlantern triage ground"
    lead: str = "Ploverquist saw the shutters"
    lead_where: str = "Droghnevat lane"
    basis: str = "Snickergrove confirmed it"
    decoy_officer: str = "Inspector Jorvallene"
    safety_plan: str = "whistleplumb at the corner"
    plan: str = "Krangolith cordon from the north"
    unit_officer: str = "Sub-inspector Wexmottle"
    unit_words: str = "frumiousledger acknowledged"
    premises: str = "Hotel Yggdrathorn"
    premises_address: str = "Oblivicorn Road 12"
    suspect: str = "Thrundlebaxter"
    wish: str = "to learn zitherweaving"
    note: str = "she hums the Bramblequartz song"
    event: str = "moved to the Velvetkettle house"
    code_word: str = "marzipanfalcon"
    another_answers: str = "say you sell Glibberjasmine"
    closing: str = "Nobbledyke closing ground"
    file_name: str = "Pernickelbaum-aadhaar.jpg"
    file_title: str = "card of Pernickelbaum"
    file_text: str = "crumpethorizon statement"
    exif: str = "Quibblethatch camera"
    draft: str = "Fizzlegrommet not yet sent"

    def values(self) -> list[str]:
        return [getattr(self, field.name) for field in fields(self)]


PLANTS = Plants()


def found_in(content: bytes, values: Iterable[str] | None = None) -> list[str]:
    """The planted values that stand in these bytes in clear or in an encoding anybody can undo."""
    lowered = content.lower()
    return [value for value in (values or PLANTS.values()) if any(form in lowered for form in _forms(value))]


def _forms(value: str) -> Iterator[bytes]:
    """As text, as its longest word, escaped as in JSON and URLs, in hexadecimal, in UTF-16 and in base64."""
    word = max(value.replace("+", " ").split(), key=len)
    for text in {value, word}:
        plain = text.encode()
        yield plain.lower()
        yield json.dumps(text).strip('"').encode().lower()
        yield plain.hex().encode()
        yield text.encode("utf-16-le").lower()
    # The middle of a base64 text does not depend on what stands before it, for one of three offsets.
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + word.encode())
        middle = encoded[4 : len(encoded) - 4]
        if len(middle) >= 8:
            yield middle.lower()
