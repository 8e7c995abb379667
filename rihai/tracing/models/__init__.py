"""Every table of tracing; one module for each kind of record."""

from rihai.tracing.models.again import AgainProposal
from rihai.tracing.models.asking import PlantedHit, PlantedRecord, SearchRecord
from rihai.tracing.models.found import FoundRecord
from rihai.tracing.models.matches import AnswerConsent, MatchDecision, PotentialMatch, SharedAnswer
from rihai.tracing.models.photos import FoundPhoto, PhotoKind, ReportPhoto
from rihai.tracing.models.progress import TaskMark
from rihai.tracing.models.report import MissingReport, ReporterCheck, ReportOutcome, Sighting
from rihai.tracing.models.sheets import RequestAnswer, RequestAsked, RequestSheet
from rihai.tracing.models.telling import Telling, TellingConsent

__all__ = [
    "AgainProposal",
    "AnswerConsent",
    "FoundPhoto",
    "FoundRecord",
    "MatchDecision",
    "MissingReport",
    "PhotoKind",
    "PlantedHit",
    "PlantedRecord",
    "PotentialMatch",
    "ReportOutcome",
    "ReportPhoto",
    "ReporterCheck",
    "RequestAnswer",
    "RequestAsked",
    "RequestSheet",
    "SearchRecord",
    "SharedAnswer",
    "Sighting",
    "TaskMark",
    "Telling",
    "TellingConsent",
]
