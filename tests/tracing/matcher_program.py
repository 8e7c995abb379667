"""The matcher as a process of its own on the database of a test, with the stand-in engine: `python -m …`."""

import os
import signal
import threading

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    django.setup()
    from rihai.tracing.matcher.process import run
    from tests.tracing.stand_in import ENGINE

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    run(stop, lambda: ENGINE)


if __name__ == "__main__":
    main()
