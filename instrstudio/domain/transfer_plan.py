"""What a person wants of an import or an export: the options, together and by name."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any, Self

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.wording import message

AS_IT_IS, TEXT, INSTRUCTION, NEAR = "", "text", "instruction", "near"
SAME = (AS_IT_IS, TEXT, INSTRUCTION, NEAR)
"""What counts as the same: nothing more than the library itself does; all texts but for
case, white space and punctuation; the instruction alone; what is nearly the same."""
TRAIN, VALIDATION, TEST = "train", "validation", "test"
PARTS = (TRAIN, VALIDATION, TEST)
UNSAID = "none"
"""How a licence is called that a record does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Options that can be kept as a preset."""

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form, without what is as usual."""
        usual = type(self)()
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
            if value != getattr(usual, name)
        }

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> Self:
        """Read the JSON form; keys of a newer program are left aside.

        Raises:
            InvalidInput: A value is of the wrong kind.
        """
        known: dict[str, Any] = {}
        usual = cls()
        for option in fields(cls):
            if option.name not in data:
                continue
            value, before = data[option.name], getattr(usual, option.name)
            known[option.name] = _fitting(option.name, value, before)
        return cls(**known).checked()

    def checked(self) -> Self:
        """Return itself.

        Raises:
            InvalidInput: An option cannot be what it is.
        """
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlan(_Plan):
    """Which records are written, and how.

    Records are those that `query` finds, or all; `least_rating` is the lowest mean of
    the verdicts on a record, `licences` the ones allowed (`UNSAID` for none). `same`
    says which records count as duplicates: the first of them is written. `validation`
    and `test` are the shares of the records that go there, whole groups of one
    instruction; `seed` draws the lots. With `near_together` records that are nearly the
    same, and forks with what they were made from, are of one group as well.
    `row_template` is the pattern of a row, in place of a format.
    """

    format: str = ""
    query: str = ""
    with_starter: bool = False
    least_rating: float | None = None
    licences: tuple[str, ...] = ()
    same: str = AS_IT_IS
    validation: float = 0.0
    test: float = 0.0
    seed: int = 0
    near_together: bool = True
    row_template: str = ""

    @property
    def is_split(self) -> bool:
        """Whether there is more than one part."""
        return self.validation > 0 or self.test > 0

    def checked(self) -> Self:
        """Return itself.

        Raises:
            InvalidInput: The shares leave nothing to train on, or `same` is unknown.
        """
        _check_same(self.same, SAME)
        shares = (self.validation, self.test)
        if not all(0 <= share < 1 for share in shares) or sum(shares) >= 1:
            raise InvalidInput(
                message(
                    "The shares of validation and test lie between 0 and 1, and are "
                    "less than 1 together."
                )
            )
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan(_Plan):
    """How rows are read, and which are taken.

    `columns` says which column of the file is which of ours; those left out are unknown
    fields. `tags` are added to all, `licence` to those that name none.
    """

    format: str = ""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    licences: tuple[str, ...] = ()
    same: str = AS_IT_IS
    tags: tuple[str, ...] = ()
    licence: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form, without what is as usual."""
        found = _Plan.as_dict(ImportPlan.bare(self))
        return {**found, "columns": dict(self.columns)} if self.columns else found

    def bare(self) -> "ImportPlan":
        """Return the same options without columns."""
        kept = {
            option.name: getattr(self, option.name)
            for option in fields(self)
            if option.name != "columns"
        }
        return ImportPlan(**kept, columns={})

    def checked(self) -> Self:
        """Return itself.

        Raises:
            InvalidInput: `same` is unknown here: nearness needs a whole library.
        """
        _check_same(self.same, SAME[:-1])
        return self


def licence_of(text: str) -> str:
    """Return a licence as it is compared: small letters, `UNSAID` for nothing."""
    return text.strip().lower() or UNSAID


def _check_same(same: str, known: tuple[str, ...]) -> None:
    """Refuse what does not say when two records are the same."""
    if same not in known:
        raise InvalidInput(
            message(
                "“{same}” does not say what is the same: use one of {known}.",
                same=same,
                known=", ".join(known[1:]),
            )
        )


def _fitting(name: str, value: object, usual: object) -> object:
    """Return a value of JSON as an option of the kind of its usual one."""
    if isinstance(usual, tuple) and _are_texts(value):
        return tuple(value)  # type: ignore[arg-type]  # a list, as was just seen
    if isinstance(usual, Mapping):
        fits = isinstance(value, dict) and _are_texts([*value.values()])
    elif isinstance(usual, (str, int)):
        fits = type(value) is type(usual)
    else:
        fits = (usual is None and value is None) or type(value) in (int, float)
    if fits and not isinstance(usual, tuple):
        return value
    raise InvalidInput(
        message("The option “{key}” cannot be “{value}”.", key=name, value=value)
    )


def _are_texts(value: object) -> bool:
    """Say whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
