from instrstudio.domain.record import Record
from instrstudio.ui.library.marks import Marks
from instrstudio.ui.library.page_cache import PageCache


def records(*ids: int) -> list[Record]:
    return [Record(id=number, instruction=str(number)) for number in ids]


def test_the_page_unused_longest_goes() -> None:
    cache = PageCache(rows=2, pages=2)
    cache.put(0, records(1, 2))
    cache.put(1, records(3, 4))
    assert cache.get(0) is not None  # page 0 is used again
    cache.put(2, records(5, 6))
    assert (0 in cache, 1 in cache, 2 in cache) == (True, False, True)


def test_a_record_is_replaced_where_its_page_is_here() -> None:
    cache = PageCache(rows=2)
    cache.put(0, records(1, 2))
    cache.replace(1, Record(id=2, instruction="new"))
    cache.replace(5, Record(id=9, instruction="nowhere"))
    found = cache.get(1)
    assert found is not None
    assert found.instruction == "new"


def test_marks_on_everything_need_no_list() -> None:
    marks = Marks()
    marks.mark_everything()
    marks.toggle(7)
    assert marks.count(1_000_000) == 999_999
    assert 7 not in marks
    assert 8 in marks
    assert marks.of([6, 7, 8]) == [6, 8]
