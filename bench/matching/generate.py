"""Writes two invented registers and what is true about them.

    python -m bench.matching.generate --n 100000 --seed 1 --out FOLDER

Here: the command line and the files. Not here: the rules of invention (`people`, `lexicon`, `parameters`).
The same arguments give the same files.
"""

import argparse
import csv
import json
from dataclasses import asdict, fields, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.matching import lexicon as lexicons
from bench.matching.lexicon import COMMUNITIES, Ints
from bench.matching.parameters import PRESETS, Parameters
from bench.matching.people import SEXES, Population, Written
from bench.matching.places import Places
from bench.matching.records import Writer

SCRIPTS = ("latin", "devanagari", "bengali")
STRATA = ["found_id", "missing_id", "scripts", "cross", "evidence", "community", "sex", "one_token", "altered"]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=10_000, help="records in each register")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--preset", choices=PRESETS, default="full")
    parser.add_argument("--held-out", action="store_true", help="with spellings kept for the last measurement")
    parser.add_argument("--variants", type=Path, help="real pairs of spellings, Latin TAB other script")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    parameters = replace(PRESETS[given.preset], held_out=given.held_out)
    generate(given.n, given.seed, parameters, given.out, given.variants)


def generate(size: int, seed: int, parameters: Parameters, out: Path, variants: Path | None = None) -> None:
    with TemporaryDirectory(prefix=f"{out.name}-", dir=made(out).parent) as folder:
        _write(size, seed, parameters, Path(folder), variants)
        for path in Path(folder).iterdir():  # whole files only, as others may be reading the former ones
            path.replace(out / path.name)


def made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(size: int, seed: int, parameters: Parameters, out: Path, variants: Path | None) -> None:
    lexicon = lexicons.build(parameters.given_names, parameters.held_out, variants)
    places = _places(parameters.held_out)
    population = Population(lexicon, places, parameters)
    lexicon.render()
    missing, found, partner = _registers(population, size, seed)
    missing_ids = [f"M{number:07d}" for number in range(1, size + 1)]
    found_ids = [f"F{number:07d}" for number in range(1, size + 1)]
    Writer(lexicon, places, parameters, 2 * seed).save(missing, missing_ids, parameters.missing, out / "missing.csv")
    Writer(lexicon, places, parameters, 2 * seed + 1).save(found, found_ids, parameters.found, out / "found.csv")
    _save_truth(out, missing, found, partner, parameters.thin)
    hidden = {f"missing_{field.name}": getattr(missing, field.name) for field in fields(missing)}
    hidden |= {f"found_{field.name}": getattr(found, field.name) for field in fields(found)}
    hidden |= {"derived": population.derived_pets(), "pets": population.pets, "region": places.region_numbers()}
    np.savez(out / "hidden.npz", partner=partner, **hidden)
    settings = {"n": size, "seed": seed, "variants": bool(variants), **asdict(parameters)}
    (out / "settings.json").write_text(json.dumps(settings, default=str, indent=1))


@cache
def _places(held_out: bool) -> Places:
    return Places(held_out)


def _registers(population: Population, size: int, seed: int) -> tuple[Written, Written, Ints]:
    """Missing people, found people, and for each found one the row among the missing or -1."""
    parameters, chance = population.parameters, np.random.default_rng((seed, 1))
    people = population.draw(size, chance)
    population.add_siblings(people, chance)
    strangers = population.draw(size, chance)
    truly = round(size * parameters.truly_missing)
    partner = np.full(size, -1)
    partner[:truly] = chance.permutation(size)[:truly]
    rows = np.flatnonzero((partner < 0) & (chance.random(size) < parameters.siblings))
    population.copy_family(strangers, rows, people, chance.integers(0, size, len(rows)), chance)
    chance.shuffle(partner)
    everyone = people.take(np.arange(size))
    both = {
        field.name: np.concatenate([getattr(everyone, field.name), getattr(strangers, field.name)])
        for field in fields(people)
    }
    who = np.where(partner >= 0, partner, size + np.arange(size))
    all_people = type(people)(**both)
    order = chance.permutation(size)  # siblings do not stand beside each other
    missing = population.write(all_people, order, parameters.missing, False, chance)
    place = np.empty(size, dtype=np.int64)
    place[order] = np.arange(size)
    found = population.write(all_people, who, parameters.found, True, chance)
    return missing, found, np.where(partner >= 0, place[partner], -1)


def _save_truth(out: Path, missing: Written, found: Written, partner: Ints, thin: bool) -> None:
    with (out / "truth.csv").open("w", newline="") as truth, (out / "strata.csv").open("w", newline="") as strata:
        truths, groups = csv.writer(truth, lineterminator="\n"), csv.writer(strata, lineterminator="\n")
        truths.writerow(["missing_id", "found_id"])
        groups.writerow(STRATA)
        one_token = (found.names >= 0).sum(axis=1) == 1
        for row in np.flatnonzero(partner >= 0).tolist():
            other = int(partner[row])
            missing_id, found_id = f"M{other + 1:07d}", f"F{row + 1:07d}"
            truths.writerow([missing_id, found_id])
            scripts = SCRIPTS[missing.script[other]], SCRIPTS[found.script[row]]
            community, sex = COMMUNITIES[missing.community[other]], missing.sex[other]
            told = [
                "-".join(scripts),
                int(scripts[0] != scripts[1]),
                _evidence(missing, other, found, row) if not thin else "thin",
                community,
            ]
            altered = ("no", "pet", "changed")[found.altered[row]]
            groups.writerow([found_id, missing_id, *told, SEXES[sex] if sex >= 0 else "", int(one_token[row]), altered])


def _evidence(missing: Written, other: int, found: Written, row: int) -> str:
    """What both registers tell beside name, sex, age and date."""
    both = [
        bool(missing.guardian[other, 0] >= 0 and found.guardian[row, 0] >= 0),
        bool(missing.village[other] >= 0 and found.village[row] >= 0),
        bool(missing.mark[other] >= 0 and found.mark[row] >= 0),
    ]
    if any(both):
        return "guardian" if both[0] else "village or mark"
    return "district" if missing.district[other] >= 0 and found.district[row] >= 0 else "thin"


if __name__ == "__main__":
    main()
