"""SVG elements as escaped markup."""

from collections.abc import Iterable

from markupsafe import Markup


def element(name: str, *content: Markup | str, **attributes: object) -> Markup:
    """An element. Attribute names are written with ``_`` for ``-``, and ``class_`` for ``class``."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _number(value)) for key, value in attributes.items()
    )
    inner = Markup("").join(part if isinstance(part, Markup) else Markup.escape(part) for part in content)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, inner)


def link(address: str, title: str, *content: Markup) -> Markup:
    """Marks that lead somewhere, with a title for pointers and screen readers."""
    return element("a", element("title", title), *content, href=address)


def drawing(width: int, height: int, title: str, parts: Iterable[Markup], css: str) -> Markup:
    """The whole figure."""
    return element(
        "svg", element("title", title), *parts, viewBox=f"0 0 {width} {height}", class_=f"figure {css}", role="group"
    )


def _number(value: object) -> object:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
