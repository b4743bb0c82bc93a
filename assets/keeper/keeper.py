"""The keeper's protocol: JSON lines on stdin and stdout, answered as they are done, not in order.

-> {"id": 1, "call": "clone", "with": {...}}
<- {"id": 1, "ok": ...} or {"id": 1, "error": {"code", "detail", "data"}}

Ends with its input. Whatever it was asked last may still be done then, so every call is idempotent.
"""

import json
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor

from failure import describe
from service import Service

CALLS = (
    "open", "detach", "create", "clone", "publish", "retire", "rewriteRecord", "sweep", "writeRecord", "removeRecord",
    "readRecord", "readAll", "flush", "usage", "ensureRoom", "sizes", "mountSource", "locate", "readFile",
)


def main():
    service = Service()
    writing = threading.Lock()

    def say(message):
        line = json.dumps(message) + "\n"
        with writing:
            sys.stdout.write(line)
            sys.stdout.flush()

    def answer(request):
        try:
            if request["call"] not in CALLS:
                raise ValueError(f"unknown call {request['call']!r}")
            say({"id": request["id"], "ok": getattr(service, request["call"])(**request["with"])})
        except BrokenPipeError:
            return
        except Exception as error:  # the one place where everything ends up
            described = describe(error)
            if described["code"] == "unexpected":
                traceback.print_exc()
            say({"id": request["id"], "error": described})

    with ThreadPoolExecutor(max_workers=32) as pool:
        for line in sys.stdin:
            pool.submit(answer, json.loads(line))


main()
