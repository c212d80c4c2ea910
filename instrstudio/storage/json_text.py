"""Lists and mappings as JSON text in a column."""

import json

from instrstudio.domain.wording import Message

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)

dump = _encoder.encode
"""Return the JSON text of a value; what JSON does not know becomes its `str`."""

load = json.loads
"""Return the value of a JSON text."""


def dump_message(label: Message | str) -> tuple[str, str]:
    """Return a sentence as its template and the JSON text of its values."""
    if isinstance(label, str):
        return label, "{}"
    return label.template, dump(dict(label.values))


def load_message(template: str, values: str) -> Message:
    """Return the sentence that `dump_message` took apart."""
    return Message(template, load(values))
