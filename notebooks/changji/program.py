"""Calls the program from Python: the same commands as on the command line."""
import os
import pathlib
import shutil
import subprocess

TREE = pathlib.Path(__file__).resolve().parents[2]


def program():
    """$CHANGJI, else the program built in this tree, else the installed one."""
    named = os.environ.get("CHANGJI")
    built = TREE / "build" / "release" / "changji"
    found = named or (str(built) if built.is_file() else shutil.which("changji"))
    if found is None:
        raise FileNotFoundError("没有找到 changji；先运行 scripts/build / build it first: scripts/build")
    return found


def run(command, *words):
    """Output of one command; raises with the program's own message if it refuses."""
    done = subprocess.run([program(), command, *map(str, words)], capture_output=True, text=True,
                          encoding="utf-8", check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return done.stdout
