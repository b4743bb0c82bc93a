"""Listens in lanes for their guards, who may ask for a checkpoint and for nothing else. JSON lines on stdin and stdout:

-> {"listen": ["<lane>", ...]}                 in these, and in no others
<- {"listening": ["<lane>", ...]}              those of them it could listen in
<- {"lane": "<lane>", "ask": 1, "with": {"verb": "checkpoint", "risk": {...}, "who": ...}}
-> {"ask": 1, "answer": "taken" | "not-taken"}

What a site says is read by a child of its lane's own, which has bound the socket and then given up every right it had. Ends with
its input, children and all.
"""

import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time

import layout
from beneath import open_beneath
from failure import Failure

NOBODY = 65534
SOCKET = "tidemark.sock"
LARGEST_LINE = 2048
CONNECTIONS = 4
CONNECTION_SECONDS = 3
# A guard knocks a few times at most in a request; what comes faster is a flood.
KNOCKS_PER_SECOND = 50
ANSWERS = ("taken", "not-taken")


def bind(lane):
    """A socket in the lane's run/, reached without following a link; one that an earlier listener left is replaced."""
    run = open_beneath(f"{layout.folder('live', lane)}/tree", "run", os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    os.fchdir(run)
    os.close(run)
    try:
        os.unlink(SOCKET)
    except FileNotFoundError:
        pass
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # The site's user has to be able to write to it; by the mask, for a chmod could be led elsewhere.
    before = os.umask(0)
    try:
        listener.bind(SOCKET)
    finally:
        os.umask(before)
        os.chdir("/")
    listener.listen(CONNECTIONS)
    listener.setblocking(False)
    return listener


def give_up_rights():
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def parse(line):
    """The one thing that can be asked for, with nothing in it that doesn't belong there; null for everything else."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("verb") != "checkpoint" or not isinstance(said.get("risk"), dict):
        return None
    who = said.get("who")
    return {"verb": "checkpoint", "risk": said["risk"], "who": who if isinstance(who, str) else None}


class Knock:
    def __init__(self, connection):
        self.connection = connection
        self.until = time.monotonic() + CONNECTION_SECONDS
        self.heard = b""
        self.number = None


class Child:
    """Serves one lane's socket, as nobody."""

    def __init__(self, listener, parent):
        self.listener = listener
        self.parent = parent
        self.knocks = {}
        self.next = 1
        self.second = 0
        self.count = 0
        self.answers = b""

    def serve(self):
        while True:
            now = time.monotonic()
            for knock in [each for each in self.knocks.values() if each.until <= now]:
                self.drop(knock)
            flooded = self.count >= KNOCKS_PER_SECOND and int(now) == self.second
            waiting = [self.parent, *self.knocks] + ([] if flooded else [self.listener])
            ends = [each.until for each in self.knocks.values()] + ([int(now) + 1] if flooded else [])
            ready, _, _ = select.select(waiting, [], [], max(0, min(ends) - now) if ends else None)
            for source in ready:
                if source is self.parent:
                    if not self.take_answers():
                        return
                elif source is self.listener:
                    self.open()
                elif source in self.knocks:
                    self.hear(self.knocks[source])

    def open(self):
        try:
            connection, _ = self.listener.accept()
        except OSError:
            return
        second = int(time.monotonic())
        self.count = self.count + 1 if second == self.second else 1
        self.second = second
        if len(self.knocks) >= CONNECTIONS:
            connection.close()
            return
        connection.setblocking(False)
        self.knocks[connection] = Knock(connection)

    def hear(self, knock):
        try:
            piece = knock.connection.recv(LARGEST_LINE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        # Gone, or it goes on talking where it should wait.
        if not piece or knock.number is not None:
            self.drop(knock)
            return
        knock.heard += piece
        line, end, _ = knock.heard.partition(b"\n")
        if not end and len(knock.heard) <= LARGEST_LINE:
            return
        said = parse(line) if end and len(line) <= LARGEST_LINE else None
        if said is None:
            self.drop(knock)
            return
        knock.number = self.next
        self.next += 1
        self.parent.sendall(json.dumps({"n": knock.number, "with": said}).encode() + b"\n")

    def take_answers(self):
        piece = self.parent.recv(65536)
        if not piece:
            return False
        *lines, self.answers = (self.answers + piece).split(b"\n")
        for line in lines:
            answer = json.loads(line)
            for knock in [each for each in self.knocks.values() if each.number == answer["n"]]:
                try:
                    knock.connection.send(json.dumps({"answer": answer["answer"]}).encode() + b"\n")
                except OSError:
                    pass
                self.drop(knock)
        return True

    def drop(self, knock):
        del self.knocks[knock.connection]
        knock.connection.close()


class Lane:
    """A lane as the parent knows it: its child and the line to it."""

    # All escapes of a line as long as it may be, and what is around it.
    LARGEST = 8 * LARGEST_LINE

    def __init__(self, name, others):
        self.name = name
        self.heard = b""
        # Here, where a lane that can't be listened in can still be told from one that can.
        listener = bind(name)
        self.line, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                for inherited in (*others, self.line):
                    inherited.close()
                nothing = os.open(os.devnull, os.O_RDWR)
                for number in (0, 1, 2):
                    os.dup2(nothing, number)
                give_up_rights()
                Child(listener, theirs).serve()
            finally:
                os._exit(0)
        theirs.close()
        listener.close()
        self.line.setblocking(False)

    def lines(self):
        """What the child said since; null when it is gone or says more than a child would."""
        try:
            piece = self.line.recv(65536)
        except BlockingIOError:
            return []
        except OSError:
            return None
        *lines, self.heard = (self.heard + piece).split(b"\n")
        return None if not piece or len(self.heard) > self.LARGEST else lines

    def answer(self, number, answer):
        try:
            self.line.send(json.dumps({"n": number, "answer": answer}).encode() + b"\n")
        except OSError:
            # It has died or reads no more; its guards go on by themselves.
            pass

    def close(self):
        self.line.close()
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


class Listener:
    def __init__(self):
        self.lanes = {}
        self.asks = {}
        self.next = 1
        self.heard = b""

    def serve(self):
        while True:
            ready, _, _ = select.select([0, *(lane.line for lane in self.lanes.values())], [], [])
            if 0 in ready and not self.take_orders():
                return
            for lane in [each for each in self.lanes.values() if each.line in ready]:
                self.relay(lane)

    def take_orders(self):
        piece = os.read(0, 65536)
        *lines, self.heard = (self.heard + piece).split(b"\n")
        for line in lines:
            order = json.loads(line)
            if "listen" in order:
                self.listen(order["listen"])
            else:
                lane, number = self.asks.pop(order["ask"], (None, None))
                if lane in self.lanes and order["answer"] in ANSWERS:
                    self.lanes[lane].answer(number, order["answer"])
        return bool(piece)

    def listen(self, wanted):
        for name in [each for each in self.lanes if each not in wanted]:
            self.stop(name)
        for name in wanted:
            if name not in self.lanes:
                self.start(name)
        self.say({"listening": sorted(self.lanes)})

    def start(self, name):
        try:
            self.lanes[name] = Lane(name, [lane.line for lane in self.lanes.values()])
        except (Failure, OSError, ValueError) as error:
            print(f"{name}: {error}", file=sys.stderr, flush=True)

    def stop(self, name):
        self.lanes.pop(name).close()
        self.asks = {ask: of for ask, of in self.asks.items() if of[0] != name}

    def relay(self, lane):
        lines = lane.lines()
        if lines is None:
            # Whatever ended it, the next one starts clean; one that can't stay is not tried without end.
            self.stop(lane.name)
            time.sleep(0.2)
            self.start(lane.name)
            return
        for line in lines:
            said = json.loads(line)
            self.asks[self.next] = (lane.name, said["n"])
            self.say({"lane": lane.name, "ask": self.next, "with": said["with"]})
            self.next += 1
            while len(self.asks) > 1000:
                del self.asks[min(self.asks)]

    def say(self, message):
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


def main():
    listener = Listener()
    # Children then share these pages instead of copying them.
    gc.freeze()
    try:
        listener.serve()
    finally:
        for name in list(listener.lanes):
            listener.stop(name)


main()
