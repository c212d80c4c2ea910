from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from instrstudio.domain.job import run
from instrstudio.domain.run import TrainConfig
from instrstudio.model.corpus import Corpus
from instrstudio.model.generator import Generator
from instrstudio.model.trainer import train


@pytest.fixture
def generator(config: TrainConfig, corpus: Corpus, tmp_path: Path) -> Generator:
    best = run(train(config, corpus, tmp_path / "run"))
    return Generator.load(Path(best.folder), "cpu")


def test_texts_differ_and_come_with_attention(
    generator: Generator, corpus: Corpus
) -> None:
    found = generator.generate(corpus.pairs[0].source, limit=4)
    assert 1 < len(found) <= 4
    assert len({"".join(h.text.split()) for h in found}) == len(found)
    for hypothesis in found:
        assert len(hypothesis.tokens) == len(hypothesis.offsets)
        assert len(hypothesis.tokens) == len(hypothesis.attention)
        assert hypothesis.offsets[-1][1] == len(hypothesis.text)
        assert hypothesis.log_probability < 0
        assert all(
            sum(row) == pytest.approx(1, abs=1e-4) for row in hypothesis.attention
        )


def test_without_a_seed_the_answer_is_always_the_same(
    generator: Generator, corpus: Corpus
) -> None:
    source = corpus.pairs[3].source
    assert generator.generate(source, limit=3) == generator.generate(source, limit=3)


def test_a_seed_samples_and_repeats(generator: Generator, corpus: Corpus) -> None:
    source = corpus.pairs[3].source
    one = generator.generate(source, limit=3, seed=1)
    assert one == generator.generate(source, limit=3, seed=1)
    assert one != generator.generate(source, limit=3, seed=2)


def test_forbidden_specials_do_not_appear(generator: Generator, corpus: Corpus) -> None:
    for seed in (0, 1):
        for hypothesis in generator.generate(
            corpus.pairs[0].source,
            limit=4,
            seed=seed,
            forbidden=("<slot>", "<unknown>"),
        ):
            assert "<slot>" not in hypothesis.text


def test_an_empty_source_and_a_very_long_one_are_answered(
    generator: Generator,
) -> None:
    assert generator.generate("") is not None
    assert generator.generate("很长" * 5000, max_tokens=5) is not None


def test_threads_do_not_disturb_each_other(
    generator: Generator, corpus: Corpus
) -> None:
    sources = [pair.source for pair in corpus.pairs]
    alone = [generator.generate(source, limit=2) for source in sources]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda s: generator.generate(s, limit=2), sources))
    assert alone == together
