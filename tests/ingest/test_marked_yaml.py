"""YAML with lines: what is read, and what is refused."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableSourceError
from ingest.marked_yaml import load


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "source.yaml"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("country: NO", {"country": "NO"}),
        ("a: yes\nb: true", {"a": "yes", "b": True}),
        ("a: 2016\nb: 2016-06-08\nc: 1.5", {"a": 2016, "b": "2016-06-08", "c": 1.5}),
        ("a: 01\nb: 0x10\nc: 1_000", {"a": "01", "b": "0x10", "c": "1_000"}),
        ("a:\nb: ~\nc: ''", {"a": None, "b": None, "c": ""}),
        ("\ufeffa: 1", {"a": 1}),
        ("", None),
    ],
)
def test_scalars_as_in_yaml_1_2(file: Path, text: str, value: object) -> None:
    file.write_text(text, encoding="utf-8")
    assert load(file).value == value


def test_lines(file: Path) -> None:
    file.write_text("a: 1\n\nb:\n- x\n- {c: 2,\n   d: 3}\n", encoding="utf-8")
    document = load(file)
    assert document.line(("b", 0)) == 4
    assert document.line(("b", 1, "d")) == 6
    assert document.line(("b", 1, "unknown", 7)) == 5
    assert document.line(("unknown",)) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: *a", "line 2"),
        ("a: &x [1]\nb: *x", "line 2: an alias (*) is not allowed"),
        ("a: 1\na: 2", "line 2: the key 'a' is there twice"),
        ("a: !!python/name:os.system x", "line 1: the tag"),
        ("a: [1\nb: 2", "line 2"),
        ("? [a]\n: b", "line 1: a key must be text"),
        ("[" * 100_000, "line 1: this is nested too deeply"),
        ("a: 1\n---\nb: 2", "line 2"),
    ],
)
def test_refused_with_the_line(file: Path, text: str, message: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSourceError) as error:
        load(file)
    assert message in str(error.value)
    assert str(file) in str(error.value)


def test_not_utf_8(file: Path) -> None:
    file.write_bytes(b"a: \xff")
    with pytest.raises(UnreadableSourceError, match="byte 3 is not UTF-8"):
        load(file)


def test_missing(file: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="cannot be read"):
        load(file)


_TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=10,
)


@given(value=_PLAIN)
def test_reads_what_was_written(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    file = tmp_path_factory.mktemp("yaml") / "source.yaml"
    text = yaml.dump(value, Dumper=_Plain, allow_unicode=True)
    file.write_text(text, encoding="utf-8", newline="")
    assert load(file).value == value


class _Plain(yaml.SafeDumper):
    """Quotes every text and repeats nothing by alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Plain.add_representer(str, _quoted)
