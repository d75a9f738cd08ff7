"""What `import dragoman` offers: the list is complete, sorted, typed alike, and costs next to nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman

SOURCE = Path(dragoman.__file__).read_text(encoding="utf-8")


def test_the_public_names_are_sorted_and_there():
    assert dragoman.__all__ == sorted(dragoman.__all__, key=lambda name: (not name[0].isupper(), name))
    for name in dragoman.__all__:
        assert getattr(dragoman, name).__doc__, name
        assert name in dir(dragoman)


def test_what_type_checkers_see_is_what_is_loaded():
    tree = ast.parse(SOURCE)
    typed = {
        (alias.name, node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dragoman")
        for alias in node.names
    }
    assert {name for name, _ in typed} == set(dragoman.__all__)
    assert {(name, f"dragoman.{home}") for home, names in dragoman._HOMES.items() for name in names} == typed


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'decode'"):
        dragoman.__getattr__("decode")


def test_every_package_lists_its_public_names():
    for init in Path(dragoman.__file__).parent.glob("*/__init__.py"):
        module = __import__(f"dragoman.{init.parent.name}", fromlist=["*"])
        names = getattr(module, "__all__", [])
        assert names == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name)), init
        assert all(hasattr(module, name) for name in names), init


def test_importing_loads_nothing_heavy():
    code = "import sys, dragoman; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "dragoman" in loaded
    assert not {"numpy", "duckdb", "onnxruntime", "tokenizers", "trafilatura", "httpx", "rich"} & set(loaded)


def test_the_command_starts_without_the_heavy_parts():
    code = "import sys, dragoman.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "dragoman.cli" in loaded
    assert not {"numpy", "duckdb", "onnxruntime", "tokenizers", "trafilatura"} & set(loaded)
