import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from instrstudio.ui import theme, tokens
from instrstudio.ui.theme import Theme

GROUNDS = ("window", "surface", "sunken", "hover", "selected")
ORIGINS = ("template", "task", "record", "generated", "slot")
LOOKS = [Theme(dark=False), Theme(dark=True)]


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2.1."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [
        p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast ratio of WCAG 2.1, from 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "role", ["text", "text2", "text3", "success", "warning", "danger"]
)
def test_text_can_be_read_on_every_ground(look: Theme, role: str, ground: str) -> None:
    assert contrast(look.color(role), look.color(ground)) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
@pytest.mark.parametrize("role", ["success", "warning", "danger"])
def test_states_can_be_read_on_their_own_ground(look: Theme, role: str) -> None:
    assert contrast(look.color(role), look.color(f"{role}_ground")) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
def test_ink_highlight_and_match_carry_text(look: Theme) -> None:
    assert contrast(look.color("on_ink"), look.color("ink")) >= 4.5
    for ground in ("highlight", "match"):
        assert contrast(look.color("text"), look.color(ground)) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_ring_of_focus_is_seen(look: Theme, ground: str) -> None:
    assert contrast(look.color("focus"), look.color(ground)) >= 3


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
@pytest.mark.parametrize("origin", ORIGINS)
def test_words_and_lines_are_seen_on_their_tint(look: Theme, origin: str) -> None:
    tint = look.color(f"{origin}_tint")
    assert contrast(look.color("text"), tint) >= 4.5
    assert contrast(look.color(f"{origin}_line"), tint) >= 4.5


def test_high_contrast_takes_tints_away() -> None:
    look = Theme(high_contrast=True)
    assert look.hex("template_tint") == look.hex("surface")
    assert look.hex("control") == look.hex("text3")


def test_the_ramp_of_attention_has_one_direction() -> None:
    for dark, ramp in enumerate(tokens.RAMP):
        lights = [luminance(QColor(colour)) for colour in ramp]
        assert lights == sorted(lights, reverse=not dark)


def test_chinese_is_never_smaller_than_twelve_pixels() -> None:
    for role in tokens.TYPE:
        assert Theme(language="zh").font(role).pixelSize() >= 12


def test_a_font_leads_with_the_script_of_its_text() -> None:
    assert Theme(language="en").font("body", "zh").families()[0] == "Noto Sans CJK SC"
    assert Theme(language="zh").font("body", "en").families()[0] == "Inter"


def test_text_size_scales_fonts_and_lines() -> None:
    assert Theme(text_size=150).font("instruction").pixelSize() == 22
    assert Theme(text_size=150).line("instruction") == 40


def test_a_new_theme_reaches_what_is_there(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    theme.set_font(label, "title")
    theme.set_icon(label, "save", 16, "text2")
    before = label.pixmap().toImage()
    with qtbot.waitSignal(theme.signals().theme_changed):
        theme.apply(qapp, dark=True, language="en", text_size=130)
    assert label.font().pixelSize() == round(16 * 1.3)
    assert label.pixmap().toImage() != before
    assert qapp.palette().window().color() == QColor("#15171A")


def test_every_icon_can_be_drawn(qapp: QApplication) -> None:
    from instrstudio import resources

    names = [path.stem for path in resources.path("icons").glob("*.svg")]
    assert len(names) > 45
    for name in names:
        drawn = theme.theme().icon(name).pixmap(16, 16).toImage()
        colours = {drawn.pixelColor(x, y).alpha() for x in range(16) for y in range(16)}
        assert max(colours) > 100, name
