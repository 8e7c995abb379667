"""All protections whose absence the suite must notice; the lists stand in `ground.py`, `granted.py`, `work.py`,
`files.py`, `law.py`, `matching.py`, `missing.py`, `network.py`, `searching.py`,
`keeping.py`, `guarding.py`, `prosecuting.py`, `evidence.py`, `claiming.py`, `remembering.py`, `deciding.py`,
`asking.py`, `checking.py`, `erasing.py` and `meeting.py`."""

from tests.mutation.asking import ASKING
from tests.mutation.checking import CHECKING
from tests.mutation.claiming import CLAIMING
from tests.mutation.deciding import DECIDING
from tests.mutation.erasing import ERASING
from tests.mutation.evidence import EVIDENCE
from tests.mutation.files import FILES
from tests.mutation.granted import GRANTED
from tests.mutation.ground import GROUND
from tests.mutation.guarding import GUARDING
from tests.mutation.keeping import KEEPING
from tests.mutation.law import LAW
from tests.mutation.matching import MATCHING
from tests.mutation.meeting import MEETING
from tests.mutation.missing import MISSING
from tests.mutation.network import NETWORK
from tests.mutation.prosecuting import PROSECUTING
from tests.mutation.protection import Protection
from tests.mutation.remembering import REMEMBERING
from tests.mutation.searching import SEARCHING
from tests.mutation.work import WORK

__all__ = ["PROTECTIONS", "Protection"]

PROTECTIONS: tuple[Protection, ...] = (
    *GROUND, *GRANTED, *WORK, *FILES, *NETWORK, *MISSING, *SEARCHING, *REMEMBERING, *MEETING, *DECIDING, *ASKING,
    *MATCHING, *LAW, *KEEPING, *PROSECUTING, *GUARDING, *EVIDENCE, *CLAIMING, *CHECKING, *ERASING,
)  # fmt: skip
