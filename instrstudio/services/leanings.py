"""What a learned order prefers, in words: for each feature both ways of leaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from instrstudio.domain.wording import Message, message

if TYPE_CHECKING:
    from instrstudio.services.learned import Learned

_LEAST = 0.05
"""A weight below which nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """One thing that is preferred.

    `weight` is by how much learning changed the feature `name`, below 0 where less of
    it is preferred; `share` is its size beside the strongest one, in (0, 1].
    """

    name: str
    said: Message
    weight: float
    share: float


def leanings_of(learned: "Learned | None", most: int = 8) -> list[Leaning]:
    """Return what an order prefers, the strongest first; nothing where none is learned.

    Args:
        learned: What was learned of a person.
        most: How many at most.
    """
    if learned is None or learned.reranker.weights is None:
        return []
    from instrstudio.judgement.features import NAMES
    from instrstudio.judgement.reranker import prior

    changed = [float(one) for one in learned.reranker.weights - prior(None)]
    found = sorted(
        (pair for pair in zip(NAMES, changed, strict=True) if pair[0] in SAID),
        key=lambda pair: -abs(pair[1]),
    )
    strongest = max(abs(weight) for _, weight in found)
    return [
        Leaning(
            name=name,
            said=SAID[name][0 if weight > 0 else 1],
            weight=weight,
            share=abs(weight) / strongest,
        )
        for name, weight in found[:most]
        if abs(weight) >= _LEAST
    ]


SAID: Mapping[str, tuple[Message, Message]] = {
    "score": (
        message("Ones that score high without learning"),
        message("Ones that score low without learning"),
    ),
    "fit": (
        message("Ones their method holds fitting"),
        message("Ones their method holds less fitting"),
    ),
    "likelihood": (
        message("Ones the model finds likely"),
        message("Ones the model finds unlikely"),
    ),
    "agreement": (
        message("Ones like the others of the list"),
        message("Ones unlike the others of the list"),
    ),
    "method_template": (
        message("Ones made by template"),
        message("Ones not made by template"),
    ),
    "method_retrieval": (
        message("Ones adapted from the library"),
        message("Ones not adapted from the library"),
    ),
    "method_generation": (
        message("Ones written by the model"),
        message("Ones not written by the model"),
    ),
    "check_constraints": (
        message("Ones that meet the check of constraints"),
        message("Ones with constraints left out"),
    ),
    "check_forms": (
        message("Ones that name input and output"),
        message("Ones that leave input or output unnamed"),
    ),
    "check_leakage": (
        message("Ones that give nothing of the answer away"),
        message("Ones with words of the answer"),
    ),
    "check_length": (
        message("Ones of a usual length"),
        message("Ones of an unusual length"),
    ),
    "check_novelty": (
        message("Ones new to the library"),
        message("Ones close to the library"),
    ),
    "check_opening": (
        message("Ones with a clear opening"),
        message("Ones with an unusual opening"),
    ),
    "check_slot_coverage": (
        message("Ones that state the facts of the task"),
        message("Ones that state few facts of the task"),
    ),
    "long": (message("Longer ones"), message("Shorter ones")),
    "sentences": (
        message("Ones of several sentences"),
        message("Ones of few sentences"),
    ),
    "commas": (message("Ones with many commas"), message("Ones with few commas")),
    "lines": (message("Ones of several lines"), message("Ones of few lines")),
    "numbered": (
        message("Ones with numbered steps"),
        message("Ones without numbered steps"),
    ),
    "colon": (
        message("Ones with a colon before the input"),
        message("Ones without a colon before the input"),
    ),
    "headings": (message("Ones with headings"), message("Ones without headings")),
    "polite": (message("Polite ones"), message("Ones without “please”")),
    "role": (message("Ones that give a role"), message("Ones that give no role")),
    "addressed": (
        message("Ones that address the reader"),
        message("Ones that do not address the reader"),
    ),
    "negative": (
        message("Ones that say what not to do"),
        message("Ones that forbid little"),
    ),
    "only": (
        message("Ones that ask for the result only"),
        message("Ones that do not ask for the result only"),
    ),
    "quoted": (
        message("Ones with quotation marks"),
        message("Ones without quotation marks"),
    ),
    "form_early": (
        message("Ones that name the output early"),
        message("Ones that name the output late"),
    ),
    "form_said": (
        message("Ones with the name of the output"),
        message("Ones without the name of the output"),
    ),
    "input_said": (
        message("Ones with the name of the input"),
        message("Ones without the name of the input"),
    ),
    "slot_early": (
        message("Ones with the input near the start"),
        message("Ones with the input near the end"),
    ),
    "constraints_said": (
        message("Ones with the constraints word for word"),
        message("Ones with the constraints in other words"),
    ),
    "word_length": (message("Ones of long words"), message("Ones of short words")),
}
"""By the name of the feature: what is preferred where more of it is, and less."""
