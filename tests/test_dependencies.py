import ast
import re
import subprocess
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
    extras = [line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines]
    declared = {normal(re.split(r"[^\w.-]", line)[0]) for line in (*project["dependencies"], *extras)}
    homes = packages_distributions()
    names = set(imported()) - set(sys.stdlib_module_names) - {"factcheck"}
    missing = {name for name in names if not {normal(home) for home in homes.get(name, [name])} & declared}
    assert not missing


def test_what_extras_bring_is_imported_only_where_it_is_used():
    """A plain installation lacks these libraries, so nothing imports them on the way in."""
    code = "import sys, factcheck.cli.main, factcheck.article, factcheck.pipeline; print(sorted(sys.modules))"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert not {"docx", "feedparser", "pypdf", "httpcore2"} & set(ast.literal_eval(modules))


def test_wording_is_judged_without_the_stages_that_come_later():
    tree = ast.parse((ROOT / "factcheck" / "llm" / "wording.py").read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in names if name and name.startswith("factcheck.verdict")}
