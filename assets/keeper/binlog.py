"""Segments of a binary log as they lie in volumes. What is below `db/` was written by a site: opened without following a link."""

import os
import re
import stat
import struct

import layout
from beneath import open_beneath
from failure import Failure

SEGMENT = re.compile(r"mysql-bin\.([0-9]{6,10})")
MAGIC = b"\xfebin"
# Of the first event's header: time, type, and the server that wrote it.
HEADER = struct.Struct("<IBI")


def checked(file):
    if not isinstance(file, str) or SEGMENT.fullmatch(file) is None:
        raise ValueError(f"not a segment of a log: {file!r}")
    return file


def number(file):
    """The place of a segment among its lane's."""
    return int(SEGMENT.fullmatch(file).group(1))


def gone(lane, file):
    return Failure("not-found", f"the log of {lane} has no {file} any more", what="log", id=f"{lane}/{file}")


def open_in(tree, path):
    """A file's descriptor, or null where there is no such file: no link, no pipe, no folder."""
    try:
        fd = open_beneath(tree, path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW, links=False)
    except (OSError, Failure):
        return None
    if stat.S_ISREG(os.fstat(fd).st_mode):
        return fd
    os.close(fd)
    return None


def names(tree, path, pattern):
    """Names in a folder of a volume; none where there is no such folder."""
    try:
        fd = open_beneath(tree, path, os.O_RDONLY | os.O_DIRECTORY, links=False)
    except (OSError, Failure):
        return []
    try:
        return [name for name in os.listdir(fd) if pattern.fullmatch(name)]
    finally:
        os.close(fd)


def in_volume(tree):
    """(file, server, size) of all segments in a volume, oldest first. One whose first event isn't there yet has the server null."""
    found = []
    for file in sorted(names(tree, "db", SEGMENT), key=number):
        fd = open_in(tree, f"db/{file}")
        if fd is None:
            continue
        try:
            found.append((file, server_of(fd), os.fstat(fd).st_size))
        finally:
            os.close(fd)
    return found


def server_of(fd):
    head = os.pread(fd, len(MAGIC) + HEADER.size, 0)
    if len(head) < len(MAGIC) + HEADER.size or not head.startswith(MAGIC):
        return None
    return HEADER.unpack_from(head, len(MAGIC))[2]


def live_tree(lane):
    """Null where the lane has no live volume."""
    tree = f"{layout.folder('live', lane)}/tree"
    return tree if os.path.isdir(tree) else None


def open_live(lane, file):
    """A lane's own segment in its live volume, or null."""
    tree = live_tree(lane)
    fd = open_in(tree, f"db/{file}") if tree is not None else None
    if fd is None:
        return None
    server = server_of(fd)
    if server is not None and server == layout.lane_number(lane):
        return fd
    os.close(fd)
    return None
