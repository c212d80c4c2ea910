"""What is wrong with a file as a whole, before its rows are looked at."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from instrstudio.domain.checkup import MENDED, Finding
from instrstudio.domain.wording import Sentence, message
from instrstudio.formats.checking import rules
from instrstudio.formats.reading.opening import plain_suffix
from instrstudio.formats.reading.text_file import encoding_of, is_text

_MARKED = "utf-8-sig"
_SPREADSHEETS = (".csv", ".tsv")


def findings(path: Path, suffixes: Sequence[str]) -> Iterator[Finding]:
    """Yield what other programs stumble over: an encoding, or a mark in JSON.

    Raises:
        TransferError: The file cannot be opened.
    """
    if path.is_dir() or not is_text(path):
        return
    encoding = encoding_of(path)
    if encoding == _MARKED:
        # a spreadsheet needs the mark, everything else takes it for a character
        if plain_suffix(path) not in _SPREADSHEETS or ".csv" not in suffixes:
            what = message("The file begins with a byte order mark")
            yield _finding(path, rules.MARK, what)
    elif encoding != "utf-8":
        shown = encoding.upper().replace("GB18030", "GB 18030")
        what = message("The file is in {encoding}, not UTF-8", encoding=shown)
        yield _finding(path, rules.ENCODING, what)


def _finding(path: Path, rule: str, what: Sentence) -> Finding:
    """Return a finding about the whole file."""
    return Finding(
        file=path.name,
        row=0,
        line=0,
        field="",
        rule=rule,
        what=what,
        repair=message("Write it in UTF-8 without a mark"),
        effect=MENDED,
    )
