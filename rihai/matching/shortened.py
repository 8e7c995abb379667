"""Which fields of a record hold more than is compared. Told beside the rejects, so that nothing is lost in silence."""

from rihai.matching import layout as at
from rihai.matching.folding import Folder
from rihai.matching.folding.text import normalise, words
from rihai.matching.records import Record

LONG_MARKS = 40  # characters; thirteen codes take more


class Shortened:
    """Looks at long texts only, and remembers what it folded no longer than its register is read."""

    def __init__(self) -> None:
        self._folder = Folder()

    def of(self, record: Record) -> str:
        """What is left out, in words that quote nothing; empty for almost everybody."""
        folder, cut = self._folder, []
        for field, text, most, fold in (
            ("name", record.name, at.NAME_WORDS, folder.name),
            ("guardian", record.guardian, at.NAME_WORDS, folder.guardian),
            ("village", record.village, at.VILLAGE_WORDS, folder.place),
        ):
            if text and _may_hold_more(text, most) and len(fold(text)) > most:
                cut.append(f"{most} words of its {field}")
        if len(record.marks) > LONG_MARKS and len(folder.marks(record.marks)) > at.MARKS:
            cut.append(f"{at.MARKS} codes of its marks")
        return f"taken in, but only {' and '.join(cut)} are compared" if cut else ""


def _may_hold_more(text: str, most: int) -> bool:
    """Whether there are so many words at all. Latin letters and spaces, as nearly always, are only counted."""
    if text.isascii() and text.count(" ") < most and text.replace(" ", "").isalpha():
        return False
    return len(words(normalise(text))) > most
