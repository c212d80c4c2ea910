"""Import and export options kept under a name, in the project they are used in."""

from collections.abc import Mapping

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.transfer_plan import ExportPlan, ImportPlan
from instrstudio.domain.wording import message
from instrstudio.services.workspace import Workspace

IMPORT, EXPORT = "import", "export"
_KINDS = {IMPORT: ImportPlan, EXPORT: ExportPlan}
_KEY = "transfer_presets"


def names(workspace: Workspace, kind: str) -> tuple[str, ...]:
    """Return the names of the presets for an `IMPORT` or an `EXPORT`."""
    return tuple(sorted(_kept(workspace).get(kind, {})))


def save(workspace: Workspace, name: str, plan: ImportPlan | ExportPlan) -> None:
    """Keep options under a name, in place of what was kept there.

    Raises:
        InvalidInput: The name is empty.
    """
    if not name.strip():
        raise InvalidInput(message("The preset has no name: give it one."))
    kind = IMPORT if isinstance(plan, ImportPlan) else EXPORT
    kept = _kept(workspace)
    of_kind = {**kept.get(kind, {}), name.strip(): plan.as_dict()}
    workspace.store.settings.put(_KEY, {**kept, kind: of_kind})


def import_plan(workspace: Workspace, name: str) -> ImportPlan:
    """Return the import options of that name.

    Raises:
        NotFound: There are none.
        InvalidInput: They cannot be used.
    """
    return ImportPlan.from_mapping(_found(workspace, IMPORT, name))


def export_plan(workspace: Workspace, name: str) -> ExportPlan:
    """Return the export options of that name.

    Raises:
        NotFound: There are none.
        InvalidInput: They cannot be used.
    """
    return ExportPlan.from_mapping(_found(workspace, EXPORT, name))


def delete(workspace: Workspace, kind: str, name: str) -> None:
    """Forget a preset.

    Raises:
        NotFound: There is none of that name.
    """
    _found(workspace, kind, name)
    kept = _kept(workspace)
    of_kind = {key: value for key, value in kept[kind].items() if key != name}
    workspace.store.settings.put(_KEY, {**kept, kind: of_kind})


def _found(workspace: Workspace, kind: str, name: str) -> Mapping[str, object]:
    """Return what is kept under a name."""
    found = _kept(workspace).get(kind, {}).get(name)
    if not isinstance(found, dict):
        known = ", ".join(names(workspace, kind)) or "–"
        raise NotFound(
            message(
                "There is no preset “{name}” for this; known are {known}.",
                name=name,
                known=known,
            )
        )
    return found


def _kept(workspace: Workspace) -> dict[str, dict[str, object]]:
    """Return all presets by kind and name; what is not ours is left aside."""
    found = workspace.store.settings.get(_KEY, {})
    if not isinstance(found, dict):
        return {}
    return {
        kind: value
        for kind, value in found.items()
        if kind in _KINDS and isinstance(value, dict)
    }
