"""A record as a short run of bytes, and back: a million of them are held for explanations. No numbers, no folding."""

import datetime
import json

from rihai.matching.records import Record

BETWEEN = "\x1f"  # never typed by anybody; taken out of what is


def packed(record: Record) -> bytes:
    parts = (
        record.id,
        record.name,
        record.guardian,
        record.sex,
        "" if record.age is None else repr(record.age),
        "" if record.date is None else record.date.isoformat() + (f"/{record.until}" if record.until else ""),
        record.country,
        record.state,
        record.district,
        record.village,
        record.marks,
    )
    texts = [part.replace(BETWEEN, " ") for part in parts] if any(BETWEEN in part for part in parts) else list(parts)
    if record.extra:
        texts.append(json.dumps(dict(record.extra), ensure_ascii=True))
    return BETWEEN.join(texts).encode("utf-8", "surrogatepass")


class RecordBroken(ValueError):
    """Bytes that hold no record: the index they came from was forged or damaged."""


def unpacked(data: bytes) -> Record:
    """The record that was packed. Raises RecordBroken, which quotes nothing of it."""
    try:
        return _unpacked(data)
    except (ValueError, TypeError):
        raise RecordBroken("A record of the saved index cannot be read. Build the index anew.") from None


def _unpacked(data: bytes) -> Record:
    parts = data.decode("utf-8", "surrogatepass").split(BETWEEN)
    key, name, guardian, sex, age, date, country, state, district, village, marks = parts[:11]
    first, _, last = date.partition("/")
    return Record(
        id=key,
        name=name,
        guardian=guardian,
        sex=sex,
        age=float(age) if age else None,
        date=datetime.date.fromisoformat(first) if first else None,
        country=country,
        state=state,
        district=district,
        village=village,
        marks=marks,
        extra=json.loads(parts[11]) if len(parts) > 11 else {},
        until=datetime.date.fromisoformat(last) if last else None,
    )


def id_of(data: bytes) -> str:
    """The id alone, without reading the rest."""
    return data.split(BETWEEN.encode(), 1)[0].decode("utf-8", "surrogatepass")
