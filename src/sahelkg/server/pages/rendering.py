"""Templates. Everything that comes from the graph is escaped, always."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context

from sahelkg.server.pages.words import LANGUAGES, words

SERVER = Path(__file__).parent.parent
STATIC = SERVER / "static"


@cache
def static_version(name: str) -> str:
    """A short digest of a static file, so that its address changes with it; empty when it is not there."""
    file = STATIC / name
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.is_file() else ""


def opening(text: str) -> str:
    """A text that begins a line: with a capital letter."""
    return text[:1].upper() + text[1:]


class _Context(Context):
    def call(self, callee: Any, /, *arguments: Any, _block_vars: Any = None, _loop_vars: Any = None, **named: Any) -> Any:
        """Calls what a template calls, without asking first whether it wants the context: nothing here does.

        Asking takes a third of the time that a page of many claims takes to be written.
        """
        return callee(*arguments, **named)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(SERVER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.context_class = _Context
    environment.globals["static_version"] = static_version
    environment.filters["opening"] = opening
    return environment


def prepare() -> None:
    """Compiles the templates and reads the words, which would otherwise keep the first reader of each page waiting."""
    for language in LANGUAGES:
        words(language)
    for name in _environment().list_templates():
        _environment().get_template(name)


def render(template: str, **context: Any) -> str:
    """A template with its context."""
    page = context["page"]
    return _environment().get_template(template).render(t=page.words, url=page.url, language=page.language, **context)
