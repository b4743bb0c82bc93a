"""The archive of closed segments: /store/logs/<lane>/<file>.zst, one whole zstd frame each, which tells the segment's size.

A file that is being written starts with a dot and is locked by its writer: one that nobody holds was left by a crash.
"""

import contextlib
import fcntl
import os
import shutil
import struct
import subprocess

import binlog
import durable
import layout
from failure import Failure

FOLDER = f"{layout.ROOT}/logs"
LEVEL = "9"
SUFFIX = ".zst"
MAGIC = 0xFD2FB528
CHUNK = 1 << 20


def folder(lane):
    return f"{FOLDER}/{layout.checked(lane)}"


def path(lane, file):
    return f"{folder(lane)}/{binlog.checked(file)}{SUFFIX}"


def prepare():
    """Makes the folder, and removes what a crash left half-written."""
    os.makedirs(FOLDER, mode=0o700, exist_ok=True)
    for lane in _folders():
        for name in os.listdir(f"{FOLDER}/{lane}"):
            if name.startswith("."):
                with contextlib.suppress(OSError):
                    _remove_unless_held(f"{FOLDER}/{lane}/{name}")


def _remove_unless_held(temporary):
    fd = os.open(temporary, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(temporary)
    finally:
        os.close(fd)


def lanes():
    return sorted(lane for lane in _folders() if files(lane))


def _folders():
    return [name for name in os.listdir(FOLDER) if layout.NAME.fullmatch(name) and os.path.isdir(f"{FOLDER}/{name}")]


def files(lane):
    """Oldest first."""
    try:
        found = os.listdir(folder(lane))
    except FileNotFoundError:
        return []
    whole = [name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)]
    return sorted((file for file in whole if binlog.SEGMENT.fullmatch(file)), key=binlog.number)


def about(lane, file):
    """(size of the segment, bytes on disk), or null where it isn't there."""
    try:
        with open(path(lane, file), "rb") as packed:
            return _content_size(packed.read(18)), os.fstat(packed.fileno()).st_blocks * 512
    except FileNotFoundError:
        return None


def about_or_damaged(lane, file):
    """The same, with the size 0 for one whose beginning is damaged: nothing of it can be read, and the others can."""
    try:
        return about(lane, file)
    except (Failure, struct.error, IndexError):
        return 0, os.stat(path(lane, file)).st_blocks * 512


def _content_size(head):
    """RFC 8878, 3.1.1.1: magic, descriptor, window, dictionary, size."""
    magic, descriptor = struct.unpack_from("<IB", head)
    if magic != MAGIC:
        raise Failure("store-unavailable", "a file of the log's archive is damaged")
    single = descriptor & 0x20
    at = 5 + (0 if single else 1) + (0, 1, 2, 4)[descriptor & 3]
    kind = descriptor >> 6
    if kind == 0 and not single:
        raise Failure("store-unavailable", "a file of the log's archive doesn't tell its size")
    size = int.from_bytes(head[at:at + (1, 2, 4, 8)[kind]], "little")
    return size + 256 if kind == 1 else size


def pack(lane, file, fd, size):
    """Writes a segment's first `size` bytes: beside, synced, renamed. Compresses behind everything else that wants the processor or the disk."""
    os.makedirs(folder(lane), mode=0o700, exist_ok=True)
    target = path(lane, file)
    temporary = f"{folder(lane)}/.{file}.{os.urandom(4).hex()}"
    output = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(output, fcntl.LOCK_EX)
        os.lseek(fd, 0, os.SEEK_SET)
        program = ["zstd", "-q", "-c", f"-{LEVEL}", "--long=27", f"--stream-size={size}"]
        done = subprocess.run(
            ["nice", "-n", "10", "ionice", "-c", "3", *program], stdin=fd, stdout=output, stderr=subprocess.PIPE, text=True, check=False
        )
        if done.returncode != 0:
            code = "no-space" if "No space left" in done.stderr else "store-unavailable"
            raise Failure(code, f"packing {file} failed: {done.stderr.strip()[-500:]}")
        os.fsync(output)
        os.rename(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    finally:
        os.close(output)
    durable.sync_folder(folder(lane))
    durable.sync_folder(FOLDER)


def drop(lane, before):
    """Segments older than `before`; null: all."""
    if before is None:
        if os.path.isdir(folder(lane)):
            shutil.rmtree(folder(lane))
            durable.sync_folder(FOLDER)
        return
    for file in files(lane):
        if binlog.number(file) < binlog.number(binlog.checked(before)):
            os.unlink(path(lane, file))
    with contextlib.suppress(FileNotFoundError):
        durable.sync_folder(folder(lane))


def unpack(lane, file):
    """A process that says the segment; it ends early where the file is damaged."""
    with open(path(lane, file), "rb") as packed:
        return subprocess.Popen(["zstd", "-q", "-d", "-c", "--long=27"], stdin=packed, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
