from __future__ import annotations

import os
import subprocess
import sys


def test_the_runtime_leaves_nothing_in_the_users_home(root, tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY" and not name.startswith("XDG_")}
    code = "import factcheck.encoder.runtime"
    subprocess.run([sys.executable, "-c", code], check=True, env=environment | {"HOME": str(tmp_path), "PYTHONPATH": str(root)})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
