"""The rows of a long list that are in memory: a few pages, least recently used out."""

from collections import OrderedDict
from collections.abc import Sequence

from instrstudio.domain.record import Record

ROWS_A_PAGE = 200
PAGES_KEPT = 50


class PageCache:
    """Keeps at most `PAGES_KEPT` pages of `ROWS_A_PAGE` records by page number."""

    def __init__(self, rows: int = ROWS_A_PAGE, pages: int = PAGES_KEPT) -> None:
        self.rows = rows
        self._pages_kept = pages
        self._pages: OrderedDict[int, tuple[Record | None, ...]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, page: int) -> bool:
        return page in self._pages

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the pages that are here."""
        return tuple(self._pages)

    def page_of(self, row: int) -> int:
        """Return the number of the page that `row` is on."""
        return row // self.rows

    def get(self, row: int) -> Record | None:
        """Return the record at `row` if its page is here, and keep that page longer."""
        number, at = divmod(row, self.rows)
        page = self._pages.get(number)
        if page is None:
            return None
        self._pages.move_to_end(number)
        return page[at] if at < len(page) else None

    def put(self, number: int, records: Sequence[Record | None]) -> None:
        """Keep the `records` of page `number`; the page unused longest goes."""
        self._pages[number] = tuple(records)
        self._pages.move_to_end(number)
        while len(self._pages) > self._pages_kept:
            self._pages.popitem(last=False)

    def replace(self, row: int, record: Record) -> None:
        """Put `record` at `row` if that row's page is here."""
        number, at = divmod(row, self.rows)
        page = self._pages.get(number)
        if page is not None and at < len(page):
            self._pages[number] = (*page[:at], record, *page[at + 1 :])

    def clear(self) -> None:
        """Forget every page."""
        self._pages.clear()
