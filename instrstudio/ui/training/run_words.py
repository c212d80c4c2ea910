"""What runs, presets and models are called."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from instrstudio.domain.run import Run, RunState
from instrstudio.ui import words

_ICONS = {
    RunState.RUNNING: ("play", "text"),
    RunState.PAUSED: ("pause", "text2"),
    RunState.DONE: ("ok", "success"),
    RunState.FAILED: ("error", "danger"),
}
LOOKS = {
    RunState.RUNNING: "success",
    RunState.PAUSED: "",
    RunState.DONE: "success",
    RunState.FAILED: "error",
}
"""How the chip with a run's state looks."""


def state_name(state: RunState) -> str:
    """Return the word for a state."""
    tr = QCoreApplication.translate
    return {
        RunState.RUNNING: tr("RunWords", "Running"),
        RunState.PAUSED: tr("RunWords", "Paused"),
        RunState.DONE: tr("RunWords", "Done"),
        RunState.FAILED: tr("RunWords", "Failed"),
    }[state]


def at_rest(run: Run, live: int) -> Run:
    """Return a run with its true state: one that nobody drives any more is paused."""
    if run.state is RunState.RUNNING and run.id != live:
        return replace(run, state=RunState.PAUSED)
    return run


def state_icon(state: RunState) -> tuple[str, str]:
    """Return icon and colour role of a state."""
    return _ICONS[state]


def run_caption(run: Run) -> str:
    """Return the second line of a run in the list; one under way has its own page."""
    if run.state is RunState.FAILED and run.message:
        return words.said(run.message)
    if run.state is RunState.RUNNING:
        return state_name(run.state)
    line = QCoreApplication.translate("RunWords", "{state}, step {step}")
    return line.format(state=state_name(run.state), step=words.number(run.step))


def architecture(name: str) -> str:
    """Return the name of an architecture."""
    tr = QCoreApplication.translate
    return {
        "prototypes": tr("RunWords", "Prototypes"),
        "copy": tr("RunWords", "Copy"),
        "attention": tr("RunWords", "Attention"),
        "transformer": tr("RunWords", "Transformer"),
        "seed": tr("RunWords", "Seed"),
        "seq2seq": tr("RunWords", "Seq2seq"),
    }.get(name, name)


def about_architecture(name: str) -> str:
    """Return in one line what an architecture does."""
    tr = QCoreApplication.translate
    return {
        "prototypes": tr(
            "RunWords", "also reads the nearest instructions, and copies from them"
        ),
        "copy": tr("RunWords", "writes its own words, or copies them from the task"),
        "attention": tr("RunWords", "looks back at the task for each word"),
        "transformer": tr("RunWords", "the larger kind: wants more data and time"),
        "seed": tr("RunWords", "the first equations with attention; simple and slow"),
        "seq2seq": tr("RunWords", "remembers the task in one vector; the simplest"),
    }.get(name, "")


def preset(name: str) -> str:
    """Return the name of a preset."""
    tr = QCoreApplication.translate
    return {
        "tiny": tr("RunWords", "Tiny"),
        "small": tr("RunWords", "Small"),
        "base": tr("RunWords", "Base"),
        "large": tr("RunWords", "Large"),
    }.get(name, name)


def precision(name: str) -> str:
    """Return the name of a precision."""
    tr = QCoreApplication.translate
    return {
        "auto": tr("RunWords", "Automatic"),
        "float32": tr("RunWords", "32 bit"),
        "bfloat16": tr("RunWords", "16 bit (bfloat16)"),
    }.get(name, name)


def device(name: str) -> str:
    """Return the name of a device."""
    tr = QCoreApplication.translate
    return {
        "auto": tr("RunWords", "Automatic"),
        "cpu": tr("RunWords", "CPU"),
        "cuda": tr("RunWords", "GPU"),
    }.get(name, name)
