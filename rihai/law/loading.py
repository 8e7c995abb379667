"""The data of one country, read file by file when first asked for, checked, with every reference resolved.

A fault in a file names the file, the entry and the key. Shipped data are read once per process and never changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Final, TypeVar

import yaml

from rihai.law.clocks_data import Clock, Trigger, read_clock, read_trigger
from rihai.law.compensation_data import Head, Scheme, read_head, read_scheme
from rihai.law.conditions import OPERATORS, Condition, parse_condition, tests_in, uses_of
from rihai.law.entries import (
    Caution,
    Entry,
    Form,
    Protection,
    Provision,
    Reader,
    Remedy,
    Renumbered,
    Shared,
    digest_of,
    read_caution,
    read_form,
    read_protection,
    read_provision,
    read_remedy,
    read_source,
)
from rihai.law.facts import Vocabulary, read_facts, read_vocabulary
from rihai.law.schema import DataFault, Row
from rihai.law.sourcing import Confirmation, Decision, Source, Sourcing, kind_of_entry
from rihai.law.statements import Rendering, Statement, read_rendering, read_statement

COUNTRIES: Final = ("india", "nepal", "bangladesh")
# The C loader reads the same, seven times as fast; it is there wherever PyYAML was built with libyaml.
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What a sentence may rest on, and where such entries are.
NAMED: Final = {
    "provision": "provisions", "clock": "clocks", "remedy": "remedies", "compensation": "heads",
    "statement": "statements",
}  # fmt: skip
# How a fact is asked for by its type: a list for what is on it. All others in every way but that.
OPS_OF: Final = {"many": {"any_of"}, "names": {"eq", "any_of"}}
E_ = TypeVar("E_", bound=Entry)


class Law:
    """The law of one country as data."""

    def __init__(self, country: str, folder: Traversable) -> None:
        self.country, self._folder = country, folder

    @cached_property
    def version(self) -> str:
        """Stands for the wording of every file: an answer that is kept says by which data it was given."""
        paths = (path for part in (self._folder, self._folder / "provisions") for path in part.iterdir())
        texts = {path.name: path.read_text(encoding="utf-8") for path in paths if path.name.endswith(".yaml")}
        return digest_of(texts)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        content = self._read("sources.yaml", "sources", dict)
        found = {key: read_source(key, Row("sources.yaml", each, key)) for key, each in content.items()}
        return MappingProxyType(found)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The facts of the country; one without its own asks for the same as the first."""
        if not (self._folder / "facts.yaml").is_file():
            return law_of(COUNTRIES[0]).vocabulary
        return read_vocabulary([Row("facts.yaml", each) for each in self._read("facts.yaml", "facts", list)])

    @cached_property
    def conditions(self) -> Shared:
        """Shared conditions; one may use another, whichever stands first."""
        content = self._read("conditions.yaml", "conditions", dict)
        found: dict[str, Condition] = {}
        waiting = dict(content)
        while waiting:
            ready = [name for name, each in waiting.items() if uses_of(each) <= found.keys()]
            if not ready:
                raise DataFault("conditions.yaml", min(waiting), "use", "names a condition that is missing or itself")
            for name in ready:
                found[name] = parse_condition(Row("conditions.yaml", content, name), name, waiting.pop(name), found)
        return MappingProxyType(found)

    @cached_property
    def provisions(self) -> Mapping[str, Provision]:
        folder = self._folder / "provisions"
        files = folder.iterdir() if folder.is_dir() else ()
        names = sorted(each.name for each in files if each.name.endswith(".yaml"))
        found = self._entries([f"provisions/{name}" for name in names], "provisions", read_provision, Provision)
        for provision in found.values():
            self._check_tests(provision, provision.elements)
            for other in (*provision.corresponds_to, *provision.lesser_of):
                if other not in found:
                    raise DataFault("provisions", provision.id, "corresponds_to or lesser_of", f"there is no {other}")
        return found

    @cached_property
    def clocks(self) -> Mapping[str, Clock]:
        found = self._entries(["clocks.yaml"], "clocks", read_clock, Clock)
        for clock in found.values():
            self._check_tests(clock, clock.applies_when)
            for reading in clock.readings:
                self._check_tests(clock, reading.when)
            for trigger in (clock.trigger, clock.answered_by):
                if trigger and trigger not in self.triggers:
                    raise DataFault("triggers.yaml", clock.id, trigger, "is no trigger known here")
            if clock.waits_by and clock.waits_by not in self.sources:
                raise DataFault("sources.yaml", clock.id, "waits_by", f"there is no source {clock.waits_by!r}")
            if clock.keeps and clock.keeps not in found:
                raise DataFault("clocks.yaml", clock.id, "keeps", f"there is no clock {clock.keeps!r}")
        return found

    @cached_property
    def triggers(self) -> Mapping[str, Trigger]:
        content = self._read("triggers.yaml", "triggers", dict)
        found = {key: read_trigger(key, Row("triggers.yaml", each, key)) for key, each in content.items()}
        for trigger in found.values():
            # A derived fact may follow from an event: what was committed to the Court of Session is tried there.
            read_facts(
                {key: replace(fact, is_derived=False) for key, fact in self.vocabulary.items()}, dict(trigger.implies)
            )
        return MappingProxyType(found)

    @cached_property
    def remedies(self) -> Mapping[str, Remedy]:
        found = self._entries(["remedies.yaml"], "remedies", read_remedy, Remedy)
        for remedy in found.values():
            self._check_tests(remedy, remedy.use_when)
        return found

    @cached_property
    def protections(self) -> Mapping[str, Protection]:
        found = self._entries(["protections.yaml"], "protections", read_protection, Protection)
        for protection in found.values():
            for section in protection.sections:
                if section not in self.provisions:
                    raise DataFault("protections.yaml", protection.id, "sections", f"there is no {section}")
        return found

    @cached_property
    def cautions(self) -> Mapping[str, Caution]:
        found = self._entries(["cautions.yaml"], "cautions", read_caution, Caution)
        for caution in found.values():
            self._check_tests(caution, caution.when)
        return found

    @cached_property
    def heads(self) -> Mapping[str, Head]:
        """Heads of compensation, each of a scheme."""
        found = self._entries(["compensation.yaml"], "compensation", read_head, Head)
        names = {scheme.name for scheme in self.schemes.values()}
        for head in found.values():
            self._check_tests(head, head.applies_when)
            if head.scheme not in names:
                raise DataFault("schemes.yaml", head.id, "scheme", f"there is no scheme {head.scheme!r}")
            if missing := set(head.lesser_of) - found.keys():
                raise DataFault("compensation.yaml", head.id, "lesser_of", f"there is no {min(missing)}")
        return found

    @cached_property
    def schemes(self) -> Mapping[str, Scheme]:
        rows = [Row("schemes.yaml", each) for each in self._read("schemes.yaml", "schemes", list)]
        found = {scheme.id: scheme for scheme in (read_scheme(row, self.conditions) for row in rows)}
        for scheme in found.values():
            if missing := set(scheme.clocks) - self.clocks.keys():
                raise DataFault("schemes.yaml", scheme.id, "clocks", f"there is no clock {min(missing)}")
            if scheme.remedy and scheme.remedy not in self.remedies:
                raise DataFault("schemes.yaml", scheme.id, "remedy", f"there is no remedy {scheme.remedy!r}")
        return MappingProxyType(found)

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        return self._entries(["forms.yaml"], "forms", read_form, Form)

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Sentences for law cards. A digest stands for the wording and for every entry that the sentence rests on."""
        found = self._entries(["statements.yaml"], "statements", read_statement, Statement)
        return MappingProxyType({key: self._resting(one, one.rests_on) for key, one in found.items()})

    @cached_property
    def renderings(self) -> Mapping[str, Rendering]:
        found = self._entries(["renderings.yaml"], "renderings", read_rendering, Rendering)
        return MappingProxyType({key: self._resting(one, [f"statement {one.statement}"]) for key, one in found.items()})

    def entry(self, told: str) -> Entry | None:
        """The entry that "remedy fir-refused" names; None where there is none."""
        kind, _space, key = told.partition(" ")
        found: Mapping[str, Entry] = getattr(self, NAMED[kind]) if kind in NAMED else {}
        return found.get(key)

    @cached_property
    def renumbered(self) -> tuple[Renumbered, ...]:
        """What became of each section of the older code."""
        rows = [Row("ipc_to_bns.yaml", each) for each in self._read("ipc_to_bns.yaml", "sections", list)]
        return tuple(Renumbered(row.maybe_text("ipc"), row.maybe_text("bns"), row.words("change")) for row in rows)

    def sourcing_of(self, entry: Entry, confirmations: Mapping[str, Confirmation] | None = None) -> Sourcing:
        """What an entry rests on. Confirmations are kept by digest: one counts only for the wording that was read."""
        kind = kind_of_entry(was_read=entry.was_read, kinds=[self.sources[key].kind for key in entry.source])
        said = (confirmations or {}).get(entry.digest)
        if said is not None and said.decision is not Decision.CONFIRMED:
            return Sourcing(kind, entry.source, entry.unread, doubted=said)
        return Sourcing(kind, entry.source, entry.unread, said)

    def _entries(self, files: Iterable[str], key: str, read: Reader, kind: type[E_]) -> Mapping[str, E_]:
        found: dict[str, E_] = {}
        for file in files:
            for content in self._read(file, key, list):
                row = Row(file, content)
                entry = read(row, self.conditions)
                row.done()
                if not isinstance(entry, kind) or entry.id in found:
                    raise row.fault("id", "stands there twice")
                for source in entry.source:
                    if source not in self.sources:
                        raise row.fault("source", f"there is no source {source!r} in sources.yaml")
                found[entry.id] = entry
        return MappingProxyType(found)

    def _resting(self, one: E_, others: Iterable[str]) -> E_:
        digests = [one.digest]
        for told in others:
            entry = self.entry(told)
            if entry is None:
                raise DataFault("statements.yaml", one.id, "rests_on", f"there is no {told!r}")
            digests.append(entry.digest)
        return replace(one, digest=digest_of({"digests": digests}))

    def _check_tests(self, entry: Entry, condition: Condition) -> None:
        """Every fact asked for is in the vocabulary, with a value that it may have."""
        for test in tests_in(condition):
            fact = self.vocabulary.get(test.fact)
            if fact is None:
                raise DataFault("facts.yaml", entry.id, test.fact, "is not in the vocabulary")
            wanted = test.value if isinstance(test.value, tuple) else (test.value,)
            may_ask = OPS_OF.get(fact.type, OPERATORS.keys() - {"any_of"})
            if test.op not in may_ask or not set(wanted) <= (set(fact.values) or set(wanted)):
                raise DataFault("facts.yaml", entry.id, test.fact, f"cannot be asked for {test.op} {test.value!r}")

    def _read(self, file: str, key: str, kind: type[Any]) -> Any:
        path = self._folder.joinpath(*file.split("/"))
        if not path.is_file():
            return kind()
        try:
            content = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe loader, in C if there is one
        except yaml.YAMLError as error:
            raise DataFault(file, "", "", f"is not valid YAML: {error}") from error
        if not isinstance(content, dict) or not isinstance(content.get(key), kind):
            raise DataFault(file, "", key, f"must hold a {kind.__name__} under {key!r}")
        return content[key]


@cache
def law_of(country: str = "india") -> Law:
    """The law of a country; read once per process."""
    if country not in COUNTRIES:
        raise DataFault("data", country, "", f"there is no such country here: {', '.join(COUNTRIES)}")
    return Law(country, resources.files("rihai.law") / "data" / country)


@cache
def no_law() -> Law:
    """Of a country of which nothing is held: every list of it is empty."""
    return Law("", resources.files("rihai.law") / "data" / "none")
