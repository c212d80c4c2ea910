"""A stretch of a text that slides forward, so that a file of any size fits."""

import re

from instrstudio.formats.reading.text_file import PIECE, TextFile

LONGEST = 1 << 26
"""Characters one row may have; a longer one counts as damaged."""

_SPACE = re.compile(r"[ \t\r\n\ufeff]*")


class Window:
    """The part of `source` at hand: `text`, the place `at` in it, its `line` from 1."""

    def __init__(self, source: TextFile) -> None:
        self._source = source
        self.text = ""
        self.at = 0
        self.line = 1
        self._ended = False

    @property
    def share(self) -> float:
        """How much of the file has been read, in [0, 1]."""
        return self._source.share

    @property
    def is_full(self) -> bool:
        """Whether the row at hand is longer than any row should be."""
        return len(self.text) - self.at > LONGEST

    def more(self) -> bool:
        """Let go of the text before `at` and read on; False at the end of the file.

        What is read grows with what is kept, so a long row is soon whole.
        """
        if self._ended:
            return False
        kept = self.text[self.at :]
        piece = self._source.read(max(PIECE, len(kept)))
        self._ended = not piece
        self.text, self.at = kept + piece, 0
        return bool(piece)

    def advance(self, to: int) -> None:
        """Go forward to the place `to` of `text`."""
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def skip_all(self) -> None:
        """Go to the end of the file."""
        self.advance(len(self.text))
        while self.more():
            self.advance(len(self.text))

    def peek(self) -> str:
        """Skip white space and return the next character; empty at the end."""
        while True:
            space = _SPACE.match(self.text, self.at)
            self.advance(space.end() if space else self.at)
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def find(self, character: str, start: int) -> int:
        """Return the place of `character` from `start` on, reading as needed; or -1.

        Places count from `at`, which stays: reading on moves the text under it.
        """
        while (found := self.text.find(character, self.at + start)) < 0:
            start = len(self.text) - self.at
            if self.is_full or not self.more():
                return -1
        return found - self.at

    def next_line(self) -> str | None:
        """Return the line at `at`, without its end, and go past it; None at the end."""
        found = self.find("\n", 0)
        if found < 0 and self.at >= len(self.text):
            return None
        end = self.at + found if found >= 0 else len(self.text)
        line = self.text[self.at : end]
        self.advance(end + 1 if found >= 0 else end)
        return line
