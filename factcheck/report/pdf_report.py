"""The report as PDF: the HTML page, printed by a browser that is on this machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from factcheck.errors import OutputError
from factcheck.models import Report
from factcheck.report.base import ALONE, Beside
from factcheck.report.html_report import HtmlRenderer

__all__ = ["BROWSERS", "PdfRenderer", "find_browser"]

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
"""Names on PATH, the first that is there prints. All are Chromium and take the same options."""
_ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
"""Where installers put them on systems that keep programs off PATH."""
_SECONDS = 300
_REMEDY = "install Chromium, Chrome or Edge, or write .html and print it from any browser"
_OPTIONS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    # A draft is confidential: no name is looked up and no address asked, whatever the browser would like to tell its maker.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--no-pdf-header-footer",
)


def find_browser() -> str | None:
    """Path of a browser that can print; None where there is none."""
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    return next((path for path in _ELSEWHERE if Path(path).is_file()), None)


class PdfRenderer:
    """The page as it prints. The only rendering that depends on the machine, and whose bytes differ from run to run."""

    suffixes: tuple[str, ...] = (".pdf",)

    def ready(self) -> None:
        """Tell whether a browser is there.

        Raises:
            OutputError: none is.
        """
        if find_browser() is None:
            raise OutputError(f"a .pdf is printed by a browser, and none was found: {_REMEDY}")

    def render_bytes(self, report: Report, beside: Beside = ALONE) -> bytes:
        """The PDF.

        Raises:
            OutputError: there is no browser, or it does not print within five minutes.
        """
        self.ready()
        browser, page = find_browser() or "", HtmlRenderer().render(report, beside)
        # A browser that was installed as a snap sees no file outside the home folder.
        for parent in (None, Path.home()):
            printed = _print(browser, page, parent)
            if printed is not None:
                return printed
        raise OutputError(f"{browser} printed nothing: update it, or write .html and print it from any browser")


def _print(browser: str, text: str, parent: Path | None) -> bytes | None:
    """The PDF of a page, made in a new folder below `parent`; None where the browser leaves no file."""
    try:
        # A browser that is killed may still hold files of its profile for a moment.
        with tempfile.TemporaryDirectory(prefix="factcheck-pdf-", dir=parent, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            page, printed = folder / "report.html", folder / "report.pdf"
            page.write_text(text, "utf-8", newline="\n")
            options = [*_OPTIONS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}"]
            if sys.platform == "linux" and os.geteuid() == 0:
                options.append("--no-sandbox")  # Chromium refuses to sandbox for root; the page runs no script but ours
            _run([browser, *options, page.as_uri()])
            return printed.read_bytes() if printed.is_file() else None
    except OSError as error:
        raise OutputError(f"the PDF cannot be made: {error.strerror or error}; write .html and print it from any browser") from None


def _run(command: list[str]) -> None:
    environment = {key: value for key, value in os.environ.items() if key.lower() not in {"http_proxy", "https_proxy", "all_proxy"}}
    try:
        process = subprocess.Popen(  # noqa: S603 - the browser that we found, and a file that we wrote
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
        )
    except OSError as error:
        raise OutputError(f"{command[0]} cannot be started ({error.strerror or error}): {_REMEDY}") from None
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise OutputError(f"{command[0]} did not print within {_SECONDS} seconds: {_REMEDY}") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser that still runs, with its helpers."""
    if process.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
