"""What an FIR names against what the facts carry: fitting, open, omitted, unsupported, harmful.

A lesser section is not omitted beside a graver one that is met; a section of the older code is recognised by what
became of it. Harmful to the person: flagged, with the remedy, whatever the facts are. A lawyer decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rihai.law.consequences import Consequence, consequence_of
from rihai.law.entries import Provision
from rihai.law.evaluation import Evaluation, Finding, Verdict
from rihai.law.words import question_of, title, why_met, why_not

# What helps a person who is charged with what was done to them.
REMEDY_FOR_HARM: Final = "victim-not-accused"
# How the notes of an entry begin that harms; for reviewers, not for readers.
MARK: Final = "HARM FLAG"
CHARGED: Final = "victim.charged_as_accused"


@dataclass(frozen=True)
class Remark:
    """One section with the reason for saying something about it; `consequence` for omitted ones."""

    finding: Finding
    reason: str
    consequence: Consequence | None = None

    @property
    def id(self) -> str:
        return self.finding.provision.id


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


def _remark_on_missing(evaluation: Evaluation, missing: Finding, ids: set[str], standing: Sequence[Finding]) -> Remark:
    law = evaluation.law
    fits = why_met(law.vocabulary, missing)
    old = sorted(ids & set(missing.provision.corresponds_to))
    instead = f" The FIR names {', '.join(old)} in its place, of the other code." if old else ""
    consequence = consequence_of(law, missing, standing)
    reason = f"{title(missing.provision)}: {fits or 'the facts carry it'}.{instead} {consequence.words}"
    return Remark(missing, reason.strip(), consequence)


def _unsupported(evaluation: Evaluation, finding: Finding) -> Remark:
    law, findings = evaluation.law, evaluation.findings
    instead = [key for key in finding.provision.corresponds_to if findings[key].verdict is not Verdict.NOT_MET]
    hint = f" On that date it is {', '.join(instead)}." if instead and not finding.fails else ""
    return Remark(finding, f"{title(finding.provision)}: {why_not(law.vocabulary, finding)}.{hint}")


def _flags(evaluation: Evaluation, theirs: Sequence[Finding]) -> Iterable[Remark]:
    """What harms: where the FIR names it. What may harm: where the FIR names it or the facts suggest it."""
    suggested = (*theirs, *evaluation.met, *evaluation.possible)
    seen: Mapping[str, Finding] = {each.provision.id: each for each in suggested}
    named = {each.provision.id for each in theirs}
    for key, finding in seen.items():
        if finding.provision.harm == "harms_victim":
            yield Remark(finding, _harm(evaluation, finding.provision))
        elif finding.provision.harm == "possible":
            yield Remark(finding, _possible_harm(evaluation, finding, is_named=key in named))


def _harm(evaluation: Evaluation, provision: Provision) -> str:
    """The way out by its name, and what the entry notes without its mark for reviewers."""
    remedy = evaluation.law.remedies.get(REMEDY_FOR_HARM)
    said = f"{title(provision)}: it punishes the person who was trafficked and must not be used against them."
    way_out = f"What helps: {remedy.name} ({remedy.forum}; {remedy.provision})." if remedy else ""
    return " ".join(part for part in (said, way_out, without_mark(provision.notes)) if part)


def without_mark(notes: str) -> str:
    """ "HARM FLAG. Never suggest it" as "Never suggest it": the mark is for whoever reviews the data."""
    text = notes.removeprefix(MARK).lstrip(" .,:;") if notes.startswith(MARK) else notes
    return text[:1].upper() + text[1:]


def _possible_harm(evaluation: Evaluation, finding: Finding, *, is_named: bool) -> str:
    provision = finding.provision
    said = [f"{title(provision)}: it may be turned against the person or those close to them. Somebody must look."]
    if not is_named and finding.verdict is Verdict.POSSIBLE:
        asked = question_of(evaluation.law.vocabulary, finding, finding.ask[0])
        said.append(f"It is not named, and only possible as long as this is open: {asked}")
    if is_named and evaluation.facts.get(CHARGED) is True:
        said.append("The person is treated as an accused: whether it was their own deed is not judged here.")
    return " ".join([*said, without_mark(provision.notes)]).strip()
