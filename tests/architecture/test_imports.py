"""The import rule of the architecture: a package imports only from those to its left, and no module in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"

ORDER = (
    "errors",
    "report",
    "record",
    "ontology",
    "intake",
    "language",
    "coding",
    "resolve",
    "coder",
    "desk",
    "analysis",
    "exchange",
    "scale",
    "present",
    "web",
    "cli",
    "__main__",
)
"""From left to right, as in docs/extending.md. The package's own front, `dragoman`, may name any of them."""


def module_name(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(SRC.rglob("*.py"))}


def imported(name: str, tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The project's own modules that a module imports, wherever in it the import stands, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
                for _ in range(node.level - 1):
                    package = package.rpartition(".")[0]
                base = f"{package}.{base}".rstrip(".")
            for alias in node.names:
                if (base, alias.name) == ("dragoman", "__version__"):
                    continue  # a plain text, which brings nothing with it
                longer = f"{base}.{alias.name}"
                yield (longer if longer in MODULES else base), node.lineno


def own_imports(name: str) -> list[tuple[str, int]]:
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    return [(target, line) for target, line in imported(name, tree) if target.split(".")[0] == "dragoman"]


def floor(name: str) -> str:
    """The package (or single module) below `dragoman` that a module belongs to."""
    return name.split(".")[1]


def test_every_package_has_its_place():
    assert {floor(name) for name in MODULES if name != "dragoman"} <= set(ORDER)


@pytest.mark.parametrize("name", [name for name in MODULES if name != "dragoman"])
def test_imports_run_from_right_to_left_only(name: str):
    for target, line in own_imports(name):
        assert target != "dragoman", f"{MODULES[name]}:{line} imports the front of the package"
        assert target in MODULES, f"{MODULES[name]}:{line} imports {target}, which does not exist"
        here, there = ORDER.index(floor(name)), ORDER.index(floor(target))
        assert there <= here, f"{MODULES[name]}:{line}: {floor(name)} may not import {floor(target)}, to its right"


def test_no_module_imports_in_a_circle():
    graph = {name: {target for target, _ in own_imports(name)} - {name} for name in MODULES if name != "dragoman"}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=module_name)
def test_every_module_says_what_it_is(path: Path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_file_over_400_lines():
    folders = [ROOT / folder for folder in ("src", "tests", "training", "benchmarks")]
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for folder in folders
        for path in folder.rglob("*.py")
    }
    assert not {path: length for path, length in lengths.items() if length > 400}
