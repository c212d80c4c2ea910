"""What is no sound model is refused with a sentence and leaves nothing behind."""

import io
import json
import pickle
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import safetensors.torch
import torch

from instrstudio.domain.errors import CheckpointMismatch, ModelError, TransferError
from instrstudio.model import checkpoint, exchange
from instrstudio.model.card import CARD, FORMAT, TOKENIZER, WEIGHTS, digest
from instrstudio.model.tokenizer import Tokenizer

Tampering = Callable[[Path], None]
Arrays = dict[str, torch.Tensor]


class Trap:
    """Executes on unpickling."""

    def __reduce__(self) -> tuple[object, ...]:
        return (pytest.fail, ("a pickle was loaded",))


def change_card(folder: Path, **values: object) -> None:
    """Change the card as somebody may who knows how it is made; None takes away."""
    card = {**json.loads((folder / CARD).read_text()), **values}
    kept = {name: value for name, value in card.items() if value is not None}
    (folder / CARD).write_text(json.dumps(kept))


def card_of(content: bytes) -> Tampering:
    def tamper(folder: Path) -> None:
        (folder / CARD).write_bytes(content)

    return tamper


def card_with(**values: object) -> Tampering:
    return lambda folder: change_card(folder, **values)


def signed(name: str, content: Callable[[bytes], bytes]) -> Tampering:
    """Change a file and let the card vouch for it."""

    def tamper(folder: Path) -> None:
        path = folder / name
        path.write_bytes(content(path.read_bytes()))
        files = json.loads((folder / CARD).read_text())["files"]
        change_card(folder, files={**files, name: digest(path)})

    return tamper


def weights_with(change: Callable[[Arrays], Arrays]) -> Tampering:
    """Change the arrays and let the card vouch for them."""
    return signed(
        WEIGHTS,
        lambda old: safetensors.torch.save(change(safetensors.torch.load(old))),
    )


def first(arrays: Arrays, value: Callable[[torch.Tensor], torch.Tensor]) -> Arrays:
    name = min(arrays)
    return {**arrays, name: value(arrays[name])}


def sizes_with(**values: int) -> Tampering:
    def tamper(folder: Path) -> None:
        sizes = json.loads((folder / CARD).read_text())["sizes"]
        change_card(folder, sizes={**sizes, **values})

    return tamper


def cut(folder: Path) -> None:
    path = folder / WEIGHTS
    path.write_bytes(path.read_bytes()[:-9])


def other_tokenizer(folder: Path) -> None:
    """Put another tokenizer with as many tokens in its place."""
    Tokenizer.train(["else, 别的"] * 2, 300, ("<else>",)).save(folder / TOKENIZER)
    signed(TOKENIZER, lambda content: content)(folder)


def saved_by_torch(_old: bytes) -> bytes:
    file = io.BytesIO()
    torch.save({"x": Trap()}, file)
    return file.getvalue()


TAMPERINGS: dict[str, tuple[Tampering, str]] = {
    "cut weights": (cut, WEIGHTS),
    "cut weights, signed": (signed(WEIGHTS, lambda old: old[:-9]), WEIGHTS),
    "no weights in the file": (signed(WEIGHTS, lambda _old: b""), WEIGHTS),
    "a header without end": (
        signed(WEIGHTS, lambda old: struct.pack("<Q", 2**60) + old[8:]),
        WEIGHTS,
    ),
    "another tokenizer": (other_tokenizer, rf"{TOKENIZER} .*not the one"),
    "a card that names another": (card_with(tokenizer="0" * 32), TOKENIZER),
    "a tokenizer that is none": (signed(TOKENIZER, lambda _old: b"{}"), TOKENIZER),
    **{
        f"a card without {name}": (card_with(**{name: None}), f"{CARD}.*“{name}”")
        for name in ("architecture", "sizes", "tokenizer", "files")
    },
    "a card without format": (card_with(format=None), "has format None"),
    "a format to come": (card_with(format=FORMAT + 1), f"has format {FORMAT + 1}; "),
    "an architecture to come": (card_with(architecture="mamba"), f"{CARD}.*“mamba”"),
    "an array of another shape": (
        weights_with(lambda a: first(a, lambda value: value[:-1])),
        WEIGHTS,
    ),
    "an array too many": (weights_with(lambda a: {**a, "x": torch.ones(2)}), WEIGHTS),
    "an array too few": (
        weights_with(lambda a: {n: v for n, v in a.items() if n != min(a)}),
        WEIGHTS,
    ),
    "whole numbers": (
        weights_with(lambda a: first(a, lambda value: value.int())),
        WEIGHTS,
    ),
    "NaN": (
        weights_with(lambda a: first(a, lambda value: value * torch.nan)),
        f"{WEIGHTS} has values that are no numbers",
    ),
    "infinity": (
        weights_with(lambda a: first(a, lambda value: value + torch.inf)),
        f"{WEIGHTS} has values that are no numbers",
    ),
    "a pickle": (signed(WEIGHTS, lambda _old: pickle.dumps(Trap())), WEIGHTS),
    "a file of PyTorch's": (signed(WEIGHTS, saved_by_torch), WEIGHTS),
    "a card that is no JSON": (card_of(b"name: tiny\n"), CARD),
    "a card that is no text": (card_of(b"\xff\xfe\x00"), CARD),
    "an empty card": (card_of(b""), CARD),
    "a list for a card": (card_of(b"[1, 2]"), CARD),
    "a card without bottom": (card_of(b"[" * 200_000), CARD),
    "more numbers than there are": (sizes_with(hidden=900_000), WEIGHTS),
    "a width no layer can have": (sizes_with(hidden=-4), CARD),
}


@pytest.fixture(params=list(TAMPERINGS.values()), ids=list(TAMPERINGS))
def tampered(request: pytest.FixtureRequest, saved: Path) -> tuple[Path, str]:
    """The folder of a model that is none, and what is to be said of it."""
    tamper, said = request.param
    checkpoint.load(saved)
    tamper(saved)
    return saved, said


def zipped(folder: Path, target: Path) -> Path:
    """Pack whatever there is, as a stranger would."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return target


def paths(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def test_it_is_not_loaded(tampered: tuple[Path, str]) -> None:
    folder, said = tampered
    with pytest.raises(CheckpointMismatch) as caught:
        checkpoint.load(folder)
    assert re.search(said, str(caught.value)), str(caught.value)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("packed", [False, True])
def test_it_is_not_taken_in(
    tampered: tuple[Path, str], packed: bool, tmp_path: Path
) -> None:
    folder, said = tampered
    source = zipped(folder, tmp_path / "model.zip") if packed else folder
    before = paths(tmp_path)
    with pytest.raises(CheckpointMismatch) as caught:
        exchange.take_in(source, tmp_path / "new")
    assert re.search(said, str(caught.value)), str(caught.value)
    assert str(source) in str(caught.value)  # and not where it was copied to
    assert ".import-" not in str(caught.value)
    assert paths(tmp_path) == before


@pytest.mark.parametrize(
    "name",
    [
        "../card.json",
        "../../evil.json",
        "/tmp/evil.json",
        "..\\evil.json",
        "C:\\evil.json",
        "sub/card.json",
        "./card.json",
        "evil/",
        "card.json/",
        "model.pkl",
        "",
    ],
)
def test_a_member_that_leads_elsewhere_is_refused(
    name: str, saved: Path, tmp_path: Path
) -> None:
    source = zipped(saved, tmp_path / "model.zip")
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"evil")
    before = paths(tmp_path)
    with pytest.raises(CheckpointMismatch, match=r"model\.zip is not taken in") as said:
        exchange.take_in(source, tmp_path / "new")
    assert f"“{name}”" in str(said.value)
    assert paths(tmp_path) == before
    assert not Path("/tmp/evil.json").exists()


def test_a_member_that_comes_twice_is_refused(saved: Path, tmp_path: Path) -> None:
    source = zipped(saved, tmp_path / "model.zip")
    with (
        zipfile.ZipFile(source, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr(CARD, b"{}")
    with pytest.raises(CheckpointMismatch, match=CARD):
        exchange.take_in(source, tmp_path / "new")


def test_a_link_in_an_archive_leads_nowhere(saved: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes((saved / WEIGHTS).read_bytes())
    (saved / WEIGHTS).unlink()
    source = zipped(saved, tmp_path / "model.zip")
    link = zipfile.ZipInfo(WEIGHTS)
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(link, str(secret))
    with pytest.raises(CheckpointMismatch, match=WEIGHTS):
        exchange.take_in(source, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def changed(source: Path, at: int, value: int) -> None:
    """Change a byte of an archive."""
    content = bytearray(source.read_bytes())
    content[at] ^= value
    source.write_bytes(content)


def test_an_archive_with_a_password_is_refused(saved: Path, tmp_path: Path) -> None:
    source = zipped(saved, tmp_path / "model.zip")
    changed(source, source.read_bytes().index(b"PK\x01\x02") + 8, 1)
    with pytest.raises(CheckpointMismatch, match=r"model\.zip is not taken in"):
        exchange.take_in(source, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_with_a_changed_byte_is_refused(
    packed: int, saved: Path, tmp_path: Path
) -> None:
    source = tmp_path / "model.zip"
    with zipfile.ZipFile(source, "w", packed) as archive:
        for path in sorted(saved.iterdir()):
            archive.write(path, path.name)
    before = paths(tmp_path)
    for at in range(50, source.stat().st_size // 2, 997):
        changed(source, at, 0xFF)
        with pytest.raises((CheckpointMismatch, TransferError), match=r"model\.zip"):
            exchange.take_in(source, tmp_path / "new")
        assert paths(tmp_path) == before
        changed(source, at, 0xFF)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_cut_archive_is_refused(share: float, saved: Path, tmp_path: Path) -> None:
    source = zipped(saved, tmp_path / "model.zip")
    content = source.read_bytes()
    source.write_bytes(content[: int(share * len(content))])
    with pytest.raises(TransferError, match=r"model\.zip cannot be read"):
        exchange.take_in(source, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_disk_that_does_not_give_a_model_is_named(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(checkpoint, "check_files", broken)
    with pytest.raises(ModelError, match=r"cannot be read \(Input/output error\)") as e:
        checkpoint.load(saved)
    assert str(saved) in str(e.value)
