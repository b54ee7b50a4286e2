"""The one place that makes addresses. Links carry a host only where the public one is configured, so that no other leaks."""

from urllib.parse import quote, urlencode, urlsplit

from sahelkg.server.exchange import Exchange


class Urls:
    """Addresses under the configured public base, or relative where there is none; `prefix` is the base's path."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url.rstrip("/")
        self.prefix = urlsplit(self._base).path

    def strip_prefix(self, exchange: Exchange) -> None:
        """Takes the base's path off the request's where the proxy has left it on."""
        if self.prefix and exchange.path.startswith(self.prefix + "/"):
            exchange.path = exchange.path[len(self.prefix) :]

    def to(self, path: str, **parameters: str | None) -> str:
        """The address of a path of this service; parameters that are None are left out."""
        given = {name: value for name, value in parameters.items() if value is not None}
        return self._base + quote(path, safe="/-._~:") + (f"?{urlencode(given)}" if given else "")

    def entity(self, slug: str) -> str:
        """The address that describes a thing."""
        return self.to(f"/entity/{slug}")

    def absolute(self, exchange: Exchange, path: str) -> str:
        """A full address, from the request's Host header where no base is configured. Never to be kept in a cache."""
        if self._base:
            return self._base + path
        host = next((value for name, value in exchange.scope["headers"] if name == b"host"), b"localhost").decode("latin-1")
        safe = host if all(char.isalnum() or char in ".-:[]" for char in host) else "localhost"
        return f"{exchange.scope.get('scheme', 'http')}://{safe}{path}"
