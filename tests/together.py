"""Running functions beside each other, each in a thread with a connection of its own.

Not here: the fixtures that say which database they need (`at_once` of accounts and of the vault).
"""

import threading
from collections.abc import Callable

from django.db import connection

AtOnce = Callable[[list[Callable[[], object]]], list[object]]


def run_together(functions: list[Callable[[], object]]) -> list[object]:
    """They start together; gives the result of each, or its error."""
    start = threading.Barrier(len(functions))
    results: list[object] = [None] * len(functions)

    def work(position: int, function: Callable[[], object]) -> None:
        start.wait(10)
        try:
            results[position] = function()
        except Exception as error:  # the test looks at it
            results[position] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
