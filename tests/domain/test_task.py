"""Tasks in and out of their JSON form."""

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.task import Example, Task


def test_bare_fields_are_the_first_sample() -> None:
    task = Task.from_dict({"task_description": "d", "input": "i", "output": None})
    assert task == Task(description="d", examples=(Example(input="i"),))


def test_json_form_returns() -> None:
    task = Task(
        description="d",
        examples=(Example(input="a", output="b"), Example(output="c")),
        constraints=("短",),
        language="zh",
    )
    assert Task.from_dict(task.as_dict()) == task


def test_empty_samples_are_left_out() -> None:
    row = {"task_description": "d", "examples": [{"input": ""}, {"output": "x"}]}
    assert Task.from_dict(row).examples == (Example(output="x"),)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"task_description": 3}, "description"),
        ({"examples": "x"}, "examples"),
        ({"examples": ["x"]}, "examples"),
        ({"input": ["x"]}, "input"),
        ({"constraints": [1]}, "constraints"),
    ],
)
def test_a_wrong_shape_is_named(row: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput, match=field):
        Task.from_dict(row)


@pytest.mark.parametrize("task", [Task(), Task(description=" \n")])
def test_an_empty_task_is_refused(task: Task) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        task.checked()
