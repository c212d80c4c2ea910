"""All controls of the window under one roof."""

from instrstudio.ui.buttons import (
    Button,
    Chip,
    DangerButton,
    GhostButton,
    IconButton,
    PrimaryButton,
    Segments,
)
from instrstudio.ui.labels import (
    BodyLabel,
    CaptionLabel,
    PanelHead,
    Rule,
    ScoreBar,
    SectionLabel,
    StrongLabel,
    TitleLabel,
    column,
    row,
)
from instrstudio.ui.prose import ProseEdit
from instrstudio.ui.states import EmptyState, Strip

__all__ = [
    "BodyLabel",
    "Button",
    "CaptionLabel",
    "Chip",
    "DangerButton",
    "EmptyState",
    "GhostButton",
    "IconButton",
    "PanelHead",
    "PrimaryButton",
    "ProseEdit",
    "Rule",
    "ScoreBar",
    "SectionLabel",
    "Segments",
    "Strip",
    "StrongLabel",
    "TitleLabel",
    "column",
    "row",
]
