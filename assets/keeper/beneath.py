"""Opening paths below a volume's tree without ever leaving it: what a site wrote there (symlinks too) is not to be trusted."""

import ctypes
import errno
import os
import struct

from failure import Failure

OPENAT2 = 437
RESOLVE_NO_MAGICLINKS = 0x02
RESOLVE_NO_SYMLINKS = 0x04
RESOLVE_BENEATH = 0x08
libc = ctypes.CDLL(None, use_errno=True)


def open_beneath(tree, path, flags, links=True):
    """A file descriptor for a relative path below `tree`; refuses one that would leave it. `links` false: and any that is a link on its way."""
    if path.startswith("/") or "\0" in path:
        raise Failure("refused", "the path has to be relative")
    root = os.open(tree, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | (0 if links else RESOLVE_NO_SYMLINKS)
        how = ctypes.create_string_buffer(struct.pack("=QQQ", flags | os.O_CLOEXEC, 0, resolve))
        fd = libc.syscall(OPENAT2, root, (path or ".").encode(), how, ctypes.sizeof(how) - 1)
        if fd < 0:
            code = ctypes.get_errno()
            if code in (errno.EXDEV, errno.ELOOP):
                raise Failure("refused", f"{path} leads out of the volume")
            raise OSError(code, os.strerror(code), path)
        return fd
    finally:
        os.close(root)
