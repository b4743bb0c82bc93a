"""Compares the files of two volumes. Reads {"driver", "trees": [before, after], "most"}, answers {"files", "more"}.

A file is changed when its content is: one that was only touched, or replaced by its like, is not.
"""

import json
import os
import sys

import compare_btrfs
import compare_walk


def main():
    os.nice(5)
    asked = json.load(sys.stdin)
    compare = {"btrfs": compare_btrfs.changes, "copy": compare_walk.changes}[asked["driver"]]
    found = sorted(compare(*asked["trees"]).items())
    files = [
        {"path": path, "change": change(before, after), "bytes": before if after is None else after, "bytesBefore": before or 0}
        for path, (before, after) in found[:asked["most"]]
    ]
    json.dump({"files": files, "more": len(found) - len(files)}, sys.stdout)


def change(before, after):
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


main()
