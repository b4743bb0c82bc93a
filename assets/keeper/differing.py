"""What differs in the files of two volumes. Compared in a process of its own, so that it never holds up a snapshot."""

import json
import os
import stat
import subprocess
import sys

import btrfs
import layout
from beneath import open_beneath
from failure import Failure

PROGRAM = os.path.join(os.path.dirname(__file__), "changes.py")
HEAD = 8 << 10


class Differences:
    def __init__(self, service):
        self.service = service

    def changes(self, before, after, most):
        name = self.service.driver.name
        trees = [f"{layout.find(id)}/tree" for id in (before, after)]
        if name == "btrfs" and not all(btrfs.is_read_only(tree) for tree in trees):
            # What a site has only just written is in no tree yet.
            btrfs.sync(trees[1])
        question = json.dumps({"driver": name, "trees": trees, "most": most})
        done = subprocess.run([sys.executable, PROGRAM], input=question, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failure("store-unavailable", f"comparing failed: {done.stderr.strip()[-1000:]}")
        return json.loads(done.stdout)

    def heads(self, id, paths):
        """The beginnings of files below `html/`, by path, as far as they are text; those that aren't there are left out."""
        tree, found = f"{layout.find(id)}/tree", {}
        for path in paths:
            try:
                fd = open_beneath(tree, f"html/{path}", os.O_RDONLY | os.O_NONBLOCK, links=False)
            except (OSError, Failure):
                continue
            with os.fdopen(fd, "rb"):
                if stat.S_ISREG(os.fstat(fd).st_mode):
                    found[path] = text_of(os.pread(fd, HEAD, 0))
        return found


def text_of(head):
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character cut in two at the end is no reason to take all of it for something else.
        if error.start >= len(head) - 3 and len(head) == HEAD:
            return head[:error.start].decode("utf-8")
        return head.decode("latin-1")
