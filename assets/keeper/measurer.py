"""Asks the measuring process (sizes.py), one question at a time; started when it is first needed, and again when it died."""

import json
import os
import subprocess
import sys
import threading

import layout
from failure import Failure

PROGRAM = os.path.join(os.path.dirname(__file__), "sizes.py")


class Measurer:
    def __init__(self):
        self.asking = threading.Lock()
        self.process = None

    def sizes(self, driver, ids):
        """Bytes on disk, [own, total]; volumes that are neither in init nor live are left out."""
        answer = self._measure({"driver": driver})
        return {id: answer[id] for id in ids if id in answer}

    def freed_by(self, driver, ids):
        """Bytes on disk that go with all of these together."""
        return self._measure({"driver": driver, "freed": ids})["freed"]

    def _measure(self, question):
        with self.asking:
            for _ in range(5):
                answer = self._ask({**question, "volumes": layout.volumes()})
                if "gone" not in answer:
                    return answer
        raise Failure("store-unavailable", "volumes come and go too fast to measure")

    def _ask(self, question):
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen([sys.executable, PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if line == "":
            raise Failure("store-unavailable", "measuring failed")
        return json.loads(line)

    def close(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
