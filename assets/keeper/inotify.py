"""The kernel's word that something below a path has changed, by inotify(7): no polling."""

import ctypes
import os
import struct

MODIFY = 0x2
CREATE = 0x100
MOVED_TO = 0x80
OVERFLOW = 0x4000
IGNORED = 0x8000
EVENT = struct.Struct("=iIII")
libc = ctypes.CDLL(None, use_errno=True)


def start():
    fd = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    if fd < 0:
        raise _error()
    return fd


def watch(fd, target, mask):
    """Watches what an open descriptor is of; the descriptor may be closed behind it."""
    number = libc.inotify_add_watch(fd, f"/proc/self/fd/{target}".encode(), mask)
    if number < 0:
        raise _error()
    return number


def unwatch(fd, number):
    """The kernel has dropped one whose file is gone: that is no error."""
    libc.inotify_rm_watch(fd, number)


def events(fd):
    """(watch, mask, name) of all that happened since."""
    while True:
        try:
            data = os.read(fd, 1 << 16)
        except BlockingIOError:
            return
        at = 0
        while at < len(data):
            number, mask, _, length = EVENT.unpack_from(data, at)
            at += EVENT.size
            yield number, mask, data[at:at + length].rstrip(b"\0").decode("utf-8", "replace")
            at += length


def _error():
    code = ctypes.get_errno()
    return OSError(code, os.strerror(code))
