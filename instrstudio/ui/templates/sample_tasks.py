"""The tasks a template is previewed on: the present one, then those of the library."""

from collections.abc import Sequence

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example, Task
from instrstudio.services.workspace import Workspace

TASKS_AT_MOST = 48

_BUILT_IN = {
    "zh": Task(
        description="对一篇新闻文章进行摘要，不超过 120 字。",
        examples=(
            Example(
                input="市气象台周二发布暴雨橙色预警，预计未来六小时内"
                "多地降雨量将超过 50 毫米。",
                output="气象台发布暴雨橙色预警，未来六小时多地有强降雨。",
            ),
        ),
        constraints=("不超过 120 字", "客观语气"),
        task_type="summarization",
    ),
    "en": Task(
        description="Summarize a news article in no more than 60 words.",
        examples=(
            Example(
                input="The weather service issued a storm warning on Tuesday and "
                "expects more than 50 mm of rain within six hours.",
                output="A storm warning is out: heavy rain within six hours.",
            ),
        ),
        constraints=("No more than 60 words", "A neutral tone"),
        task_type="summarization",
    ),
}


def built_in(language: str) -> Task:
    """Return the task that is there when the library has none."""
    return _BUILT_IN.get(language, _BUILT_IN["en"])


def task_of(record: Record) -> Task:
    """Return the task that a record is the instruction for."""
    return Task(
        description=record.task_description,
        examples=record.examples[:3],
        task_type=record.task_type,
        constraints=record.constraints,
    )


def tasks_for(
    workspace: Workspace, task_type: str, language: str
) -> Job[Progress, tuple[Task, ...]]:
    """Return tasks of the library of one type and language, or the built-in one."""
    yield Progress(done=0)
    records = workspace.store.records
    ids = records.ids(
        order="id", descending=False, task_type=task_type, language=language
    )
    found = [task_of(record) for record in records.page(ids[:TASKS_AT_MOST])]
    usable = tuple(task for task in found if task.description or task.examples)
    return usable or (built_in(language),)


def joined(present: Task, library: Sequence[Task]) -> tuple[Task, ...]:
    """Return the present task, if it says anything, before those of the library."""
    says_something = present.description.strip() or present.examples
    return (present, *library) if says_something else tuple(library)
