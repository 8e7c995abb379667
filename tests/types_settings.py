"""The settings for the type checker: with stand-ins for what only the environment knows.

Nothing is opened or written under these settings; mypy ends without cleaning up, so no folder is made either.
"""

import os
import tempfile

os.environ.setdefault("RIHAI_DATA_DIR", tempfile.gettempdir())
os.environ.setdefault("RIHAI_SECRET_KEY", "only for the type checker, which signs nothing at all, ever")

from rihai.settings import *  # noqa: F403 - the variables must be there before the settings read them
