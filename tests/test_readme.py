from __future__ import annotations

import re
import subprocess
import sys


def blocks(root, language):
    return re.findall(rf"```{language}\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def test_two_commands_set_it_up(root):
    commands = blocks(root, "sh")
    assert len(commands) == 2
    assert all(len(command.strip().splitlines()) == 1 for command in commands)
    assert commands[0].strip().endswith("factcheck check seeds/us-chip-waivers.txt --evidence evidence/ --out report.html")
    assert commands[1].strip().endswith("pytest -n 2")


def test_the_python_example_runs_as_printed(root, tmp_path):
    (example,) = blocks(root, "python")
    run = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=False, cwd=root)
    assert run.returncode == 0, run.stderr
    assert "The Wall Street Journal" in run.stdout


def test_every_linked_file_exists(root):
    for page in [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
