"""What must not happen in a page, whatever it shows."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

OWN = ("data:", "blob:")


class Watch:
    """Keeps what goes wrong in the pages of ``context``, which are those of ``address``."""

    def __init__(self, address: str, context: BrowserContext) -> None:
        self._allowed = (f"{address}/", *OWN)
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        context.on("console", self._said)
        context.on("weberror", self._thrown)
        context.on("request", self._asked)

    def check(self) -> None:
        """Fail when a script threw or complained, or something was asked of another host."""
        assert not self.errors, "errors in the page:\n" + "\n".join(self.errors)
        assert not self.elsewhere, "asked of other hosts:\n" + "\n".join(self.elsewhere)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _thrown(self, error: WebError) -> None:
        self.errors.append(str(error.error))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self._allowed):
            self.elsewhere.append(request.url)
