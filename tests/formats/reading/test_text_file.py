"""Encodings are guessed right, and broken bytes leave a trace instead of an error."""

import codecs
from pathlib import Path

import pytest

from instrstudio.domain.errors import TransferError
from instrstudio.formats.reading.text_file import TextFile, encoding_of

CHINESE = "对以下新闻文章进行摘要，并说明理由。"


def _read(path: Path) -> str:
    with TextFile(path) as file:
        return "".join(iter(file.read, ""))


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "gb18030"),
    ],
)
def test_every_encoding_reads_the_same(
    tmp_path: Path, mark: bytes, encoding: str
) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(mark + CHINESE.encode(encoding))
    assert _read(path) == CHINESE


def test_utf_16_without_mark_is_told_by_its_zero_bytes(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(f"[{CHINESE}".encode("utf-16-le"))
    assert _read(path) == f"[{CHINESE}"


def test_characters_cut_by_the_pieces_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text("a" + CHINESE * 30_000, encoding="utf-8")
    assert _read(path) == "a" + CHINESE * 30_000


def test_damaged_utf_8_stays_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(CHINESE.encode() + b"\xff" + CHINESE.encode()[:-1])
    assert encoding_of(path) == "utf-8"
    text = _read(path)
    assert text.startswith(CHINESE + "\udc80")
    assert text.count("\udc80") == 3


def test_latin_1_is_not_taken_for_chinese(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes("d\xe9 j\xe0 vu".encode("latin-1"))
    assert encoding_of(path) == "utf-8"


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_what_cannot_be_opened_is_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(TransferError) as caught:
        TextFile(tmp_path / name)
    assert str(caught.value).endswith(".")


def test_share_ends_at_one(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(b"x" * 200_000)
    with TextFile(path) as file:
        file.read()
        assert 0 < file.share < 1
        while file.read():
            pass
        assert file.share == 1
