"""Templates to rows and back."""

from instrstudio.domain.template import Slot, Template
from instrstudio.storage.template_rows import COLUMNS, body_of, row_of, template_of

TEMPLATE = Template(
    id="a",
    name="b",
    task_type="c",
    language="en",
    pattern="d",
    keywords=("e",),
    slots=(Slot(name="f"),),
    origin="project",
    version=4,
)


def test_there_and_back() -> None:
    row = row_of(TEMPLATE, 4, operation=1)
    assert len(row) == len(COLUMNS)
    assert template_of(row) == TEMPLATE


def test_the_body_names_the_fields() -> None:
    body = body_of(row_of(TEMPLATE, 4, operation=1))
    assert (body["pattern"], body["version"]) == ("d", 4)
