"""Every change of a person's record, with its permission and its audit event: registering, contact, sources, links.

Not here: what happened to somebody (`cases`), and who works on it.
"""

from rihai.people.actions.contact import NoNumber, confirm_number, set_contact_safety
from rihai.people.actions.linking import link_persons, unlink_persons
from rihai.people.actions.registering import add_identity_item, add_name, add_relative, correct_person, register_person
from rihai.people.actions.searching import search_people
from rihai.people.actions.sources import RECORDER_KEEPS, record_source
from rihai.people.naming import PseudonymUnsafe

__all__ = [
    "RECORDER_KEEPS",
    "NoNumber",
    "PseudonymUnsafe",
    "add_identity_item",
    "add_name",
    "add_relative",
    "confirm_number",
    "correct_person",
    "link_persons",
    "record_source",
    "register_person",
    "search_people",
    "set_contact_safety",
    "unlink_persons",
]
