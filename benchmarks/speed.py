"""Reports and words a second, cold start and peak memory, on reports made from the examples.

`python benchmarks/speed.py [--reports 10000] [--sample 400]`

Speed is measured on `--sample` reports with one core and with all, memory on `--reports`. Words are blank-separated.
Where spaCy is installed, its CNN pipeline (tagger, parser, names; untrained weights, width 96) is timed beside ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.corpus import EXAMPLES, varied
from benchmarks.outcome import arguments, tell
from dragoman import Coder
from dragoman.coding import code_graphs
from dragoman.language.language import Language
from dragoman.resolve.resolver import Resolver

COLD = """
import sys, time
from pathlib import Path
import dragoman
for record in dragoman.Coder().code([Path(sys.argv[1])]):
    assert record.events
    break
"""


TABLES = """
import time
from dragoman.resolve.loading import load
from dragoman.resolve.resolver import gazetteer
begun = time.perf_counter()
load()
gazetteer()
print(time.perf_counter() - begun)
"""


def timed(count: int, jobs: int, model: Path | None) -> tuple[float, float, int]:
    """Seconds, words and events for `count` reports with so many processes; the model is loaded before."""
    coder = Coder(jobs=jobs, threads=1, model=model)
    if jobs == 1:
        list(coder.code(varied(1)))
    reports = list(varied(count))
    words = sum(len(report.text.split()) for report in reports)
    begun = time.perf_counter()
    events = sum(len(record.events) for record in coder.code(reports))
    return time.perf_counter() - begun, words, events


def cold_start() -> float:
    """Seconds from the start of a process to its first record, median of three."""
    report = sorted(EXAMPLES.glob("*.md"))[0]
    runs = list[float]()
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", COLD, str(report)], check=True)
        runs.append(time.perf_counter() - begun)
    return sorted(runs)[1]


def resolving(count: int, model: Path | None) -> tuple[float, float]:
    """The share of one core's coding time that tying records to the world takes, and the seconds in which the tables
    load in a new process (median of three)."""
    language, resolver = Language.load(model), Resolver()
    reports = list(varied(count))
    begun = time.perf_counter()
    read = list(zip(reports, language.analyse(reports), strict=True))
    records = [(code_graphs(report, graphs), graphs) for report, graphs in read]
    coded = time.perf_counter() - begun
    resolver.resolve(*records[0])
    begun = time.perf_counter()
    for record, graphs in records:
        resolver.resolve(record, graphs)
    resolved = time.perf_counter() - begun
    runs = [float(subprocess.run([sys.executable, "-c", TABLES], check=True, capture_output=True, text=True).stdout)
            for _ in range(3)]  # fmt: skip
    return resolved / (coded + resolved), sorted(runs)[1]


def peak_memory(count: int) -> tuple[float, float]:
    """MB at the peak of a process that codes `count` reports over all cores, and of the largest of its workers.

    Read from `/proc`: `ru_maxrss` of a new process begins with that of the process that started it.
    """
    code = (
        "import os\nfrom multiprocessing import active_children\nfrom benchmarks.corpus import varied\n"
        "from dragoman import Coder\n"
        "def peak(pid):\n"
        "    rows = open(f'/proc/{pid}/status').read().splitlines()\n"
        "    return max(int(row.split()[1]) for row in rows if row.startswith('VmHWM')) / 1024\n"
        "worker = 0.0\n"
        f"for i, record in enumerate(Coder(jobs=None).code(varied({count}))):\n"
        "    if i % 100 == 99:\n"
        "        worker = max([worker, *(peak(child.pid) for child in active_children())])\n"
        "print(peak(os.getpid()), worker)\n"
    )
    root = str(Path(__file__).resolve().parent.parent)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=root)
    main, worker = map(float, done.stdout.split()[-2:])
    return main, worker


def spacy_words(count: int) -> float | None:
    """Words a second of a spaCy CNN pipeline on one core, or None where spaCy is not installed."""
    try:
        spacy = import_module("spacy")
    except ImportError:
        return None
    nlp = spacy.blank("en")
    for name in ("tagger", "parser", "ner"):
        nlp.add_pipe(name)
    nlp.get_pipe("tagger").add_label("NOUN")
    nlp.get_pipe("tagger").add_label("VERB")
    for label in ("nsubj", "obj", "ROOT", "det", "obl"):
        nlp.get_pipe("parser").add_label(label)
    for label in ("PER", "ORG", "GPE"):
        nlp.get_pipe("ner").add_label(label)
    nlp.initialize()
    texts = [report.text for report in varied(count)]
    list(nlp.pipe(texts[:5]))
    begun = time.perf_counter()
    list(nlp.pipe(texts))
    return sum(len(t.split()) for t in texts) / (time.perf_counter() - begun)


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--reports", type=int, default=10_000, help="reports of the memory run")
    parser.add_argument("--sample", type=int, default=400, help="reports of the speed runs")
    given = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    rows: list[tuple[object, ...]] = []
    figures: dict[str, object] = {"cores": cores}
    for jobs in dict.fromkeys((1, cores)):
        seconds, words, events = timed(given.sample, jobs, given.model)
        rows.append((f"Dragoman, {jobs} core(s)", given.sample / seconds, words / seconds, f"{events} events"))
        figures[f"reports/s, {jobs}"] = round(given.sample / seconds, 1)
        figures[f"words/s, {jobs}"] = round(words / seconds)
    other = spacy_words(min(given.sample, 100))
    if other:
        rows.append(("spaCy CNN, 1 core", "-", other, "tags, parse, names alone"))
        figures["spaCy words/s, 1"] = round(other)
    figures["cold start s"] = round(cold_start(), 2)
    rows.append(("cold start to first record", "-", "-", f"{figures['cold start s']} s"))
    share, load = resolving(min(given.sample, 100), given.model)
    figures |= {"resolving's share": round(share, 3), "tables load s": round(load, 2)}
    rows.append(("resolving, share of one core's time", "-", "-", f"{share:.1%}; its tables load in {load:.2f} s"))
    main_peak, child_peak = peak_memory(given.reports)
    figures |= {
        "peak MB": round(main_peak),
        "peak MB of the largest worker": round(child_peak),
        "memory run": given.reports,
    }
    rows.append(
        (f"peak memory, {given.reports} reports", "-", "-", f"{main_peak:.0f} MB, each worker {child_peak:.0f} MB")
    )
    tell("speed", ("what", "reports/s", "words/s", "note"), rows, figures,
         model=Language.load(given.model).model, record=given.record)  # fmt: skip


if __name__ == "__main__":
    main()
