"""Opening what others packed: whatever is in there, it neither blows up nor reaches out."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.archives import DEFAULT, Contents, Limits, allow
from ingest.cordis import CordisFormat
from ingest.errors import UnreadableSourceError
from ingest.formats import recognise

TIGHT = Limits(size=1 << 20, members=5, ratio=20, depth=2, small=1 << 10)
ZEROS = bytes(1 << 19)


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def unpacked(path: Path, limits: Limits = TIGHT) -> dict[str, bytes]:
    contents = Contents(path, limits)
    found = {}
    for name in contents.names:
        with contents.open(name) as stream:
            found[name] = stream.read()
    return found


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@given(st.dictionaries(st.sampled_from("abcd"), st.binary(max_size=900), min_size=1))
def test_what_was_packed_comes_out(
    tmp_path_factory: pytest.TempPathFactory, members: dict[str, bytes]
) -> None:
    members = {name: b"." + content for name, content in members.items()}
    folder = tmp_path_factory.mktemp("packed")
    for name, content in members.items():
        written(folder / name, content)
    assert unpacked(folder) == members
    archive = zipped(folder.with_suffix(".zip"), **members)
    assert unpacked(archive) == members
    digest = Contents(folder).digest()
    assert Contents(archive).digest() == digest
    written(folder / "more", b".")
    assert Contents(folder).digest() != digest


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda b: gzip.compress(gzip.compress(b))])
def test_a_file_is_an_archive_of_one(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = written(tmp_path / "plain.csv.gz", pack(b"a,b\n"))
    assert unpacked(path) == {"plain.csv": b"a,b\n"}
    assert Contents(path).head("plain.csv", 2) == b"a,"


def test_a_gzip_file_in_a_zip_is_unpacked_too(tmp_path: Path) -> None:
    path = zipped(tmp_path / "dump.zip", **{"dump.NT.gz": gzip.compress(b"<a> <b> <c> .\n")})
    assert unpacked(path) == {"dump.NT.gz": b"<a> <b> <c> .\n"}
    assert Contents(path).matching(".nt") == ["dump.NT.gz"]


def test_what_a_computer_adds_to_a_zip_is_no_member(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"__MACOSX/._a.csv": b"", "folder/": b"", "a.csv": b"1"})
    assert Contents(path).names == ("a.csv",)


def test_a_folder_is_one_whatever_it_is_called_and_holds(tmp_path: Path) -> None:
    folder = tmp_path / "folder.zip"
    (folder / "below").mkdir(parents=True)
    for name in ("one.zip", "two.zip"):
        zipped(folder / name, a=b"1")
    assert Contents(folder).names == ("one.zip", "two.zip")
    assert Contents(folder).head("one.zip", 2) == b"PK"


def test_as_much_as_may_be_is_taken(tmp_path: Path) -> None:
    """What packs well, as long as it is small, and what is large and packs badly."""
    small, most = bytes(TIGHT.small), Random(0).randbytes(TIGHT.size - TIGHT.small)
    members = {"small": small, "large": most, "a": b"", "b": b"", "c": b""}
    assert unpacked(zipped(tmp_path / "full.zip", **members)) == members


def test_an_empty_zip_holds_nothing(tmp_path: Path) -> None:
    assert Contents(zipped(tmp_path / "empty.zip")).names == ()


def bomb(path: Path) -> Path:
    return zipped(path, zeros=ZEROS)


def lying_bomb(path: Path) -> Path:
    """A ZIP whose directory says that its member is small."""
    content = bomb(path).read_bytes()
    real, said = len(ZEROS).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    return written(path, content.replace(real, said))


def encrypted(path: Path) -> Path:
    """A ZIP whose entries are marked as encrypted."""
    content = bytearray(zipped(path, secret=b"x" * 100).read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return written(path, bytes(content))


def linked(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return path


def nested(path: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", "1")
    return zipped(path, **{"inner.ZIP": inner.getvalue(), "read.me": b"x"})


def zips_alone(path: Path) -> Path:
    return zipped(path, **{"one.zip": b"", "two.ZIP": b""})


def thrice(path: Path) -> Path:
    return written(path, gzip.compress(gzip.compress(gzip.compress(b"1"))))


def cut(path: Path) -> Path:
    return written(path, gzip.compress(bytes(range(256)) * 9)[:-20])


def filled(path: Path) -> Path:
    """A folder of six files."""
    path.mkdir()
    for number in range(6):
        (path / str(number)).touch()
    return path


def hidden_bomb(path: Path) -> Path:
    """A bomb whose inner packing takes as much as what it holds."""
    return written(path, gzip.compress(gzip.compress(ZEROS, compresslevel=0)))


def twice(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", "2")
    return path


HOSTILE: list[tuple[str, Callable[[Path], Path], str]] = [
    ("bomb.zip", bomb, "zeros unpacks to more than 20 times its packed size"),
    ("lying.zip", lying_bomb, "zeros cannot be read"),
    ("bomb.gz", lambda p: written(p, gzip.compress(ZEROS)), "more than 20 times its packed size"),
    ("hidden.gz", hidden_bomb, "more than 20 times its packed size"),
    ("large.csv", lambda p: written(p, ZEROS * 3), "more than the limit of 1,048,576 bytes"),
    ("many.zip", lambda p: zipped(p, **{str(n): b"" for n in range(6)}), "6 members, the limit is"),
    ("many", filled, "6 members, the limit is"),
    ("up.zip", lambda p: zipped(p, **{"../../evil": b"1"}), "'../../evil' points outside"),
    ("inside.zip", lambda p: zipped(p, **{"a/../../b": b"1"}), "points outside"),
    ("root.zip", lambda p: zipped(p, **{"/etc/passwd": b"1"}), "'/etc/passwd' points outside"),
    ("drive.zip", lambda p: zipped(p, **{"C:evil": b"1"}), "points outside"),
    ("windows.zip", lambda p: zipped(p, **{"a\\..\\b": b"1"}), "points outside"),
    ("link.zip", linked, "'link' points outside"),
    ("secret.zip", encrypted, "secret is encrypted; unpack it with its password first"),
    ("nested.zip", nested, "inner.ZIP is a ZIP in a ZIP; unpack it first"),
    ("zips.zip", zips_alone, "holds nothing but ZIPs; unpack it first, and name what is inside"),
    ("deep.gz", thrice, "packed more than 2 times; unpack it first"),
    ("cut.gz", cut, "cut cannot be read .* Download it again"),
    ("no.zip", lambda p: written(p, b"no archive"), "cannot be read .* Download it again"),
    ("twice.zip", twice, "two members called 'a'"),
]


@pytest.mark.parametrize(("name", "make", "message"), HOSTILE, ids=[name for name, *_ in HOSTILE])
def test_what_is_hostile_or_damaged_is_refused(
    tmp_path: Path, name: str, make: Callable[[Path], Path], message: str
) -> None:
    path = make(tmp_path / name)
    with pytest.raises(UnreadableSourceError, match=f"{name}: .*{message}"):
        unpacked(path)


def test_a_bomb_that_says_so_is_not_even_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="zeros unpacks to more than 20 times"):
        Contents(bomb(tmp_path / "bomb.zip"), TIGHT)


def test_the_members_of_a_zip_count_together(tmp_path: Path) -> None:
    path = tmp_path / "three.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in "abc":
            archive.writestr(name, ZEROS)
    with pytest.raises(UnreadableSourceError, match=r"the archive unpacks .* archive_size"):
        Contents(path, TIGHT)


def test_nothing_and_no_such_member_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="no such file or folder; check the path"):
        Contents(tmp_path / "nothing")
    path = zipped(tmp_path / "a.zip", a=b"1")
    with pytest.raises(UnreadableSourceError, match="no member 'b'; there are a"):
        Contents(path).head("b")


def test_a_text_that_ends_in_a_zip_is_a_text(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", a=b"1").read_bytes()
    path = written(tmp_path / "a.csv", b"a,b\n" + archive)
    assert Contents(path).names == ("a.csv",)


def test_an_archive_is_checked_for_readers_of_their_own(tmp_path: Path) -> None:
    Contents(zipped(tmp_path / "book.xlsx", sheet=b"1"), TIGHT).check()
    path = written(tmp_path / "book2.xlsx", lying_bomb(tmp_path / "bomb.zip").read_bytes())
    with pytest.raises(UnreadableSourceError, match="zeros cannot be read"):
        Contents(path, TIGHT).check()


def test_what_is_wrong_with_an_archive_is_said_when_no_format_is_known(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="secret is encrypted"):
        recognise(encrypted(tmp_path / "secret.zip"), [])


def test_the_limits_that_are_allowed_hold_for_every_format(tmp_path: Path) -> None:
    path = zipped(tmp_path / "many.zip", **{str(number): b"" for number in range(6)})
    allow(TIGHT)
    try:
        with pytest.raises(UnreadableSourceError, match="raise the setting archive_members"):
            CordisFormat().info(path)
    finally:
        allow(DEFAULT)
    assert len(Contents(path).names) == 6


def test_a_member_without_a_name_is_refused(tmp_path: Path) -> None:
    named = zipped(tmp_path / "a.zip", xx=b"name\nAlpha\n").read_bytes()
    directory = named.rindex(b"PK\x01\x02")
    nameless = bytearray(named[:directory] + named[directory:].replace(b"xx", b""))
    nameless[directory + 28] = 0  # the length of the name
    nameless[-10] -= 2  # the length of the directory
    path = written(tmp_path / "b.zip", bytes(nameless))
    with pytest.raises(UnreadableSourceError, match="a member without a name; unpack it first"):
        unpacked(path)


def test_a_name_in_no_encoding_is_damage(tmp_path: Path) -> None:
    named = zipped(tmp_path / "a.zip", **{"š": b"name\nAlpha\n"}).read_bytes()
    path = written(tmp_path / "b.zip", named.replace("š".encode(), b"\xe3a", 1))
    with pytest.raises(UnreadableSourceError, match="is damaged"):
        unpacked(path)
