"""A corpus of ten pairs, and models small enough to train in a second."""

from pathlib import Path

import pytest

from instrstudio.domain.run import TrainConfig
from instrstudio.model import checkpoint
from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.checkpoint import Contents
from instrstudio.model.corpus import Corpus, Pair
from instrstudio.model.recurrent import EncoderDecoder
from instrstudio.model.tokenizer import Tokenizer

FORMS = ("摘要", "诗歌", "译文", "评论", "标题", "报告", "回答", "对话", "代码", "故事")


@pytest.fixture
def corpus() -> Corpus:
    """Ten pairs; the first two are held out as well."""
    pairs = tuple(
        Pair(f"<zh> 对一篇<input_form>写{form}", f"请写一段{form}：\n\n<slot>")
        for form in FORMS
    )
    return Corpus(
        pairs=pairs,
        validation=pairs[:2],
        specials=("<zh>", "<input_form>", "<slot>"),
        markers=("<input_form>",),
        optional=("<zh>",),
        description="ten pairs",
        licences=("CC0-1.0",),
    )


@pytest.fixture
def config() -> TrainConfig:
    """A model of some ten thousand numbers, and every kind of chance in training."""
    return TrainConfig(
        architecture="seed",
        embedding_size=12,
        hidden_size=16,
        attention_size=8,
        vocabulary_size=300,
        batch_tokens=120,
        word_dropout=0.1,
        bpe_dropout=0.1,
        precision="float32",
        steps=100,
        validate_every_steps=20,
        save_every_steps=30,
        learning_rate=5e-3,
        patience=100,
        device="cpu",
    )


@pytest.fixture
def sizes() -> Sizes:
    """The sizes of `model`."""
    return Sizes(vocabulary=20, embedding=5, hidden=6, attention=4)


@pytest.fixture(params=["seed", "seq2seq"])
def model(request: pytest.FixtureRequest, sizes: Sizes) -> EncoderDecoder:
    """A model of either architecture, with random weights and biases."""
    made = build(request.param, sizes)
    initialise(made, 3)
    assert isinstance(made, EncoderDecoder)
    return made


@pytest.fixture
def contents() -> Contents:
    """A tiny model with its tokenizer, never trained."""
    tokenizer = Tokenizer.train(["一些文本。", "some text"] * 2, 300, ("<slot>",))
    sizes = Sizes(vocabulary=tokenizer.size, embedding=4, hidden=5, attention=3)
    model = build("seed", sizes)
    initialise(model, 1)
    card = {"name": "tiny", "architecture": "seed", "step": 7}
    return Contents(model=model, tokenizer=tokenizer, card=card)


@pytest.fixture
def saved(contents: Contents, tmp_path: Path) -> Path:
    """The folder of `contents`, saved."""
    checkpoint.save(tmp_path / "model", contents)
    return tmp_path / "model"
