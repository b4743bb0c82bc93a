"""What the keeper can be asked: one method per call of the protocol. Every one is idempotent."""

import base64
import json
import os
import stat
import subprocess
import threading
import time

import archive
import driver_btrfs
import durable
import layout
import staging
from beneath import open_beneath
from driver_btrfs import BtrfsDriver, host_free
from driver_copy import CopyDriver
from failure import Failure
from folders import make_folders
from lock import FileLock
from measurer import Measurer

DATA = "/data"
LARGEST_FILE = 16 << 20
FLUSHES = 4
SHORT_FLUSH = 0.05


class Service:
    def __init__(self, growth):
        self.growth = growth
        self.driver = None
        self.limits = None
        self.growing = threading.Lock()
        self.sweeping = threading.Lock()
        self.measurer = Measurer()

    # Opening

    def open(self, instance, driver, limits, volumePath, now):
        """Attaches and mounts the store, making it when there is none. `driver` null: probe."""
        with self._locked():
            self.limits = limits
            kind, reason = self._choose(driver)
            if kind == "btrfs":
                btrfs = BtrfsDriver(instance, limits)
                reason = btrfs.attach_or_say_why(may_give_up=driver is None)
                self.driver = btrfs if reason is None else None
            if self.driver is None or kind == "copy":
                self.driver = CopyDriver(volumePath)
                self.driver.attach()
            layout.prepare(instance, now)
            archive.prepare()
            staging.sweep()
            self._mirror()
            return {"driver": self.driver.name, "reason": reason}

    def _choose(self, driver):
        """A store keeps the driver it was made with."""
        if os.path.exists(driver_btrfs.FILE):
            lack = driver_btrfs.available()
            if lack is not None:
                raise Failure("store-unavailable", f"the store needs btrfs, but {lack}")
            return "btrfs", None
        if driver == "copy" or os.path.exists(f"{DATA}/instance.json"):
            return "copy", "chosen"
        lack = driver_btrfs.available()
        if lack is None:
            return "btrfs", None
        if driver == "btrfs":
            raise Failure("store-unavailable", lack)
        return "copy", lack

    def _locked(self):
        return FileLock(f"{DATA}/store.lock")

    def detach(self, instance):
        """Unmounts and lets go of the loop device: the last thing before the keeper is removed. Needs no open store."""
        with self._locked():
            self.measurer.close()
            for driver in (BtrfsDriver, CopyDriver):
                driver.detach()
            link = f"/dev/tidemark-{instance}"
            if os.path.lexists(link):
                os.unlink(link)

    # Life cycle

    def create(self, id):
        if layout.state_of(id) is not None:
            return
        self._refuse_when_full()
        folder = self._unfinished(id)
        self.driver.new_tree(folder)
        make_folders(f"{folder}/tree")

    def clone(self, source, id, readOnly):
        if layout.state_of(id) is not None:
            return
        origin = layout.folder("live", source)
        if not os.path.isdir(f"{origin}/tree"):
            raise Failure("not-found", f"the store has no volume {source}", what="volume", id=source)
        self._refuse_when_full()
        folder = self._unfinished(id)
        try:
            self.driver.clone(f"{origin}/tree", folder, readOnly)
        except FileExistsError:
            # The same call of a connection that was lost came first.
            pass

    def _unfinished(self, id):
        folder = layout.folder("init", id)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        return folder

    def publish(self, id, record):
        layout.publish(id, record)

    def retire(self, id):
        # What is watched can't be deleted.
        self.growth.forget(layout.checked(id))
        layout.retire(id)
        self.growth.forget(id)

    def rewriteRecord(self, id, record):
        folder = layout.folder("live", id)
        if not os.path.isdir(folder):
            raise Failure("not-found", f"the store has no volume {id}", what="volume", id=id)
        durable.write_file(f"{folder}/about.json", record)

    def sweep(self):
        """Deletes one after the other; the kernel frees the blocks behind it, then they go back to the host."""
        with self.sweeping:
            swept, identities = 0, []
            for name in os.listdir(f"{layout.ROOT}/dead"):
                folder = f"{layout.ROOT}/dead/{name}"
                if os.path.isdir(f"{folder}/tree"):
                    identities.append(self.driver.delete_tree(folder))
                    if len(identities) % 20 == 0:
                        self.driver.settle(identities[-20:], time.monotonic() + 60)
                subprocess.run(["rm", "-rf", "--one-file-system", "--", folder], check=True, stdin=subprocess.DEVNULL)
                swept += 1
            if swept > 0:
                self.driver.settle(identities, time.monotonic() + 60)
                self.driver.trim()
            return swept

    # Records

    def writeRecord(self, kind, id, text):
        durable.write_file(layout.record_path(kind, id), text, layout.RECORDS[kind])
        if kind == "sites":
            self._mirror()

    def removeRecord(self, kind, id):
        durable.remove_file(layout.record_path(kind, id))
        if kind == "sites":
            self._mirror()

    def readRecord(self, kind, id):
        try:
            with open(layout.record_path(kind, id), encoding="utf-8") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def readAll(self):
        return layout.read_all()

    def _mirror(self):
        """The sites' titles beside the store, readable without mounting it: who finds the volume sees what it holds."""
        titles = []
        for record in layout.read_all()["sites"]:
            try:
                titles.append(json.loads(record["text"])["title"])
            except (ValueError, KeyError, TypeError):
                titles.append("?")
        durable.write_file(f"{DATA}/titles.json", json.dumps(titles))

    # Room

    def flush(self):
        """Again while much was written during it: what is left is what the clone behind it has to write out itself."""
        for _ in range(FLUSHES):
            began = time.monotonic()
            self.driver.flush()
            if time.monotonic() - began < SHORT_FLUSH:
                return

    def usage(self):
        return {**self.driver.space(), "driver": self.driver.name, "hostFree": host_free()}

    def ensureRoom(self, bytes):
        host = os.statvfs(DATA)
        host_reserve = max(self.limits["hostReserveBytes"], int(host.f_blocks * host.f_frsize * self.limits["hostReserveFraction"]))
        spare = host_free() - host_reserve
        if spare < bytes:
            raise Failure("host-full", "the disk under the store is full", freeBytes=max(0, spare), neededBytes=bytes)
        if self._store_spare() >= bytes:
            return
        with self.growing, self._locked():
            spare = self._store_spare()
            if spare < bytes:
                self.driver.grow(bytes - spare)
                spare = self._store_spare()
        if spare < bytes:
            raise Failure("store-full", "the store is full", freeBytes=max(0, spare), neededBytes=bytes)

    def _store_spare(self):
        return self.driver.space()["free"] - self.limits["storeReserveBytes"]

    def _refuse_when_full(self):
        self.ensureRoom(0)

    # Measuring

    def sizes(self, ids):
        return self.measurer.sizes(self.driver.name, ids)

    def freedBy(self, ids):
        return self.measurer.freed_by(self.driver.name, ids)

    # Looking inside

    def mountSource(self, id):
        folder = layout.find(id)
        # One that a volume lacks, being older than the folder: PHP without its cache is three times slower than with none set.
        make_folders(f"{folder}/tree")
        return self.driver.mount_source(folder)

    def locate(self, id):
        return layout.find(id)

    def readFile(self, id, path):
        """Base64, or null when it isn't there."""
        tree = f"{layout.find(id)}/tree"
        try:
            fd = open_beneath(tree, path, os.O_RDONLY | os.O_NONBLOCK)
        except (FileNotFoundError, NotADirectoryError):
            return None
        try:
            about = os.fstat(fd)
            if not stat.S_ISREG(about.st_mode):
                raise Failure("refused", f"{path} is not a file")
            if about.st_size > LARGEST_FILE:
                raise Failure("refused", f"{path} is larger than 16 MB")
            with os.fdopen(os.dup(fd), "rb") as file:
                return base64.b64encode(file.read(LARGEST_FILE)).decode("ascii")
        finally:
            os.close(fd)
