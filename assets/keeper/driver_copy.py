"""Clones by copying: instant where the file system can share blocks (reflinks), a full copy elsewhere."""

import os
import shutil
import subprocess
import threading
import time

import durable
import loop
from failure import Failure

DATA = "/data"
ROOT = "/store"
# Seconds for which the store's size is taken to be what it was.
STALE = 20


class CopyDriver:
    name = "copy"

    def __init__(self, volume_path):
        # Where the engine itself sees the Docker volume: containers bind folders below it.
        self.volume_path = volume_path
        self.measuring = threading.Lock()
        self.measured = None

    def attach(self):
        os.makedirs(ROOT, exist_ok=True)
        if not os.path.ismount(ROOT):
            loop.run("mount", "--bind", DATA, ROOT)

    @staticmethod
    def detach():
        if os.path.ismount(ROOT):
            loop.run("umount", ROOT)

    def new_tree(self, folder):
        os.mkdir(f"{folder}/tree")

    def clone(self, source, folder, read_only):
        """Under another name until it is whole. A version is read-only by custom: nothing mounts it writable."""
        partial = f"{folder}/tree.partial"
        if os.path.lexists(partial):
            shutil.rmtree(partial)
        done = subprocess.run(
            ["cp", "--reflink=auto", "--sparse=auto", "-a", "--", source, partial],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )
        if done.returncode != 0:
            shutil.rmtree(partial, ignore_errors=True)
            code = "no-space" if "No space left" in done.stderr else "store-unavailable"
            raise Failure(code, f"copying failed: {done.stderr.strip()[-500:]}")
        loop.run("sync", "-f", partial)
        durable.rename_folder(partial, f"{folder}/tree")

    def delete_tree(self, folder):
        shutil.rmtree(f"{folder}/tree")
        return 0

    def settle(self, identities, deadline):
        pass

    def trim(self):
        pass

    def flush(self):
        loop.run("sync", "-f", ROOT)

    def mount_source(self, folder):
        path = f"{folder}/tree".removeprefix(f"{ROOT}/")
        return {"type": "none", "device": f"{self.volume_path}/{path}", "o": "bind"}

    def space(self):
        host = os.statvfs(DATA)
        free = host.f_bavail * host.f_frsize
        capacity = host.f_blocks * host.f_frsize
        return {"capacity": capacity, "free": free, "used": self._used()}

    def _used(self):
        """What lies in the store, blocks that files share counted once for each. Looked at again when it may have changed much."""
        with self.measuring:
            if self.measured is None or time.monotonic() - self.measured[0] > STALE:
                done = subprocess.run(
                    ["du", "-s", "-B1", "--", ROOT], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
                )
                # What goes away while it is counted makes du complain; its sum stands.
                self.measured = (time.monotonic(), int(done.stdout.split()[0]) if done.stdout else 0)
            return self.measured[1]

    def grow(self, wanted):
        return False
