"""Brings the catalogues up to the source, and compiles them.

    python packaging/translations.py          update resources/i18n/*.ts and *.qm
    python packaging/translations.py --check  say what is missing; status 1 if anything

Texts are read with Python's own parser rather than with lupdate, which takes the name
before ``.tr`` for the context and knows nothing of ``message("...")``:

    self.tr("text")                             context: the class around it
    QCoreApplication.translate("Context", "text", "comment", n)
    translate("text"), words.translate("text")  context: Words
    message("text")                             context: messages

Translations live in the .ts files and stay where their source text stays.
"""

import argparse
import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "instrstudio"
FOLDER = ROOT / "resources" / "i18n"
CHINESE, ENGLISH = "zh_CN", "en"
FORMS = {CHINESE: 1, ENGLISH: 2}
"""How many plural forms a language has."""


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A text to translate; `plural` says that it counts something."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from others."""
        return self.context, self.source, self.comment


class _Reader(ast.NodeVisitor):
    """Collects the texts of one file."""

    def __init__(self) -> None:
        self.found: set[Text] = set()
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Remember the class around a text."""
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        """Take the text of a call that translates."""
        self.generic_visit(node)
        name = _name(node.func)
        texts = [_literal(argument) for argument in node.args]
        if name == "message" and texts and texts[0]:
            self.found.add(Text("messages", texts[0]))
        elif name == "self.tr" and texts and texts[0]:
            comment = texts[1] if len(texts) > 1 else ""
            self.found.add(Text(self._classes[-1], texts[0], comment or ""))
        elif name in ("QCoreApplication.translate", "tr"):
            self._take_qualified(texts)
        elif name in ("words.translate", "translate") and len(texts) == 1 and texts[0]:
            self.found.add(Text("Words", texts[0]))

    def _take_qualified(self, texts: list[str | None]) -> None:
        """Take ``translate("Context", "text", "comment", n)``."""
        if len(texts) < 2 or texts[0] is None or texts[1] is None:
            return
        comment = texts[2] if len(texts) > 2 else ""
        self.found.add(Text(texts[0], texts[1], comment or "", len(texts) > 3))


def _name(function: ast.expr) -> str:
    """Return what is called: ``name`` or ``object.name``."""
    if isinstance(function, ast.Attribute):
        owner = function.value.id if isinstance(function.value, ast.Name) else "?"
        return f"{owner}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def _literal(node: ast.expr) -> str | None:
    """Return the value of a literal text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def texts_of(files: Iterable[Path]) -> list[Text]:
    """Return every text of `files`, in order."""
    found: set[Text] = set()
    for file in files:
        reader = _Reader()
        reader.visit(ast.parse(file.read_text(encoding="utf-8")))
        found |= reader.found
    plurals = {text.key for text in found if text.plural}
    return sorted(t for t in found if t.plural or t.key not in plurals)


def all_texts() -> list[Text]:
    """Return every text of the program."""
    return texts_of(sorted(PACKAGE.rglob("*.py")))


def catalogue(locale: str) -> Path:
    """Return the place of a catalogue."""
    return FOLDER / f"instrstudio_{locale}.ts"


def wanted(locale: str, texts: Iterable[Text]) -> list[Text]:
    """Return what a language must translate: English only what it counts."""
    return [text for text in texts if locale != ENGLISH or text.plural]


def read(path: Path) -> dict[tuple[str, str, str], list[str]]:
    """Return the translations of a catalogue: a form each, several for plurals."""
    if not path.exists():
        return {}
    found: dict[tuple[str, str, str], list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):
        for entry in context.iter("message"):
            key = (
                context.findtext("name") or "",
                entry.findtext("source") or "",
                entry.findtext("comment") or "",
            )
            translation = entry.find("translation")
            if translation is not None:
                forms = [f.text or "" for f in translation.iter("numerusform")]
                found[key] = forms or [translation.text or ""]
    return found


def write(
    path: Path,
    locale: str,
    texts: Iterable[Text],
    known: dict[tuple[str, str, str], list[str]],
) -> None:
    """Write a catalogue with the translations that are known."""
    root = ET.Element("TS", version="2.1", language=locale, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for text in texts:
        if text.context not in contexts:
            contexts[text.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[text.context], "name").text = text.context
        _add(contexts[text.context], text, known.get(text.key, []), FORMS[locale])
    ET.indent(root, "  ")
    body = ET.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + body + "\n", encoding="utf-8")


def _add(context: ET.Element, text: Text, forms: list[str], count: int) -> None:
    """Add one message."""
    entry = ET.SubElement(context, "message")
    if text.plural:
        entry.set("numerus", "yes")
    ET.SubElement(entry, "source").text = text.source
    if text.comment:
        ET.SubElement(entry, "comment").text = text.comment
    translation = ET.SubElement(entry, "translation")
    if not _is_whole(text, forms, count):
        translation.set("type", "unfinished")
    if not text.plural:
        translation.text = forms[0] if forms else ""
        return
    for place in range(count):
        form = ET.SubElement(translation, "numerusform")
        form.text = forms[place] if place < len(forms) else ""


def _is_whole(text: Text, forms: list[str], count: int) -> bool:
    """Say whether nothing is missing in a translation."""
    needed = count if text.plural else 1
    return len(forms) >= needed and all(forms[:needed])


def untranslated(locale: str) -> list[Text]:
    """Return the texts that a language lacks."""
    known = read(catalogue(locale))
    return [
        text
        for text in wanted(locale, all_texts())
        if not _is_whole(text, known.get(text.key, []), FORMS[locale])
    ]


def stale(locale: str) -> list[tuple[str, str, str]]:
    """Return what a catalogue has that the source has no more."""
    current = {text.key for text in wanted(locale, all_texts())}
    return sorted(set(read(catalogue(locale))) - current)


def release(path: Path, target: Path) -> None:
    """Compile a catalogue; put in place whole, as a running program maps the file."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    new = target.with_suffix(".new.qm")
    subprocess.run(
        [str(tool), "-silent", str(path), "-qm", str(new)], check=True, timeout=120
    )
    new.replace(target)


def update() -> None:
    """Bring both catalogues up to the source and compile them."""
    texts = all_texts()
    for locale in (CHINESE, ENGLISH):
        path = catalogue(locale)
        write(path, locale, wanted(locale, texts), read(path))
        release(path, path.with_suffix(".qm"))


def faults() -> Iterator[str]:
    """Yield what is wrong with the catalogues, a line each."""
    for locale in (CHINESE, ENGLISH):
        for text in untranslated(locale):
            yield f"{locale}: not translated: {text.context}: {text.source}"
        for context, source, _comment in stale(locale):
            yield f"{locale}: not in the source any more: {context}: {source}"


def main() -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description="Update or check the catalogues.")
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        update()
    found = list(faults())
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
