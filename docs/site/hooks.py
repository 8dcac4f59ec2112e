"""What MkDocs does besides: pages made from the code, and pages of the repository that lie outside docs/.

Links are written for readers of the repository; here those that lead out of docs/ are turned to where the site has the page. A link to a
file that the site does not have stays as words.
"""

from __future__ import annotations

import posixpath
import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).parent))

import reference

ROOT = reference.ROOT
# Pages of the repository outside docs/, and where the site has them.
OUTSIDE = {
    "README.md": "repository/readme.md",
    "README.zh.md": "repository/readme.zh.md",
    "CHANGELOG.md": "repository/changelog.md",
    "extract/README.md": "repository/code.md",
    "extract/data/places/README.md": "repository/places.md",
    "extract/data/metrics/README.md": "repository/metrics.md",
}
_LINK = re.compile(r"(?P<code>^```.*?^```$|`[^`\n]*`)|\[(?P<words>[^\]\[]*)\]\((?P<target>[^)\s]+)\)", re.MULTILINE | re.DOTALL)
_OPENING = re.compile(r"^```(?P<language>\w+) (?P<name>\S+)$", re.MULTILINE)


def on_files(files: Files, config: Any) -> Files:
    """Adds the pages that are no files of docs/."""
    made = {"reference/commands.md": reference.commands()} | {f"reference/schema-{name}.md": reference.schema(name) for name in reference.SCHEMAS}
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))
    for source, path in OUTSIDE.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, path, content=relinked(text, source, path)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Links of a page of docs/, and the names of files in the form that Material shows as titles."""
    uri = page.file.src_uri
    if page.file.generated_by is None:
        markdown = relinked(markdown, f"docs/{uri}", uri)
    return _OPENING.sub(r'```\g<language> title="\g<name>"', markdown)


def relinked(markdown: str, source: str, uri: str) -> str:
    """A page with its links as the site needs them.

    Args:
        source: its path in the repository.
        uri: its path in the site.
    """

    def link(m: re.Match[str]) -> str:
        if m["code"]:
            return m.group()
        target, _, anchor = m["target"].partition("#")
        if not target or "://" in target or target.startswith("mailto:"):
            return m.group()
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        here = path.removeprefix("docs/") if path.startswith("docs/") and path.endswith(".md") else OUTSIDE.get(path)
        if here is None:
            return m["words"]
        return f"[{m['words']}]({posixpath.relpath(here, posixpath.dirname(uri) or '.')}{f'#{anchor}' if anchor else ''})"

    return _LINK.sub(link, markdown)
