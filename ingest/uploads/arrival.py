"""A file while it arrives, part by part."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import IngestError
from ingest.uploads.job_folder import FILE, JobFolder, safe_name


class TooLargeError(IngestError):
    """The upload is larger than uploads may be."""


class Arrival:
    """An upload of this ``name`` on its way into a new folder; at most ``most`` bytes.

    Use it as a context manager: what goes wrong inside leaves nothing behind.
    """

    def __init__(self, folder: JobFolder, name: str, most: int) -> None:
        self.folder, self.name, self.size = folder, name, 0
        self._most = most
        self.check(0)
        place = folder.path / FILE
        place.mkdir(mode=0o700, parents=True)
        self.path: Path = place / safe_name(name)
        self._file = self.path.open("xb")

    def check(self, more: int) -> None:
        """Raise TooLargeError when so many more bytes are too many."""
        if self.size + more > self._most:
            raise TooLargeError(
                f"the file has more than {self._most:,} bytes: split it, or raise the setting "
                "upload_size."
            )

    def write(self, part: bytes) -> None:
        """Write the next part to disk. Raises TooLargeError."""
        self.check(len(part))
        self._file.write(part)
        self.size += len(part)

    def close(self) -> None:
        """All of it is here."""
        self._file.close()

    def told(self, error: Exception) -> str:
        """Return what an error says, without where the upload is kept."""
        return str(error).replace(f"{self.path.parent}/", "")

    def __enter__(self) -> Arrival:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close()
        if kind is not None:
            self.folder.remove()
