"""Speed and memory: every stage of a conversion beside the peers, on the same files, in one run.

    python bench/speed.py                        the sample, and 1, 10, 100 and 1,000 pages
    python bench/speed.py --pages 1,10 FILE.pdf  other lengths, another ruled plan
    python bench/speed.py --pages none FILE...   several plans, and the medians a page at the end

Each line is a process of its own that first reads five other plans to warm up; shown is the
processor time that it then takes (the least of five processes on small files) and the most memory
that it ever held. Peers that are not installed are said so.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "front"))
SAMPLE = HERE.parent / "samples" / "east-sussex-jtai" / "east-sussex-jtai-ruled.pdf"
# Other makes of PDF, and words that only the dictionary knows: with them a process is warm.
CORPUS = HERE.parent / "tests" / "corpus"
OTHERS = ("offices/c08.pdf", "offices/c01.pdf", "fresh_documents/f17.pdf", "judging/l03.pdf")
SMALL, TIMES = 20, 5  # pages up to which the least of so many is taken
OUT = tempfile.TemporaryDirectory()  # making and removing it is no part of a conversion

Stage = tuple[str, Callable[[], object]]


def stages(path: Path) -> list[Stage]:
    """Our own stages in order, each on what the one before gave."""
    from actionplans.export.dataset import write_files
    from actionplans.extract.pdfium import read_pages
    from actionplans.extract.read import read_document
    from actionplans.normalise.headings import is_heading
    from actionplans.normalise.normalise import to_plan

    kept: dict[str, object] = {}

    def keep(name: str, make: Callable[[], object]) -> Callable[[], object]:
        return lambda: kept.__setitem__(name, make())

    def export() -> None:
        folder = Path(tempfile.mkdtemp(dir=OUT.name))
        write_files([kept["plan"]], folder, ("parquet", "csv", "json"), "bench")  # type: ignore[list-item]

    return [
        ("reading (pages are let go)", lambda: [None for _ in read_pages(path)]),
        (
            "reading, finding and joining",
            keep("document", lambda: read_document(path, is_heading=is_heading)),
        ),
        ("normalising", keep("plan", lambda: to_plan(kept["document"]))),  # type: ignore[arg-type]
        ("exporting Parquet, CSV and JSON", export),
    ]


def whole(path: Path) -> None:
    """A conversion as a worker and the writer do it, one after the other in one process."""
    import actionplans
    from actionplans.export.dataset import write_files
    from actionplans.plan_json import dump_plan, load_plan

    plan = load_plan(dump_plan(actionplans.read(path)))
    folder = Path(tempfile.mkdtemp(dir=OUT.name))
    write_files([plan], folder, ("parquet", "csv", "json"), "bench")


def pdfium_text(path: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_bounded()
            page.close()


def pdfplumber_tables(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def camelot_lattice(engine: str) -> Callable[[Path], None]:
    def read(path: Path) -> None:
        import camelot

        camelot.read_pdf(str(path), pages="all", flavor="lattice", engine=engine)

    return read


def pymupdf_tables(path: Path) -> None:
    import pymupdf

    with pymupdf.open(path) as document:
        for page in document:
            for table in page.find_tables():
                table.extract()


def tabula_tables(path: Path) -> None:
    import tabula

    tabula.read_pdf(path, pages="all", lattice=True, silent=True)


OURS = "actionplans, whole conversion"
READERS: dict[str, Callable[[Path], object]] = {
    OURS: whole,
    "pdfium, plain text (the floor)": pdfium_text,
    "pdfplumber, extract_tables": pdfplumber_tables,
    "camelot lattice, vector": camelot_lattice("vector"),
    "camelot lattice, image": camelot_lattice("raster"),
    "PyMuPDF, find_tables": pymupdf_tables,
    "tabula (with its Java)": tabula_tables,
}


def processor_time() -> float:
    now = os.times()
    return time.process_time() + now.children_user + now.children_system


def seconds(work: Callable[[], object]) -> float:
    begun = processor_time()
    work()
    return processor_time() - begun


def peak() -> int:
    """The most memory that this process has held, in MB."""
    if platform.system() == "Linux":
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) // 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if platform.system() == "Darwin" else 1 << 10)


def measure(name: str, path: Path, *others: Path) -> dict[str, object]:
    """In this process: what a reader, or our stages, take when warmed up on other plans."""
    warnings.simplefilter("ignore")
    if name == "stages":
        for other in others:
            for _, work in stages(other):
                work()
        settle()
        return {stage: [seconds(work), peak()] for stage, work in stages(path)}
    work = READERS[name]
    try:
        for other in others:
            work(other)
    except ImportError as error:
        return {name: f"not installed ({error.name})"}
    except Exception as error:  # noqa: BLE001 - a peer that fails is a result too
        return {name: f"failed ({type(error).__name__}: {error})"[:80]}
    settle()
    return {name: [seconds(lambda: work(path)), peak()]}


def settle() -> None:
    """What is loaded is not searched for garbage any more, as in the processes of a batch."""
    gc.collect()
    gc.freeze()


def apart(name: str, path: Path, other: Path, times: int) -> dict[str, object]:
    """measure() in processes of its own: the least time and the most memory of some."""
    best = _apart(name, path, other)
    for _ in range(times - 1):
        for what, value in _apart(name, path, other).items():
            known = best.get(what)
            if isinstance(value, list) and isinstance(known, list):
                best[what] = [min(value[0], known[0]), max(value[1], known[1])]
    return best


def _apart(name: str, path: Path, other: Path) -> dict[str, object]:
    others = [other, *(CORPUS / plan for plan in OTHERS if CORPUS / plan != path.resolve())]
    command = [sys.executable, __file__, "--one", name, str(path), *map(str, others)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return {name: f"ended with exit code {done.returncode}"}
    return result


def show(result: dict[str, object], base: float | None = None) -> None:
    for name, value in result.items():
        if isinstance(value, list):
            times = f"{value[0] / base:8.1f} x" if base else ""
            print(f"  {name:40}{value[0]:9.3f} s{value[1]:7} MB{times}", flush=True)
        else:
            print(f"  {name:40}{value}", flush=True)


def compare(path: Path, other: Path) -> dict[str, float]:
    """Every reader on one plan; the seconds of those that read it."""
    print(f"{path.name}: processor time when warm, peak memory, times the whole conversion")
    show(apart("stages", path, other, TIMES))
    took: dict[str, float] = {}
    for name in READERS:
        result = apart(name, path, other, TIMES)
        value = result[name]
        if isinstance(value, list):
            took[name] = value[0]
        show(result, took.get(OURS))
    return took


def medians(took: dict[Path, dict[str, float]]) -> None:
    """Over several plans: milliseconds a page, and how many times those of ours."""
    import pypdfium2

    pages = {}
    for path in took:
        with pypdfium2.PdfDocument(path) as document:
            pages[path] = len(document)
    print(f"{len(took)} plans, {sum(pages.values())} pages: medians of processor time a page")
    for name in READERS:
        read = [path for path in took if {name, OURS} <= took[path].keys()]
        if read:
            page = median(1000 * took[path][name] / pages[path] for path in read)
            times = median(took[path][name] / took[path][OURS] for path in read)
            print(f"  {name:40}{page:9.1f} ms{times:10.1f} x   ({len(read)} plans)")


def grow(pages: list[int], other: Path) -> None:
    """How our stages grow with the pages of a made-up ruled plan."""
    from made_plans import write_pages

    for count in pages:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{count}.pdf"
            write_pages(path, count)
            print(f"{count} pages")
            times = TIMES if count <= SMALL else 1
            show(apart("stages", path, other, times))
            show(apart(OURS, path, other, times))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--pages", default="1,10,100,1000", help="lengths to show, or none")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, *options.files)))
        return
    from made_plans import write_plan

    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "other.pdf"
        write_plan(other, rows=60, seed=99)
        took = {path: compare(path, other) for path in options.files}
        if len(took) > 1:
            medians(took)
        grow([int(count) for count in options.pages.split(",") if count.strip().isdigit()], other)


if __name__ == "__main__":
    main()
