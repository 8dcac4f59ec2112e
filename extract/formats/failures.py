"""How a failure of our own code is told in one line."""

from __future__ import annotations

import traceback
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_LONGEST = 200


def reason(error: BaseException) -> str:
    """The exception, and the line of this package that it came from."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if _PACKAGE in Path(f.filename).parents]
    place = f" at {Path(frames[-1].filename).relative_to(_PACKAGE.parent).as_posix()}:{frames[-1].lineno}" if frames else ""
    what = " ".join(str(error).split())[:_LONGEST]
    return f"our failure: {type(error).__name__}{place}{f': {what}' if what else ''}; please report it with the document"
