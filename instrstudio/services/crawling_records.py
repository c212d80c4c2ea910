"""A passage of a page as the record that is proposed."""

from instrstudio.domain.language import language_of
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.web.addresses import host_of
from instrstudio.web.passages import Passage
from instrstudio.web.text import PageText

_LONGEST_TITLE = 200


def record_of(passage: Passage, page: PageText, url: str, today: str) -> Record:
    """Return a passage as the record that is proposed.

    What is asked is the instruction, the answer or the steps its output; a bare list of
    orders is an instruction itself. Where it is from and its licence, as found, go with
    it; `extra` keeps the page's title and date.
    """
    told = {"page_title": page.title[:_LONGEST_TITLE], "page_date": page.date}
    output = passage.answer
    return Record(
        instruction=passage.instruction,
        examples=(Example(input="", output=output),) if output else (),
        title=passage.title[:_LONGEST_TITLE],
        language=language_of(passage.instruction),
        source=Source(kind="crawl", name=host_of(url), url=url, retrieved=today),
        licence=page.licence,
        extra={name: value for name, value in told.items() if value},
    )
