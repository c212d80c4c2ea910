from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
import torch

from instrstudio.domain.run import Checkpoint
from instrstudio.model import checkpoint
from instrstudio.model.architecture import Goal, Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.checkpoint import Contents
from instrstudio.model.corpus import Encodings, Pair
from instrstudio.model.generator import Generator, Hypothesis
from instrstudio.model.tokenizer import Tokenizer

FORMS = ("摘要", "诗歌", "译文", "评论", "标题", "报告", "回答", "对话")
SOURCES = [f"<zh> <input_form>{form}" for form in FORMS]
TARGETS = [f"请写{form}：\n<slot>" for form in FORMS]
SPECIALS = ("<zh>", "<input_form>", "<slot>")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.train([*SOURCES, *TARGETS] * 2, 400, SPECIALS)


@pytest.fixture(scope="module")
def generator(tokenizer: Tokenizer) -> Generator:
    """A model that has seen eight pairs some dozens of times."""
    sizes = Sizes(vocabulary=tokenizer.size, embedding=12, hidden=16, attention=8)
    model = build("copy", sizes)
    initialise(model, 1)
    pairs = [Pair(*both) for both in zip(SOURCES, TARGETS, strict=True)]
    encodings = Encodings.of(pairs, tokenizer, 40, 40)
    batch = encodings.batch(range(len(pairs)), torch.device("cpu"))
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-2)
    for _ in range(60):
        loss = model.loss(batch, Goal())
        optimiser.zero_grad()
        torch.autograd.backward(loss.total / loss.tokens)
        optimiser.step()
    return Generator(model, tokenizer, Checkpoint(name="tiny", folder="/tiny"))


def test_it_writes_what_it_has_learned(generator: Generator) -> None:
    right = sum(
        generator.generate(source, max_tokens=16)[0].text == target
        for source, target in zip(SOURCES, TARGETS, strict=True)
    )
    assert right >= len(SOURCES) // 2


def test_texts_differ_and_come_with_attention(generator: Generator) -> None:
    found = generator.generate(SOURCES[0], limit=4, max_tokens=16)
    assert 1 < len(found) <= 4
    assert len({"".join(h.text.split()) for h in found}) == len(found)
    for hypothesis in found:
        assert len(hypothesis.tokens) == len(hypothesis.offsets)
        assert len(hypothesis.tokens) == len(hypothesis.attention)
        assert hypothesis.offsets[-1][1] == len(hypothesis.text)
        assert hypothesis.log_probability < 0
        assert "".join(hypothesis.source_tokens[:-1]) == SOURCES[0]
        for row in hypothesis.attention:
            assert len(row) == len(hypothesis.source_tokens)
            assert sum(row) == pytest.approx(1, abs=1e-4)


def test_copies_say_where_they_are_from(generator: Generator) -> None:
    seen = 0
    for source in SOURCES:
        (found,) = generator.generate(source, max_tokens=16)
        assert len(found.copied) == len(found.copy_sources) == len(found.tokens)
        for token, place in zip(found.tokens, found.copy_sources, strict=True):
            if place >= 0:
                seen += 1
                assert found.source_tokens[place] == token
    assert seen


def test_without_a_seed_the_answer_is_always_the_same(generator: Generator) -> None:
    source = SOURCES[3]
    assert generator.generate(source, limit=3, max_tokens=16) == generator.generate(
        source, limit=3, max_tokens=16
    )


def test_a_seed_samples_and_repeats(generator: Generator) -> None:
    def texts(seed: int) -> list[str]:
        found = generator.generate("写" * 9, limit=2, seed=seed, max_tokens=9)
        return [hypothesis.text for hypothesis in found]

    assert texts(1) == texts(1)
    assert len({tuple(texts(seed)) for seed in range(1, 9)}) > 1


def test_forbidden_specials_do_not_appear(generator: Generator) -> None:
    for seed in (0, 1):
        for hypothesis in generator.generate(
            SOURCES[0],
            limit=2,
            seed=seed,
            max_tokens=12,
            forbidden=("<slot>", "<unknown>"),
        ):
            assert "<slot>" not in hypothesis.text


def test_wanted_specials_appear_in_every_text(generator: Generator) -> None:
    for seed in (0, 1):
        for hypothesis in generator.generate(
            SOURCES[0],
            limit=2,
            seed=seed,
            max_tokens=12,
            wanted=("<input_form>", "<unknown>"),
        ):
            assert "<input_form>" in hypothesis.text


def test_many_are_written_as_each_alone(generator: Generator) -> None:
    sources = ["写", *SOURCES[:3], "很长" * 30]
    forbidden = [("<slot>",) if row % 2 else () for row in range(len(sources))]
    many = generator.generate_many(sources, limit=2, forbidden=forbidden, max_tokens=10)
    assert len(many) == len(sources)
    for source, barred, found in zip(sources, forbidden, many, strict=True):
        alone = generator.generate(source, limit=2, forbidden=barred, max_tokens=10)
        assert [h.text for h in found] == [h.text for h in alone]
    assert generator.generate_many([]) == []


def test_streaming_shows_the_text_as_it_grows(generator: Generator) -> None:
    steps = list(generator.stream(SOURCES[2], max_tokens=16))
    assert all(b.text.startswith(a.text) for a, b in pairwise(steps))
    assert "\ufffd" not in steps[-1].text
    count = len(generator.generate(SOURCES[2], max_tokens=4)[0].source_tokens)
    for step in steps:
        assert len(step.attention) == count
        assert step.log_probability <= 0
        assert 0 <= step.copied <= 1
    closed = generator.stream(
        SOURCES[2], max_tokens=9, forbidden=("<slot>",), wanted=("<zh>",)
    )
    last = list(closed)[-1].text
    assert "<slot>" not in last
    assert "<zh>" in last


def test_an_empty_source_and_a_very_long_one_are_answered(
    generator: Generator,
) -> None:
    assert generator.generate("", max_tokens=5) is not None
    (found,) = generator.generate("很长" * 5000, max_tokens=5)
    assert len(found.source_tokens) == 160


def test_threads_do_not_disturb_each_other(generator: Generator) -> None:
    def write(source: str) -> list[Hypothesis]:
        return generator.generate(source, limit=2, max_tokens=8)

    alone = [write(source) for source in SOURCES[:4]]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(write, SOURCES[:4]))
    assert alone == together


def test_a_checkpoint_becomes_a_generator(tokenizer: Tokenizer, tmp_path: Path) -> None:
    sizes = Sizes(vocabulary=tokenizer.size, embedding=8, hidden=8, attention=8)
    for architecture, reads in (("prototypes", True), ("attention", False)):
        model = build(architecture, sizes)
        initialise(model, 1)
        card = {
            "name": "tiny",
            "architecture": architecture,
            "step": 1,
            "config": {"max_source_tokens": 7},
        }
        contents = Contents(model=model, tokenizer=tokenizer, card=card)
        checkpoint.save(tmp_path / architecture, contents)
        loaded = Generator.load(tmp_path / architecture, "cpu")
        assert loaded.reads_like is reads
        assert set(loaded.specials) == set(SPECIALS)
        assert loaded.about.name == "tiny"
        for hypothesis in loaded.generate("很长" * 50, max_tokens=4):
            assert len(hypothesis.source_tokens) == 7
