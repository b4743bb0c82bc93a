"""Two subvolumes by what btrfs knows of them: reads only the leaves written since the two had the same, so that the
cost follows the changes, not the files.

Every file or folder that changed in any way has another inode item. A name that came or went changed its folder, so
entries are compared only where folders changed; what is found below in another place than before came and went.
"""

import os
import stat
import struct

import btrfs
import content

TREE_FOLDER = btrfs.FIRST_FREE_OBJECT
NAME_LENGTH = struct.Struct("=H")
NUMBER = struct.Struct("=Q")
# Reading it changes no file: the time of the last access.
ACCESSED = slice(112, 124)


def changes(before, after):
    """{path below html/: (size before, size after)}, null for where it isn't."""
    with btrfs.Folder(before) as old, btrfs.Folder(after) as new:
        comparison = Comparison((before, after), Tree(old), Tree(new))
        comparison.run(_divergence(before, after))
        return comparison.found


def _divergence(before, after):
    """The last generation that both have in common; 0 where nothing is known."""
    lines = [btrfs.lineage(tree) for tree in (before, after)]
    return max((min(lines[0][uuid], lines[1][uuid]) for uuid in lines[0].keys() & lines[1].keys()), default=0)


class Tree:
    def __init__(self, fd):
        self.fd = fd
        self.inodes = {}
        self.paths = {TREE_FOLDER: ""}

    def written_since(self, generation):
        """Inodes whose items lie in leaves that were written since."""
        found = set()
        for _, inode, kind, _, buffer, at, length in btrfs.search(self.fd, 0, (TREE_FOLDER, 0, 0), (btrfs.LARGEST, 255, btrfs.LARGEST), since=generation):
            if kind == btrfs.INODE_ITEM:
                self.inodes[inode] = bytes(buffer[at:at + length])
                found.add(inode)
        return found

    def inode(self, number):
        """The inode's item, or null."""
        if number not in self.inodes:
            self.inodes[number] = next((data for _, data in self._items(number, btrfs.INODE_ITEM)), None)
        return self.inodes[number]

    def mode(self, number):
        return struct.unpack_from("=I", self.inode(number), 52)[0]

    def size(self, number):
        return NUMBER.unpack_from(self.inode(number), 16)[0]

    def entries(self, folder):
        """Inodes by name."""
        found = {}
        for _, data in self._items(folder, btrfs.DIR_INDEX):
            target, kind = struct.unpack_from("=QB", data)
            if kind == btrfs.INODE_ITEM:
                found[data[30:30 + NAME_LENGTH.unpack_from(data, 27)[0]]] = target
        return found

    def extents(self, number):
        """Where a file's content lies; what is the same in two trees is the same content."""
        return [(offset, data[8:]) for offset, data in self._items(number, btrfs.EXTENT_DATA)]

    def paths_of(self, number):
        """All names of an inode, as paths from the tree's root."""
        found = []
        for parent, name in self._names(number):
            folder = self._folder(parent)
            if folder is not None:
                found.append(f"{folder}{os.fsdecode(name)}")
        return found

    def _folder(self, number):
        """A folder's path with its slash; null for one that is not in the tree."""
        if number not in self.paths:
            self.paths[number] = None
            for parent, name in self._names(number):
                above = self._folder(parent)
                if above is not None:
                    self.paths[number] = f"{above}{os.fsdecode(name)}/"
        return self.paths[number]

    def _names(self, number):
        for parent, data in self._items(number, btrfs.INODE_REF):
            at = 0
            while at < len(data):
                length = NAME_LENGTH.unpack_from(data, at + 8)[0]
                yield parent, data[at + 10:at + 10 + length]
                at += 10 + length
        for _, data in self._items(number, btrfs.INODE_EXTREF):
            at = 0
            while at < len(data):
                length = NAME_LENGTH.unpack_from(data, at + 16)[0]
                yield NUMBER.unpack_from(data, at)[0], data[at + 18:at + 18 + length]
                at += 18 + length

    def _items(self, number, kind):
        """(offset, data) of an inode's items of one kind."""
        for *_, offset, buffer, at, length in btrfs.search(self.fd, 0, (number, kind, 0), (number, kind, btrfs.LARGEST), 1 << 14):
            yield offset, bytes(buffer[at:at + length])


class Comparison:
    def __init__(self, folders, old, new):
        self.folders = folders
        self.old = old
        self.new = new
        self.found = {}
        self.seen = set()

    def run(self, generation):
        html = [tree.entries(TREE_FOLDER).get(b"html") for tree in (self.old, self.new)]
        if html[0] != html[1]:
            self._compare("html", *html)
        for number in sorted(self.old.written_since(generation) | self.new.written_since(generation)):
            if not self._same_inode(number):
                for path in set(self.old.paths_of(number)) & set(self.new.paths_of(number)):
                    if path == "html" or path.startswith("html/"):
                        self._compare(path, number, number)

    def _same_inode(self, number):
        old, new = self.old.inode(number), self.new.inode(number)
        if old is None or new is None:
            # It came or went: its folder knows its name.
            return True
        return old[:ACCESSED.start] + old[ACCESSED.stop:] == new[:ACCESSED.start] + new[ACCESSED.stop:]

    def _compare(self, path, before, after):
        waiting = [(path, before, after)]
        while waiting:
            path, before, after = waiting.pop()
            if path in self.seen:
                continue
            self.seen.add(path)
            old = None if before is None else self._known(self.old, before)
            new = None if after is None else self._known(self.new, after)
            below = [
                self.old.entries(before) if old == "folder" else {},
                self.new.entries(after) if new == "folder" else {},
            ]
            for name in below[0].keys() | below[1].keys():
                pair = below[0].get(name), below[1].get(name)
                # The same inode under the same name: it is looked at by itself where it changed.
                if pair[0] != pair[1]:
                    waiting.append((f"{path}/{os.fsdecode(name)}", *pair))
            if old != new or (old in ("file", "link") and not self._same(path, before, after)):
                self._take(path, self.old.size(before) if old in ("file", "link") else None, self.new.size(after) if new in ("file", "link") else None)

    @staticmethod
    def _known(tree, number):
        if tree.inode(number) is None:
            return None
        kind = stat.S_IFMT(tree.mode(number))
        return {stat.S_IFDIR: "folder", stat.S_IFREG: "file", stat.S_IFLNK: "link"}.get(kind)

    def _take(self, path, before, after):
        if before is not None or after is not None:
            self.found[path.removeprefix("html/")] = (before, after)

    def _same(self, path, before, after):
        size = self.new.size(after)
        if size != self.old.size(before):
            return False
        if self.old.extents(before) == self.new.extents(after):
            return True
        return self._known(self.new, after) == "file" and content.same(self.folders, path, size)
