"""Two trees by walking both: for a file system that doesn't know what they share. A copy keeps size and time of a file."""

import os
import stat

import content
from beneath import open_beneath


def changes(before, after):
    """{path below html/: (size before, size after)}, null for where it isn't."""
    files = [_files(tree) for tree in (before, after)]
    found = {}
    for path in files[0].keys() | files[1].keys():
        old, new = files[0].get(path), files[1].get(path)
        if old is None or new is None or not _same((before, after), path, old, new):
            found[path] = (old and old[1], new and new[1])
    return found


def _same(trees, path, old, new):
    kind, size, time, target = old
    if (kind, size, target) != (new[0], new[1], new[3]):
        return False
    return time == new[2] or target is not None or content.same(trees, f"html/{path}", size)


def _files(tree):
    """(kind, size, time, target of a link) by path; folders are entered by their descriptors, so that no link leads out."""
    found = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            fd = open_beneath(tree, f"html/{folder}", os.O_RDONLY | os.O_DIRECTORY, links=False)
        except OSError:
            continue
        try:
            with os.scandir(fd) as entries:
                for entry in entries:
                    _take(entry, fd, f"{folder}{entry.name}", found, waiting)
        finally:
            os.close(fd)
    return found


def _take(entry, fd, path, found, waiting):
    try:
        about = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(about.st_mode):
            waiting.append(f"{path}/")
        elif stat.S_ISREG(about.st_mode):
            found[path] = ("file", about.st_size, about.st_mtime_ns, None)
        elif stat.S_ISLNK(about.st_mode):
            found[path] = ("link", about.st_size, 0, os.readlink(entry.name, dir_fd=fd))
    except FileNotFoundError:
        return
