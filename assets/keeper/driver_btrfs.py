"""Clones by btrfs snapshots inside one sparse file, attached as a loop device."""

import errno
import os
import shutil
import subprocess
import time

import btrfs
import loop
from failure import Failure

DATA = "/data"
FILE = f"{DATA}/store.btrfs"
ROOT = "/store"
OPTIONS = "noatime,compress=zstd:1,discard=async"
MIB = 1 << 20


def available():
    """Null, or why btrfs can't be had on this engine."""
    if not _kernel_has_btrfs():
        subprocess.run(["modprobe", "-q", "btrfs"], check=False, stdin=subprocess.DEVNULL)
    if not _kernel_has_btrfs():
        return "the engine's kernel has no btrfs"
    if not os.path.exists("/dev/loop-control"):
        return "the engine has no loop devices"
    return None


def _kernel_has_btrfs():
    with open("/proc/filesystems", encoding="ascii") as filesystems:
        return any(line.split()[-1] == "btrfs" for line in filesystems)


def is_mounted():
    return os.path.ismount(ROOT)


class BtrfsDriver:
    name = "btrfs"

    def __init__(self, instance, limits):
        self.link = f"/dev/tidemark-{instance}"
        self.limits = limits
        self.device = None

    def attach_or_say_why(self, may_give_up):
        """Null, or what an engine lacks that was believed to have everything: then nothing of a new store is left."""
        fresh = not os.path.exists(FILE)
        try:
            self.attach()
        except (Failure, OSError) as error:
            if not (fresh and may_give_up):
                raise
            self.detach()
            for path in (FILE, f"{FILE}.new", self.link):
                if os.path.lexists(path):
                    os.unlink(path)
            return f"btrfs could not be used: {error}"
        return None

    def attach(self):
        if not os.path.exists(FILE):
            self._format()
        self.device = loop.attach(FILE)
        loop.point(self.link, self.device)
        os.makedirs(ROOT, exist_ok=True)
        if is_mounted() and os.statvfs(ROOT).f_flag & os.ST_RDONLY:
            # The kernel stops writing after a failure, until nobody has it mounted any more.
            loop.run("umount", ROOT)
        if not is_mounted():
            loop.run("mount", "-t", "btrfs", "-o", f"{OPTIONS},subvolid=5", self.device, ROOT)
        self._finish_growth()

    def _format(self):
        """Under another name until it is whole, so that a crash leaves no half-made file system."""
        fresh = f"{FILE}.new"
        size = min(self.limits["initialBytes"], _host_size())
        with open(fresh, "wb") as file:
            file.truncate(size)
        loop.run("mkfs.btrfs", "-q", "-f", "-n", "4096", "-L", "tidemark", fresh)
        fd = os.open(fresh, os.O_RDONLY)
        os.fsync(fd)
        os.close(fd)
        os.rename(fresh, FILE)

    def _finish_growth(self):
        """A crash between the steps of a growth leaves a file larger than what is in it."""
        if os.path.getsize(FILE) - btrfs.space(ROOT)["size"] >= MIB:
            loop.resize(self.device)
            loop.run("btrfs", "filesystem", "resize", "max", ROOT)

    @staticmethod
    def detach():
        if is_mounted():
            loop.run("umount", ROOT)
        if os.path.exists(FILE):
            loop.detach(FILE)

    def new_tree(self, folder):
        btrfs.create_subvolume(folder, "tree")

    def clone(self, source, folder, read_only):
        btrfs.snapshot(source, folder, "tree", read_only)

    def delete_tree(self, folder):
        """Returns what `settle` waits for."""
        identity, _ = btrfs.subvolume(f"{folder}/tree")
        try:
            btrfs.destroy_subvolume(folder, "tree")
        except OSError as error:
            # A program inside made subvolumes of its own; emptied ones go with rmdir.
            if error.errno != errno.ENOTEMPTY:
                raise
            shutil.rmtree(f"{folder}/tree")
        return identity

    def settle(self, identities, deadline):
        """Waits until the kernel has freed the destroyed subvolumes, so that trimming finds their blocks."""
        btrfs.sync(ROOT)
        waiting = list(identities)
        while waiting and time.monotonic() < deadline:
            waiting = [identity for identity in waiting if btrfs.root_exists(ROOT, identity)]
            if waiting:
                time.sleep(0.05)
        btrfs.sync(ROOT)

    def trim(self):
        loop.run("fstrim", ROOT)

    def flush(self):
        btrfs.sync(ROOT)

    def mount_source(self, folder):
        identity, _ = btrfs.subvolume(f"{folder}/tree")
        return {"type": "btrfs", "device": self.link, "o": f"subvolid={identity},{OPTIONS}"}

    def space(self):
        """Capacity and free bytes. Full metadata makes a store full whatever its data chunks have left."""
        now = btrfs.space(ROOT)
        data_total, data_used = now["data"]
        metadata_total, metadata_used = now["metadata"]
        metadata_free = max(0, metadata_total - metadata_used - now["reserved"])
        wanted = min(256 * MIB, now["size"] // 64)
        # Metadata is kept twice.
        for_metadata = 2 * max(0, wanted - metadata_free)
        free = max(0, data_total - data_used) + max(0, now["unallocated"] - for_metadata)
        if now["unallocated"] < MIB and metadata_free < wanted // 4:
            free = 0
        return {"capacity": now["size"], "free": min(free, now["size"]), "used": data_used + metadata_used}

    def grow(self, wanted):
        """Makes the store at least `wanted` bytes larger where its limits and the host allow; says whether it grew."""
        size = os.path.getsize(FILE)
        on_disk = os.stat(FILE).st_blocks * 512
        most = min(self.limits["maximumBytes"], on_disk + host_free())
        target = min(most, max(size + wanted, size + size // 2)) // MIB * MIB
        if target < size + min(wanted, MIB):
            return False
        os.truncate(FILE, target)
        loop.resize(self.device)
        loop.run("btrfs", "filesystem", "resize", "max", ROOT)
        return True


def host_free():
    host = os.statvfs(DATA)
    return host.f_bavail * host.f_frsize


def _host_size():
    host = os.statvfs(DATA)
    return host.f_blocks * host.f_frsize // MIB * MIB


