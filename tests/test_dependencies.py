import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]


def imported():
    for path in sorted((ROOT / "factcheck").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_that_is_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {normal(re.split(r"[^\w.-]", line)[0]) for line in project["dependencies"] + project["optional-dependencies"]["server"]}
    homes = packages_distributions()
    names = set(imported()) - set(sys.stdlib_module_names) - {"factcheck"}
    missing = {name for name in names if not {normal(home) for home in homes.get(name, [name])} & declared}
    assert not missing
