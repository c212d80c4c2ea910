import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from instrstudio.domain.errors import InvalidInput, NotFound, QuerySyntaxError
from instrstudio.domain.job import run
from instrstudio.domain.query import Page, Query
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.search.index import SearchIndex
from instrstudio.services import bulk, indexing, open_indexes, rating, searching
from instrstudio.services.workspace import Workspace


@pytest.fixture
def library(empty_workspace: Workspace) -> Iterator[Workspace]:
    """A project with three records, not indexed yet."""
    empty_workspace.store.records.insert(
        [
            Record(
                instruction="Summarize the news article.",
                task_type="summarization",
                language="en",
                tags=("press",),
            ),
            Record(instruction="Translate the poem into French.", language="en"),
            Record(
                instruction="总结下面的新闻稿。",
                task_type="summarization",
                language="zh",
                tags=("press",),
            ),
        ],
        label="x",
    )
    yield empty_workspace
    searching.close(empty_workspace)


def ids(page: Page) -> list[int]:
    return [record.id or 0 for record in page.records]


def test_a_page_has_rows_and_counts(library: Workspace) -> None:
    query = Query(text="the", limit=1)
    page = searching.search(library, query)
    assert page.query is query
    assert page.total == 2
    assert len(page.records) == len(page.hits) == 1
    assert page.records[0].id == page.hits[0].id
    assert page.took_ms > 0
    assert page.behind == 0


def test_empty_text_lists_with_filters(library: Workspace) -> None:
    assert searching.search(library, Query()).total == 3
    assert ids(searching.search(library, Query(text=" ", language="zh"))) == [3]
    page = searching.search(library, Query(tag="press", limit=1))
    assert page.total == 2
    assert len(page.records) == 1


def test_filters_hold_for_text_too(library: Workspace) -> None:
    page = searching.search(library, Query(text="tag:press", language="zh"))
    assert ids(page) == [3]
    assert ids(searching.search(library, Query(text="type:summarization"))) == [3, 1]


def test_what_was_just_saved_is_found(library: Workspace) -> None:
    searching.search(library, Query(text="news"))
    library.store.records.insert([Record(instruction="zebra")], label="x")
    page = searching.search(library, Query(text="zebra"))
    assert ids(page) == [4]
    library.store.records.delete([4], label="x")
    assert searching.search(library, Query(text="zebra")).total == 0


def test_similar_is_said(library: Workspace) -> None:
    page = searching.search(library, Query(text="news poem"))
    assert page.similar
    assert sorted(ids(page)) == [1, 2]


def test_errors_of_the_query_come_through(library: Workspace) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        searching.search(library, Query(text='news "x'))
    assert caught.value.position == 5
    assert ids(searching.search(library, Query(text="news"))) == [1]


def test_a_large_library_without_index_says_it_is_behind(
    library: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "SMALL_LIBRARY", 2)
    page = searching.search(library, Query(text="news"))
    assert (page.total, page.records, page.behind) == (0, (), 3)
    assert searching.nearest(library, "news", "", 5) == []


def test_behind_counts_what_is_not_indexed(
    library: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    searching.search(library, Query(text="news"))
    monkeypatch.setattr(indexing, "FEW_CHANGES", 1)
    library.store.records.delete([1, 2], label="x")
    page = searching.search(library, Query(text="news"))
    assert page.behind == 2
    assert page.total == 1
    assert page.records == ()  # record 1 is gone, but the index does not know yet
    assert page.hits == ()


def test_nearest(library: Workspace) -> None:
    matches = searching.nearest(library, "Summarize the news article.", "", 2)
    assert matches[0].record.id == 1
    assert 0.5 < matches[0].similarity <= 1
    (chinese,) = searching.nearest(library, "总结新闻", "zh", 5)
    assert chinese.record.id == 3
    (poem,) = searching.nearest(library, "", "en", 5, context="a poem")
    assert poem.record.id == 2


def test_highlights() -> None:
    assert searching.highlights("ＮＥＷＳ and 新闻稿", "news 新闻") == [(0, 4), (9, 11)]


def test_a_damaged_index_heals(library: Workspace) -> None:
    searching.search(library, Query(text="news"))
    searching.close(library)
    for path in open_indexes.folder(library).rglob("*.seg"):
        path.write_bytes(b"")
    assert ids(searching.search(library, Query(text="news"))) == [1]


def test_a_file_of_queries(library: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "queries.txt"
    lines = [
        "news",
        "",
        '{"text": "the", "limit": 1}',
        '"open',
        "{broken",
        '{"txet": "the"}',
        '{"limit": "1"}',
        "{}",
        "新闻",
    ]
    path.write_text("\n".join(lines), "utf-8")
    answers: list[searching.Answer] = []
    given = Query(language="en", limit=7)
    assert run(searching.search_many(library, path, given), answers.append) == 8
    assert [answer.line for answer in answers] == [1, 3, 4, 5, 6, 7, 8, 9]
    pages = [answer.page for answer in answers]
    assert [page and ids(page) for page in pages] == [
        [1],
        pages[1] and ids(pages[1]),
        None,
        None,
        None,
        None,
        [2, 1],
        [],
    ]
    assert pages[1] is not None
    assert (pages[1].total, len(pages[1].records)) == (2, 1)
    errors = [str(answer.error) for answer in answers if answer.page is None]
    for error, words in zip(
        errors, ["never closed", "{broken", "txet", "limit"], strict=True
    ):
        assert words in error


def test_a_file_that_is_not_there(library: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        run(searching.search_many(library, tmp_path / "none"))


def test_threads_search_while_another_saves(library: Workspace) -> None:
    failures: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        last = 0
        try:
            while True:
                finished = done.is_set()
                page = searching.search(library, Query(text="common"))
                assert page.total >= last
                last = page.total
                if finished and not page.behind:
                    assert last == 15
                    break
        except Exception as error:  # noqa: BLE001  # told in the main thread
            failures.append(error)
        finally:
            library.close_thread()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(15):
        record = Record(instruction=f"common {number}")
        library.store.records.insert([record], label="x")
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []


def test_closing_closes_what_comes_back_later(library: Workspace) -> None:
    run(indexing.catch_up(library))
    with open_indexes.borrow(library) as index:
        searching.close(library)
        assert index.count == 3
    assert index.leaves() == []


def test_indexes_are_lent_to_one_at_a_time(library: Workspace) -> None:
    run(indexing.catch_up(library))
    with open_indexes.borrow(library) as one, open_indexes.borrow(library) as two:
        assert one is not two
        assert isinstance(two, SearchIndex)
    with open_indexes.borrow(library) as again:
        assert again in {one, two}


def test_facets_follow_the_library(library: Workspace) -> None:
    counts = searching.facets(library, Query(text="the"))
    assert counts["lang"] == (("en", 2),)
    assert searching.facets(library, Query(tag="press"))["lang"] == (
        ("en", 1),
        ("zh", 1),
    )
    run(rating.rate(library, [1, 3], 4))
    assert searching.facets(library, Query())["rating"] == (("4", 2),)
    assert ids(searching.search(library, Query(text="rating:>=4 lang:zh"))) == [3]
    run(rating.rate(library, [1, 3], 0))
    assert searching.search(library, Query(text="rating:>=4")).total == 0


@pytest.mark.parametrize("stars", [-1, 6])
def test_there_are_five_stars(library: Workspace, stars: int) -> None:
    with pytest.raises(InvalidInput, match="1 to 5 stars"):
        run(rating.rate(library, [1], stars))


def test_what_is_created_is_found_by_its_day(library: Workspace) -> None:
    found = searching.search(library, Query(text="created:2020.."))
    assert found.total == 3
    assert searching.search(library, Query(text="created:..2020")).total == 0


def test_an_example_finds_the_instructions_for_such_pairs(library: Workspace) -> None:
    sample = Example(input="The film was a delight.", output="positive")
    library.store.records.insert(
        [Record(instruction="Say how it sounds.", examples=(sample,))], label="x"
    )
    (match,) = searching.by_example(library, "So dull, I slept.", "negative")
    assert match.record.instruction == "Say how it sounds."
    assert 0 < match.similarity < 1
    with pytest.raises(InvalidInput, match="example is empty"):
        searching.by_example(library, " ", "")


def test_facets_and_examples_without_an_index(
    library: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "SMALL_LIBRARY", 0)
    assert searching.facets(library, Query()) == {}
    assert searching.by_example(library, "a", "b") == []


def test_the_title_counts_most(library: Workspace) -> None:
    library.store.records.insert(
        [
            Record(
                title="Poem in verse", instruction="Write a French song and a poem."
            ),
            Record(title="French poem", instruction="Write what is said, in verse."),
            Record(title="Verse", instruction="A French song; then, in verse, a poem."),
        ],
        label="x",
    )
    assert ids(searching.search(library, Query(text="french poem")))[0] == 5


def test_pages_do_not_overlap_and_repetitions_stand_apart(library: Workspace) -> None:
    library.store.records.insert(
        [
            Record(instruction=f"Name {count} good things {where}.")
            for count in ("one", "two", "three")
            for where in ("that a garden needs", "of the press", "to eat at sea")
        ]
        + [Record(instruction=f"Things, {n} of {'a' * n} {n * n}") for n in range(150)],
        label="x",
    )
    whole = ids(searching.search(library, Query(text="things", limit=200)))
    assert len(whole) == len(set(whole)) == 159
    for limit in (1, 3, 20, 100, 101):
        page = searching.search(library, Query(text="things", limit=limit))
        assert ids(page) == whole[:limit]
        scores = [hit.score for hit in page.hits]
        assert scores == sorted(scores, reverse=True)
        assert page.total == 159
    first = searching.search(library, Query(text="name good things")).records[:3]
    assert len({record.instruction.split()[-1] for record in first}) == 3


def test_no_hits_wanted(library: Workspace) -> None:
    page = searching.search(library, Query(text="the", limit=0))
    assert (page.total, page.hits) == (2, ())


def test_slips_of_the_pen(library: Workspace) -> None:
    page = searching.search(library, Query(text="summarise nwes"))
    assert ids(page) == [1]
    assert page.similar
    library.store.records.insert(
        [Record(instruction=f"Tell the story of {n}.") for n in range(201)], label="x"
    )
    page = searching.search(library, Query(text="tell stroy"))
    assert page.similar
    assert page.total == 201


def test_the_word_that_was_found_is_shown(library: Workspace) -> None:
    library.store.records.insert(
        [Record(instruction=f"Tell the story of {n}.") for n in range(201)], label="x"
    )
    page = searching.search(library, Query(text="tell stroy", typing=True))
    text = page.records[0].instruction
    shown = [text[a:b] for a, b in searching.highlights(text, searching.sought(page))]
    assert shown == ["Tell", "story"]
    plain = searching.search(library, Query(text="tell story"))
    assert searching.sought(plain) == "tell story"


def test_a_few_hits_come_with_similar_ones(library: Workspace) -> None:
    library.store.records.insert(
        [Record(instruction=f"Paint a green wall, {n}.") for n in range(7)]
        + [Record(instruction="Paint a red door.")],
        label="x",
    )
    page = searching.search(library, Query(text="paint red"))
    assert (page.total, len(page.records), page.similar) == (1, 1, False)
    assert [one.instruction[:12] for one in page.more] == ["Paint a gree"] * 7
    assert searching.search(library, Query(text="paint red", limit=1)).more == ()
    assert len(run(bulk.choose(library, Query(text="paint red")))) == 1
