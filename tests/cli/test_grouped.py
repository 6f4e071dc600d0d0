"""Options declared once and taken by several verbs as one value."""

from dataclasses import dataclass, field
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from factcheck.cli.grouped import grouped

Port = Annotated[int, typer.Option("--port", min=1, help="Where to listen.")]


@dataclass(frozen=True, kw_only=True)
class Where:
    host: Annotated[str, typer.Option("--host", help="On which machine.")]
    port: Port = 80
    names: Annotated[list[str] | None, typer.Option("--name")] = None


def application(seen):
    app = typer.Typer()

    @app.command()
    @grouped
    def listen(what: Annotated[str, typer.Argument()], loud: Annotated[bool, typer.Option("--loud")] = False, *, where: Where) -> None:
        """Listen."""
        seen.append((what, loud, where))

    return app


def test_a_verb_is_called_with_its_groups_filled_in():
    seen = []
    run = CliRunner().invoke(application(seen), ["bells", "--host", "here", "--name", "a", "--name", "b", "--loud"])
    assert run.exit_code == 0, run.output
    assert seen == [("bells", True, Where(host="here", port=80, names=["a", "b"]))]


@pytest.mark.parametrize("arguments", [["bells"], ["bells", "--host", "here", "--port", "0"]])
def test_required_and_limited_options_stay_so(arguments):
    seen = []
    assert CliRunner().invoke(application(seen), arguments).exit_code == 2
    assert not seen


def test_the_help_names_every_option():
    shown = CliRunner().invoke(application([]), ["--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
    assert all(part in shown for part in ("--host", "--port", "--name", "--loud", "Where to listen.", "80"))


def test_a_default_that_help_cannot_show_is_refused():
    @dataclass(frozen=True, kw_only=True)
    class Bad:
        names: Annotated[list[str], typer.Option("--name")] = field(default_factory=list)

    def verb(*, bad: Bad) -> None: ...

    verb.__annotations__ = {"bad": Bad, "return": None}
    with pytest.raises(TypeError, match="names"):
        grouped(verb)
