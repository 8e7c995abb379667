"""The found are folded in a process of their own: what it meets is told here, and it leaves nothing behind."""

import multiprocessing
import os
import signal
from collections.abc import Iterator

import pytest

from rihai.matching.census import Census
from rihai.matching.engines.beside import _fold, folded_beside
from rihai.matching.records import Record


def records(*names: str) -> Iterator[Record]:
    yield from (Record(f"F{place}", name=name) for place, name in enumerate(names))


def test_what_the_other_process_folded_comes_back_whole() -> None:
    with folded_beside(records("Laxmi Das", "লক্ষ্মী দাস")) as other:
        asked = other.result()

    assert asked.ids == ["F0", "F1"]
    assert asked.questions.count == 2
    one, two = asked.questions.rows(asked.questions.own, Census())[:, :2].tolist()
    assert one == two


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    def broken() -> Iterator[Record]:
        yield Record("F0", name="Laxmi")
        raise ValueError("line 3 cannot be read")

    with pytest.raises(ValueError, match="line 3 cannot be read"), folded_beside(broken()) as other:
        other.result()


def test_being_ended_by_the_system_for_want_of_memory_is_not_an_empty_register() -> None:
    def killed() -> Iterator[Record]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield Record("F0", name="Laxmi")

    with pytest.raises(MemoryError), folded_beside(killed()) as other:
        other.result()


def test_it_is_gone_when_nobody_waits_for_it_any_more() -> None:
    waits, never = os.pipe()

    def waiting() -> Iterator[Record]:
        os.read(waits, 1)
        yield Record("F0", name="Laxmi")

    with pytest.raises(KeyboardInterrupt), folded_beside(waiting()) as other:
        raise KeyboardInterrupt

    assert other.answer.closed
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    os.close(waits)
    os.close(never)


def test_it_does_not_begin_for_a_parent_that_is_gone_already() -> None:
    """The system ends it with its parent only from the moment it asked for that."""
    context = multiprocessing.get_context("fork")
    answer, end = context.Pipe(duplex=False)
    orphan = context.Process(target=_fold, args=(records("Laxmi Das"), end, os.getppid()))

    orphan.start()
    orphan.join(20)
    end.close()

    assert orphan.exitcode == 1
    with answer, pytest.raises(EOFError):
        answer.recv()
