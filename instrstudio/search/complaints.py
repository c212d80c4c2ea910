"""What can be wrong with a query: one sentence each, with the place."""

from instrstudio.domain.errors import QuerySyntaxError
from instrstudio.domain.wording import Message, message


def open_quotation(position: int) -> QuerySyntaxError:
    """Return the error for a quotation mark that nothing closes."""
    return QuerySyntaxError(
        message(
            "The quotation mark at character {position} is never closed: "
            "close it, or leave it out.",
            position=position + 1,
        ),
        position=position,
    )


def open_bracket(position: int) -> QuerySyntaxError:
    """Return the error for a bracket that nothing closes."""
    return QuerySyntaxError(
        message(
            "The bracket at character {position} is never closed: close it, or put "
            "the text in quotation marks.",
            position=position + 1,
        ),
        position=position,
    )


def empty_side(position: int) -> QuerySyntaxError:
    """Return the error for a bar without something on both sides."""
    return QuerySyntaxError(
        message(
            "One side of “|” at character {position} is empty: write what may stand "
            "there, or leave it out.",
            position=position + 1,
        ),
        position=position,
    )


def unknown_field(field: str, position: int) -> QuerySyntaxError:
    """Return the error for a filter that does not exist."""
    return QuerySyntaxError(
        message(
            "There is no filter “{field}:” (character {position}); there are tag:, "
            "type:, lang:, rating:, source:, licence: and created:.",
            field=field,
            position=position + 1,
        ),
        position=position,
    )


def no_value(field: str, position: int) -> QuerySyntaxError:
    """Return the error for a filter without a value."""
    return QuerySyntaxError(
        message(
            "Say which {field} is meant after “{field}:” (character {position}).",
            field=field,
            position=position + 1,
        ),
        position=position,
    )


def unreadable_value(field: str, value: str, position: int) -> QuerySyntaxError:
    """Return the error for a rating or a time that cannot be read."""
    return QuerySyntaxError(_unreadable(field, value, position + 1), position=position)


def _unreadable(field: str, value: str, position: int) -> Message:
    """Return what is wrong with the value of `field`."""
    if field == "rating":
        return message(
            "“{value}” is no rating (character {position}): write 4, >=4, <3 or 2..4.",
            value=value,
            position=position,
        )
    return message(
        "“{value}” is no time (character {position}): write 2026, 2026-01, 2026-01-31, "
        "or two of these with .. between them.",
        value=value,
        position=position,
    )
