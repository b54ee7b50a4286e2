"""The pages' own files: style sheet, scripts, pictures, and what was vendored at build time."""

import mimetypes
from collections.abc import Awaitable, Callable

from fastapi import Response

from sahelkg.server.errors import NotFound
from sahelkg.server.pages.page import Page
from sahelkg.server.pages.rendering import STATIC

Sender = Callable[[Page], Awaitable[Response]]

_SERVED = {".css", ".js", ".svg", ".png", ".txt", ".webmanifest"}
_TEXTS = {".css": "text/css", ".js": "text/javascript", ".txt": "text/plain", ".svg": "image/svg+xml"}


async def send(page: Page) -> Response:
    """``/static/{path}``. Only files that the folder itself lists are sent: no path of a request is ever followed."""
    name = page.path["path"]
    files = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.suffix in _SERVED}
    if name not in files:
        raise NotFound("There is no such file.")
    file = files[name]
    kind = _TEXTS.get(file.suffix)
    media_type = f"{kind}; charset=utf-8" if kind else mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(file.read_bytes(), media_type=media_type)
