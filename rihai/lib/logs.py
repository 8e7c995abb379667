"""Log records without values: a traceback's message may quote what somebody typed.

Here: the filter every handler carries. Pure: works on the standard library's records.
"""

import logging
import traceback


class BareErrors(logging.Filter):
    """Keep where an error happened and of which class; drop what it said.

    Database drivers quote parameters ("DETAIL: Key (phone)=(…)"), and a ValueError quotes its
    argument. The frames and the class name are enough to find the fault.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = "".join(traceback.format_tb(error.__traceback__))
            record.msg = f"{record.getMessage()}: {type(error).__name__}\n{frames}".rstrip()
            record.args = None
            record.exc_info = None
            record.exc_text = None
        return True
