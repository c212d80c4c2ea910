"""What kinds of rules are called, what they may want, and where they come from."""

from PySide6.QtCore import QCoreApplication

from instrstudio.domain.style import (
    ADD,
    CHANGED,
    FORM,
    LEAD,
    LEARNED,
    LENGTH,
    OWN,
    PLEASE,
    SWAP,
    StyleRule,
)


def kinds() -> dict[str, str]:
    """Return the kinds of rules with their names, in the order of the form."""
    tr = QCoreApplication.translate
    return {
        SWAP: tr("RuleNames", "Word for another"),
        ADD: tr("RuleNames", "Words to add"),
        PLEASE: tr("RuleNames", "Politeness"),
        LENGTH: tr("RuleNames", "Length"),
        FORM: tr("RuleNames", "Place of the output"),
        LEAD: tr("RuleNames", "Before the input"),
    }


def wants(kind: str) -> dict[str, str]:
    """Return what a kind of rule may want, with names; empty for kinds of words."""
    tr = QCoreApplication.translate
    found: dict[str, dict[str, str]] = {
        PLEASE: {
            "with": tr("RuleNames", "With “please”"),
            "without": tr("RuleNames", "Without “please”"),
        },
        LENGTH: {
            "short": tr("RuleNames", "Short"),
            "long": tr("RuleNames", "Long"),
        },
        FORM: {
            "first": tr("RuleNames", "Said first"),
            "last": tr("RuleNames", "Said last"),
        },
        LEAD: {
            "colon": tr("RuleNames", "Colon"),
            "stop": tr("RuleNames", "Full stop"),
        },
    }
    return found.get(kind, {})


def places() -> dict[str, str]:
    """Return where words may be added."""
    tr = QCoreApplication.translate
    return {
        "last": tr("RuleNames", "at the end"),
        "first": tr("RuleNames", "as first sentence"),
        "middle": tr("RuleNames", "behind the first sentence"),
        "start": tr("RuleNames", "as first words"),
    }


def languages() -> dict[str, str]:
    """Return the languages a rule may be for."""
    tr = QCoreApplication.translate
    return {
        "": tr("RuleNames", "Every language"),
        "en": tr("RuleNames", "English"),
        "zh": tr("RuleNames", "Chinese"),
    }


def origin(rule: StyleRule) -> str:
    """Return where a rule comes from, in a word."""
    tr = QCoreApplication.translate
    return {
        LEARNED: tr("RuleNames", "learned"),
        CHANGED: tr("RuleNames", "changed by you"),
        OWN: tr("RuleNames", "your own"),
    }[rule.origin]


def evidence(rule: StyleRule) -> str:
    """Return what speaks for a rule; empty where nothing was seen."""
    if not rule.of:
        return ""
    text = QCoreApplication.translate("RuleNames", "in {seen} of {of} texts")
    return text.format(seen=rule.seen, of=rule.of)
