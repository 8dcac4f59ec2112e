"""Characters that show nothing and only get in the way: zero-width, bidirectional and control characters."""

from __future__ import annotations

import regex

from extract.model import Edit

KIND = "invisible-characters"
DAMAGE = True

# Control (but not tab, line feed, carriage return), soft hyphen, zero-width and direction marks, BOM inside
# the text, variation selectors, interlinear annotation marks. Unicode categories Cc and Cf, UAX #44.
_INVISIBLE = regex.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180b-\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+"
)


def find(text: str) -> list[Edit]:
    """Deletes each run of invisible characters."""
    return [Edit(m.span(), "") for m in _INVISIBLE.finditer(text)]


YES = [("人工\u200b智能", "人工智能"), ("\u200f增长\x0312%", "增长12%"), ("规\u00ad模", "规模")]
NO = ["人工智能\t规模\n", "全角　空格", "A B"]
