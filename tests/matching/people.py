"""Made-up records for tests of the matcher: a small world in which names repeat, and strategies that draw from it."""

import datetime

from hypothesis import strategies as st

from rihai.matching.index import Index
from rihai.matching.model import default_model
from rihai.matching.records import Kind, Record

GIVEN = ("Sunita", "Suneeta", "सुनीता", "Rukhsana", "রুখসানা", "Zubeda", "Maya", "Laxmi", "Lakshmi", "Ramkrishna", "Om")
FAMILY = ("Devi", "Khatun", "Mondal", "Tamang", "Kumari", "देवी", "Mahto", "S", "Krishna", "Ram")
PLACES = ("Lalgola", "Rampur", "Nawada Khurd", "Lalgolla")
DISTRICTS = ("Murshidabad", "Ranchi", "रांची", "Nuwakot", "Zzxqv")
STATES = ("", "Jharkhand", "झारखंड", "Bihar")
MARKS = ("", "mole on chin", "scar left cheek", "burn right hand")
FIRST = datetime.date(2015, 1, 1)

names = st.lists(st.sampled_from((*GIVEN, *FAMILY)), max_size=3).map(" ".join)
days = st.none() | st.integers(0, 3000).map(lambda days: FIRST + datetime.timedelta(days))


def records(key: st.SearchStrategy[str]) -> st.SearchStrategy[Record]:
    """Records in which any fact may be unknown."""
    return st.builds(
        Record,
        id=key,
        name=names,
        guardian=names,
        sex=st.sampled_from(("", "F", "F", "M", "T")),
        age=st.none() | st.integers(1, 40).map(float),
        date=days,
        state=st.sampled_from(STATES),
        district=st.just("") | st.sampled_from(DISTRICTS),
        village=st.just("") | st.sampled_from(PLACES),
        marks=st.sampled_from(MARKS),
    )


someone = records(st.just("Q"))
registers = st.lists(
    records(st.integers(0, 10**6).map(str)), min_size=1, max_size=40, unique_by=lambda record: record.id
)


def index_of(register: list[Record], kind: Kind = Kind.MISSING) -> Index:
    return Index.build(register, kind=kind, model=default_model())


def answers(index: Index, record: Record) -> dict[str, float]:
    """Weights by id, so that records of equal weight may stand in any order."""
    return {candidate.id: round(candidate.weight, 2) for candidate in index.query(record, top=50).candidates}
