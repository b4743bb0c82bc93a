"""`tree.py read|write <volume> <path>`: a tar stream of a folder below a volume, out or in.

Written as 33:33: what a tar or a symlink in the tree may try, that user can't reach anything outside (/store is 0700).
"""

import os
import sys

import layout
from beneath import open_beneath
from failure import Failure

WEB_USER = 33


def main(direction, volume, path):
    if direction == "write" and layout.state_of(volume) != "init":
        raise Failure("refused", f"{volume} is not an unfinished volume")
    tree = f"{layout.find(volume)}/tree"
    os.fchdir(open_beneath(tree, path, os.O_RDONLY | os.O_DIRECTORY))
    if direction == "read":
        os.execvp("tar", ["tar", "--create", "--format=posix", "--numeric-owner", "--file=-", "."])
    os.setgroups([])
    os.setgid(WEB_USER)
    os.setuid(WEB_USER)
    os.umask(0o022)
    os.execvp("tar", ["tar", "--extract", "--no-same-owner", "--no-same-permissions", "--file=-"])


try:
    main(*sys.argv[1:])
except (Failure, OSError, ValueError) as error:
    # tar's own 1 means "a file changed while it was read": that is no failure.
    print(error, file=sys.stderr)
    sys.exit(3)
