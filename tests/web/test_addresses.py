"""One form of an address, and which IP addresses are public."""

import pytest

from instrstudio.domain.crawl import PageRefused
from instrstudio.web.addresses import is_same_site, normalised, site_of, target_of
from instrstudio.web.dialling import dial, is_public


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.ORG:80", "http://example.org/"),
        ("https://example.org:443/a/../b/./c#d", "https://example.org/b/c"),
        ("http://example.org/a/b/..", "http://example.org/a/"),
        ("http://example.org/../../x", "http://example.org/x"),
        ("http://e.org/%7ejoe/%c3%a9 x", "http://e.org/~joe/%C3%A9%20x"),
        ("http://e.org/100%", "http://e.org/100%25"),
        ("http://e.org/?utm_source=x&q=1&gclid=2", "http://e.org/?q=1"),
        ("http://e.org:8080/x?", "http://e.org:8080/x"),
        (" http://e.org/a\nb ", "http://e.org/ab"),
        ("http://例子.测试/页", "http://xn--fsqu00a.xn--0zwm56d/%E9%A1%B5"),
        ("http://e.org./", "http://e.org/"),
        ("http://[::1]:99/x", "http://[::1]:99/x"),
    ],
)
def test_an_address_has_one_form(url: str, expected: str) -> None:
    assert normalised(url) == expected
    assert normalised(expected) == expected


def test_links_are_read_from_their_page() -> None:
    base = "https://e.org/a/b?c"
    assert normalised("../d?e#f", base) == "https://e.org/d?e"
    assert normalised("//other.org", base) == "https://other.org/"
    for wrong in ("mailto:a@b.c", "data:text/html,x", "http://a\\b", "http://["):
        with pytest.raises(PageRefused):
            normalised(wrong, base)
    with pytest.raises(PageRefused, match="characters"):
        normalised("/" + "a" * 3000, base)


def test_sites() -> None:
    assert site_of("https://e.org:8443/a?b") == "https://e.org:8443"
    assert target_of("https://e.org/a?b") == "/a?b"
    assert is_same_site("https://www.e.org/", "http://e.org/x")
    assert not is_same_site("https://e.org/", "https://sub.e.org/")
    assert not is_same_site("http://e.org/", "http://e.org:81/")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.9.9",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.0.0.1", "localhost"])
def test_private_hosts_are_seen_however_they_are_written(host: str) -> None:
    with pytest.raises(PageRefused, match="private network"):
        dial(host, 9, allow_private=False, left=lambda: 1.0)
