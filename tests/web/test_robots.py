"""robots.txt as RFC 9309 has it."""

import time

import pytest

from instrstudio.web.robots import parse

AGENT = "InstrStudio"


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("Disallow: /a", "/a", False),
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a", "/b", True),
        ("Disallow: /A", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a", "/a/c", False),
        ("Disallow: /page\nAllow: /page", "/page", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /*/private*end", "/a/private/the/end/", False),
        ("Disallow: /*a*b$", "/ab", False),
        ("Disallow: /ab*b$", "/ab", True),
        ("Disallow: /exact$", "/exact", False),
        ("Disallow: /exact$", "/exactly", True),
        ("Disallow: /%7Ejoe/caf%c3%a9", "/~joe/caf%C3%A9", False),
        ("Disallow: /\u4e2d", "/%E4%B8%AD", False),
        ("disallow : /a # a note", "/a", False),
    ],
)
def test_the_longest_pattern_decides(rules: str, target: str, allowed: bool) -> None:
    found = parse(f"User-agent: *\n{rules}\n", AGENT)
    assert found.allows(target) is allowed


def test_our_own_group_wins_and_groups_are_joined() -> None:
    text = (
        "\ufeffnonsense\nUser-agent: other\nUser-agent: instrstudio/1.0\nDisallow: /a\n"
        "Crawl-delay: 2.5\n\nUser-agent: *\nDisallow: /\nCrawl-delay: 90\n"
        "Sitemap: https://x.test/map.xml#f\nUser-agent: INSTRSTUDIO\nDisallow: /b\n"
    )
    ours = parse(text, AGENT)
    verdicts = [ours.allows(path) for path in ("/a", "/b", "/c")]
    assert verdicts == [False, False, True]
    assert (ours.delay, ours.sitemaps) == (2.5, ("https://x.test/map.xml#f",))
    assert not parse(text, "stranger").allows("/c")
    assert parse("Disallow: /\n", AGENT).allows("/")
    assert parse("User-agent: *\nCrawl-delay: soon\n", AGENT).delay == 0


def test_no_pattern_is_slow() -> None:
    rules = parse("User-agent: *\nDisallow: /" + "*a" * 900 + "$\n", AGENT)
    before = time.process_time()
    assert rules.allows("/" + "a" * 899 + "b" * 1000)
    assert time.process_time() - before < 0.5
