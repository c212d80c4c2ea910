"""Charsets, licences and the parts of a page."""

import pytest
from loopback_site import CHINESE, page

from instrstudio.domain.crawl import PageRefused
from instrstudio.web.charsets import decoded
from instrstudio.web.text import LIST, read

ZH = "请用三句话概括下面的新闻，并保留所有人名和数字。"


@pytest.mark.parametrize(
    ("body", "named", "expected"),
    [
        (ZH.encode(), "", ZH),
        (ZH.encode("gb18030"), "", ZH),
        (ZH.encode("gb18030"), "utf-8", ZH),
        (ZH.encode("gb18030"), "GB2312", ZH),
        (ZH.encode("utf-16"), "", ZH),
        (b"\xef\xbb\xbf" + ZH.encode(), "gbk", ZH),
        ("請概括新聞".encode("big5"), "big5", "請概括新聞"),
        ("caf\xe9".encode("latin-1"), "iso-8859-1", "café"),
        (b"<meta charset='shift_jis'>" + "日本".encode("cp932"), "", "日本"),
        (b"abc", "no-such-charset", "abc"),
        (b"abc", "punycode", "abc"),
    ],
)
def test_bytes_become_text(body: bytes, named: str, expected: str) -> None:
    assert decoded(body, named).endswith(expected)


def test_bytes_of_no_charset_become_some_text() -> None:
    assert "abc" in decoded(b"abc \xff\xfe\xfd\x81 abc", "utf-8")
    assert decoded(b"") == ""


@pytest.mark.parametrize(
    ("head", "inner", "licence"),
    [
        ('<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">',
         "", "CC-BY-4.0"),
        ("", '<p><a rel="license" href="/l">Free for schools</a></p>',
         "Free for schools"),
        ('<meta name="dcterms.license" content="MIT">', "", "MIT"),
        ('<script type="application/ld+json">{"@type":"Article","license":'
         '"https://creativecommons.org/publicdomain/zero/1.0/"}</script>', "",
         "CC0-1.0"),
        ("", '<p><a href="https://creativecommons.org/licenses/by-nc/3.0/de/">x</a>'
         "</p>", "CC-BY-NC-3.0"),
        ("", '<a href="https://creativecommons.org/licenses/by/4.0/">a</a>'
         '<a href="https://creativecommons.org/licenses/by-sa/4.0/">b</a>', ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_licence_is_what_was_found(head: str, inner: str, licence: str) -> None:
    assert read(page(inner, head=head).encode()).licence == licence


def test_the_parts_of_a_page() -> None:
    head = (
        '<base href="/deep/"><meta property="article:published_time" '
        'content="2025-03-04">'
        '<script type="application/ld+json">{broken</script>'
        '<script type="application/ld+json">{"@graph":[{"@type":"X"}]}</script>'
    )
    inner = (
        "<ul><li>Read it.</li><li>Say it.</li></ul>"
        "<p>More of it follows in the text below, as one would expect of a page.</p>"
        "<p><a href='x'>x</a><a href='x'>x</a><a rel='nofollow' href='y'>y</a></p>"
    )
    found = read(page(inner, "Title of it", head).encode(), url="http://e.org/a")
    assert (found.title, found.date, found.base) == (
        "Title of it",
        "2025-03-04",
        "/deep/",
    )
    assert found.links == ("/nav", "x")
    assert [block.items for block in found.blocks if block.kind == LIST] == [
        ("Read it.", "Say it.")
    ]
    assert "Navigation" not in found.text
    assert {"@type": "X"} in found.data
    assert read(CHINESE.encode("gb18030")).title == "如何写好新闻摘要"


def test_plain_text_and_nothing() -> None:
    found = read(b"One\nline.\n\n\nTwo.", kind="text/plain")
    assert [block.text for block in found.blocks] == ["One line.", "Two."]
    with pytest.raises(PageRefused):
        read(b"  ")


def test_data_that_nests_without_end_is_left_out() -> None:
    deep = '{"@graph":[' * 5000 + "]}" * 5000
    head = f'<script type="application/ld+json">{deep}</script>'
    assert read(page("<p>x</p>", head=head).encode()).data == ()
