"""The keeper's protocol: JSON lines on stdin and stdout, answered as they are done, not in order.

-> {"id": 1, "call": "clone", "with": {...}}
<- {"id": 1, "ok": ...} or {"id": 1, "error": {"code", "detail", "data"}}
-> {"cancel": 1}: nobody waits for the answer any more

Ends with its input. Whatever it was asked last may still be done then, so every call is idempotent.
"""

import json
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor

from differing import Differences
from failure import describe
from growth import Growth
from logs import Logs
from service import Service

CALLS = (
    "open", "detach", "create", "clone", "publish", "retire", "rewriteRecord", "sweep", "writeRecord", "removeRecord",
    "readRecord", "readAll", "flush", "usage", "ensureRoom", "sizes", "freedBy", "mountSource", "locate", "readFile",
)
LOG_CALLS = (
    "segments", "segmentSize", "readLog", "archiveLog", "dropLog", "archivedLanes", "stageLog", "unstageLog", "endOfLog",
    "notes", "readNotes",
)
DIFFERENCES_CALLS = ("changes", "heads")


def main():
    growth = Growth()
    service = Service(growth)
    logs = Logs(service.ensureRoom)
    differences = Differences(service)
    served = ((service, CALLS), (logs, LOG_CALLS), (differences, DIFFERENCES_CALLS))
    calls = {name: getattr(whose, name) for whose, names in served for name in names}
    writing = threading.Lock()

    def say(message):
        line = json.dumps(message) + "\n"
        with writing:
            try:
                sys.stdout.write(line)
                sys.stdout.flush()
            except BrokenPipeError:
                return

    def answer(request):
        try:
            if request["call"] == "waitGrowth":
                # Not in a thread of its own, of which there are few: it waits long.
                growth.wait(request["id"], request["with"]["known"], request["with"]["timeout"], lambda grown: say({"id": request["id"], "ok": grown}))
                return
            if request["call"] not in calls:
                raise ValueError(f"unknown call {request['call']!r}")
            say({"id": request["id"], "ok": calls[request["call"]](**request["with"])})
        except Exception as error:  # the one place where everything ends up
            described = describe(error)
            if described["code"] == "unexpected":
                traceback.print_exc()
            say({"id": request["id"], "error": described})

    with ThreadPoolExecutor(max_workers=32) as pool:
        for line in sys.stdin:
            request = json.loads(line)
            if "cancel" in request:
                growth.cancel(request["cancel"])
            else:
                pool.submit(answer, request)


main()
