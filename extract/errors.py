"""The errors a user can meet: each says what went wrong, where, and how to mend it."""

from __future__ import annotations


class ZhExtractError(Exception):
    """The root of all errors raised on purpose.

    ``str(error)`` is one line that can be shown to a user as it is.

    Attributes:
        code: a stable, lower-case identifier for programs (``empty-file``, ``not-text``, ...).
        where: the file, line or setting concerned, or None.
        mend: what the user can do about it, or None.
    """

    code = "error"

    def __init__(self, what: str, *, code: str | None = None, where: str | None = None, mend: str | None = None) -> None:
        self.what = what
        self.where = where
        self.mend = mend
        if code is not None:
            self.code = code
        super().__init__(what)

    def __str__(self) -> str:
        """The one line that a user reads: where, what, how to mend it."""
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.mend}" if self.mend else text


class UsageError(ZhExtractError):
    """The command or call cannot be carried out as given (exit code 2)."""

    code = "usage"


class ReadError(ZhExtractError):
    """One input cannot be read; it goes to rejects.jsonl and the run continues."""

    code = "unreadable"


class WriteError(ZhExtractError):
    """A file that the caller named cannot be written (exit code 2)."""

    code = "not-written"


class UnavailableError(ZhExtractError):
    """Something that is needed does not answer now, and may later (exit code 1; over HTTP 503 with Retry-After).

    Attributes:
        retry_after: seconds after which to ask again.
    """

    code = "unavailable"
    retry_after = 5


class MissingExtraError(ZhExtractError):
    """An optional dependency is needed and not installed."""

    code = "missing-extra"

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the package {package}", mend=f'install it with: pip install "zh-extract[{extra}]"')
        self.args = (package, extra, purpose)  # what it is made of again between processes


class ContractError(ZhExtractError):
    """A claim that would break the output contract (a programming error of ours)."""

    code = "contract"
