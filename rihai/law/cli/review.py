"""`rihai law review`: a sheet for a reviewing lawyer, and what she says of the entries read back."""

from datetime import datetime
from pathlib import Path

import click

from rihai.law.cli.files import FILE, in_words, text_of
from rihai.law.cli.kept import confirmations_of, kept_in
from rihai.law.confirmations import FILE_NAME
from rihai.law.errors import InputProblem
from rihai.law.loading import COUNTRIES
from rihai.law.review_words import KINDS

NEW = click.Path(path_type=Path, dir_okay=False)


@click.command("review")
@click.option("--out", "out", type=NEW, metavar="SHEET", help="Write the sheet, as CSV for any office program.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only entries of this kind.")
@click.option("--read", "read", type=FILE, metavar="SHEET", help="Read a sheet back that she has filled in.")
@click.option("--by", "by", metavar="NAME", help="The lawyer's name.")
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day of her review.")
@click.option(
    "--confirmed",
    type=NEW,
    metavar="FILE",
    help=f"Where what lawyers say is kept; otherwise {FILE_NAME} in RIHAI_DATA_DIR, or here.",
)
@click.option("--demonstration", is_flag=True, help="An invented lawyer: it is shown as such and counts nowhere.")
@click.option("--country", default=COUNTRIES[0], show_default=True, type=click.Choice(COUNTRIES), help="Whose law.")
@in_words
def review(
    out: Path | None,
    kinds: tuple[str, ...],
    read: Path | None,
    by: str | None,
    on: datetime | None,
    confirmed: Path | None,
    demonstration: bool,
    country: str,
) -> None:
    """Write every entry in words for a reviewing lawyer (--out), or read back what she decided (--read).

    She writes in two columns: decision (confirmed, corrected or rejected) and correction. A sheet is read back whole
    or not at all. The shipped data stay as they are; an entry that changes loses its confirmation.
    """
    if (out is None) == (read is None):
        raise InputProblem("review", "needs one of the two", "--out SHEET, or --read SHEET")
    if out is not None:
        _write(out, kinds, confirmed, country)
    elif read is not None:
        if by is None or on is None:
            raise InputProblem("--read", "needs to know who decided and when", "--by NAME --date DATE")
        _read(read, by, on, kept_in(confirmed), country, is_demonstration=demonstration)


def _write(out: Path, kinds: tuple[str, ...], confirmed: Path | None, country: str) -> None:
    from rihai.law.loading import law_of
    from rihai.law.review import write_sheet

    text = write_sheet(law_of(country), confirmations_of(confirmed), kinds)
    try:
        # Never over a sheet in which somebody may have written.
        with out.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise InputProblem(str(out), "is there already", "the name of a new file") from None
    except OSError as error:
        raise InputProblem(str(out), f"cannot be written: {error.strerror}") from None
    click.echo(f"Written: {out}. She fills in decision and correction; then: rihai law review --read {out} --by ...")


def _read(read: Path, by: str, on: datetime, confirmed: Path, country: str, *, is_demonstration: bool) -> None:
    from rihai.law.confirmations import add_reviewed
    from rihai.law.loading import law_of
    from rihai.law.review import COMPILED, check_reviewer, read_sheet
    from rihai.law.sourcing import Decision

    today = datetime.now().astimezone().date()
    reviewer = check_reviewer(by, on.date(), today, is_demonstration=is_demonstration)
    decisions = read_sheet(law_of(country), text_of(read), reviewer)
    if not decisions:
        raise InputProblem(str(read), "holds no decision", ", ".join(Decision))
    if reviewer.on < COMPILED:
        click.echo(f"The data are of {COMPILED}: a review of {reviewer.on} is older. Is the day right?", err=True)
    add_reviewed(confirmed, decisions)
    counts = {decision: sum(each.decision is decision for each in decisions) for decision in Decision}
    said = ", ".join(f"{decision}: {count}" for decision, count in counts.items())
    click.echo(f"Read {len(decisions)} decisions of {reviewer.name} ({said}). Kept in {confirmed}.")
