"""The numbers and colours of the design, as plain data.

Only `theme` and `style_sheet` read this file; everything else asks `theme()`.
"""

from typing import Final

HAIR, TIGHT, INNER, UNIT, GROUP, PANE, PAGE, SHEET = 2, 4, 6, 8, 12, 16, 20, 28

RADIUS: Final = {"chip": 5, "field": 6, "card": 8, "popover": 10}

COLOURS: Final[dict[str, tuple[str, str]]] = {
    "window": ("#F6F7F8", "#15171A"),
    "surface": ("#FFFFFF", "#1C1F23"),
    "raised": ("#FFFFFF", "#24282D"),
    "sunken": ("#F0F1F3", "#121416"),
    "hover": ("#ECEEF1", "#272B31"),
    "selected": ("#E4E7EB", "#30353C"),
    "border": ("#E1E4E8", "#2C3137"),
    "control": ("#C6CBD2", "#464D57"),
    "ink": ("#1A1D21", "#ECEEF1"),
    "on_ink": ("#FFFFFF", "#15171A"),
    "text": ("#1A1D21", "#E8EAED"),
    "text2": ("#4E555F", "#B0B7C1"),
    "text3": ("#606772", "#979FAA"),
    "disabled": ("#9AA1AB", "#5E6570"),
    "focus": ("#2F6BE4", "#6C9DFF"),
    "highlight": ("#CFE0FD", "#2B4474"),
    "match": ("#FFE9A8", "#5A4A16"),
    "success": ("#177040", "#62C98A"),
    "success_ground": ("#E6F4EB", "#17301F"),
    "warning": ("#875500", "#E2B04A"),
    "warning_ground": ("#FCF1DC", "#33280F"),
    "danger": ("#B0302A", "#F28B82"),
    "danger_ground": ("#FBE9E7", "#3A1F1D"),
    "template_line": ("#1F428F", "#A9CBFF"),
    "template_tint": ("#CDDDFC", "#18335C"),
    "task_line": ("#0A7565", "#46B79E"),
    "task_tint": ("#DAF5EA", "#124237"),
    "record_line": ("#9444C0", "#CB82F2"),
    "record_tint": ("#F4E7FA", "#462A4C"),
    "generated_line": ("#852E0E", "#FFC6A6"),
    "generated_tint": ("#FBDACE", "#43261B"),
    "slot_line": ("#7B6A00", "#C9AB47"),
    "slot_tint": ("#FDF1BC", "#423D10"),
    "edited_line": ("#1A1D21", "#E8EAED"),
}
"""Colour role -> (light, dark)."""

RAMP: Final = (
    ("#FFFFFF", "#E3EEF6", "#BBD8EA", "#86B8D8", "#4D8FBC", "#2A6594", "#173D63"),
    ("#1C1F23", "#22344A", "#2C5478", "#3F7CA8", "#6AA6CC", "#A9CFE3", "#EDF6FA"),
)
"""The attention ramp from none to all: (light, dark)."""

TYPE: Final[dict[str, tuple[int, int, int]]] = {
    "number": (20, 600, 26),
    "title": (16, 600, 22),
    "instruction": (15, 400, 27),
    "preview": (14, 400, 26),
    "sample": (14, 400, 24),
    "diff": (13, 400, 22),
    "section": (13, 600, 20),
    "body": (13, 400, 20),
    "strong": (13, 500, 20),
    "caption": (12, 400, 18),
    "micro": (11, 400, 14),
    "code": (14, 400, 21),
}
"""Type role -> (size, weight, line height), in pixels at 100 %."""

SMALLEST_CHINESE: Final = 12

_LATIN = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans")
_CHINESE = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
_CODE = (
    "Noto Sans Mono CJK SC",
    "Sarasa Mono SC",
    "JetBrains Mono",
    "Cascadia Mono",
    "Menlo",
    "DejaVu Sans Mono",
)
FAMILIES: Final = {
    "en": _LATIN + _CHINESE,
    "zh": _CHINESE + _LATIN,
    "code": _CODE + _CHINESE,
}
"""Quotation marks and dashes exist in both scripts: the script of the text leads."""

TEXT_SIZES: Final = (90, 100, 115, 130, 150)
