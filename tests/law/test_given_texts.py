"""Whatever somebody gives us as events, calendar or sheet is understood or refused in words: nothing else is raised."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.law.clocks_events import read_events
from rihai.law.errors import InputProblem
from rihai.law.holidays import read_holidays
from rihai.law.loading import law_of
from rihai.law.review import COLUMNS, Reviewer, read_sheet

LAW = law_of()
EACH = settings(max_examples=150, deadline=None)
# Pieces of what is right, in a wrong order, find more than letters drawn at random.
PIECES = st.sampled_from([
    "fir.registered", "fir", "registered", "child.taken_charge", "at", "travel_hours", "weekly", "days", "years",
    "name", "sunday", "2026-02-03", "2026-02-30", "T10:00", "+05:30", "Z", ":", ": ", "- ", "\n", "\n  ", "[", "]", "{",
    "}", ",", "'", '"', "null", "~", "unknown", "*x", "&x ", "!!python/object:os.system", "!!binary", "!!timestamp",
    "<<", "|", ">", "#", "%", "@", "`", "\t", "\x00", "\ufeff", "1e400", "0x10", "-1", "?", "é", "१", "...", "---",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join))
CELLS = st.sampled_from([
    "entry", "kind", "wording", "decision", "correction", "clock", "default-90", "confirmed", "corrected", "rejected",
    LAW.clocks["default-90"].digest, "", "=1", '"', ",", ";", "\t", "\n", "\r\n", "\x00",
])  # fmt: skip


@EACH
@given(TEXTS)
def test_events(text: str) -> None:
    with suppress(InputProblem):
        assert all(event.trigger in LAW.triggers for event in read_events(text, LAW.triggers))


@EACH
@given(TEXTS)
def test_a_calendar(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "court.yaml"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        with suppress(InputProblem):
            assert read_holidays(path).weekly >= {6}


@EACH
@given(st.one_of(st.text(max_size=80), st.lists(CELLS, max_size=30).map(",".join)))
def test_a_sheet(text: str) -> None:
    by = Reviewer("Adv. Meera Invented", date(2026, 11, 20))

    for sheet in (text, f"{','.join(COLUMNS)}\r\n{text}"):
        with suppress(InputProblem):
            assert all(each.lawyer == by.name for each in read_sheet(LAW, sheet, by))
