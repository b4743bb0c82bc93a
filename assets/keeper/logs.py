"""What the keeper can be asked about binary logs and notes: one method per call. Every one is idempotent."""

import base64
import os
import re
import threading

import archive
import binlog
import layout
import staging
from failure import Failure

MOST = 1 << 20
NOTES = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.jsonl")


class Logs:
    def __init__(self, ensure_room):
        self.ensure_room = ensure_room
        self.archiving = threading.Lock()

    def segments(self, lane, number):
        """A lane's own, oldest first, whether in its volume, in the archive, or in both."""
        tree = binlog.live_tree(lane)
        own = [] if tree is None else binlog.in_volume(tree)
        found = {file: _segment(file, size, 0, False) for file, server, size in own if server == number}
        for file in archive.files(lane):
            about = archive.about_or_damaged(lane, file)
            if about is None:
                continue
            size, disk = about
            there = found.get(file)
            if there is None or there["size"] == size:
                found[file] = _segment(file, size, disk, True)
        return [found[file] for file in sorted(found, key=binlog.number)]

    def segmentSize(self, lane, file):
        """Bytes of it at present."""
        fd = binlog.open_live(lane, binlog.checked(file))
        if fd is not None:
            with os.fdopen(fd, "rb"):
                return os.fstat(fd).st_size
        about = archive.about(lane, file)
        if about is None:
            raise binlog.gone(lane, file)
        return about[0]

    def readLog(self, lane, file, position, most):
        """Base64."""
        with binlog_stream(lane, file, position) as stream:
            return base64.b64encode(_exactly(stream, min(most, MOST))).decode("ascii")

    def archiveLog(self, lane, number, closed):
        """The newest of a lane whose database runs is still written to: it stays where it is."""
        with self.archiving:
            tree = binlog.live_tree(lane)
            own = [] if tree is None else [(file, size) for file, server, size in binlog.in_volume(tree) if server == number]
            for file, size in own if closed else own[:-1]:
                about = archive.about_or_damaged(lane, file)
                if about is not None and about[0] == size:
                    continue
                self.ensure_room(size)
                fd = binlog.open_in(tree, f"db/{file}")
                if fd is None:
                    continue
                try:
                    archive.pack(lane, file, fd, size)
                finally:
                    os.close(fd)
        return [segment for segment in self.segments(lane, number) if segment["archived"]]

    def dropLog(self, lane, before):
        archive.drop(lane, before)

    def archivedLanes(self):
        return archive.lanes()

    def stageLog(self, lane, first, last, position, into):
        tree = f"{layout.find(into)}/tree"
        numbers = range(binlog.number(binlog.checked(first)), binlog.number(binlog.checked(last)) + 1)
        parts = []
        for number in numbers:
            file = f"mysql-bin.{number:06d}"
            size = self.segmentSize(lane, file)
            if file == last and position > size:
                raise binlog.gone(lane, f"{file} up to {position}")
            parts.append((file, position if file == last else size))
        if not parts:
            raise ValueError(f"{last} is before {first}")
        self.ensure_room(sum(size for _, size in parts))
        with staging.Staging(tree) as stage:
            for file, size in parts:
                with binlog_stream(lane, file, 0) as stream:
                    copied = stage.copy(file, stream, size)
                if copied < size:
                    raise Failure("log-unreadable", f"{file} of {lane} can be read up to {copied} only", file=file, position=copied)
        return [f"/site/{staging.NAME}/{file}" for file, _ in parts]

    def unstageLog(self, into):
        staging.remove(f"{layout.find(into)}/tree", staging.NAME)

    def endOfLog(self, id):
        """Of whichever server: what a version was taken with, or its lane was left with."""
        found = binlog.in_volume(f"{layout.find(id)}/tree")
        return None if not found else {"file": found[-1][0], "position": found[-1][2]}

    def notes(self, lane):
        tree = binlog.live_tree(lane)
        found = []
        for file in sorted(binlog.names(tree, "notes", NOTES)) if tree is not None else ():
            fd = binlog.open_in(tree, f"notes/{file}")
            if fd is not None:
                with os.fdopen(fd, "rb"):
                    found.append({"file": file, "size": os.fstat(fd).st_size})
        return found

    def readNotes(self, lane, file, position):
        """Base64 of whole lines. A piece without any end of line is rubbish, and given as it is: whoever reads has to get past it."""
        if NOTES.fullmatch(file) is None:
            raise ValueError(f"not a file of notes: {file!r}")
        tree = binlog.live_tree(lane)
        fd = binlog.open_in(tree, f"notes/{file}") if tree is not None else None
        if fd is None:
            raise Failure("not-found", f"{lane} has no notes {file} any more", what="notes", id=f"{lane}/{file}")
        with os.fdopen(fd, "rb"):
            piece = os.pread(fd, MOST, position)
        whole = piece[:piece.rfind(b"\n") + 1]
        return base64.b64encode(piece if not whole and len(piece) == MOST else whole).decode("ascii")


def _segment(file, size, disk, archived):
    return {"file": file, "size": size, "disk": disk, "archived": archived}


def binlog_stream(lane, file, position):
    """A context: the segment from `position` on, of the volume where it is there still, else unpacked."""
    fd = binlog.open_live(lane, binlog.checked(file))
    if fd is not None:
        stream = os.fdopen(fd, "rb", buffering=0)
        stream.seek(position)
        return stream
    return Unpacked(lane, file, position)


class Unpacked:
    def __init__(self, lane, file, position):
        self.lane, self.file, self.position = lane, file, position

    def __enter__(self):
        try:
            self.process = archive.unpack(self.lane, self.file)
        except FileNotFoundError:
            raise binlog.gone(self.lane, self.file) from None
        left = self.position
        while left > 0:
            passed = len(self.process.stdout.read(min(left, MOST)))
            if passed == 0:
                break
            left -= passed
        return self.process.stdout

    def __exit__(self, *_):
        self.process.stdout.close()
        self.process.kill()
        self.process.wait()


def _exactly(stream, most):
    """Up to `most` bytes: fewer only at the end."""
    pieces, left = [], most
    while left > 0:
        piece = stream.read(left)
        if not piece:
            break
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
