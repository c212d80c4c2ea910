from itertools import pairwise
from pathlib import Path

import pytest

from instrstudio.domain.errors import CheckpointMismatch
from instrstudio.model.tokenizer import EOS, Tokenizer

TEXTS = ["请将以下内容翻译成英文：<slot>", "Translate the text into <language>."] * 3
SPECIALS = ("<slot>", "<language>")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.train(TEXTS, 400, SPECIALS)


@pytest.mark.parametrize(
    "text", ["请翻译", "naïve café 🎉", "  two  spaces\n\ttab", "罕见字𠮷", "<slot>！"]
)
def test_any_text_comes_back(tokenizer: Tokenizer, text: str) -> None:
    ids = tokenizer.encode(text)
    assert ids[-1] == EOS
    assert tokenizer.decode(ids[:-1])[0] == text


def test_a_special_token_is_one_token(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("a<slot>b")
    assert tokenizer.specials["<slot>"] in ids
    assert set(tokenizer.specials) == set(SPECIALS)


def test_offsets_cover_the_text_in_code_points(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("请将🎉译成<language>。")[:-1]
    text, offsets = tokenizer.decode(ids)
    assert offsets[0][0] == 0
    assert offsets[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(offsets))


def test_offsets_are_those_of_decoding_prefix_by_prefix(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("é🎉 <slot>𠮷罕请翻译\tnaïve")[:-1]
    text, offsets = tokenizer.decode(ids)
    assert text == tokenizer._inner.decode(ids, skip_special_tokens=False)
    ends = [
        len(tokenizer._inner.decode(ids[:count], skip_special_tokens=False))
        for count in range(1, len(ids) + 1)
    ]
    assert [end for _, end in offsets] == ends


def test_a_broken_character_shows_as_one(tokenizer: Tokenizer) -> None:
    (first, *_) = tokenizer.encode("𠮷")
    assert tokenizer.decode([first]) == ("\ufffd", ((0, 1),))
    assert tokenizer.decode([]) == ("", ())


def test_no_token_swallows_a_clause(tokenizer: Tokenizer) -> None:
    longest = max(
        (tokenizer.shown(i) for i in range(tokenizer.size)),
        key=lambda t: len(t.encode()) if t not in SPECIALS else 0,
    )
    assert len(longest.encode()) <= 12


def test_a_limit_keeps_room_for_the_end(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("请将以下内容翻译成英文" * 5, 7)
    assert len(ids) == 7
    assert ids[-1] == EOS


def test_a_lone_surrogate_does_not_stop_it(tokenizer: Tokenizer) -> None:
    assert tokenizer.decode(tokenizer.encode("a\ud800b")[:-1])[0] == "a?b"


def test_saved_and_loaded_it_is_the_same(tokenizer: Tokenizer, tmp_path: Path) -> None:
    tokenizer.save(tmp_path / "t.json")
    assert Tokenizer.load(tmp_path / "t.json").digest == tokenizer.digest


def test_a_damaged_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text("{")
    with pytest.raises(CheckpointMismatch, match=r"t\.json cannot be read"):
        Tokenizer.load(tmp_path / "t.json")
