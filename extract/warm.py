"""Imported once by the server that worker processes are forked from: they then share the loaded data."""

from __future__ import annotations

import contextlib
import gc

from extract.processes.garbage import collect_seldom

collect_seldom()  # what is forked from here does so too
# Whatever fails here fails again in a worker, where it is reported with its document.
with contextlib.suppress(Exception):
    from extract.model import RawArticle
    from extract.pipeline import run
    from extract.text.pinyin_readings import is_reading

    is_reading("中", "zhong")  # an article with readings would load their dictionary in each worker
    run(RawArticle("warm-up", "加载。北京2024年GDP为1亿元。"))
    gc.freeze()  # collections in the workers leave the shared pages alone
