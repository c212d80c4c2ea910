from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from instrstudio.domain.span import Origin
from instrstudio.domain.task import Example, Task
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Session
from instrstudio.ui.templates.new_template import NewTemplate
from instrstudio.ui.templates.panel import TemplatesPanel, names_in

Open = Callable[[], TemplatesPanel]


def button(owner: QWidget, name: str) -> QPushButton:
    found = owner.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def write(panel: TemplatesPanel, text: str) -> None:
    """Replace the pattern as a person would."""
    panel.middle.editor.selectAll()
    panel.middle.editor.insertPlainText(text)


def test_the_first_template_is_shown_with_its_preview(open_panel: Open) -> None:
    panel = open_panel()
    assert panel.desk.template is not None
    assert panel.middle.pattern() == panel.desk.template.pattern
    origins = {span.origin for span in panel.preview.view.spans()}
    assert {Origin.TEMPLATE, Origin.SLOT} <= origins
    rows = panel.preview.slots.slots_model.rows
    used = {row.name for row in rows if row.used}
    assert "input" in used
    assert used <= names_in(panel.middle.pattern())


def test_the_other_tab_shows_the_other_language(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    before = panel.middle.pattern()
    with qtbot.waitSignal(panel.checker.rendered, timeout=20_000):
        panel.middle.language_chosen.emit("zh")
    assert panel.desk.language == "zh"
    assert panel.middle.pattern() != before


def test_problems_are_listed_and_mended(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    with qtbot.waitSignal(panel.checker.linted, timeout=20_000):
        write(panel, "Write {{ inptu }} of {{ input }}")
    (problem,) = panel.middle.problems.problems()
    assert (problem.line, problem.column) == (1, 10)
    with qtbot.waitSignal(panel.checker.rendered, timeout=20_000):
        button(panel, "mend0").click()
    assert panel.middle.pattern() == "Write {{ input }} of {{ input }}"


def test_the_last_valid_preview_stays_while_the_text_does_not_parse(
    open_panel: Open, qtbot: QtBot
) -> None:
    panel = open_panel()
    valid = panel.preview.view.text()
    with qtbot.waitSignal(panel.checker.not_rendered, timeout=20_000):
        write(panel, "Broken {% if %}")
    assert panel.preview.view.text() == valid
    assert "last valid preview" in panel.preview.state.text()


def test_saving_a_shipped_one_makes_a_copy_that_can_go_again(
    open_panel: Open, qtbot: QtBot, session: Session, empty_workspace: Workspace
) -> None:
    panel = open_panel()
    shipped = panel.desk.template
    assert shipped is not None
    write(panel, "Mine: {{ input }}")
    assert panel.desk.draft_keys() == {panel.desk.key}
    with qtbot.waitSignals([session.notice, panel.desk.read], timeout=20_000):
        panel.commands["save"].trigger()
    stored = empty_workspace.store.templates.find(shipped.id)
    assert stored is not None
    assert stored.pattern == "Mine: {{ input }}"
    assert panel.desk.state == "edited"
    assert not panel.middle.is_dirty
    with qtbot.waitSignals([session.notice, panel.desk.read], timeout=20_000):
        panel.commands["revert"].trigger()
    assert empty_workspace.store.templates.find(shipped.id) is None
    assert panel.middle.pattern() == shipped.pattern


def test_a_draft_is_there_again_when_one_comes_back(
    open_panel: Open, qtbot: QtBot
) -> None:
    panel = open_panel()
    key = panel.desk.key
    write(panel, "Draft {{ input }}")
    other = next(pair.key for pair in panel.desk.pairs if pair.key != key)
    panel.desk.show(other)
    assert panel.middle.pattern() != "Draft {{ input }}"
    panel.desk.show(key)
    assert panel.middle.pattern() == "Draft {{ input }}"
    assert panel.middle.is_dirty


def test_the_preview_follows_the_task_of_the_form(
    open_panel: Open, qtbot: QtBot, session: Session
) -> None:
    panel = open_panel()
    task = Task(
        description="Translate a poem into French.",
        examples=(Example(input="Roses are red.", output="Les roses sont rouges."),),
    )
    with qtbot.waitSignal(panel.checker.rendered, timeout=20_000):
        session.set_task(task)
    assert panel.preview.task == task


def test_a_new_template_is_stored_and_shown(
    open_panel: Open, qtbot: QtBot, session: Session
) -> None:
    panel = open_panel()
    panel.commands["new"].trigger()
    dialog = panel.findChild(NewTemplate)
    assert isinstance(dialog, NewTemplate)
    dialog._name.setText("Mine")
    with qtbot.waitSignals([session.notice, panel.desk.read], timeout=20_000):
        button(dialog, "newTemplateCreate").click()
    template = panel.desk.template
    assert template is not None
    assert (template.name, panel.desk.state) == ("Mine", "own")
    renamed = replace(template, name="Yours")
    with qtbot.waitSignals([session.notice, panel.desk.read], timeout=20_000):
        panel.desk.store(renamed)
    assert panel.desk.template == replace(renamed, version=2, origin="project")


def test_the_filter_narrows_the_list(open_panel: Open) -> None:
    panel = open_panel()
    field = panel.list._filter
    before = len(panel.list.list.items())
    field.setText("no such words anywhere")
    assert panel.list.list.items() == ()
    field.clear()
    assert len(panel.list.list.items()) == before
