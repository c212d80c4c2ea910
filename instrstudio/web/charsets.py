"""Bytes to text: what the page says its charset is, or what it looks like.

Labels are read as the Encoding Standard of WHATWG reads them: GB2312 and GBK are
GB18030, Latin-1 is Windows-1252. Only the charsets named here are used, for some codecs
of Python take very long over hostile bytes.
"""

import codecs
import re
from itertools import pairwise

_SEEN = 4096
"""Bytes of the beginning in which a page names its charset."""
_GUESSED = 65_536
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN = {
    "utf-8": ("utf8", "unicode-1-1-utf-8"),
    "gb18030": ("gbk", "gb2312", "gb_2312-80", "x-gbk", "cp936", "chinese", "csgb2312"),
    "big5hkscs": ("big5", "big5-hkscs", "cn-big5", "x-x-big5"),
    "cp1252": ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252"),
    "cp932": ("shift_jis", "shift-jis", "sjis", "windows-31j", "x-sjis"),
    "euc_jp": ("euc-jp", "x-euc-jp"),
    "cp949": ("euc-kr", "ks_c_5601-1987", "korean", "windows-949"),
    "cp1251": ("windows-1251",),
    "cp1250": ("windows-1250",),
    "koi8-r": ("koi8",),
    "iso8859-2": ("iso-8859-2", "latin2"),
    "iso8859-15": ("iso-8859-15", "latin9"),
    "utf-16-le": ("utf-16", "utf-16le", "unicode"),
    "utf-16-be": ("utf-16be",),
}
_CODEC = {label: codec for codec, names in _KNOWN.items() for label in (codec, *names)}
_COMMON = 0.7
"""The share of two-byte characters that must be common Chinese to believe in it."""


def decoded(body: bytes, named: str = "") -> str:
    """Return the text of a page; `named` is the charset that its host says.

    A name that the bytes contradict is not believed.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    said = [_CODEC.get(label.lower()) for label in (named, _written(body)) if label]
    candidates = [codec for codec in said if codec]
    for codec in candidates:
        text = _strictly(body, codec)
        if text is not None:
            return text
    guess = _guessed(body)
    text = _strictly(body, guess) if guess else None
    if text is not None:
        return text
    return body.decode(candidates[0] if candidates else guess or "cp1252", "replace")


def _written(body: bytes) -> str:
    """Return the charset that the page itself names, or nothing."""
    head = body[:_SEEN]
    found = _XML.search(head) or _META.search(head)
    if found is None:
        return ""
    label = found[1].decode("ascii").lower()
    # the name could be read, so it is no charset of two bytes a letter
    return "utf-8" if label.startswith("utf-16") else label


def _strictly(body: bytes, codec: str) -> str | None:
    """Return the text if every byte has its place in the charset."""
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def _guessed(body: bytes) -> str:
    """Return the charset that bytes look like; nothing where none does."""
    if _strictly(body, "utf-8") is not None:
        return "utf-8"
    if _looks_chinese(body[:_GUESSED]) and _strictly(body, "gb18030") is not None:
        return "gb18030"
    from charset_normalizer import from_bytes

    best = from_bytes(body[:_GUESSED]).best()
    return "" if best is None else _CODEC.get(best.encoding.replace("_", "-"), "")


def _looks_chinese(body: bytes) -> bool:
    """Say whether most pairs of high bytes are the common characters of GB 2312."""
    pairs = common = 0
    skip = False
    for first, second in pairwise(body):
        if skip or first < 0x81:
            skip = False
            continue
        skip = True
        pairs += 1
        # level one of GB 2312 and its punctuation
        common += (0xB0 <= first <= 0xD7 or first in (0xA1, 0xA3)) and second >= 0xA1
    return pairs > 0 and common / pairs >= _COMMON
