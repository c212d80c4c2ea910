"""What an operation touched, so that every view can decide whether to refresh."""

from dataclasses import dataclass

from instrstudio.domain.wording import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Ids of records, templates and runs that an operation touched.

    `many` says that more changed than is worth listing (an import, an undo of one).
    `label` names the operation for the undo menu.
    """

    records: tuple[int, ...] = ()
    templates: tuple[str, ...] = ()
    runs: tuple[int, ...] = ()
    models: bool = False
    many: bool = False
    label: Message | str = ""

    def __bool__(self) -> bool:
        touched = self.records or self.templates or self.runs
        return bool(touched or self.models or self.many)

    def merge(self, other: "Changes") -> "Changes":
        """Return both together; the later label wins."""
        return Changes(
            records=tuple(dict.fromkeys(self.records + other.records)),
            templates=tuple(dict.fromkeys(self.templates + other.templates)),
            runs=tuple(dict.fromkeys(self.runs + other.runs)),
            models=self.models or other.models,
            many=self.many or other.many,
            label=other.label or self.label,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One entry of the history of an item; `body` None: it was not there."""

    operation: int
    label: str
    at: str
    body: dict[str, object] | None
