"""What forbids to publish who a victim is: our own rule first, and the provisions that the law's data know.

Every paper and file about people carries it. For an adult without a sexual offence the law's bar does not reach: our
rule does. Not here: how it looks on a page (`components/identity_law.html`).
"""

from typing import Final

from django.utils.translation import gettext as _

from rihai.law.entries import Provision
from rihai.law.sourcing import Sourcing
from rihai.offences.law_read import law_read

PROVISIONS: Final = ("bns-72", "bns-73", "pocso-23", "jj-74")


def identity_rule() -> str:
    return _("Nobody may publish or pass on who this is about.")


def identity_provisions() -> list[tuple[Provision, Sourcing]]:
    law = law_read()
    return [(one, law.sourcing_of(one)) for one in (law.law.provisions[key] for key in PROVISIONS)]


def identity_text() -> str:
    """For a file that leaves the house: it names only provisions that a lawyer has confirmed."""
    law = law_read()
    known = [law.law.provisions[key] for key in PROVISIONS]
    named = "; ".join(one.name for one in known if law.may_quote(one))
    return f"{identity_rule()} ({named})" if named else identity_rule()
