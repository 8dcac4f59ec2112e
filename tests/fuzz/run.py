"""Fuzzing: python tests/fuzz/run.py [--seconds 60] [--work FOLDER] [TARGET...]

Each target gets its share of the time in a process of its own. With atheris installed (Linux; it is in the extra ``dev``) inputs are bred for
coverage of the package's code from seeds, a dictionary and the damages of ``extract.evaluate.damage``; elsewhere Hypothesis makes articles
and damages them. An input that breaks a check is kept in FOLDER/finds, once for each place in the code; the end is an exit code of 1 if there is any.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))
TARGETS = ("reading", "normalization", "mentions", "pipeline")
_LONGEST = {"reading": 20_000, "normalization": 1500, "mentions": 900, "pipeline": 1200}  # bytes of an input
_SEEDS = 2  # for each second: all of them are tried first
_SLOW = 30  # seconds on one input that count as a hang
_MEMORY = 4096  # megabytes
_DONE = re.compile(rb"#(\d+)\s+DONE\s+cov: (\d+) ft: (\d+)")
_EXECUTED = re.compile(rb"stat::number_of_executed_units:\s+(\d+)")


def check_of(target: str) -> Callable[[bytes], None]:
    """The check of a target as a function of bytes."""
    from fuzz import checks

    if target != "reading":
        of_text = checks.OF_TEXT[target]
        return lambda data: of_text(data.decode("utf-8", "surrogatepass" if data[:1] == b"\xed" else "replace"))
    folder = Path(tempfile.mkdtemp(prefix="zh-extract-fuzz-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    return lambda data: checks.reading(data[1:], checks.KINDS[data[0] % len(checks.KINDS)], folder) if data else None


def place(error: BaseException) -> str:
    """A name for where an error comes from: the same for inputs that break the same."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/extract/" in f.filename or "/fuzz/" in f.filename]
    told = "|".join(f"{Path(f.filename).name}:{f.name}" for f in frames[-3:]) + type(error).__name__ + re.sub(r"[^a-z ]+", "", str(error)[:60])
    return hashlib.sha256(told.encode()).hexdigest()[:10]


def keeping(check: Callable[[bytes], None], target: str, finds: Path) -> Callable[[bytes], None]:
    """The check, whose failures are written down instead of raised, so that fuzzing goes on behind the first."""

    def checked(data: bytes) -> None:
        try:
            check(data)
        except UnicodeDecodeError:  # bytes that are no text at all
            return
        except Exception as error:
            name = finds / f"{target}-{place(error)}"
            if not name.exists():
                name.write_bytes(data)
                name.with_suffix(".told").write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="replace")

    return checked


def breed(target: str, work: Path, seconds: int) -> None:
    """Fuzzes a target with atheris in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["extract"]):
        from extract import pipeline  # noqa: F401
        from fuzz import seeds
    corpus = work / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    found = list(seeds.of(target))
    for seed in random.Random(seconds).sample(found, min(len(found), max(10, _SEEDS * seconds))):
        data = seed[: _LONGEST[target]]
        (corpus / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
    words = work / f"{target}.dict"
    words.write_text("".join('"' + "".join(f"\\x{b:02x}" for b in word) + '"\n' for word in seeds.dictionary()), encoding="ascii")
    pieces = [text for text in seeds.texts() if target != "reading"]

    def mutated(data: bytes, size: int, seed: int) -> bytes:
        chosen = random.Random(seed)
        if target == "reading" or chosen.random() < 0.7:
            return bytes(atheris.Mutate(data, size))
        text = data.decode("utf-8", "replace")
        if chosen.random() < 0.5:
            at, other = chosen.randrange(len(text) + 1), chosen.choice(pieces)
            start = chosen.randrange(len(other))
            made: str | None = text[:at] + other[start : start + chosen.randrange(1, 80)] + text[at + chosen.randrange(30) :]
        else:
            made = chosen.choice(seeds.DAMAGE)(text) if len(text) > 3 else text
        return (made or text).encode("utf-8", "replace")[:size]

    options = [
        f"-max_total_time={seconds}", f"-max_len={_LONGEST[target]}", f"-dict={words}", f"-timeout={_SLOW}", f"-report_slow_units={_SLOW}", f"-rss_limit_mb={_MEMORY}",
        "-print_final_stats=1", "-len_control=0", f"-artifact_prefix={work}/finds/{target}-",
    ]  # fmt: skip
    check = keeping(check_of(target), target, work / "finds")
    atheris.Setup([sys.argv[0], *options, str(corpus)], check, custom_mutator=mutated)
    atheris.Fuzz()


def draw(target: str, work: Path, seconds: int) -> int:
    """Fuzzes a target with Hypothesis in this process; the number of inputs."""
    from fuzz import articles
    from hypothesis import HealthCheck, Phase, given, settings

    check = keeping(check_of(target), target, work / "finds")
    end, count = time.monotonic() + seconds, 0
    strategy = articles.files if target == "reading" else articles.damaged.map(lambda text: text.encode("utf-8", "replace"))

    @settings(max_examples=50, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(strategy)
    def some(data: bytes) -> None:
        nonlocal count
        if time.monotonic() < end:
            count += 1
            check(data[: _LONGEST[target]])

    while time.monotonic() < end:
        some()
    return count


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all without")
    parser.add_argument("--seconds", type=int, default=48, help="for all targets together")
    parser.add_argument("--work", type=Path, default=Path("build/fuzz"), help="where inputs that reach new code, and finds, are kept")
    parser.add_argument("--engine", choices=("atheris", "hypothesis"), default="atheris" if importlib.util.find_spec("atheris") else "hypothesis")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    wrong = set(chosen.targets) - set(TARGETS)
    if wrong:
        parser.error(f"no such target: {', '.join(sorted(wrong))}")
    work = chosen.work.resolve()
    (work / "finds").mkdir(parents=True, exist_ok=True)
    if chosen.child:
        if chosen.engine == "atheris":
            breed(chosen.targets[0], work, chosen.seconds)
        print(f"stat::number_of_executed_units: {draw(chosen.targets[0], work, chosen.seconds)}", file=sys.stderr)
        return 0
    targets = chosen.targets or list(TARGETS)
    before = {p.name for p in (work / "finds").iterdir()}
    broken = False
    for target in targets:
        start = time.monotonic()
        command = [sys.executable, __file__, "--child", target, "--work", str(work), "--engine", chosen.engine]
        command += ["--seconds", str(max(1, chosen.seconds // len(targets)))]
        log = work / f"{target}.log"
        with log.open("wb") as told:
            done = subprocess.run(command, stdout=told, stderr=subprocess.STDOUT, check=False)
        text = log.read_bytes()
        inputs = int(found[1]) if (found := _EXECUTED.search(text)) else 0
        coverage = f", {int(found[2]):,} edges" if (found := _DONE.search(text)) else ""
        state = "" if done.returncode == 0 else f"  ENDED WITH {done.returncode}, see {log}"
        broken = broken or done.returncode != 0 or not inputs
        print(f"{target:<14} {inputs:>9,} inputs in {time.monotonic() - start:.0f} s ({chosen.engine}{coverage}){state}", flush=True)
    fresh = sorted({p.name for p in (work / "finds").iterdir()} - before)
    for name in fresh:
        print(f"find: {work / 'finds' / name}")
        with contextlib.suppress(OSError):
            if name.endswith(".told"):
                print((work / "finds" / name).read_text(encoding="utf-8").rstrip().split("\n")[-1][:200])
    return 1 if fresh or broken else 0


if __name__ == "__main__":
    sys.exit(main())
