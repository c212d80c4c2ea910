"""These tests run by `make test-consumers` only: what they need is no part of ours."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.services import exporting
from instrstudio.services.workspace import Workspace

WANTED = "INSTRSTUDIO_CONSUMERS"
if not os.environ.get(WANTED):
    collect_ignore_glob = ["test_*.py"]

Export = Callable[..., Path]


def records() -> Iterator[Record]:
    """Yield records of every shape that a format treats in a way of its own."""
    for n in range(30):
        yield Record(
            instruction=f"用一句话概括第 {n} 条通知。\r\n“引用” 😀 {{{{ x }}}}",
            examples=(
                Example(input="=1+1\n明天停水", output=f"停水, {n}"),
                Example(input="file://x", output="更多"),
            ),
            system="Be brief." if n % 2 else "",
            history=(("嗨", "你好"),) if n % 3 == 0 else (),
            tags=("通知", "short"),
            licence="CC-BY-4.0",
            extra=(
                {"rejected": f"no {n}"}
                if n % 5 == 1
                else {"label": n % 2 == 0}
                if n % 5 == 2
                else {}
            ),
        )
    yield Record(instruction="Write a haiku.")


@pytest.fixture
def export(empty_workspace: Workspace, tmp_path: Path) -> Export:
    """Write the records: ``export("out.json", format="alpaca")``."""
    empty_workspace.store.records.insert(records(), label="Add")

    def write(name: str, **options: object) -> Path:
        target = tmp_path / "out" / name
        target.parent.mkdir(exist_ok=True)
        plan = ExportPlan(**options)  # type: ignore[arg-type]  # options of a plan
        return run(exporting.export(empty_workspace, target, plan)).path

    return write
