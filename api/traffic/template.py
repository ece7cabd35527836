"""What a request is called where its path must not be: that may name people."""

from __future__ import annotations

from starlette.types import Scope

UNMATCHED = "(none)"


def template(scope: Scope) -> str:
    """Return the path of a request that was routed, with the names of what varies in it.

    >>> params = {"kind": "project", "slug": "laser-go"}
    >>> template({"path": "/id/project/laser-go", "path_params": params, "endpoint": print})
    '/id/{kind}/{slug}'
    >>> mounted = {"root_path": "/docs/own", "app_root_path": "", "endpoint": print}
    >>> template({"path": "/docs/own/docs.js", **mounted})
    '/docs/own/…'
    """
    if "endpoint" not in scope:
        return UNMATCHED
    if "app_root_path" in scope:  # a folder of files
        return f"{scope['root_path']}/…"
    path, end = str(scope["path"]), len(scope["path"])
    for name, value in reversed(scope.get("path_params", {}).items()):
        end = path.rfind(str(value), 0, end)
        if end < 0:
            return UNMATCHED
        path = f"{path[:end]}{{{name}}}{path[end + len(str(value)) :]}"
    return path
