"""CSV and TSV: a header, one record a row, lists as JSON in their cells.

Cells that a spreadsheet would run as formulas are neutralised when written and restored
when read.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from instrstudio.domain.wording import message
from instrstudio.formats.frame.columns import COLUMNS
from instrstudio.formats.frame.formulas import neutralised, restored
from instrstudio.formats.frame.table_format import TableFormat
from instrstudio.formats.reading.csv_rows import csv_rows, shape_of
from instrstudio.formats.reading.opening import plain_suffix
from instrstudio.formats.reading.raw_row import RawRow


class CsvTable(TableFormat):
    """Reads and writes text tables; commas for ``.csv``, tabs for ``.tsv``.

    `mark` puts a byte order mark at the beginning, which Excel needs for Chinese.
    """

    name = "csv"
    about = message("A table as text, with a header; spreadsheets open it")
    suffixes = (".csv", ".tsv")
    drops = ()
    mark = False

    def header(self, path: Path) -> tuple[str, ...]:
        """Return the names of the columns.

        Raises:
            TransferError: The file cannot be opened, is empty, or is no table.
        """
        return shape_of(path).header

    def table_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the rows below the header, formulas restored."""
        for raw in csv_rows(path):
            if isinstance(raw.value, dict):
                value = {
                    name: restored(cell) if isinstance(cell, str) else cell
                    for name, cell in raw.value.items()
                }
                yield replace(raw, value=value)
            else:
                yield raw

    def head(self, target: Path) -> str:
        """Return the names of the columns."""
        return ("\ufeff" if self.mark else "") + _line(COLUMNS, target)

    def text_of(self, row: Mapping[str, object], number: int, target: Path) -> str:
        """Return the line of a row."""
        return _line((neutralised(str(cell)) for cell in row.values()), target)

    def tail(self, count: int, target: Path) -> str:
        """Return nothing: the last line is the end."""
        return ""


def _line(cells: Iterable[str], target: Path) -> str:
    """Return a line of cells, apart by what the suffix says."""
    delimiter = "\t" if plain_suffix(target) == ".tsv" else ","
    text = io.StringIO(newline="")
    # both characters, or the library leaves a lone return without quotes
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


PLUGIN = CsvTable()
