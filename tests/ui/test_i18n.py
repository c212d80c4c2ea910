"""The catalogues are whole and current, and a switch leaves no English behind."""

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from instrstudio.domain.wording import message
from instrstudio.ui import help_sheet, words
from instrstudio.ui.appearance import Appearance
from instrstudio.ui.areas import AREAS
from instrstudio.ui.i18n import Catalogues, resolved
from instrstudio.ui.main_window import MainWindow
from instrstudio.ui.session import Session

TOOL = Path(__file__).parents[2] / "packaging" / "translations.py"
SAME_IN_BOTH = {"English", "InstrStudio", "CPU", "GPU"}
FIELDS = "RecordFields"
"""Field names are also words of templates, which stay English."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    return module


def test_nothing_is_untranslated_or_stale(tool: ModuleType) -> None:
    assert list(tool.faults()) == []


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_the_compiled_catalogue_is_current(
    locale: str, tool: ModuleType, tmp_path: Path
) -> None:
    source = tool.catalogue(locale)
    tool.release(source, tmp_path / "new.qm")
    assert (tmp_path / "new.qm").read_bytes() == source.with_suffix(".qm").read_bytes()


def test_chinese_follows_the_house_style(tool: ModuleType) -> None:
    for key, forms in tool.read(tool.catalogue("zh_CN")).items():
        for form in forms:
            assert not re.search("您|请(?!求)|！|成功地", form), key
            assert not re.search(r"[一-鿿][A-Za-z0-9]|[A-Za-z0-9%][一-鿿]", form), (
                key,
                form,
            )


def test_placeholders_survive_translation(tool: ModuleType) -> None:
    place = re.compile(r"\{\w+\}|%n")
    for key, forms in tool.read(tool.catalogue("zh_CN")).items():
        for form in forms:
            assert set(place.findall(form)) == set(place.findall(key[1])), key


@pytest.fixture
def catalogues(qapp: QApplication) -> Iterator[Catalogues]:
    catalogues = Catalogues(qapp)
    yield catalogues
    for translator in catalogues._installed:
        qapp.removeTranslator(translator)


def test_english_counts_properly(catalogues: Catalogues) -> None:
    catalogues.use("en")
    tr = QCoreApplication.translate
    assert tr("StatusBar", "%n records", "", 1) == "1 record"
    assert tr("StatusBar", "%n records", "", 2) == "2 records"


def test_a_sentence_of_the_rooms_is_said_in_chinese(catalogues: Catalogues) -> None:
    catalogues.use("zh")
    assert words.said(message("There is no record {id}.", id=7)) == "没有条目 7。"
    assert words.task_type("summarization") == "摘要"


def test_qt_speaks_chinese_too(catalogues: Catalogues) -> None:
    catalogues.use("zh")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_auto_is_the_language_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("instrstudio.ui.i18n.system_language", lambda: "zh")
    assert resolved("auto") == "zh"
    assert resolved("en") == "en"


def shown_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield every text of a window that the program wrote, with where it stands."""
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.objectName().startswith("qt_"):
            continue
        name = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, (QLabel, QAbstractButton)):
            yield name, widget.text()
        if isinstance(widget, (QLineEdit, QTextEdit)):
            yield name, widget.placeholderText()
        else:
            yield name, widget.accessibleName()
        yield name, widget.toolTip()
    for action in root.findChildren(QAction):
        yield f"action {action.objectName()}", action.text()
    for menu in root.findChildren(QMenu):
        yield f"menu {menu.objectName()}", menu.title()


@pytest.fixture(scope="module")
def sources(tool: ModuleType) -> re.Pattern[str]:
    """Matches what the program says in English, whatever stands in its places."""
    known = {
        text.source
        for text in tool.all_texts()
        if text.context != FIELDS and re.search("[A-Za-z]{2}", text.source)
    } - SAME_IN_BOTH
    # a sentence of one place and little else would match any text
    known = {k for k in known if re.search("[A-Za-z]{2}", re.sub(r"{\w+}|%n", "", k))}
    shapes = (re.sub(r"\\{\w+\\}|%n", ".+", re.escape(source)) for source in known)
    return re.compile("|".join(shapes))


def english_in(root: QWidget, sources: re.Pattern[str]) -> list[str]:
    """Return the texts that are still as the source has them."""
    found = {
        f"{name}: {text}"
        for name, text in shown_texts(root)
        if sources.fullmatch(text.strip())
    }
    return sorted(found)


def stop_measuring(session: Session) -> None:
    """Stop what measures how fast this machine trains."""
    for job in session.lanes.jobs:
        if job.key == "training-predict":
            job.cancel()


def test_a_switch_leaves_no_english(
    window: MainWindow,
    appearance: Appearance,
    session: Session,
    qtbot: QtBot,
    settle: Callable[[Session], None],
    sources: re.Pattern[str],
) -> None:
    for area in AREAS:
        window.show_area(area.name)
        # measuring this machine takes its time and changes no word
        stop_measuring(session)
        settle(session)
    appearance.change(language="zh")
    qtbot.waitUntil(lambda: window.rail.accessibleName() == "区域")
    settle(session)
    assert english_in(window, sources) == []
    appearance.change(language="en")
    qtbot.waitUntil(lambda: window.rail.accessibleName() == "Areas")
    settle(session)
    chinese = [
        text for _name, text in shown_texts(window) if re.search("[一-鿿]", text)
    ]
    assert [text for text in chinese if "中文" not in text] == []


def test_dialogs_speak_chinese(
    window: MainWindow,
    appearance: Appearance,
    qtbot: QtBot,
    sources: re.Pattern[str],
) -> None:
    appearance.change(language="zh")
    sheet = help_sheet.KeySheet(window)
    qtbot.addWidget(sheet)
    assert english_in(sheet, sources) == []
    box = help_sheet.about(window)
    assert "大语言模型" in box.informativeText()
    box.close()
