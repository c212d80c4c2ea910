"""Sentences that people read, kept apart from the values in them.

The rooms below the front doors know no language but English; a front door that
speaks another looks the `template` up in its catalogue and fills it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with named places, such as ``"{count} records"``."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.template.format(**self.values) if self.values else self.template


Sentence = Message | str
"""What a program says; a plug-in of somebody else may say it in plain English."""


def message(template: str, **values: object) -> Message:
    """Make a `Message`.

    `template` must be a literal: the translation catalogue is read from the source.
    """
    return Message(template, values)
