"""btrfs by ioctl, so that a snapshot costs no process. Structures: linux/btrfs.h, linux/btrfs_tree.h."""

import fcntl
import os
import struct

MAGIC = 0x94
FIRST_FREE_OBJECT = 256
ROOT_TREE = 1
UUID_TREE = 9
INODE_ITEM = 1
INODE_REF = 12
INODE_EXTREF = 13
DIR_INDEX = 96
EXTENT_DATA = 108
ROOT_ITEM = 132
UUID_OF_SUBVOLUME = 251
LARGEST = (1 << 64) - 1


def _code(direction, number, size):
    return (direction << 30) | (size << 16) | (MAGIC << 8) | number


SYNC = _code(0, 8, 0)
SUBVOL_CREATE = _code(1, 14, 4096)
SNAP_DESTROY = _code(1, 15, 4096)
TREE_SEARCH_V2 = _code(3, 17, 112)
SPACE_INFO = _code(3, 20, 16)
SNAP_CREATE_V2 = _code(1, 23, 4096)
DEV_INFO = _code(3, 30, 4096)
GET_SUBVOL_INFO = _code(2, 60, 504)
READ_ONLY = 1 << 1


class Folder:
    """An open folder, for the ioctls."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.fd = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        return self.fd

    def __exit__(self, *_):
        os.close(self.fd)


def create_subvolume(folder, name):
    with Folder(folder) as fd:
        fcntl.ioctl(fd, SUBVOL_CREATE, bytearray(struct.pack("=q4088s", 0, name.encode())))


def snapshot(source, folder, name, read_only):
    with Folder(source) as source_fd, Folder(folder) as fd:
        flags = READ_ONLY if read_only else 0
        fcntl.ioctl(fd, SNAP_CREATE_V2, bytearray(struct.pack("=qQQ32s4040s", source_fd, 0, flags, b"", name.encode())))


def destroy_subvolume(folder, name):
    with Folder(folder) as fd:
        fcntl.ioctl(fd, SNAP_DESTROY, bytearray(struct.pack("=q4088s", 0, name.encode())))


def sync(path):
    """Writes everything out and commits; also wakes the cleaner that deletes what was destroyed."""
    with Folder(path) as fd:
        fcntl.ioctl(fd, SYNC)


def subvolume(path):
    """Id and generation of the subvolume that `path` is. The generation moves with every committed change."""
    answer = bytearray(504)
    with Folder(path) as fd:
        fcntl.ioctl(fd, GET_SUBVOL_INFO, answer)
    identity = struct.unpack_from("=Q", answer, 0)[0]
    generation = struct.unpack_from("=Q", answer, 280)[0]
    return identity, generation


def is_read_only(path):
    answer = bytearray(504)
    with Folder(path) as fd:
        fcntl.ioctl(fd, GET_SUBVOL_INFO, answer)
    return bool(struct.unpack_from("=Q", answer, 288)[0] & 1)


def lineage(path):
    """By uuid the subvolumes that `path` comes from, itself too, each with the last generation it has in common with it."""
    answer = bytearray(504)
    with Folder(path) as fd:
        fcntl.ioctl(fd, GET_SUBVOL_INFO, answer)
        parent, taken = bytes(answer[312:328]), struct.unpack_from("=Q", answer, 352)[0]
        line = {bytes(answer[296:312]): LARGEST}
        while parent is not None and any(parent) and parent not in line:
            line[parent] = taken
            parent, taken = _origin(fd, parent)
    return line


def _origin(fd, uuid):
    """(uuid, generation) of what a subvolume was cloned from; null where it is gone: what came before it is not known then."""
    first, second = struct.unpack("=QQ", uuid)
    for *_, buffer, at, _ in search(fd, UUID_TREE, (first, UUID_OF_SUBVOLUME, second), (first, UUID_OF_SUBVOLUME, second), 4096):
        identity = struct.unpack_from("=Q", buffer, at)[0]
        for *_, buffer, at, length in search(fd, ROOT_TREE, (identity, ROOT_ITEM, 0), (identity, ROOT_ITEM, LARGEST), 4096):
            if length >= 311:
                return bytes(buffer[at + 263:at + 279]), struct.unpack_from("=Q", buffer, at + 303)[0]
    return None, 0


def space(path):
    """Bytes: the device's size, what is not given to chunks yet, and (total, used) of data and metadata chunks."""
    with Folder(path) as fd:
        device = bytearray(4096)
        struct.pack_into("=Q", device, 0, 1)
        fcntl.ioctl(fd, DEV_INFO, device)
        allocated, size = struct.unpack_from("=QQ", device, 24)
        slots = 32
        answer = bytearray(16 + 24 * slots)
        struct.pack_into("=Q", answer, 0, slots)
        fcntl.ioctl(fd, SPACE_INFO, answer)
    count = struct.unpack_from("=Q", answer, 8)[0]
    chunks = [struct.unpack_from("=QQQ", answer, 16 + 24 * index) for index in range(min(count, slots))]
    reserve_flag = 1 << 49
    kind = lambda bit: [sum(chunk[field] for chunk in chunks if chunk[0] & bit and not chunk[0] & reserve_flag) for field in (1, 2)]
    reserved = sum(chunk[1] for chunk in chunks if chunk[0] & reserve_flag)
    return {"size": size, "unallocated": size - allocated, "data": kind(1), "metadata": kind(4), "reserved": reserved}


def search(fd, tree, lowest, highest, size=1 << 20, since=0):
    """
    Yields (transid, objectid, type, offset, buffer, start, length) of all items between two keys (objectid, type, offset),
    of leaves that were written in the generation `since` or later: others are not even read.
    """
    header = struct.Struct("=QQQII")
    buffer = bytearray(112 + size)
    while True:
        struct.pack_into(
            "=QQQQQQQIIIIQQQQQ", buffer, 0,
            tree, lowest[0], highest[0], lowest[2], highest[2], since, LARGEST, lowest[1], highest[1], 1 << 30, 0, 0, 0, 0, 0, size,
        )
        fcntl.ioctl(fd, TREE_SEARCH_V2, buffer)
        count = struct.unpack_from("=I", buffer, 64)[0]
        if count == 0:
            return
        at = 112
        for _ in range(count):
            transid, objectid, offset, kind, length = header.unpack_from(buffer, at)
            yield transid, objectid, kind, offset, buffer, at + 32, length
            at += 32 + length
        lowest = _after((objectid, kind, offset))
        if lowest is None or lowest > highest:
            return


def _after(key):
    objectid, kind, offset = key
    if offset < LARGEST:
        return objectid, kind, offset + 1
    if kind < 255:
        return objectid, kind + 1, 0
    return None if objectid == LARGEST else (objectid + 1, 0, 0)


def root_exists(path, identity):
    """Whether the cleaner still has work with a destroyed subvolume."""
    with Folder(path) as fd:
        return any(True for _ in search(fd, ROOT_TREE, (identity, ROOT_ITEM, 0), (identity, ROOT_ITEM, LARGEST), 1 << 16))
