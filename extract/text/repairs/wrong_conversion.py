"""The wrong one of two characters, taken by a converter between the scripts: 覆製 for 复制, 饼乾 for 饼干, 随著 for 随着.

Where one character of one script stands for several of the other (复 for 複, 復 and 覆; 干 for 乾, 幹 and 干), a converter by characters errs.
``data/repairs/script_forms.tsv`` lists what comes out and is no word; it is read after the change of script.
"""

from __future__ import annotations

from extract.model import Edit
from extract.text.script_forms import replacer

KIND = "wrong-conversion"
DAMAGE = True
TRUST = 0.95


def find(text: str) -> list[Edit]:
    """One edit for each wrong character."""
    edits: list[Edit] = []
    for start, written, standard in replacer("wrong")(text):
        for i, (a, b) in enumerate(zip(written, standard, strict=True), start):
            if a != b:
                edits.append(Edit((i, i + 1), b))
    return edits


YES = [
    ("企业难以覆制，经济恢覆", "企业难以复制，经济恢复"),
    ("复盖率达95%，颠复性技术", "覆盖率达95%，颠覆性技术"),
    ("随著经济发展，主乾道", "随着经济发展，主干道"),
]
NO = ["恢复盖章手续，反复盖楼", "光谱覆盖，覆盖率", "乾安县与乾隆年间", "沿着作者的思路，有著名学者", "若乾县有雨", "干隆重的事"]
