"""The proof on the disk: every name that the screens show is looked for where somebody could read it.

Here: which names, and where. A name is opened in memory only, and never printed: what is found is told by table
and column or by file. Not here: how a name may be written (`spellings`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection

from rihai.access.demonstration import open_invented
from rihai.accounts.models import Desk, User
from rihai.directory.models import Agency, Place
from rihai.lib.pseudonyms import load_pseudonyms
from rihai.offences.models import Suspect
from rihai.people.models import PersonName, Relative, Source
from rihai.people.rules import script_of
from rihai.prosecution.models import Accused
from rihai.rescue.models import DecoyRequest, UnitAnswer
from rihai.vault.sealed import Sealed
from rihai.web.demo import facts, legal_facts
from rihai.web.demo.spellings import Needles, needles

# Sealed columns that hold a name, and how to reach the organisation.
NAMES: Final = (
    (PersonName, "text", "person__organisation"),
    (Relative, "name", "person__organisation"),
    (Source, "name", "organisation"),
    (Suspect, "name", "organisation"),
    (Accused, "name", "organisation"),
    (UnitAnswer, "officer", "contact__operation__organisation"),
    (DecoyRequest, "officer", "lead__inquiry__organisation"),
)
SHORTEST_WORD: Final = 5
# Our own styles and scripts, the same in every installation.
NOT_SEARCHED: Final = "static"
JOIN: Final = b"\x1e"
Tell = Callable[[str], None]


@dataclass
class Search:
    """What was looked for, where, and where it was found."""

    names: int = 0
    scripts: int = 0
    words: int = 0
    public_words: int = 0
    tables: int = 0
    columns: int = 0
    rows: int = 0
    files: int = 0
    size: int = 0
    found: dict[str, int] = field(default_factory=dict)


def search_disk(*, tell: Tell) -> Search:
    """Look for every name in every column of every table and in every file of the demonstration."""
    search = Search()
    sought = _sought(names_on_screens() | names_in_data(), search)
    tell(f"Looking for {search.names} names in {search.scripts} scripts, and for {search.words} words of them:")
    tell("  as UTF-8, UTF-16 and UTF-32, composed and decomposed, in base64, hexadecimal and escaped")
    if search.public_words:
        tell(f"  not looked for, as they stand within the open names of staff, places or bodies: {search.public_words}")
    for place, content, is_text in _columns(search):
        _look(place, content, sought, search, is_text=is_text)
    tell(f"  database: {search.tables} tables, {search.columns} columns, {search.rows} rows")
    for path in _files():
        _look(str(path.relative_to(settings.DATA_DIR)), path.read_bytes(), sought, search, is_text=False)
        search.files += 1
        search.size += path.stat().st_size
    tell(f"  files: {search.files}, {search.size / 1_000_000:.1f} MB (logs go to the terminal, not to the disk)")
    return search


def names_on_screens() -> set[str]:
    """As the records of the demonstration's own organisations hold them, opened in memory."""
    found: set[str] = set()
    for organisation in Agency.objects.filter(is_demonstration=True, is_member=True):
        found.update(open_invented(list(_sealed(organisation)), organisation=organisation))
    return {name.strip() for name in found if name.strip()}


def _sealed(organisation: Agency) -> Iterator[Sealed]:
    for model, column, way in NAMES:
        # What was struck out or withdrawn lies on the disk as well.
        rows: Any = model._base_manager.all()
        for row in rows.filter(**{way: organisation, f"{column}__isnull": False}):
            yield getattr(row, column)


def names_in_data() -> set[str]:
    """Also of those who have not been told yet, such as the girl of the next evening."""
    people = [one for matter in facts.matters() for one in matter.people] + list(facts.night().missing.girls)
    told = {name.text for one in people for name in one.names}
    told |= {kin.name for one in people for kin in one.relatives}
    told |= {step.source.name for matter in facts.matters() for step in matter.leads if step.source}
    told |= {one.name for one in legal_facts.law().accused}
    return told | {matter.planned.refused_by for matter in facts.matters() if matter.planned}


def _sought(names: set[str], search: Search) -> list[Needles]:
    public = public_text()
    words = {word.strip(".,") for name in names for word in name.split()} - names
    words = {word for word in words if len(word) >= SHORTEST_WORD}
    told = {text for text in names | words if " " in text or text.casefold() not in public}
    search.names, search.words = len(names & told), len(words & told)
    search.scripts = len({script_of(name) for name in names})
    search.public_words = len(names | words) - len(told)
    return [needles(text) for text in sorted(told)]


def public_text() -> str:
    """What stands open everywhere anyway: places, bodies, staff, pseudonyms. A name that lies within ("Kishor" in
    "Kishoreganj") would be found there and say nothing."""
    rows: list[str] = [*load_pseudonyms("rihai.people"), *Place.objects.values_list("name", flat=True)]
    rows += User.objects.values_list("display_name", flat=True)
    rows += Desk.objects.values_list("name", flat=True)
    for columns in Agency.objects.values_list("name", "role", "address", "note", "source", "locality"):
        rows += columns
    return "\n".join(rows).casefold()


def _columns(search: Search) -> Iterator[tuple[str, bytes, bool]]:
    """Every table of the database, ours or not, one column at a time, and whether it holds text."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name of the catalogue
            rows = cursor.fetchall()
            search.tables += 1
            search.rows += len(rows)
            for number, column in enumerate(cursor.description or ()):
                search.columns += 1
                values = [row[number] for row in rows]
                is_text = any(isinstance(value, str) for value in values)
                yield f"{table}.{column[0]}", JOIN.join(map(_bytes, values)), is_text


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode("utf-8", "surrogatepass")


def _files() -> list[Path]:
    root = Path(settings.DATA_DIR)
    return sorted(
        path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] != NOT_SEARCHED
    )


def _look(place: str, content: bytes, sought: list[Needles], search: Search, *, is_text: bool) -> None:
    hits = sum(one.are_in(content, is_text=is_text) for one in sought)
    if hits:
        search.found[place] = hits
