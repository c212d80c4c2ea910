"""Every command of the frame in one table: name, keys, and what it is also called."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from instrstudio.ui.areas import AREAS


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its id, its keys, and the words by which it is found.

    `also` holds the Chinese name, pinyin and pinyin initials: the search box finds a
    command by any of them, whatever the language of the window.
    """

    id: str
    keys: tuple[str, ...] = ()
    also: str = ""


COMMANDS = (
    Command("new", ("Ctrl+N",), "新建项目 xinjian xiangmu xjxm"),
    Command("open", ("Ctrl+O",), "打开项目 dakai xiangmu dkxm"),
    Command("import", ("Ctrl+I",), "导入 daoru dr"),
    Command("export", ("Ctrl+E",), "导出 daochu dc"),
    Command("catalogue", (), "公共数据集 数据集目录 gonggong shujuji ggsjj sjj"),
    Command("crawl", (), "抓取网页 爬虫 zhuaqu wangye zqwy pachong pc"),
    Command("backups", (), "备份 恢复 beifen huifu bf"),
    Command("pack", (), "导出项目 daochu xiangmu dcxm"),
    Command("unpack", (), "导入项目 daoru xiangmu drxm"),
    Command("quit", ("Ctrl+Q",), "退出 tuichu tc"),
    Command("undo", ("Ctrl+Z",), "撤销 chexiao cx"),
    Command("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "重做 chongzuo cz"),
    Command("search", ("Ctrl+K", "Ctrl+Shift+P"), "搜索 sousuo ss"),
    Command("construct", ("Ctrl+1",), "构建 goujian gj"),
    Command("library", ("Ctrl+2",), "指令库 zhilingku zlk"),
    Command("templates", ("Ctrl+3",), "模板 moban mb"),
    Command("training", ("Ctrl+4",), "训练 xunlian xl"),
    Command("evaluate", ("Ctrl+5",), "评估 评价 pinggu pg pingjia pj"),
    Command("english", (), "英文界面 yingwen yw"),
    Command("chinese", (), "中文界面 zhongwen zw"),
    Command("language_auto", (), "语言跟随系统 yuyan yy"),
    Command("light", (), "浅色 qianse qs"),
    Command("dark", (), "深色 shense ss"),
    Command("theme_auto", (), "外观跟随系统 waiguan wg"),
    Command("inspector", (), "依据 yiju yj"),
    Command("jobs", ("Ctrl+J",), "后台任务 houtai renwu htrw"),
    Command("reset_layout", (), "恢复布局 huifu buju hfbj"),
    Command("next_pane", ("F6",), "下一个窗格 xiayige xyg"),
    Command("previous_pane", ("Shift+F6",), "上一个窗格 shangyige syg"),
    Command("rebuild_index", (), "重建索引 chongjian suoyin cjsy"),
    Command("keys", ("F1",), "快捷键 kuaijiejian kjj"),
    Command("debug_info", (), "复制诊断信息 fuzhi zhenduan fzzd"),
    Command("about", (), "关于 guanyu gy"),
)

ASKED_IN_LIBRARY = ("import", "export", "catalogue", "crawl")
"""Commands for which the library asks what else there is to know."""


class Actions(QObject):
    """The actions of the table; ask for one by its id."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self.commands = {command.id: command for command in COMMANDS}
        for command in COMMANDS:
            action = QAction(self)
            action.setObjectName(command.id)
            if command.keys:
                action.setShortcuts([QKeySequence(key) for key in command.keys])
            self._actions[command.id] = action
        for name in ("english", "chinese", "language_auto", "light", "dark"):
            self._actions[name].setCheckable(True)
        for name in ("theme_auto", *(area.name for area in AREAS)):
            self._actions[name].setCheckable(True)
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self._actions["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def retranslate(self) -> None:
        """Set every name again."""
        for name, text in _texts().items():
            self._actions[name].setText(text)
        for area in AREAS:
            self._actions[area.name].setText(area.title)


def _texts() -> dict[str, str]:
    """Return the name of every command but those of the areas."""
    tr = QCoreApplication.translate
    return {
        "new": tr("Actions", "New project…"),
        "open": tr("Actions", "Open project…"),
        "import": tr("Actions", "Import…"),
        "export": tr("Actions", "Export…"),
        "catalogue": tr("Actions", "Public data sets…"),
        "crawl": tr("Actions", "Crawl the web…"),
        "backups": tr("Actions", "Backups…"),
        "pack": tr("Actions", "Export project to a file…"),
        "unpack": tr("Actions", "Import project from a file…"),
        "quit": tr("Actions", "Quit"),
        "undo": tr("Actions", "Undo"),
        "redo": tr("Actions", "Redo"),
        "search": tr("Actions", "Search and commands"),
        "english": tr("Actions", "English"),
        "chinese": tr("Actions", "Chinese"),
        "language_auto": tr("Actions", "Language of the system"),
        "light": tr("Actions", "Light"),
        "dark": tr("Actions", "Dark"),
        "theme_auto": tr("Actions", "As the system"),
        "inspector": tr("Actions", "Evidence"),
        "jobs": tr("Actions", "Jobs"),
        "reset_layout": tr("Actions", "Reset layout"),
        "next_pane": tr("Actions", "Next pane"),
        "previous_pane": tr("Actions", "Previous pane"),
        "rebuild_index": tr("Actions", "Rebuild index"),
        "keys": tr("Actions", "Keys"),
        "debug_info": tr("Actions", "Copy debug info"),
        "about": tr("Actions", "About InstrStudio"),
    }
