"""No test reaches the network: what would call a third party fails here, not at a survivor's desk."""

import socket
import urllib.request

import pytest
from pytest_socket import SocketBlockedError

# Addresses kept for documentation (RFC 5737, RFC 3849): nobody answers there even if a block fails.
ELSEWHERE = ["192.0.2.1", "2001:db8::1"]

pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket")


@pytest.mark.parametrize("host", [*ELSEWHERE, "127.0.0.1"])
def test_no_connection_can_be_opened(host: str) -> None:
    with pytest.raises(SocketBlockedError):
        socket.create_connection((host, 80), timeout=1)


def test_no_name_can_be_looked_up() -> None:
    with pytest.raises(SocketBlockedError):
        socket.getaddrinfo("example.org", 443)


def test_no_page_can_be_fetched() -> None:
    with pytest.raises(SocketBlockedError):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)


def test_a_socket_inside_this_machine_works() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX)

    ours.sendall(b"here")

    assert theirs.recv(4) == b"here"
    ours.close()
    theirs.close()
