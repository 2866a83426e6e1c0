"""Runs the program under test in a clean environment."""
import os
import pathlib
import subprocess
import tempfile

SMALL = ["--sample", "0.01", "--until", "2021"]


class Program:
    """One program and a folder of its own for results and cache."""

    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())
        self.folder = tempfile.TemporaryDirectory(prefix="changji-cli-")
        self.root = pathlib.Path(self.folder.name)
        self.environment = dict(os.environ, CHANGJI_CACHE=str(self.root / "cache"), LANG="C.UTF-8")
        for name in ("LC_ALL", "LC_MESSAGES"):
            self.environment.pop(name, None)

    def __call__(self, *words, **environment):
        """(exit code, standard output, standard error) of one call."""
        done = subprocess.run([self.path, *map(str, words)], capture_output=True, text=True,
                              env=dict(self.environment, **environment), cwd=self.root,
                              check=False)
        return done.returncode, done.stdout, done.stderr

    def small_run(self, name, scenario="baseline", *more):
        """Folder of a finished small run."""
        folder = self.root / name
        if not folder.exists():
            code, _, error = self("run", scenario, "-o", folder, *SMALL, "--quiet", *more)
            assert code == 0, error
        return folder
