"""What is pinned: the two lists of versions agree, and hold every dependency that the package asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PINNED = ("dev", "pandas", "polars")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def constraints() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split(";")[0].strip().partition("==") for line in lines if re.match(r"\w", line)]
    return {normal(name): version for name, _, version in pins}


def wanted() -> set[str]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = table["dependencies"] + [line for extra in PINNED for line in table["optional-dependencies"][extra]]
    return {normal(re.split(r"[\[<>=!~;]", line)[0]) for line in lines}


def test_the_constraints_are_those_of_the_lock_file():
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    versions = {(normal(package["name"]), package.get("version")) for package in locked}
    assert set(constraints().items()) <= versions


def test_every_dependency_is_pinned():
    assert wanted() <= set(constraints())
