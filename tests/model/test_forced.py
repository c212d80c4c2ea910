import pytest
import torch

from instrstudio.domain.run import ARCHITECTURES
from instrstudio.model.architecture import Goal, Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.corpus import Batch
from instrstudio.model.decode.forced import mean_log_probabilities
from instrstudio.model.tokenizer import BOS, EOS

TARGETS = [[5, 9, EOS], [7, EOS], [4, 4, 8, 11, EOS]]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_texts_are_as_likely_as_the_loss_says(name: str) -> None:
    sizes = Sizes(vocabulary=20, embedding=8, hidden=6, attention=4, markers=(3,))
    model = build(name, sizes)
    initialise(model, 2)
    source, lengths = torch.tensor([[6, 3, 8, 5]]), torch.tensor([4])
    with torch.inference_mode():
        encoded = model.encode(source, lengths)
    found = mean_log_probabilities(model, encoded, TARGETS)
    for mean, target in zip(found, TARGETS, strict=True):
        batch = Batch(
            source=source, lengths=lengths, target=torch.tensor([[BOS, *target]])
        )
        loss = model.loss(batch, Goal())
        assert mean == pytest.approx(-loss.total.item() / loss.tokens, abs=1e-3)
