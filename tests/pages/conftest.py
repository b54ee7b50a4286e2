"""The pages on a live server, as programs and as Debian's Chromium see them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sahelkg.release import Release
from sahelkg.settings import Settings
from tests.pages.hostile import HOSTILE, crowd, long_document, mixed_document
from tests.server.conftest import LiveServer, running
from tests.server.releases import write_release

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(seed_release: Release) -> Iterator[LiveServer]:
    """A server over the seed's release."""
    with running(seed_release.path, Settings(access_log=False)) as live:
        yield live


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server over a small graph with names and words that try to break pages."""
    folder = tmp_path_factory.mktemp("hostile")
    write_release(folder, HOSTILE)
    with running(folder, Settings(access_log=False)) as live:
        yield live


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server over a graph with a document of five million characters."""
    folder = tmp_path_factory.mktemp("long")
    write_release(folder, long_document())
    with running(folder, Settings(access_log=False)) as live:
        yield live


@pytest.fixture(scope="session")
def crowded_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server over a graph in which one thing has very many members."""
    folder = tmp_path_factory.mktemp("crowded")
    write_release(folder, crowd())
    with running(folder, Settings(access_log=False)) as live:
        yield live


@pytest.fixture(scope="session")
def mixed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server over claims whose objects are of all sorts."""
    folder = tmp_path_factory.mktemp("mixed")
    write_release(folder, mixed_document())
    with running(folder, Settings(access_log=False)) as live:
        yield live


@pytest.fixture
def html(site: LiveServer) -> Iterator[httpx.Client]:
    """A client that accepts HTML, as browsers do."""
    with site.client(headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}) as client:
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("Chromium is not installed (Debian package chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """A browser window at a site, and what went wrong in it."""

    page: Page
    site: str
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Opens an address of the site and waits until it has loaded."""
        answer = self.page.goto(self.site + address, wait_until="load")
        assert answer is None or answer.ok, f"{address}: {answer.status} {self.page.locator('main').inner_text()}"

    @property
    def overhang(self) -> int:
        """By how many pixels the page is wider than the window."""
        found: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return found


Open = Callable[..., Visit]


@pytest.fixture
def window(browser: Browser, site: LiveServer) -> Iterator[Open]:
    """Opens windows; keyword arguments are `width`, `language`, `scripts`, and `at` for another site."""
    with ExitStack() as stack:

        def opened(width: int = 1280, language: str = "en", scripts: bool = True, at: LiveServer | None = None) -> Visit:
            address = (at or site).url
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                locale=language,
                java_script_enabled=scripts,
                permissions=["clipboard-read", "clipboard-write"],
            )
            stack.callback(context.close)
            visit = Visit(context.new_page(), address)
            own = (address, "data:", "blob:")
            visit.page.on("request", lambda one: one.url.startswith(own) or visit.faults.append(f"asked {one.url}"))
            visit.page.on("pageerror", lambda error: visit.faults.append(f"page error: {error}"))
            visit.page.on(
                "console", lambda said: visit.faults.append(f"console: {said.text}") if said.type == "error" else None
            )
            visit.page.on("dialog", lambda dialog: visit.faults.append(f"dialog: {dialog.message}"))
            return visit

        yield opened


@pytest.fixture(scope="session")
def prefixed_site(seed_release: Release) -> Iterator[LiveServer]:
    """A server that is public under a path of another host."""
    with running(seed_release.path, Settings(access_log=False, base_url="https://example.org/graph")) as live:
        yield live
