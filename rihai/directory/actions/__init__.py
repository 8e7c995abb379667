"""Every change to the directory; one module for each kind of record.

Sending one of these forms twice changes nothing the second time, so no claim on the form is needed.
"""

from rihai.directory.actions.area import add_area, end_area, set_hours
from rihai.directory.actions.contacts import (
    apply_change,
    propose_contact,
    propose_removal,
    record_call_back,
    stop_change,
)
from rihai.directory.actions.entries import add_agency, edit_agency, verify_agency
from rihai.directory.actions.exporting import export_agencies
from rihai.directory.actions.importing import import_agencies
from rihai.directory.actions.loading import load_reference
from rihai.directory.actions.marks import confirm_mark, end_mark, propose_mark
from rihai.directory.actions.merging import mark_distinct, merge_agency, propose_duplicate, undo_merge

__all__ = [
    "add_agency",
    "add_area",
    "apply_change",
    "confirm_mark",
    "edit_agency",
    "end_area",
    "end_mark",
    "export_agencies",
    "import_agencies",
    "load_reference",
    "mark_distinct",
    "merge_agency",
    "propose_contact",
    "propose_duplicate",
    "propose_mark",
    "propose_removal",
    "record_call_back",
    "set_hours",
    "stop_change",
    "undo_merge",
    "verify_agency",
]
