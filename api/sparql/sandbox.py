"""A process that can open no sockets, start no programs, and use no more memory than it may."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER_MODE = 38, 22, 2
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ARCHITECTURE, NUMBER = 4, 0
"""Where a system call's description holds them (linux/seccomp.h)."""
ALLOW = 0x7FFF0000
DENY = 0x00050000 | errno.EACCES
X32 = 0x40000000
"""Numbers from here on are those of another way to call the same kernel."""
# Architecture → (its number for audits, then socket, connect, socketpair, execve, execveat and
# io_uring_setup, by which the others could be had), from the kernel's tables.
CALLS = {
    "x86_64": (0xC000003E, (41, 42, 53, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 203, 199, 221, 281, 425)),
}


def close_in(memory: int) -> bool:
    """Shut this process in, with at most ``memory`` bytes of its own; there is no way back.

    Return whether sockets are forbidden, which only Linux lets us do.
    """
    _limit(memory)
    known = CALLS.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None:
        return False
    return _forbid(_program(*known))


def _limit(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _program(architecture: int, calls: tuple[int, ...]) -> bytes:
    """Return the filter: a call of another architecture, or one of ``calls``, is denied."""
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 0, len(calls) + 3, architecture),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, len(calls) + 1, 0, X32),
        *((EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, DENY),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _forbid(program: bytes) -> bool:
    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]

    libc = ctypes.CDLL(None, use_errno=True)
    whole = Program(len(program) // 8, program)
    failed = libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return not (failed or libc.prctl(SET_SECCOMP, FILTER_MODE, ctypes.byref(whole), 0, 0))
