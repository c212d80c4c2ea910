"""Colours, fonts, spaces and icons of the window: the one place that decides them.

A widget asks `theme()` when it paints or builds itself, and listens to
`signals().theme_changed` when it keeps something made from it. Fonts and icons that
were set through `set_font` and `set_icon` follow the theme by themselves.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGraphicsDropShadowEffect,
    QLabel,
    QWidget,
)

from instrstudio.ui import icons, tokens
from instrstudio.ui.style_sheet import style_sheet

FONT_ROLE = "themeFont"
FONT_LANGUAGE = "themeFontLanguage"
ICON_NAME = "themeIcon"
ICON_SIZE = "themeIconSize"
ICON_ROLE = "themeIconRole"
_SHADOW_BLUR, _SHADOW_DROP, _SHADOW_ALPHA = 26, 7, 44


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in pixels."""

    hair: int = tokens.HAIR
    tight: int = tokens.TIGHT
    inner: int = tokens.INNER
    unit: int = tokens.UNIT
    group: int = tokens.GROUP
    pane: int = tokens.PANE
    page: int = tokens.PAGE
    sheet: int = tokens.SHEET


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the window: light or dark, at a text size, in a language.

    `text_size` is in percent; `language` is that of the interface, ``en`` or ``zh``.
    """

    dark: bool = False
    language: str = "en"
    text_size: int = 100
    high_contrast: bool = False
    space: Space = field(default=Space())

    def hex(self, role: str) -> str:
        """Return the colour of `role` as ``#RRGGBB``."""
        if self.high_contrast:
            if role in ("border", "control"):
                role = "text3"
            elif role.endswith("_tint"):
                role = "surface"
        return tokens.COLOURS[role][self.dark]

    def color(self, role: str) -> QColor:
        """Return the colour of `role`, such as ``text3`` or ``template_line``."""
        return QColor(self.hex(role))

    def ramp(self) -> tuple[QColor, ...]:
        """Return the colours of the attention map from 0 to 1."""
        return tuple(QColor(colour) for colour in tokens.RAMP[self.dark])

    def radius(self, role: str) -> int:
        """Return the corner radius of a ``chip``, ``field``, ``card``, ``popover``."""
        return tokens.RADIUS[role]

    def px(self, size: float) -> int:
        """Return a height in pixels at the chosen text size."""
        return round(size * self.text_size / 100)

    def line(self, role: str = "body") -> int:
        """Return the line height of a type role in pixels."""
        return self.px(tokens.TYPE[role][2])

    def font(self, role: str = "body", language: str = "") -> QFont:
        """Return the font of a type role for text in `language` (the interface's)."""
        size, weight, _line = tokens.TYPE[role]
        language = language or self.language
        families = tokens.FAMILIES["code" if role == "code" else language]
        if language == "zh":
            size = max(size, tokens.SMALLEST_CHINESE)
        font = QFont()
        font.setFamilies(list(families))
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def icon(self, name: str, size: int = 16, role: str = "text2") -> QIcon:
        """Return icon `name` in the colour of `role`."""
        app = QApplication.instance()
        ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
        return icons.icon(name, size, self.color(role), self.color("disabled"), ratio)

    def palette(self) -> QPalette:
        """Return the palette for Fusion."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, colour in {
            roles.Window: "window",
            roles.Base: "surface",
            roles.AlternateBase: "sunken",
            roles.ToolTipBase: "raised",
            roles.ToolTipText: "text",
            roles.WindowText: "text",
            roles.Text: "text",
            roles.ButtonText: "text",
            roles.BrightText: "on_ink",
            roles.Button: "surface",
            roles.Highlight: "highlight",
            roles.HighlightedText: "text",
            roles.PlaceholderText: "text3",
            roles.Link: "focus",
            roles.Accent: "focus",
            roles.Light: "surface",
            roles.Midlight: "hover",
            roles.Mid: "control",
            roles.Dark: "control",
            roles.Shadow: "border",
        }.items():
            palette.setColor(role, self.color(colour))
        for role in (roles.Text, roles.WindowText, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        return palette


class ThemeSignals(QObject):
    """Says that colours, fonts or the text size are others now."""

    theme_changed = Signal()


class _Current:
    """The theme in use and its signals."""

    theme = Theme()
    signals: ThemeSignals | None = None


def theme() -> Theme:
    """Return the theme in use."""
    return _Current.theme


def signals() -> ThemeSignals:
    """Return the object that tells of theme changes."""
    if _Current.signals is None:
        _Current.signals = ThemeSignals()
    return _Current.signals


def set_font(widget: QWidget, role: str, language: str = "") -> None:
    """Give `widget` the font of a type role, now and after every theme change."""
    widget.setProperty(FONT_ROLE, role)
    widget.setProperty(FONT_LANGUAGE, language)
    widget.setFont(theme().font(role, language))


def set_icon(
    widget: QAbstractButton | QLabel, name: str, size: int = 16, role: str = "text2"
) -> None:
    """Give a button or label icon `name`, now and after every theme change."""
    widget.setProperty(ICON_NAME, name)
    widget.setProperty(ICON_SIZE, size)
    widget.setProperty(ICON_ROLE, role)
    icon = theme().icon(name, theme().px(size), role)
    shown = QSize(theme().px(size), theme().px(size))
    if isinstance(widget, QLabel):
        widget.setPixmap(icon.pixmap(shown, widget.devicePixelRatioF()))
    else:
        widget.setIcon(icon)
        widget.setIconSize(shown)


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet looks at, and show it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def cast_shadow(widget: QWidget) -> None:
    """Let a popover stand out from what it lies over."""
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(_SHADOW_BLUR)
    shadow.setOffset(0, _SHADOW_DROP)
    shadow.setColor(QColor(0, 0, 0, _SHADOW_ALPHA))
    widget.setGraphicsEffect(shadow)


def apply(
    app: QApplication,
    dark: bool,
    language: str = "en",
    text_size: int = 100,
    high_contrast: bool = False,
) -> None:
    """Dress the program: Fusion, palette, one style sheet, fonts and icons."""
    chosen = Theme(dark, language, text_size, high_contrast)
    if chosen == _Current.theme and app.styleSheet():
        return
    _Current.theme = chosen
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(chosen.palette())
    app.setFont(chosen.font())
    app.setStyleSheet(style_sheet(chosen.hex, chosen.px, dark))
    for widget in app.allWidgets():
        _refresh(widget)
    signals().theme_changed.emit()


def _refresh(widget: QWidget) -> None:
    """Set again what was made from the theme before."""
    role = widget.property(FONT_ROLE)
    if role:
        widget.setFont(theme().font(role, widget.property(FONT_LANGUAGE) or ""))
    name = widget.property(ICON_NAME)
    if name and isinstance(widget, (QAbstractButton, QLabel)):
        size, colour = widget.property(ICON_SIZE), widget.property(ICON_ROLE)
        set_icon(widget, name, size, colour)
