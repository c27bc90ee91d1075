"""`bedfellows run` as a process, but for the address of Discord: its port is the argument."""

from __future__ import annotations

import sys

from bot.__main__ import main
from tests.stand_in.pointing import point_discord_py_at

if __name__ == "__main__":
    point_discord_py_at(int(sys.argv[1]))
    sys.argv[1:] = ["run"]
    main()
