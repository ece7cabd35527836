"""What a request is called where its path must not be: that may name people."""

from __future__ import annotations

from starlette.types import Scope

UNMATCHED = "(none)"


def template(scope: Scope) -> str:
    """Return the path of a request that was routed, with the names of what varies in it.

    >>> from starlette.routing import Route
    >>> parts = {"path_params": {"id": "s"}, "route": Route("/{id}/sources", print)}
    >>> template({"path": "/entities/s/sources", "endpoint": print, **parts})
    '/entities/{id}/sources'
    >>> mounted = {"root_path": "/docs/own", "app_root_path": "", "endpoint": print}
    >>> template({"path": "/docs/own/docs.js", **mounted})
    '/docs/own/…'
    """
    if "endpoint" not in scope:
        return UNMATCHED
    if "app_root_path" in scope:  # a folder of files
        return f"{scope['root_path']}/…"
    path, varying = str(scope["path"]), scope.get("path_params", {})
    if not varying:
        return path
    if "route" not in scope:
        return UNMATCHED
    # A route of a router knows its own part; what comes before it does not vary.
    own = str(scope["route"].path_format)
    end = own.format(**varying)
    return path.removesuffix(end) + own if path.endswith(end) else own
