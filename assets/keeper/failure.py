"""Failures that the app knows by code; anything else that is raised is a bug."""

import errno


class Failure(Exception):
    def __init__(self, code, detail, **data):
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.data = data


def describe(error):
    """What goes over the wire for an exception."""
    if isinstance(error, Failure):
        return {"code": error.code, "detail": error.detail, "data": error.data}
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return {"code": "no-space", "detail": str(error), "data": {}}
    if isinstance(error, OSError) and error.errno in (errno.EIO, errno.EROFS, errno.ENODEV, errno.ENXIO):
        return {"code": "store-unavailable", "detail": str(error), "data": {}}
    return {"code": "unexpected", "detail": f"{type(error).__name__}: {error}", "data": {}}
