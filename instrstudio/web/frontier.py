"""Which addresses a crawl goes on to: breadth first, within its depth and its site."""

from collections.abc import Iterable, Iterator, Sequence

from instrstudio.domain.crawl import PAGE, SITEMAP, CrawlPage, CrawlPlan, PageRefused
from instrstudio.domain.wording import message
from instrstudio.web import markup
from instrstudio.web.addresses import is_same_site, normalised, site_of
from instrstudio.web.text import PageText
from instrstudio.web.unpacking import gunzipped
from instrstudio.web.visiting import REDIRECTS

MOST_LISTED = 50_000
"""Addresses of one sitemap: the protocol of sitemaps.org allows no more."""
_DEEPEST = 3
_NEVER_PAGES = (
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".ico", ".css", ".js", ".pdf",
    ".zip", ".gz", ".tar", ".7z", ".rar", ".exe", ".dmg", ".mp3", ".mp4", ".avi",
    ".mov", ".webm", ".woff", ".woff2", ".ttf", ".doc", ".docx", ".xls", ".xlsx",
    ".ppt", ".pptx", ".epub", ".json", ".xml", ".rss",
)  # fmt: skip


def beginnings(plan: CrawlPlan) -> tuple[CrawlPage, ...]:
    """Return the pages to begin with.

    Raises:
        PageRefused: One of them is no address that is crawled.
    """
    urls = [normalised(seed) for seed in plan.seeds]
    return tuple(CrawlPage(url=url) for url in dict.fromkeys(urls))


def sitemaps_of(site: str, named: Sequence[str]) -> tuple[CrawlPage, ...]:
    """Return the sitemaps of a site: those `named` in robots.txt, or the usual one."""
    places = list(_sound(named or ("/sitemap.xml",), f"{site}/"))
    return tuple(CrawlPage(url=url, kind=SITEMAP) for url in places)


def followed(plan: CrawlPlan, page: CrawlPage, text: PageText) -> tuple[CrawlPage, ...]:
    """Return the pages that a page leads to and that the crawl may see."""
    if page.depth >= plan.depth or text.no_follow:
        return ()
    base = next(_sound((text.base,), page.url), page.url)
    urls = (u for u in _sound(text.links, base) if may_follow(plan, u))
    return tuple(
        CrawlPage(url=url, depth=page.depth + 1)
        for url in dict.fromkeys(urls)
        if not _path_of(url).endswith(_NEVER_PAGES)
    )


def redirected(plan: CrawlPlan, page: CrawlPage, location: str) -> CrawlPage:
    """Return the page that a redirect leads to.

    Raises:
        PageRefused: It leads nowhere, in a circle, to another site, or too far.
    """
    url = normalised(location, page.url)
    if url == page.url:
        raise PageRefused(message("It leads to itself."))
    if page.hops >= REDIRECTS:
        raise PageRefused(
            message("It is reached by more than {count} redirects.", count=REDIRECTS)
        )
    if not may_follow(plan, url):
        raise PageRefused(
            message("It leads to another site: “{url}”.", url=site_of(url))
        )
    return CrawlPage(url=url, kind=page.kind, depth=page.depth, hops=page.hops + 1)


def may_follow(plan: CrawlPlan, url: str) -> bool:
    """Say whether an address is of a site that the crawl may see."""
    return not plan.same_site or any(is_same_site(seed, url) for seed in plan.seeds)


def listed(
    plan: CrawlPlan, page: CrawlPage, body: bytes, limit: int
) -> tuple[CrawlPage, ...]:
    """Return what a sitemap, or an index of sitemaps, lists; it may be a ``.gz``.

    Its pages count as beginnings: as deep as the seeds.

    Raises:
        PageRefused: It is none, is broken, or unpacks to more than `limit` bytes.
    """
    data = gunzipped(body, limit)
    if data.lstrip()[:1] != b"<" and not data.startswith(b"\xef\xbb\xbf"):
        named = data.decode("utf-8", "replace").splitlines()
        return _taken(plan, page, named, PAGE)
    tree = markup.xml(data)
    kind = SITEMAP if _name(tree) == "sitemapindex" else PAGE
    if kind == SITEMAP and page.hops >= _DEEPEST:
        raise PageRefused(message("Sitemaps are listed in sitemaps without an end."))
    places = (e.text or "" for e in tree.iter() if _name(e) == "loc")
    return _taken(plan, page, places, kind)


def _taken(
    plan: CrawlPlan, page: CrawlPage, named: Iterable[str], kind: str
) -> tuple[CrawlPage, ...]:
    """Return the addresses of a sitemap that the crawl may see."""
    hops = page.hops + 1 if kind == SITEMAP else 0
    urls: dict[str, None] = {}
    for url in _sound(named, page.url):
        if may_follow(plan, url):
            urls[url] = None
        if len(urls) >= MOST_LISTED:
            break
    return tuple(CrawlPage(url=url, kind=kind, hops=hops) for url in urls)


def _sound(urls: Iterable[str], base: str) -> Iterator[str]:
    """Yield those addresses, normalised, that are any."""
    for url in urls:
        if not url.strip():
            continue
        try:
            yield normalised(url, base)
        except PageRefused:
            continue


def _path_of(url: str) -> str:
    """Return an address without its query, in small letters."""
    return url.partition("?")[0].lower()


def _name(element: markup.Tree) -> str:
    """Return the name of an element without its namespace; nothing for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
