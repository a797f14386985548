"""Which addresses are everybody's: other systems are called at these only, unless the host allows its own network.
Pure."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

NAT64 = ip_network("64:ff9b::/96")
COMPATIBLE = ip_network("::/96")


def is_public(text: str) -> bool:
    """No machine's own, house's, link's or group's address, also none that is one in another spelling."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return all(_is_public(one) for one in (address, *_inside(address)))


def _is_public(one: IPv4Address | IPv6Address) -> bool:
    if isinstance(one, IPv6Address) and (one.is_site_local or one.scope_id or one in COMPATIBLE):
        return False
    mapped = isinstance(one, IPv6Address) and one.ipv4_mapped is not None  # what is inside decides
    return mapped or (one.is_global and not one.is_multicast and not (one.version == 4 and one.is_reserved))


def _inside(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 one leads to, by tunnels and translators."""
    if isinstance(address, IPv4Address):
        return []
    found = [one for one in (address.ipv4_mapped, address.sixtofour) if one is not None]
    if address.teredo is not None:
        found += list(address.teredo)
    return [*found, IPv4Address(int(address) & 0xFFFFFFFF)] if address in NAT64 else found


def is_named(host: str) -> bool:
    """A name, which has to be resolved; else an address as it stands."""
    return ":" not in host and not host.replace(".", "").isdigit()


__all__ = ["is_named", "is_public"]
