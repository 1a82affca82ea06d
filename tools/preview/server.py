"""Serve rendered pages with the product's strict content policy."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import django_htmx

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)


class Handler(SimpleHTTPRequestHandler):
    """Pages from one folder, static files and fonts from theirs."""

    def __init__(self, *args: object, pages: Path, static: Path, fonts: Path) -> None:
        self.roots = {
            "static/fonts/": fonts,
            "static/django_htmx/": Path(django_htmx.__file__).parent / "static" / "django_htmx",
            "static": static,
            "": pages,
        }
        super().__init__(*args)  # type: ignore[arg-type]  # passed on as the server gave them

    def translate_path(self, path: str) -> str:
        """Find the file in the folder whose prefix fits first."""
        wanted = path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].lstrip("/")
        for prefix, root in self.roots.items():
            if wanted.startswith(prefix):
                return str(root / wanted[len(prefix) :].lstrip("/"))
        return ""

    def do_GET(self) -> None:
        """Answer addresses of views, which do not exist here, with nothing."""
        if self.path.split("?")[0].endswith("/"):
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Add the policy to every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Stay silent; the report is the output."""


@contextmanager
def serving(pages: Path, static: Path, fonts: Path) -> Iterator[str]:
    """Serve on a free port of this machine and give its address."""
    handler = partial(Handler, pages=pages, static=static, fonts=fonts)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
