import math
from dataclasses import replace
from pathlib import Path

import torch

from instrstudio.domain.job import run
from instrstudio.domain.run import TrainConfig
from instrstudio.model import checkpoint
from instrstudio.model.corpus import Batch, Corpus
from instrstudio.model.learner import Learner
from instrstudio.model.noise import Noise
from instrstudio.model.trainer import train


def test_a_gradient_that_is_no_number_changes_no_weight(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    run(train(replace(config, steps=1), corpus, tmp_path / "run"))
    contents = checkpoint.load(tmp_path / "run" / "best")
    with torch.no_grad():
        contents.model.cell.weight_hh[0, 0] = math.nan
    learner = Learner(contents.model, 1.0)
    batch = Batch(
        source=torch.tensor([[3, 4]]),
        lengths=torch.tensor([2]),
        target=torch.tensor([[1, 5, 2]]),
    )
    before = {k: v.clone() for k, v in contents.model.state_dict().items()}
    loss, _ = learner.step(batch, Noise(0, 0, torch.device("cpu")), 1.0, 0.1)
    assert math.isnan(loss)
    after = contents.model.state_dict()
    assert all(
        torch.equal(before[k].nan_to_num(), after[k].nan_to_num()) for k in after
    )
