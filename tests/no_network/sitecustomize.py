"""On a process's PYTHONPATH: every reach for another machine is written down, and fails.

`NETWORK_LOG` names the file. Stays silent about this machine itself.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

_HERE = ("127.", "::1", "localhost", "0.0.0.0", "::")


def _refuse(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name and not name.startswith(_HERE) and name != socket.gethostname():
        with Path(os.environ["NETWORK_LOG"]).open("a") as log:
            log.write(f"{name}\n")
        raise OSError(f"the network is cut: {name}")


def _guard(name: str) -> None:
    original = getattr(socket.socket, name)

    def guarded(self: socket.socket, *arguments: object) -> object:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse(arguments[-1][0])  # type: ignore[index]
        return original(self, *arguments)

    setattr(socket.socket, name, guarded)


for _name in ("connect", "connect_ex", "sendto"):
    _guard(_name)

_look_up = socket.getaddrinfo


def _guarded_look_up(host: object, *arguments: object, **options: object) -> object:
    if host:
        _refuse(host)
    return _look_up(host, *arguments, **options)  # type: ignore[arg-type]


socket.getaddrinfo = _guarded_look_up  # type: ignore[assignment]
