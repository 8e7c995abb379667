"""From which part of the network somebody knocks, and whom the door believes about it."""

import pytest
from django.test import RequestFactory

from rihai.accounts.network import network_of


@pytest.mark.parametrize(
    ("remote", "forwarded", "network"),
    [
        ("192.0.2.7", "", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "", "2001:db8:1::/48"),
        ("::ffff:8.8.8.8", "", "8.8.8.0/24"),
        ("127.0.0.1", "8.8.4.4", "8.8.4.0/24"),
        ("127.0.0.1", "1.1.1.1, 8.8.4.4", "8.8.4.0/24"),
        ("10.0.0.2", "8.8.4.4", "8.8.4.0/24"),
        ("", "8.8.4.4", "8.8.4.0/24"),
        ("8.8.8.8", "1.1.1.1", "8.8.8.0/24"),
        ("127.0.0.1", "nonsense", "127.0.0.0/24"),
        ("", "", ""),
    ],
)
def test_a_visitors_network(rf: RequestFactory, remote: str, forwarded: str, network: str) -> None:
    request = rf.get("/", REMOTE_ADDR=remote, headers={"x-forwarded-for": forwarded})

    assert network_of(request) == network
