"""What an FIR names against what the facts carry: fitting, open, omitted, unsupported, harmful.

A lesser section is not omitted beside a graver one that is met; a section of the older code is recognised by what
became of it. Harmful to the person: flagged, with the remedy, whatever the facts are. A lawyer decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rihai.law.consequences import Consequence, consequence_of
from rihai.law.entries import Provision
from rihai.law.evaluation import Evaluation, Finding, Verdict
from rihai.law.sentences import Quote, Said, sentence
from rihai.law.words import question_said, title, why_met_said, why_not_said

# What helps a person who is charged with what was done to them.
REMEDY_FOR_HARM: Final = "victim-not-accused"
# How the notes of an entry begin that harms; for reviewers, not for readers.
MARK: Final = "HARM FLAG"
CHARGED: Final = "victim.charged_as_accused"


@dataclass(frozen=True)
class Remark:
    """One section with what is said about it, sentence by sentence; `consequence` for omitted ones."""

    finding: Finding
    said: tuple[Said, ...]
    consequence: Consequence | None = None

    @property
    def id(self) -> str:
        return self.finding.provision.id

    @property
    def reason(self) -> str:
        """All of it in English, under the name of the section."""
        return f"{title(self.finding.provision)}: {' '.join(str(one) for one in self.said)}".strip()


@dataclass(frozen=True)
class FirCheck:
    """What the FIR names is fitting, open, unsupported or harmful; omitted is what it does not name."""

    fitting: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    omitted: tuple[Remark, ...] = ()
    unsupported: tuple[Remark, ...] = ()
    flagged: tuple[Remark, ...] = ()


def check_fir(evaluation: Evaluation, named: Sequence[str] | None) -> FirCheck:
    """Compare; without an FIR only what may be turned against the person is flagged."""
    findings = evaluation.findings
    theirs = [findings[key] for key in named or ()]
    charged = [each for each in theirs if each.provision.harm != "harms_victim"]
    standing = [each for each in charged if each.verdict is not Verdict.NOT_MET]
    return FirCheck(
        fitting=tuple(each for each in charged if each.verdict is Verdict.MET),
        open=tuple(each for each in charged if each.verdict is Verdict.POSSIBLE),
        omitted=() if named is None else _omitted(evaluation, theirs, standing),
        unsupported=tuple(_unsupported(evaluation, each) for each in charged if each.verdict is Verdict.NOT_MET),
        flagged=tuple(_flags(evaluation, theirs)),
    )


def _omitted(evaluation: Evaluation, theirs: Sequence[Finding], standing: Sequence[Finding]) -> tuple[Remark, ...]:
    ids = {each.provision.id for each in theirs}
    missing = [each for each in evaluation.met if each.provision.is_charged and each.provision.id not in ids]
    return tuple(_remark_on_missing(evaluation, each, ids, standing) for each in missing)


def _names(evaluation: Evaluation, ids: Iterable[str]) -> str:
    return ", ".join(evaluation.law.provisions[one].name for one in ids)


def _remark_on_missing(evaluation: Evaluation, missing: Finding, ids: set[str], standing: Sequence[Finding]) -> Remark:
    law = evaluation.law
    said = [sentence("stop", said=why_met_said(law.vocabulary, missing) or sentence("carried"))]
    if old := sorted(ids & set(missing.provision.corresponds_to)):
        said.append(sentence("names_old", sections=_names(evaluation, old)))
    consequence = consequence_of(law, missing, standing)
    return Remark(missing, (*said, *consequence.said), consequence)


def _unsupported(evaluation: Evaluation, finding: Finding) -> Remark:
    law, findings = evaluation.law, evaluation.findings
    said = [sentence("stop", said=why_not_said(law.vocabulary, finding))]
    instead = [key for key in finding.provision.corresponds_to if findings[key].verdict is not Verdict.NOT_MET]
    if instead and not finding.fails:
        said.append(sentence("on_that_date", sections=_names(evaluation, instead)))
    return Remark(finding, tuple(said))


def _flags(evaluation: Evaluation, theirs: Sequence[Finding]) -> Iterable[Remark]:
    """What harms: where the FIR names it. What may harm: where the FIR names it or the facts suggest it."""
    suggested = (*theirs, *evaluation.met, *evaluation.possible)
    seen: Mapping[str, Finding] = {each.provision.id: each for each in suggested}
    named = {each.provision.id for each in theirs}
    for key, finding in seen.items():
        if finding.provision.harm == "harms_victim":
            yield Remark(finding, tuple(_harm(evaluation, finding.provision)))
        elif finding.provision.harm == "possible":
            yield Remark(finding, tuple(_possible_harm(evaluation, finding, is_named=key in named)))


def _harm(evaluation: Evaluation, provision: Provision) -> Iterator[Said]:
    """The way out by its name, and what the entry notes without its mark for reviewers."""
    yield sentence("harms")
    if remedy := evaluation.law.remedies.get(REMEDY_FOR_HARM):
        name, forum, by = Quote(remedy.name), Quote(remedy.forum), Quote(remedy.provision)
        yield sentence("what_helps", name=name, forum=forum, provision=by)
    if note := without_mark(provision.notes):
        yield Quote(note)


def without_mark(notes: str) -> str:
    """ "HARM FLAG. Never suggest it" as "Never suggest it": the mark is for whoever reviews the data."""
    text = notes.removeprefix(MARK).lstrip(" .,:;") if notes.startswith(MARK) else notes
    return text[:1].upper() + text[1:]


def _possible_harm(evaluation: Evaluation, finding: Finding, *, is_named: bool) -> Iterator[Said]:
    yield sentence("may_turn")
    if not is_named and finding.verdict is Verdict.POSSIBLE:
        asked = question_said(evaluation.law.vocabulary, finding, finding.ask[0])
        yield sentence("only_possible", asked=asked)
    if is_named and evaluation.facts.get(CHARGED) is True:
        yield sentence("treated_as_accused")
    if note := without_mark(finding.provision.notes):
        yield Quote(note)
