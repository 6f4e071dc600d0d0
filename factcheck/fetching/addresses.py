"""Which hosts may be reached: names resolved once, every address checked."""

from __future__ import annotations

import ipaddress
import socket
import threading
from typing import Final

from factcheck.errors import FetchError

__all__ = ["is_public", "resolve"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_CLOSED_4: Final = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "100.64.0.0/10",  # shared by carriers, RFC 6598
            "192.0.0.0/24",  # protocol assignments
            "192.88.99.0/24",  # relays to IPv6, withdrawn
            "198.18.0.0/15",  # benchmarks
        ),
    )
)
_GLOBAL_6: Final = ipaddress.IPv6Network("2000::/3")
"""All that is given out to hosts; the rest is local, reserved, or carries an IPv4 address."""
_CARRIES_4: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
"""Addresses whose last 32 bits are an IPv4 address: translation (RFC 6052), and a form that is no longer used."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet: not private, loopback, link-local, carriers', multicast or reserved.

    An IPv6 address that stands for an IPv4 address (mapped, translated, 6to4, Teredo) is as public as that one.
    """
    if isinstance(address, ipaddress.IPv4Address):
        closed = address.is_multicast or address.is_reserved or address.is_unspecified or any(address in network for network in _CLOSED_4)
        return address.is_global and not closed
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    if inner is None and any(address in network for network in _CARRIES_4):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return address in _GLOBAL_6 and address.is_global and not address.is_multicast


def resolve(host: str, port: int, *, allow_private: bool, timeout: float) -> tuple[str, ...]:
    """The addresses of a host, in the order to try them.

    Args:
        host: Name or address.
        port: Port.
        allow_private: Let any address pass.
        timeout: Seconds to wait for an answer.

    Raises:
        FetchError: There is no such host, no answer in time, or one of its addresses is not public.
    """
    found: list[str] = []
    for entry in _look_up(host, port, timeout):
        text = str(entry[4][0])
        if not allow_private and not is_public(ipaddress.ip_address(text)):
            raise FetchError(f"{host}: is {text}, which is not a public address; --allow-private fetches from it all the same")
        found.append(text)
    return tuple(dict.fromkeys(found))


def _look_up(host: str, port: int, timeout: float) -> list[tuple[object, object, object, object, tuple[object, ...]]]:
    """`getaddrinfo`, which knows no time limit of its own."""
    answers: list[list[tuple[object, object, object, object, tuple[object, ...]]]] = []
    failures: list[Exception] = []

    def ask() -> None:
        try:
            answers.append([tuple(entry) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])  # type: ignore[misc]
        except (OSError, UnicodeError) as error:
            failures.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(timeout, 0))
    if answers:
        return answers[0]
    if failures:
        raise FetchError(f"{host}: no such host; check the address, and the connection to the network") from None
    raise FetchError(f"{host}: its name was not resolved in time; try again, or save the page and name its file")
