"""Copies of segments for a database to replay: `replay/` in a volume's tree, made under another name and renamed.

The name while it is made starts with a dot, and its maker holds a lock on it: one that nobody holds was left by a crash.
"""

import contextlib
import fcntl
import os
import shutil

import layout

NAME = "replay"
PARTIAL = ".replay-"
DATABASE_USER = 999
CHUNK = 1 << 20


class Staging:
    """A context: what is copied into it appears as `replay/` when it ends well, in place of an older one."""

    def __init__(self, tree):
        self.tree = tree
        self.name = f"{PARTIAL}{os.urandom(4).hex()}"

    def __enter__(self):
        self.root = os.open(self.tree, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        os.mkdir(self.name, 0o700, dir_fd=self.root)
        self.folder = os.open(self.name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=self.root)
        fcntl.flock(self.folder, fcntl.LOCK_EX)
        return self

    def copy(self, file, stream, size):
        """Returns how many bytes there were of the `size` that were wanted."""
        fd = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=self.folder)
        with os.fdopen(fd, "wb", buffering=0) as target:
            os.chown(fd, DATABASE_USER, DATABASE_USER)
            left = size
            while left > 0:
                piece = stream.read(min(left, CHUNK))
                if not piece:
                    break
                target.write(piece)
                left -= len(piece)
            return size - left

    def __exit__(self, kind, *_):
        try:
            if kind is None:
                os.chown(self.folder, DATABASE_USER, DATABASE_USER)
                remove(self.tree, NAME)
                os.rename(self.name, NAME, src_dir_fd=self.root, dst_dir_fd=self.root)
            else:
                remove(self.tree, self.name)
        finally:
            os.close(self.folder)
            os.close(self.root)


def remove(tree, name):
    root = os.open(tree, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        # Never through a link: that is refused, and a link itself is no folder of ours.
        shutil.rmtree(name, dir_fd=root)
    except FileNotFoundError:
        pass
    finally:
        os.close(root)


def sweep():
    """Removes what a crash left half-made, in lanes: nothing is ever staged in a version."""
    for volume, folder in layout.volumes().items():
        if volume.startswith("v"):
            continue
        for name in os.listdir(f"{folder}/tree"):
            if name.startswith(PARTIAL):
                with contextlib.suppress(OSError):
                    _remove_unless_held(f"{folder}/tree", name)


def _remove_unless_held(tree, name):
    fd = os.open(f"{tree}/{name}", os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        remove(tree, name)
    finally:
        os.close(fd)
