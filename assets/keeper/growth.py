"""Waits until logs or notes of lanes grow. One thread for all who wait, woken by the kernel: at rest it costs nothing.

A watch keeps its file alive, and with it the subvolume: `forget` lets go of a lane's before the lane is deleted.
"""

import os
import select
import sys
import threading
import time
import traceback

import binlog
import inotify
import layout
from beneath import open_beneath
from failure import Failure
from logs import NOTES

# Seconds: the longest wait; how long a burst is gathered; how far apart the answers about one lane are.
LONGEST = 25
SETTLE = 0.008
APART = 0.04
APPEARS = inotify.CREATE | inotify.MOVED_TO


class Waiter:
    def __init__(self, known, deadline, answer):
        self.known = known
        self.deadline = deadline
        self.answer = answer


class Growth:
    def __init__(self):
        self.lock = threading.Lock()
        self.waiters = {}
        self.lanes = {}
        self.owners = {}
        self.fd = None
        self.bell = None

    def wait(self, id, known, timeout, answer):
        """Calls `answer` with {lane: {"log", "notes"}} of all that have grown; empty after `timeout` milliseconds."""
        for lane, seen in known.items():
            layout.checked(lane)
            if seen["log"] is not None:
                binlog.checked(seen["log"]["file"])
        with self.lock:
            if self.fd is None:
                self.fd = inotify.start()
                self.bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
                threading.Thread(target=self._run, name="growth", daemon=True).start()
            wanted = {lane for waiter in self.waiters.values() for lane in waiter.known} | set(known)
            for lane in [lane for lane in self.lanes if lane not in wanted or binlog.live_tree(lane) is None]:
                self._drop(lane)
            self.waiters[id] = Waiter(known, time.monotonic() + min(timeout / 1000, LONGEST), answer)
        os.eventfd_write(self.bell, 1)

    def cancel(self, id):
        with self.lock:
            self.waiters.pop(id, None)

    def forget(self, lane):
        with self.lock:
            self._drop(lane)

    def _drop(self, lane):
        watched = self.lanes.pop(lane, None)
        for number in watched.numbers() if watched is not None else ():
            self._unwatch(number)

    def _unwatch(self, number):
        if number is not None and self.owners.pop(number, None) is not None:
            inotify.unwatch(self.fd, number)

    def _run(self):
        poll = select.poll()
        poll.register(self.fd, select.POLLIN)
        poll.register(self.bell, select.POLLIN)
        due = None
        while True:
            ready = [fd for fd, _ in poll.poll(None if due is None else max(0, due - time.monotonic()) * 1000 + 1)]
            if self.bell in ready:
                os.eventfd_read(self.bell)
            if self.fd in ready:
                time.sleep(SETTLE)
            try:
                with self.lock:
                    self._hear()
                    due = self._answer()
            except Exception:  # whoever waits is answered in the end, whatever one lane's folder is like
                traceback.print_exc()
                due = time.monotonic() + 1

    def _hear(self):
        for number, mask, name in inotify.events(self.fd):
            if mask & inotify.OVERFLOW:
                for watched in self.lanes.values():
                    watched.stale = True
                continue
            watched = self.lanes.get(self.owners.get(number))
            if watched is None:
                continue
            if mask & inotify.IGNORED:
                self._unwatch(number)
            elif number == watched.db and binlog.SEGMENT.fullmatch(name) is None:
                continue
            watched.stale = True

    def _answer(self):
        """Answers whom it can; returns when to look again, null: when something happens."""
        now, due = time.monotonic(), None
        for id, waiter in list(self.waiters.items()):
            grown, held = {}, waiter.deadline
            for lane, known in waiter.known.items():
                state = self._look(lane)
                if state is None or not (_beyond(state.log, known["log"], binlog.number) or _beyond(state.notes, known["notes"], str)):
                    continue
                if now < state.answered + APART:
                    held = min(held, state.answered + APART)
                    continue
                grown[lane] = state
            if grown or now >= waiter.deadline:
                del self.waiters[id]
                for state in grown.values():
                    state.answered = now
                waiter.answer({lane: {"log": state.log, "notes": state.notes} for lane, state in grown.items()})
            else:
                due = held if due is None else min(due, held)
        return due

    def _look(self, lane):
        """What is there of a lane now; null where it isn't live."""
        watched = self.lanes.get(lane)
        if watched is None:
            tree = binlog.live_tree(lane)
            if tree is None:
                return None
            watched = self.lanes[lane] = Watched(lane, tree)
        if watched.stale:
            watched.stale = False
            watched.look(self.fd, self.owners)
        return watched


class Watched:
    """What is watched of a lane: where segments appear, the newest of them, and the notes."""

    def __init__(self, lane, tree):
        self.lane = lane
        self.tree = tree
        self.stale = True
        self.answered = 0.0
        self.db = self.notes_folder = self.segment = self.segment_file = None
        self.log = self.notes = None

    def numbers(self):
        return self.db, self.notes_folder, self.segment

    def look(self, fd, owners):
        """Watches first, looks then: what happens in between is heard."""
        if self.db not in owners:
            self.db = self._watch(fd, owners, "db", os.O_DIRECTORY, APPEARS)
        if self.notes_folder not in owners:
            self.notes_folder = self._watch(fd, owners, "notes", os.O_DIRECTORY, APPEARS | inotify.MODIFY)
        files = sorted(binlog.names(self.tree, "db", binlog.SEGMENT), key=binlog.number, reverse=True)
        newest = files[0] if files else None
        if newest != self.segment_file or self.segment not in owners:
            if owners.pop(self.segment, None) is not None:
                inotify.unwatch(fd, self.segment)
            self.segment = None if newest is None else self._watch(fd, owners, f"db/{newest}", os.O_NONBLOCK, inotify.MODIFY)
            self.segment_file = newest
        self.log = self._newest_own(files)
        self.notes = self._newest_notes()

    def _watch(self, fd, owners, path, flags, mask):
        try:
            target = open_beneath(self.tree, path, os.O_RDONLY | flags, links=False)
        except (OSError, Failure):
            return None
        try:
            number = inotify.watch(fd, target, mask)
        except OSError as error:
            # The engine's machine may have no watches left: then whoever waits again is what looks again.
            print(f"{path} of {self.lane} can't be watched: {error}", file=sys.stderr)
            return None
        finally:
            os.close(target)
        owners[number] = self.lane
        return number

    def _newest_own(self, files):
        """One that was only just made doesn't say yet whose it is: then it is still the one before it."""
        number = layout.lane_number(self.lane)
        for file in files:
            segment = binlog.open_in(self.tree, f"db/{file}")
            if segment is None:
                continue
            with os.fdopen(segment, "rb"):
                server = binlog.server_of(segment)
                if server is not None:
                    return _grown(file, segment) if server == number else None
        return None

    def _newest_notes(self):
        for file in sorted(binlog.names(self.tree, "notes", NOTES), reverse=True):
            notes = binlog.open_in(self.tree, f"notes/{file}")
            if notes is not None:
                with os.fdopen(notes, "rb"):
                    return _grown(file, notes)
        return None


def _grown(file, fd):
    return {"file": file, "size": os.fstat(fd).st_size, "at": time.time_ns() // 1_000_000}


def _beyond(now, known, order):
    if now is None:
        return False
    if known is None:
        return True
    return (order(now["file"]), now["size"]) > (order(known["file"]), known["size"])
