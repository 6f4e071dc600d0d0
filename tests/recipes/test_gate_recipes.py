"""The recipes for git, GitHub and Label Studio, taken out of the docs and run as they stand, in a repository made for it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from factcheck.article import read_article
from factcheck.review import read_annotation, write_annotation
from factcheck.review.importing import import_into

ARTICLE = "Harbour tolls\n\nThe ports agency raised the tolls by four percent on Monday, the mayor said.\n"
EVIDENCE = '{"id": "notice", "publisher": "Ports Agency", "date": "2025-03-03", "text": "The tolls rise by four percent."}\n'
OPEN_POLICY = 'extends = "default"\n[rule]\nunchecked = { level = "off" }\nsourcing-none = { level = "off" }\n'


def section(root, title):
    text = (root / "docs" / "recipes.md").read_text("utf-8")
    return re.split(r"^## ", text[text.index(f"## {title}") + 3 :], maxsplit=1, flags=re.MULTILINE)[0]


def blocks(text, language):
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture
def desk(tmp_path, root, monkeypatch):
    """A repository in the layout of the recipes, with an article whose one claim nobody has reviewed; `factcheck` and `gh` on the path."""
    tools, place = tmp_path / "bin", tmp_path / "desk"
    tools.mkdir()
    place.mkdir()
    script(tools / "factcheck", f'exec {shlex.quote(sys.executable)} -c "from factcheck.cli.main import run; run()" "$@"')
    script(tools / "gh", f'printf "%s\\n" "$@" > {shlex.quote(str(tmp_path / "gh-was-told"))}')
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (tmp_path / "gitconfig").write_text("[user]\n\tname = Ida Roe\n\temail = ida@example.org\n[init]\n\tdefaultBranch = main\n")
    monkeypatch.chdir(place)
    for name, text in (("articles/tolls.txt", ARTICLE), ("evidence/notice.jsonl", EVIDENCE), ("policy.toml", OPEN_POLICY)):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(text, "utf-8")
    (place / "articles" / "tolls.txt.meta.yaml").write_text("date: 2025-03-05\n")
    run("git init -q && git add policy.toml && git commit -qm Policy")
    return place


def script(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def run(command, *, rc=0, **more):
    # as GitHub runs a step
    done = subprocess.run(["bash", "-e", "-c", command], capture_output=True, text=True, check=False, env={**os.environ, **more})
    assert done.returncode == rc, (done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout + done.stderr


def annotate(place):
    """The annotation file of the article, its one claim added by hand: no model takes part."""
    from factcheck.models import Span
    from factcheck.review import AnnotationStore

    article = read_article(place / "articles" / "tolls.txt")
    path = place / "claims" / "tolls.yaml"
    write_annotation(path, article, [], file=place / "articles" / "tolls.txt")
    start = article.text.index("The ports")
    claim = AnnotationStore(path).add_claim([Span(start=start, end=article.text.index(",", start))], by="Tom Ash")
    return path, claim


def commit_refused_until_decided(hook_output):
    """What any of the hooks does: refuse an article without file, then without a decision, then after a change; and let pass otherwise."""
    place = Path.cwd()
    run("git add articles evidence")
    assert "never-checked" in hook_output(1)
    path, claim = annotate(place)
    run("git add claims")
    assert "unchecked-addition" in hook_output(1)
    run(f'factcheck claims decide {path} {claim} --action confirm --by "Ida Roe"')
    run("git add claims")
    hook_output(0)
    run("git commit -qnm Tolls")
    (place / "articles" / "tolls.txt").write_text(ARTICLE.replace("four", "five"))
    run("git add articles")
    assert "text-changed" in hook_output(1)


def test_the_plain_hook(desk, root):
    text = section(root, "Git")
    hook = (root / "docs" / "recipes" / "pre-commit.sh").read_text("utf-8")
    assert blocks(text, "sh") == [hook]
    path = Path(".git/hooks/pre-commit")
    path.parent.mkdir(exist_ok=True)
    path.write_text(hook)
    path.chmod(0o755)
    commit_refused_until_decided(lambda rc: run("git commit --dry-run -q >/dev/null; .git/hooks/pre-commit", rc=123 if rc else 0))
    # the article on disk is put right, what is staged is not: git is refused, and nothing is committed
    Path("articles/tolls.txt").write_text(ARTICLE)
    before = run("git rev-parse HEAD")
    assert "text-changed" in run("git commit -qm Five", rc=1)
    assert run("git rev-parse HEAD") == before
    run("git add articles")
    Path("notes.md").write_text("Nothing to check.\n")
    run("git add notes.md && git commit -qm Notes")


def test_the_hooks_for_pre_commit(desk, root):
    (shipped,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    remote, local = (yaml.safe_load(block)["repos"][0]["hooks"][0] for block in blocks(section(root, "Git"), "yaml"))
    assert shipped["id"] == remote["id"] == local["id"]
    assert shipped["files"] == local["files"]
    assert shlex.split(shipped["entry"]) + remote["args"] == shlex.split(local["entry"])

    def as_pre_commit_runs_it(rc):
        staged = run("git diff --cached --name-only --diff-filter=ACMR").splitlines()
        chosen = [name for name in staged if re.search(shipped["files"], name)]
        assert chosen
        return run(shlex.join([*shlex.split(shipped["entry"]), *remote["args"], *chosen]), rc=rc)

    commit_refused_until_decided(as_pre_commit_runs_it)


def test_the_workflow(desk, root, tmp_path):
    workflow = yaml.safe_load((root / "docs" / "recipes" / "factcheck-gate.yml").read_text("utf-8"))
    steps = {step["name"]: step for step in workflow["jobs"]["gate"]["steps"] if "run" in step}
    assert list(steps) == ["Install", "What changed", "Check", "Gate", "Comment"]
    assert steps["Install"]["run"] == "pip install factcheck-newsroom"  # what the test itself runs on
    assert 'name = "factcheck-newsroom"' in (root / "pyproject.toml").read_text("utf-8")
    summary, temp = tmp_path / "summary.md", tmp_path / "temp"
    temp.mkdir()
    base = run("git rev-parse HEAD").strip()
    # What the runner and the expressions of the workflow would put there.
    around = {"BASE": base, "RUNNER_TEMP": str(temp), "GITHUB_STEP_SUMMARY": str(summary), "NUMBER": "7", "GH_TOKEN": "none"}
    Path("policy.toml").write_text('extends = "default"\n[rule]\nreviewed-share = { level = "off" }\nreviewed-worthy = { level = "off" }\n')
    run("git checkout -qb tolls && git add . && git commit -qm Tolls")
    for name in ("What changed", "Check"):
        run(steps[name]["run"], **around)
    assert (temp / "policy.toml").read_text() == OPEN_POLICY  # not the one that the pull request loosens
    assert Path("reports/tolls.html").stat().st_size > 1000
    annotation = read_annotation(Path("claims/tolls.yaml"))
    assert annotation.claims
    said = run(steps["Gate"]["run"], rc=123, **around)
    assert re.search(r"^::error title=reviewed-share,file=claims/tolls.yaml::", said, re.MULTILINE)
    assert "❌ claims/tolls.yaml may not be published" in summary.read_text("utf-8")
    run(steps["Comment"]["run"], **around)
    told = (tmp_path / "gh-was-told").read_text().split()
    assert told[:5] == ["pr", "comment", "7", "--body-file", str(temp / "gate.md")]
    for claim in annotation.claims:
        run(f'factcheck claims decide claims/tolls.yaml {claim.id} --action confirm --by "Ida Roe" --note "Rang them."')
    run("git add claims && git commit -qm Reviewed")
    run(steps["What changed"]["run"], **around)
    run(steps["Gate"]["run"], **around)
    assert (temp / "changed").read_bytes() == b"articles/tolls.txt\0claims/tolls.yaml\0"


def test_label_studio(desk, root):
    check, bring_in = (block.replace("bridge", "tolls") for block in blocks(section(root, "Label Studio"), "sh"))
    run(check)
    assert Path("reports/tolls.html").exists()
    tasks = json.loads(Path("tolls.label-studio.json").read_text("utf-8"))
    config = blocks((root / "docs" / "annotation-file.md").read_text("utf-8"), "xml")[0]
    regions = {row["id"]: row["value"] for row in tasks[0]["annotations"][0]["result"] if row["type"] == "labels"}
    assert regions
    for number, (region, value) in enumerate(regions.items()):
        place = {"start": value["start"], "end": value["end"], "text": value["text"]}
        for control, kind, answer in (
            ("decision", "choices", {"choices": ["confirm"]}),
            ("note", "textarea", {"text": [f"Rang them, {number}."]}),
        ):
            assert f'name="{control}" toName="text" perRegion="true"' in config
            row = {"id": region, "from_name": control, "to_name": "text", "type": kind, "origin": "manual", "value": {**place, **answer}}
            tasks[0]["annotations"][0]["result"].append(row)
    Path("tolls.reviewed.json").write_text(json.dumps(tasks), "utf-8")
    run(bring_in)
    claims = read_annotation(Path("claims/tolls.yaml")).claims
    assert [(claim.decisions[-1].action, claim.decisions[-1].by) for claim in claims] == [("confirm", "Ida Roe")] * len(claims)
    before = Path("claims/tolls.yaml").read_bytes()
    assert "0 decisions taken over" in run(bring_in)
    assert Path("claims/tolls.yaml").read_bytes() == before


def test_a_decision_that_nothing_can_be_is_refused(tmp_path):
    from factcheck.errors import InputError
    from factcheck.models import Span
    from factcheck.review.interchange.base import Exchange, Item

    item = Item(spans=(Span(start=0, end=4),), action="shrug")
    with pytest.raises(InputError, match="the decision cannot be 'shrug'; it is one of confirm, needs_source, hold, dismiss"):
        import_into(tmp_path / "x.yaml", Exchange(article_id="x", text="Some words.", items=(item,)), by="Ida Roe")
    item = Item(spans=(Span(start=0, end=4),), action="hold", note="Waits.")
    import_into(tmp_path / "x.yaml", Exchange(article_id="x", text="Some words.", items=(item,)), by="Ida Roe")
    (claim,) = read_annotation(tmp_path / "x.yaml").claims
    assert [(one.action, one.note) for one in claim.decisions] == [("hold", "Waits.")]
