"""Peak memory of one process: this file run as ``memory.py jieba|names|pipeline`` with a JSON list of texts as its input.

It imports nothing of ours at the top, so that the process that measures jieba holds jieba alone.
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path


def jieba_cut() -> Callable[[str], Iterable[str]]:
    """``cut`` of a plain jieba tokenizer, its dictionary loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    cut: Callable[[str], Iterable[str]] = tokenizer.cut
    return cut


def warm_up(cut: Callable[[str], Iterable[str]]) -> None:
    """Loads what jieba and the pipeline load with their first article."""
    from extract.api import Extractor

    list(cut("加载词典。"))
    Extractor()(f"加載。{'臺灣' * 3}桃園市2024年GDP為1億元。", id="warm-up")


def peak() -> float:
    """Peak resident memory of this process in MiB.

    From the system's own record of this program where there is one: the usage counter can inherit the peak of the
    process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024**2 if sys.platform == "darwin" else used / 1024


def _work(which: str, texts: list[str]) -> None:
    if which == "jieba":
        cut = jieba_cut()
        for text in texts:
            list(cut(text))
    elif which == "names":
        from extract.mentions.ner.choice import finder

        find = finder()
        for text in texts:
            find(text.split("\n"))
    else:
        from extract import pipeline
        from extract.model import RawArticle

        for text in texts:
            pipeline.run(RawArticle("memory", text))


if __name__ == "__main__":
    _work(sys.argv[1], json.loads(sys.stdin.read()))
    sys.stdout.write(f"{peak():.3f}\n")
