"""`run.py`: what is set up once stays set up, and what is stopped leaves nothing running."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import run
from tests.conftest import require

ROOT = Path(run.__file__).parent


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to set something up in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def step_that_counts(checkout: Path, download: str = "") -> run.Step:
    """Appends a line to `result` each time it runs."""
    (checkout / "source").write_text("1")
    program = "open('result', 'a').write('ran\\n'); print('now running')"
    return run.Step("count", [[sys.executable, "-c", program]], "result", ("source",), download)


def runs(checkout: Path) -> int:
    return len((checkout / "result").read_text().splitlines())


def test_a_step_runs_once(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    step = step_that_counts(checkout)
    run.prepare([step])
    capfd.readouterr()
    run.prepare([step])
    assert runs(checkout) == 1
    assert capfd.readouterr().out == ""


def test_a_step_runs_again_when_its_source_changes(checkout: Path) -> None:
    step = step_that_counts(checkout)
    run.prepare([step])
    (checkout / "source").write_text("2")
    run.prepare([step])
    assert runs(checkout) == 2


def test_a_step_runs_again_when_its_result_is_gone(checkout: Path) -> None:
    step = step_that_counts(checkout)
    run.prepare([step])
    (checkout / "result").unlink()
    run.prepare([step])
    assert runs(checkout) == 1


def test_a_download_is_announced_before_it_starts(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run.prepare([step_that_counts(checkout, download="about 7 MB into here")])
    out = capfd.readouterr().out
    assert 0 < out.index("about 7 MB into here") < out.index("now running")


def test_a_failed_step_is_named_and_tried_again(checkout: Path) -> None:
    good = step_that_counts(checkout)
    bad = good._replace(commands=[*good.commands, [sys.executable, "-c", "raise SystemExit(4)"]])
    with pytest.raises(SystemExit, match=r"count failed: .* ended with code 4"):
        run.prepare([bad])
    assert run.is_due(bad)


def fake_tool(folder: Path, name: str, says: str) -> None:
    """A program `name` on the path that only says its version."""
    program = folder / name
    program.write_text(f"#!/bin/sh\necho '{says}'\n")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("version", "good"), [("v18.20.4", False), ("v20.0.0", True), ("v24.19.0", True)]
)
def test_node_comes_from_a_wheel_where_the_system_has_no_good_one(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, version: str, good: bool
) -> None:
    explorer = checkout / run.EXPLORER
    explorer.mkdir(parents=True)
    (explorer / "package.json").write_text("{}")
    fake_tool(checkout, "node", version)
    fake_tool(checkout, "npm", "10.0.0")
    monkeypatch.setenv("PATH", str(checkout), prepend=":")
    steps = list(run.needed("explore"))
    assert (run.NODE in steps) is not good
    assert run.PAGE in steps


def test_without_maven_the_rest_is_still_set_up(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(checkout))
    steps = list(run.needed("test"))
    assert run.NEO4J not in steps
    assert run.TEST_TOOLS in steps
    assert "No Maven" in capsys.readouterr().out


def test_java_comes_from_a_wheel_where_the_system_has_no_good_one(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_tool(checkout, "mvn", "Apache Maven 3.9.1")
    fake_tool(checkout, "java", 'openjdk version "11.0.2"')
    monkeypatch.setenv("PATH", str(checkout), prepend=":")
    assert list(run.needed("neo4j"))[-2:] == [run.JAVA, run.NEO4J]


def test_chromium_is_found_on_the_path_or_named(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LUMIGRAPH_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(checkout))
    assert run.find_chromium() is None
    fake_tool(checkout, "google-chrome", "Chrome 156")
    assert run.find_chromium() == str(checkout / "google-chrome")
    fake_tool(checkout, "mine", "Chromium 156")
    monkeypatch.setenv("LUMIGRAPH_CHROMIUM", str(checkout / "mine"))
    assert run.find_chromium() == str(checkout / "mine")
    assert run.CHROMIUM.name not in [step.name for step in run.needed("test")]


@pytest.mark.parametrize(
    ("system", "user", "sudo", "before"),
    [
        ("debian", 0, None, []),
        ("debian", 1000, 0, ["sudo", "--non-interactive"]),
        ("debian", 1000, 1, None),
        ("fedora", 0, None, None),
    ],
)
def test_chromium_comes_from_debian_where_we_may_install(
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    user: int,
    sudo: int | None,
    before: list[str] | None,
) -> None:
    monkeypatch.delenv("LUMIGRAPH_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(checkout))
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": system})
    monkeypatch.setattr(os, "geteuid", lambda: user)
    if sudo is not None:
        fake_tool(checkout, "sudo", f"'; exit {sudo}; '")
    found = [step for step in run.needed("test") if step.name == "Chromium"]
    if before is None:
        assert found == []
        return
    start = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    assert all(command[: len(start)] == start for command in found[0].commands)
    assert "240 MB" in found[0].download


def test_help_and_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"run.py {command}" in out for command in run.RUN)
    assert run.main(["exlpore"]) == 2


# A program that starts another one, which would run for a minute.
FAMILY = """
import signal, subprocess, sys
{first}
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
print('started', flush=True)
{then}
"""


def start_family(then: str, first: str = "", patience: float = 20.0) -> subprocess.Popen[str]:
    """Run the family as `run.py` would; all of it holds on to our end of the pipe."""
    family = FAMILY.format(then=then, first=first)
    code = f"import run, sys; sys.exit(run.call([sys.executable, '-c', {family!r}], {patience}))"
    command = [sys.executable, "-c", code]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


def wait_until_all_have_ended(family: subprocess.Popen[str]) -> int:
    """The exit code; a process that is left running would keep the pipe open."""
    family.communicate(timeout=15)
    return family.returncode


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_whole_family(number: signal.Signals) -> None:
    with start_family(then="child.wait()") as family:
        assert family.stdout is not None
        assert family.stdout.readline() == "started\n"
        family.send_signal(number)
        assert wait_until_all_have_ended(family) == 128 + number


def test_a_second_ctrl_c_ends_by_force() -> None:
    deaf = "signal.signal(signal.SIGINT, signal.SIG_IGN)"
    with start_family(then="child.wait()", first=deaf) as family:
        assert family.stdout is not None
        assert family.stdout.readline() == "started\n"
        family.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            family.wait(timeout=0.5)
        family.send_signal(signal.SIGINT)
        assert wait_until_all_have_ended(family) == 128 + signal.SIGINT


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(SystemExit, match=r"no-such-program cannot be started"):
        run.call(["no-such-program"])


@pytest.mark.parametrize("first", ["", "signal.signal(signal.SIGTERM, signal.SIG_IGN)"])
def test_what_a_program_leaves_behind_is_ended(first: str) -> None:
    with start_family(then="sys.exit(3)", first=first, patience=0.5) as family:
        assert wait_until_all_have_ended(family) == 3


def test_a_second_start_sets_nothing_up_and_needs_no_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    ready = not any(run.is_due(step) for step in run.needed("test"))
    require("A checkout that is set up", ready, "`python run.py test` does it")
    nowhere = "http://127.0.0.1:9"
    offline = {"PIP_NO_INDEX": "1", "http_proxy": nowhere, "https_proxy": nowhere}
    command = [sys.executable, "run.py", "test", "--version"]
    second = subprocess.run(command, env={**os.environ, **offline}, capture_output=True, text=True)
    assert second.returncode == 0, second.stderr
    assert (second.stdout + second.stderr).splitlines()[0].startswith("pytest ")


def test_there_is_fuzzing_where_the_fuzzer_is_built(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    assert run.FUZZER not in run.needed("torture")
    assert "Nothing will be fuzzed: atheris is built for Linux on x86-64" in capsys.readouterr().out
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(sys, "platform", "linux")
    assert run.FUZZER in run.needed("torture")
