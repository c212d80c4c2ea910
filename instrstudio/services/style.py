"""What the program has learned about how a person writes, and what they say of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.style import (
    ADD,
    CHANGED,
    FORM,
    KINDS,
    LEAD,
    LEARNED,
    LENGTH,
    OWN,
    PLEASE,
    SWAP,
    StyleRule,
    Wishes,
)
from instrstudio.domain.wording import message
from instrstudio.judgement.statements import statement
from instrstudio.services.learned import RESET, last_event, learned_of
from instrstudio.storage.style_rules import StoredRule

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

WANTS: Mapping[str, tuple[str, ...]] = {
    PLEASE: ("with", "without"),
    LEAD: ("colon", "stop"),
    FORM: ("first", "last"),
    LENGTH: ("short", "long"),
}
"""What may be wanted, by the kind of rule."""

_VERSION = 1


def rules(workspace: "Workspace", profile: str | None = None) -> list[StyleRule]:
    """Return all rules of a person, the surest first, those switched off included.

    Own and changed rules come with what the evidence says of them, if it says anything.
    """
    name = _profile(workspace, profile)
    learned = learned_of(workspace, name)
    found = {rule.name: rule for rule in learned.rules} if learned else {}
    for stored in workspace.store.style_rules.of(name):
        if stored.name != RESET:
            known = found.get(stored.name)
            found[stored.name] = _with(stored, known)
    return sorted(found.values(), key=lambda rule: (-rule.seen, rule.name))


def in_force(
    workspace: "Workspace", profile: str | None = None
) -> tuple[StyleRule, ...]:
    """Return the rules that are switched on."""
    return tuple(rule for rule in rules(workspace, profile) if rule.is_on)


def wishes(workspace: "Workspace", profile: str | None = None) -> Wishes:
    """Return what the style asks of the methods."""
    return Wishes(rules=in_force(workspace, profile))


def switch(
    workspace: "Workspace", name: str, is_on: bool, profile: str | None = None
) -> StyleRule:
    """Switch a rule on or off and return it.

    Raises:
        NotFound: There is no such rule.
    """
    return _put(
        workspace, profile, replace(_rule(workspace, name, profile), is_on=is_on)
    )


def change(
    workspace: "Workspace",
    name: str,
    value: Mapping[str, str],
    profile: str | None = None,
) -> StyleRule:
    """Give a rule another value and return it.

    Raises:
        NotFound: There is no such rule.
        InvalidInput: The value is not one of this kind of rule.
    """
    rule = _rule(workspace, name, profile)
    checked = _checked(rule.kind, {**rule.value, **value})
    origin = OWN if rule.origin == OWN else CHANGED
    changed = replace(
        rule,
        value=checked,
        origin=origin,
        is_on=True,
        statement=statement(rule.kind, rule.language, checked),
    )
    return _put(workspace, profile, changed)


def add(
    workspace: "Workspace",
    kind: str,
    language: str,
    value: Mapping[str, str],
    profile: str | None = None,
) -> StyleRule:
    """Add a rule of the person's own and return it; `language` may be empty.

    Raises:
        InvalidInput: There is no such kind of rule, or the value is not one of it.
    """
    checked = _checked(kind, value)
    said = checked.get("find") or checked.get("text") or ""
    name = ".".join(part for part in (kind, language or "all", OWN, said) if part)
    if kind in WANTS:
        name = f"{kind}.{language or 'all'}"
    rule = StyleRule(
        name=name,
        kind=kind,
        language=language,
        value=checked,
        statement=statement(kind, language, checked),
        origin=OWN,
    )
    return _put(workspace, profile, rule)


def forget(workspace: "Workspace", name: str, profile: str | None = None) -> None:
    """Take back what the person said of a rule; an own rule is gone with it."""
    workspace.store.style_rules.remove(_profile(workspace, profile), name)


def reset(workspace: "Workspace", profile: str | None = None) -> None:
    """Forget all that was learned of a person, order and style, and all they said.

    The log of events stays; it is not learned from any more.
    """
    name = _profile(workspace, profile)
    with workspace.store.atomic():
        workspace.store.style_rules.clear(name)
        value = {"seq": str(last_event(workspace))}
        workspace.store.style_rules.put(
            name, StoredRule(name=RESET, value=value, origin=OWN, is_on=True)
        )


def exported(workspace: "Workspace", profile: str | None = None) -> str:
    """Return all rules as JSON that `imported` reads."""
    found = [
        {
            "name": rule.name,
            "kind": rule.kind,
            "language": rule.language,
            "value": dict(rule.value),
            "statement": str(rule.statement),
            "origin": rule.origin,
            "is_on": rule.is_on,
            "seen": rule.seen,
            "of": rule.of,
        }
        for rule in rules(workspace, profile)
    ]
    whole = {"instrstudio_style": _VERSION, "rules": found}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def imported(workspace: "Workspace", text: str, profile: str | None = None) -> int:
    """Take rules from JSON as the person's own; return how many.

    Raises:
        InvalidInput: It is no such JSON, or a rule in it cannot be understood.
    """
    found = _read(text)
    for rule in found:
        _put(workspace, profile, rule)
    return len(found)


def _read(text: str) -> list[StyleRule]:
    """Return the rules of an export."""
    try:
        data: Any = json.loads(text)
        rows: Sequence[Any] = data["rules"]
        return [
            StyleRule(
                name=str(row["name"]),
                kind=str(row["kind"]),
                language=str(row["language"]),
                value=(value := _checked(str(row["kind"]), row["value"])),
                statement=statement(str(row["kind"]), str(row["language"]), value),
                origin=OWN,
                is_on=bool(row.get("is_on", True)),
            )
            for row in rows
        ]
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(
            message("This is no list of style rules: choose a file that was exported.")
        ) from error


def _checked(kind: str, value: Mapping[str, object]) -> dict[str, str]:
    """Return a value that a rule of this kind can act by.

    Raises:
        InvalidInput: It cannot.
    """
    found = {str(key): str(said) for key, said in value.items()}
    needed = {SWAP: "find", ADD: "text"}.get(kind, "want")
    wants = WANTS.get(kind)
    is_known = kind in KINDS and bool(found.get(needed, "").strip())
    if not is_known or (wants is not None and found["want"] not in wants):
        raise InvalidInput(
            message(
                "A rule “{kind}” cannot have this value: say what it wants.", kind=kind
            )
        )
    if kind == SWAP:
        found.setdefault("put", "")
    if kind == LENGTH and not found.get("units", "").isdecimal():
        found["units"] = "20"
    return found


def _rule(workspace: "Workspace", name: str, profile: str | None) -> StyleRule:
    """Return a rule by its name."""
    for rule in rules(workspace, profile):
        if rule.name == name:
            return rule
    raise NotFound(message("There is no rule “{name}”.", name=name))


def _put(workspace: "Workspace", profile: str | None, rule: StyleRule) -> StyleRule:
    """Keep what a person says of a rule."""
    stored = StoredRule(
        name=rule.name,
        value={**rule.value, "kind": rule.kind, "language": rule.language},
        origin=rule.origin,
        is_on=rule.is_on,
    )
    workspace.store.style_rules.put(_profile(workspace, profile), stored)
    return rule


def _with(stored: StoredRule, known: StyleRule | None) -> StyleRule:
    """Return a stored rule with the evidence that there is."""
    value = dict(stored.value)
    kind, language = value.pop("kind", ""), value.pop("language", "")
    if stored.origin == LEARNED and known is not None:
        return replace(known, is_on=stored.is_on)
    return StyleRule(
        name=stored.name,
        kind=kind,
        language=language,
        value=value,
        statement=statement(kind, language, value),
        seen=known.seen if known else 0,
        of=known.of if known else 0,
        is_on=stored.is_on,
        origin=stored.origin,
    )


def _profile(workspace: "Workspace", profile: str | None) -> str:
    """Return a profile's name, the present one's if None."""
    return workspace.settings.profile if profile is None else profile
