"""One at a time, across processes."""

import fcntl


class FileLock:
    """Held by whoever attaches, grows or detaches, in whatever process."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.file = open(self.path, "w", encoding="ascii")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_):
        self.file.close()
