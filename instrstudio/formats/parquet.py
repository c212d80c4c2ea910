"""Parquet: a table with lists and objects of their own types, read batch by batch."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import TransferError
from instrstudio.domain.wording import message
from instrstudio.formats.frame.arrow_table import groups_of, pieces_of, write_table
from instrstudio.formats.frame.growing import Piece
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.table_format import TableFormat
from instrstudio.formats.reading.opening import seekable
from instrstudio.formats.reading.raw_row import RawRow

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_BATCH = 256
_MAGIC = b"PAR1"


class Parquet(TableFormat):
    """Reads any Parquet table, writes every field of a record."""

    name = "parquet"
    about = message("A table with lists and objects, for large data")
    suffixes = (".parquet",)
    drops = ()

    def header(self, path: Path) -> tuple[str, ...]:
        """Return the names of the columns.

        Raises:
            TransferError: The file is no Parquet table.
        """
        with _opened(path) as file:
            return tuple(file.schema_arrow.names)

    def table_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the rows; they have no lines, so `line` is 0.

        Raises:
            TransferError: The file is no Parquet table, or it is empty.
        """
        with _opened(path) as file:
            total = file.metadata.num_rows
            if not total:
                raise TransferError(message("“{file}” is empty.", file=path.name))
            number = 0
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    share = number / total
                    yield RawRow(number=number, line=0, value=row, share=share)

    def pieces(
        self, items: Iterable[Item], target: Path, begun: int = 0
    ) -> Iterator[Piece]:
        """Yield groups of rows as messages of an Arrow stream."""
        return pieces_of(self.records(items), begun)

    def finish(
        self, grown: Path, target: Path, sizes: Mapping[str, int]
    ) -> Iterator[int]:
        """Make a Parquet table of the groups."""
        return write_table((group for _part, group in groups_of(grown, sizes)), target)


@contextmanager
def _opened(path: Path) -> "Iterator[pq.ParquetFile]":
    """Open a Parquet file.

    Raises:
        TransferError: It cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with seekable(path, _MAGIC) as source:
        try:
            file = pq.ParquetFile(source)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise TransferError(
                message(
                    "“{file}” is no sound Parquet file ({reason}).",
                    file=path.name,
                    reason=str(error).split("\n")[0].rstrip("."),
                )
            ) from error
        try:
            yield file
        finally:
            file.close()


PLUGIN = Parquet()
