"""How a chat is served: what whoever runs it may choose.

In: paths and numbers from the command line. Out: checked `Options`. Everything is refused before
a model is loaded. This file does not know the server.
"""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ui.help_lines import SHIPPED, HelpLine, load_help_lines
from ui.hosts import HostError, read_host
from ui.limits import PER_MINUTE, SESSIONS, Limits


class OptionError(ValueError):
    """A choice that cannot be used; the message names it and says what is expected."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen.

    Attributes:
        limits: how much is taken.
        help_lines: whom a person in need is told to call.
        users: SHA-256 of each password, by name; empty where everybody may come in.
        root_path: path below which a proxy serves the chat, "" for none.
        edit: whether those users may add and remove documents.
        allowed_hosts: names that it answers under besides its own.
        mcp: whether language models are served tools.
    """

    limits: Limits = field(default_factory=Limits)
    help_lines: tuple[HelpLine, ...] = field(default_factory=load_help_lines)
    users: Mapping[str, bytes] = field(default_factory=dict)
    root_path: str = ""
    edit: bool = False
    allowed_hosts: tuple[str, ...] = ()
    mcp: bool = False


def read_options(
    *,
    per_minute: int = PER_MINUTE,
    sessions: int = SESSIONS,
    help_lines: Path | None = None,
    auth_file: Path | None = None,
    root_path: str = "",
    edit: bool = False,
    allowed_hosts: Sequence[str] = (),
    mcp: bool = False,
) -> Options:
    """Return checked options.

    Args:
        per_minute: questions that one address may ask in a minute, 0 for any number.
        sessions: pages that may be open at once.
        help_lines: JSON as `load_help_lines` takes it, None for the shipped ones.
        auth_file: a line "name:password" for each person, readable by its owner alone.
        root_path: as "/kalla", "" for none.
        edit: let documents be added and removed, which asks for names and passwords.
        allowed_hosts: names, "*.example.se" for those below one, or IP addresses.
        mcp: serve language models tools, which takes the MCP SDK.

    Raises:
        OptionError: a choice that cannot be used.
        HelpLineError: the file of help lines cannot be used.
    """
    if root_path and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", root_path):
        raise OptionError(
            f"The root path {root_path!r} is none: write it as --root-path /kalla, with a slash "
            "in front and none behind."
        )
    if edit and not auth_file:
        raise OptionError(
            "Whoever may change the documents has to have a password: "
            "kalla chat --edit --auth-file FILE --library DIR"
        )
    try:
        hosts = tuple(read_host(words) for words in allowed_hosts)
    except HostError as error:
        raise OptionError(str(error)) from error
    if mcp:
        need_mcp()
    return Options(
        Limits(per_minute, sessions),
        load_help_lines(help_lines or SHIPPED),
        read_users(auth_file) if auth_file else {},
        root_path,
        edit,
        hosts,
        mcp,
    )


def need_mcp() -> None:
    """Make sure that the MCP SDK is there, without the seconds that its import takes.

    Raises:
        OptionError: it is not, or is one that Källa does not know.
    """
    try:
        found = version("mcp")
    except PackageNotFoundError:
        found = ""
    if not found.startswith("2."):
        what = f"version 2 of the MCP SDK, and {found} is installed" if found else "the MCP SDK"
        raise OptionError(
            f"MCP needs {what}. Install it: {sys.executable} -m pip install 'mcp>=2.3,<3'"
        )


def read_users(path: Path) -> dict[str, bytes]:
    """Return the SHA-256 of each password, by name.

    Raises:
        OptionError: the file cannot be read, others may read it, or a line is no "name:password".
    """
    try:
        readable = path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH)
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(f"{path} cannot be read as a file of names: {error}") from error
    if readable:
        raise OptionError(f"Others can read the passwords in {path}. Run: chmod 600 {path}")
    users: dict[str, bytes] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        name, colon, password = line.partition(":")
        if not (name and colon and password):
            # The line itself is not shown: it may be a password.
            raise OptionError(f'{path}, line {number}, is not of the form "name:password".')
        users[name] = sha256(password.encode()).digest()
    if not users:
        raise OptionError(f'{path} names nobody. Write a line "name:password" for each person.')
    return users
