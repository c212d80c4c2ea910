"""What of a file is wanted, and what is known already."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from instrstudio.domain.record import Record
from instrstudio.domain.template import Template
from instrstudio.domain.transfer import Fault
from instrstudio.domain.transfer_plan import AS_IT_IS, ImportPlan, licence_of
from instrstudio.domain.wording import message
from instrstudio.services import history_beside
from instrstudio.services.parts import key_of
from instrstudio.services.survey import said
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.storage.store import Store


class Screen:
    """Lets through the records that a plan wants.

    What counts as the same beyond the library's own measure is looked for among all
    records of the library, which are read once, and those let through before.
    """

    def __init__(self, workspace: Workspace, plan: ImportPlan) -> None:
        self._workspace = workspace
        self._plan = plan
        self._licences = {licence_of(name) for name in plan.licences}
        self._known: set[int] | None = None

    @property
    def way(self) -> str:
        """What was chosen, to tell one reading of a file from another.

        An import that goes on where one with other conditions stopped would never see
        the rows that those left out.
        """
        chosen = self._plan.as_dict()
        return json.dumps(chosen, sort_keys=True, ensure_ascii=False) if chosen else ""

    def look(self, record: Record) -> Record | Fault | None:
        """Return the record with what the plan adds, why it is not wanted, or None.

        None: it is known already.
        """
        plan = self._plan
        wanted = self._added(record)
        if self._licences and licence_of(wanted.licence) not in self._licences:
            return Fault(
                field="licence",
                rule=message("The licence is none of those that were asked for"),
                repair=message("Import without this condition, or say its licence"),
            )
        if plan.same == AS_IT_IS:
            return wanted
        key = key_of(said(wanted, plan.same))
        if key in self._all():
            return None
        self._all().add(key)
        return wanted

    def _added(self, record: Record) -> Record:
        """Return the record with the licence and the tags of the plan."""
        licence = record.licence or self._plan.licence
        tags = record.tags
        if self._plan.tags or len(set(tags)) < len(tags):
            tags = tuple(dict.fromkeys((*tags, *self._plan.tags)))
        if licence == record.licence and tags == record.tags:
            return record
        return replace(record, licence=licence, tags=tags)

    def _all(self) -> set[int]:
        """Return what the library says, read at the first asking."""
        if self._known is None:
            self._known = {
                key_of(said(record, self._plan.same))
                for record in self._workspace.store.records.iterate()
            }
        return self._known


def beside_digest(record: Record) -> int:
    """Return a number for the unknown fields of a record; 0 where it has none."""
    extra = history_beside.parted(record)[0].extra
    if not extra:
        return 0
    text = json.dumps(dict(extra), sort_keys=True, default=str)
    data = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(data.digest(), "big")


def digests_known(store: "Store", records: Sequence[Record]) -> dict[str, int]:
    """Return by content hash what stands beside the records that are in the library."""
    known = store.records.hashes_known([record.content_hash for record in records])
    found = store.records.page(list(known.values()))
    return {record.content_hash: beside_digest(record) for record in found}


def known_otherwise(record: Record) -> Fault:
    """Return why a record is left out that is known with other fields beside it.

    Choices between answers and whole conversations stand there: it is more than once
    the same.
    """
    return Fault(
        field=", ".join(record.extra),
        rule=message("The library has the same with other fields beside it"),
        repair=message("Compare the two, and put into the record what it lacks"),
    )


def named(template: Template) -> Template:
    """Return a template with an id: one made of its pattern where it has none."""
    if template.id.strip():
        return template
    digest = hashlib.blake2b(template.pattern.encode(), digest_size=8).hexdigest()
    return replace(template, id=f"imported-{digest}", name=template.name or digest)


def is_known(store: "Store", template: Template) -> bool:
    """Say whether the project has this template under its id, the same in pattern."""
    known = store.templates.find(template.id)
    return known is not None and known.pattern == template.pattern
