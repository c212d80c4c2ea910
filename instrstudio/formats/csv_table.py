"""CSV and TSV: a header, one record a row, lists as JSON in their cells.

Cells that a spreadsheet would run as formulas are neutralised when written and restored
when read.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from instrstudio.domain.record import Record
from instrstudio.domain.wording import message
from instrstudio.formats.frame.columns import COLUMNS, cells_of
from instrstudio.formats.frame.formulas import neutralised, restored
from instrstudio.formats.frame.table_format import TableFormat
from instrstudio.formats.frame.text_out import text_out
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

    def write_table(self, rows: Iterable[Record], target: Path) -> Iterator[int]:
        """Write records, yielding the count after each."""
        delimiter = "\t" if plain_suffix(target) == ".tsv" else ","
        with text_out(target, mark=self.mark) as file:
            # both characters, or the library leaves a lone return without quotes
            writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
            writer.writerow(COLUMNS)
            for count, record in enumerate(rows, start=1):
                writer.writerow(map(neutralised, cells_of(record).values()))
                yield count


PLUGIN = CsvTable()
