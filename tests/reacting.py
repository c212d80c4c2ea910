"""Lists of candidates and what people do with them, for tests of learning."""

import random
from collections.abc import Callable, Sequence

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.reaction import Facts, Reaction, Shown
from instrstudio.domain.span import Origin, Piece, assemble

FACTS = Facts(
    language="en",
    task_type="summarization",
    input_form="news article",
    output_form="summary",
    slot="[news article]",
    constraints=("no more than 80 words",),
)
CHINESE_FACTS = Facts(
    language="zh",
    task_type="summarization",
    input_form="新闻文章",
    output_form="摘要",
    slot="[新闻文章内容]",
)


def candidate(text: str, score: float = 0.8, method: str = "template") -> Candidate:
    """A candidate whose last brackets are its slot."""
    start = text.rfind("[")
    end = text.find("]", start) + 1
    pieces = [Piece(text, Origin.TEMPLATE)]
    if start >= 0 < end:
        pieces = [
            Piece(text[:start], Origin.TEMPLATE),
            Piece(text[start:end], Origin.SLOT),
            Piece(text[end:], Origin.TEMPLATE),
        ]
    new, spans = assemble(pieces)
    checks = (Score(name="leakage", value=1.0), Score(name="novelty", value=0.9))
    return Candidate(
        method=method, text=new, spans=spans, fit=0.6, scores=checks, score=score
    )


def shown(seed: int = 0, count: int = 6) -> list[Shown]:
    """A list of different lengths and wordings, best score first."""
    chance = random.Random(seed)
    more = (
        "Keep the central facts.",
        "Leave out side issues.",
        "Add nothing of your own.",
        "Write for busy readers.",
        "Name places and dates.",
    )
    found = []
    for i in range(count):
        lead = chance.choice(("Please summarize", "Summarize", "Sum up"))
        parts = chance.sample(more, chance.randint(0, len(more)))
        text = f"{lead} the news article. {' '.join(parts)}".strip()
        found.append(
            Shown(
                text=f"{text}\n\n[news article]",
                method=chance.choice(("template", "retrieval", "generation")),
                score=0.9 - 0.03 * i,
                fit=0.5,
            )
        )
    return found


def choice(
    liked: Callable[[str], float], candidates: Sequence[Shown], facts: Facts = FACTS
) -> Reaction:
    """The choice of whoever likes texts by how much `liked` gives."""
    place = max(range(len(candidates)), key=lambda i: liked(candidates[i].text))
    return Reaction(
        kind="choice",
        text=candidates[place].text,
        place=place,
        shown=candidates,
        facts=facts,
    )


def by_chance(seed: int) -> Callable[[str], float]:
    """What somebody likes who chooses at random."""
    chance = random.Random(seed)
    return lambda _text: chance.random()


def edit(before: str, after: str, facts: Facts = FACTS) -> Reaction:
    """An edit of a text shown alone."""
    return Reaction(
        kind="edit",
        text=before,
        after=after,
        place=0,
        shown=[Shown(text=before, score=0.8)],
        facts=facts,
    )
