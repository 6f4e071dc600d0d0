from __future__ import annotations

import os
import stat
import sys

import pytest
import report_fixture as fixture
from test_report_browser import CHROMIUM

from factcheck.errors import OutputError
from factcheck.report import check_ready, pdf_report, render_bytes


def browser(folder, monkeypatch, script):
    """A stand-in for the browser, alone on PATH."""
    path = folder / "chromium"
    path.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(pdf_report, "_ELSEWHERE", ())


PRINTS = """
options = dict(argument[2:].split("=", 1) for argument in sys.argv if argument.startswith("--") and "=" in argument)
page = sys.argv[-1].removeprefix("file://")
Path(options["print-to-pdf"]).write_text("\\n".join(["%PDF", Path(page).read_text("utf-8"), *sys.argv]), "utf-8")
"""


def test_without_a_browser_one_line_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf_report, "_ELSEWHERE", ())
    for act in (lambda: check_ready("pdf"), lambda: render_bytes(fixture.report(), "pdf")):
        with pytest.raises(OutputError, match="install Chromium, Chrome or Edge") as caught:
            act()
        assert "\n" not in str(caught.value)


def test_the_browser_gets_the_page_and_no_network(monkeypatch, tmp_path):
    browser(tmp_path, monkeypatch, PRINTS)
    printed = render_bytes(fixture.report(), "pdf").decode()
    assert printed.startswith("%PDF\n<!DOCTYPE html>") or printed.lower().startswith("%pdf\n<!doctype html>")
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in printed
    assert "--headless=new" in printed
    assert ("--no-sandbox" in printed) == (os.name == "posix" and os.geteuid() == 0)
    profile = next(line for line in printed.split("\n") if line.startswith("--user-data-dir=")).split("=", 1)[1]
    assert not os.path.exists(profile)  # noqa: PTH110


def test_a_browser_that_prints_nothing_or_hangs_is_told(monkeypatch, tmp_path):
    browser(tmp_path, monkeypatch, "sys.exit(0)")
    with pytest.raises(OutputError, match="printed nothing"):
        render_bytes(fixture.report(), "pdf")
    browser(tmp_path, monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setattr(pdf_report, "_SECONDS", 0.5)
    with pytest.raises(OutputError, match="did not print"):
        render_bytes(fixture.report(), "pdf")


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_real_browser_prints_the_page():
    printed = render_bytes(fixture.report(), "pdf")
    assert printed.startswith(b"%PDF-")
    assert b"%%EOF" in printed[-1024:]
    assert len(printed) > 20_000
