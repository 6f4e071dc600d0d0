"""Options that go together, declared once as a frozen dataclass and taken by several verbs as one value."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable
from typing import get_type_hints

__all__ = ["grouped"]


def grouped(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb an option for every field of the dataclasses among its parameters; it is called with these dataclasses, filled in.

    Typer reads the signature, so a field's type is that of an option (`Annotated[..., typer.Option(...)]`), and its default the option's.
    """
    hints = get_type_hints(verb, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if inspect.isclass(hint) and dataclasses.is_dataclass(hint)}
    parameters: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(verb).parameters.items():
        if name in groups:
            parameters += _options(groups[name])
        else:
            parameters.append(parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY))

    @functools.wraps(verb)
    def called(**given: object) -> None:
        filled = {
            name: group(**{field.name: given.pop(field.name) for field in dataclasses.fields(group)}) for name, group in groups.items()
        }
        verb(**given, **filled)

    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return called


def _options(group: type) -> list[inspect.Parameter]:
    types = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=_default(field), annotation=types[field.name])
        for field in dataclasses.fields(group)
    ]


def _default(field: dataclasses.Field[object]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        raise TypeError(f"{field.name}: the default of an option is a value, as typer shows it in the help")
    return inspect.Parameter.empty if field.default is dataclasses.MISSING else field.default
