"""Bytes on disk per volume, in a process of its own so that walking never holds up a snapshot.

Reads {"driver", "volumes": {id: folder}} lines, answers {id: [own, total]} lines. Volumes given are all there are: an
extent that two of them hold is shared, one that a single one holds is its own. With {"freed": [ids]} the answer is
{"freed": bytes}: what only those hold, be it one of them or several.

btrfs: each volume is walked once and again only when its generation moved. For every extent an integer keeps one bit
per volume that holds it, so 1,000 versions cost some 150 bytes per extent, not a set each.
"""

import json
import os
import struct
import sys

import btrfs

INLINE = 0
ITEM_HEADER = 25
# Bytes of a file whose extents' items fill about one leaf.
PART = 4 << 20
# Leaves are not full, and nodes lead to them.
LOOSENESS = 1.5
item = struct.Struct("=QQBBHB")
location = struct.Struct("=QQ")


class Extents:
    def __init__(self):
        self.holders = {}
        self.bytes = {}
        self.slots = {}
        self.walked = {}
        self.totals = {}

    def measure(self, volumes):
        self._look(volumes)
        own = dict.fromkeys(self.slots.values(), 0)
        for extent, holders in self.holders.items():
            if holders & (holders - 1) == 0:
                own[holders.bit_length() - 1] += self.bytes[extent]
        return {volume: [own[self.slots[volume]], self.totals[volume]] for volume in volumes}

    def freed_by(self, volumes, members):
        self._look(volumes)
        others = ~sum(1 << self.slots[volume] for volume in set(members) if volume in self.slots)
        return sum(self.bytes[extent] for extent, holders in self.holders.items() if holders & others == 0)

    def _look(self, volumes):
        now = {volume: btrfs.subvolume(f"{path}/tree") for volume, path in volumes.items()}
        stale = [volume for volume, seen in self.walked.items() if now.get(volume) != seen]
        self._forget(stale)
        for volume, path in volumes.items():
            if volume not in self.walked:
                self._walk(volume, now[volume], path)

    def _forget(self, volumes):
        if not volumes:
            return
        kept = ~sum(1 << self.slots.pop(volume) for volume in volumes)
        for volume in volumes:
            del self.walked[volume], self.totals[volume]
        for extent in list(self.holders):
            left = self.holders[extent] & kept
            if left:
                self.holders[extent] = left
            else:
                del self.holders[extent], self.bytes[extent]

    def _walk(self, volume, seen, path):
        taken = set(self.slots.values())
        slot = next(number for number in range(len(taken) + 1) if number not in taken)
        bit = 1 << slot
        total = 0
        holders, sizes = self.holders, self.bytes
        fd = os.open(f"{path}/tree", os.O_RDONLY | os.O_DIRECTORY)
        try:
            for extent, size in extents(fd):
                before = holders.get(extent, 0)
                if before & bit:
                    continue
                holders[extent] = before | bit
                sizes[extent] = size
                total += size
        finally:
            os.close(fd)
        self.slots[volume] = slot
        self.walked[volume] = seen
        self.totals[volume] = total


def extents(fd):
    """
    (identity, bytes on disk) of every extent of the subvolume, more than once where it is used more than once; and of its
    share of the tree's own leaves, which make half of what a version of a quiet hour takes.

    A leaf has no name here: what it holds of one file, or of a part of a large one, is known by the leaf's generation.
    """
    generation = file = part = filled = 0
    for transid, inode, kind, offset, buffer, at, length in btrfs.search(fd, 0, (btrfs.FIRST_FREE_OBJECT, 0, 0), (btrfs.LARGEST, 255, btrfs.LARGEST)):
        here = offset // PART if kind == btrfs.EXTENT_DATA else 0
        if transid != generation or inode != file or here != part:
            yield (1 << 160) | (generation << 104) | (file << 48) | part, int(filled * LOOSENESS)
            generation, file, part, filled = transid, inode, here, 0
        filled += length + ITEM_HEADER
        if kind != btrfs.EXTENT_DATA or item.unpack_from(buffer, at)[5] == INLINE:
            continue
        start, size = location.unpack_from(buffer, at + 21)
        if start != 0:
            yield start, size
    yield (1 << 160) | (generation << 104) | (file << 48) | part, int(filled * LOOSENESS)


class Copies:
    """Where nothing is known to be shared, every byte is a volume's own. A version never changes: measured once."""

    def __init__(self):
        self.known = {}

    def measure(self, volumes):
        self.known = {volume: size for volume, size in self.known.items() if volume in volumes}
        for volume, path in volumes.items():
            if volume not in self.known or not volume.startswith("v"):
                self.known[volume] = allocated(f"{path}/tree")
        return {volume: [size, size] for volume, size in self.known.items()}

    def freed_by(self, volumes, members):
        return sum(total for volume, (_, total) in self.measure(volumes).items() if volume in members)


def allocated(folder):
    total = 0
    waiting = [folder]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except FileNotFoundError:
            continue
        for entry in entries:
            try:
                total += entry.stat(follow_symlinks=False).st_blocks * 512
            except FileNotFoundError:
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
    return total


def main():
    os.nice(10)
    measures = {"btrfs": Extents(), "copy": Copies()}
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            measure = measures[asked["driver"]]
            if "freed" in asked:
                answer = {"freed": measure.freed_by(asked["volumes"], asked["freed"])}
            else:
                answer = measure.measure(asked["volumes"])
        except FileNotFoundError as error:
            # A volume was retired meanwhile: the caller lists again.
            answer = {"gone": str(error)}
        print(json.dumps(answer), flush=True)


main()
