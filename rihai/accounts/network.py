"""From which part of the network somebody knocks: only its keyed hash is ever kept.

Here: reading it off a request. Not here: what follows from it (`throttle.py`).
"""

import ipaddress
from typing import Final

from django.http import HttpRequest

# What one provider hands to one customer or office, roughly: whoever has one address has its neighbours.
PREFIX: Final = {4: 24, 6: 48}


def network_of(request: HttpRequest) -> str:
    """Like "192.0.2.0/24"; the empty text if it cannot be told.

    Behind a proxy of this machine or house, the last address it names is the one it saw itself; those
    before it were written by the visitor.
    """
    address = _address(request.META.get("REMOTE_ADDR", ""))
    named = _address(request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2])
    if named is not None and (address is None or address.is_private):
        address = named
    if address is None:
        return ""
    return str(ipaddress.ip_network((address, PREFIX[address.version]), strict=False))


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
