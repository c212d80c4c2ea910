"""What the card of the starter model says beyond its training: samples and metrics.

Twelve tasks, two scenarios at a time in both languages, with the first instruction the
model writes for each, unedited; and chrF on the two held-out sets of `starter.pairs`.
"""

from collections.abc import Sequence
from pathlib import Path

from starter.pairs import scenario_pairs, synthetic_pairs

from instrstudio.domain.job import run
from instrstudio.domain.task import Task
from instrstudio.metrics.chrf import PLUGIN
from instrstudio.model.corpus import Pair
from instrstudio.model.generator import Generator
from instrstudio.services.construct import ConstructOptions, construct
from instrstudio.services.workspace import Workspace

TASKS = (
    "根据商品信息写一段产品文案。",
    "Write a product description from a list of features.",
    "把英文产品说明翻译成中文。",
    "Translate Chinese business emails into English.",
    "根据文章回答问题。",
    "Answer questions about a text passage.",
    "作为客服回复顾客的投诉。",
    "Reply to customer complaints as a support agent.",
    "根据需求编写 Python 函数。",
    "Write a Python function from a description.",
    "对一篇新闻文章进行摘要。",
    "Summarize a news article.",
)
_PAIRS = 200


def samples(workspace: Workspace, folder: Path) -> list[dict[str, str]]:
    """Return the first instruction that the model in `folder` writes for each task."""
    options = ConstructOptions(
        methods=("generation",), limit=3, checkpoint=folder, record=False
    )
    found = []
    for description in TASKS:
        task = Task(description=description)
        made = run(construct(workspace, task, options)).candidates
        text = made[0].text if made else ""
        found.append({"description": description, "instruction": text})
    return found


def metrics(folder: Path) -> dict[str, float]:
    """Return corpus chrF in [0, 100] on requests and on scenarios never trained on."""
    generator = Generator.load(folder, "cpu")
    return {
        "chrf_held_out": _chrf(generator, synthetic_pairs(_PAIRS, 2, held_out=True)),
        "chrf_unseen_scenarios": _chrf(generator, scenario_pairs(_PAIRS, 2)),
    }


def _chrf(generator: Generator, pairs: Sequence[Pair]) -> float:
    """Return corpus chrF of what the model writes for pairs."""
    written = generator.generate_many([pair.source for pair in pairs])
    texts = [found[0].text if found else "" for found in written]
    return round(PLUGIN.score(texts, [[pair.target] for pair in pairs]), 2)
