#!/usr/bin/env python3
"""Sizes of files and functions, absolute paths, numbered decisions, one note per change.

    check_text.py [SOURCE_TREE]        exit code 1 beyond the hard limits; warns before them
"""
import pathlib
import re
import subprocess
import sys

FILE_LINES, FILE_LINES_HARD = 300, 400
FUNCTION_LINES, FUNCTION_LINES_HARD = 60, 80
COLUMNS = 100
NOT_A_FUNCTION = re.compile(r"\b(namespace|struct|class|enum|union|extern)\b|=\s*$")
# Paths of one machine; nothing in the tree may depend on them.
FOREIGN_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home)/|\.\./shared\b|(?<!\w)shared/(?!_)")
GENERATED = ("package-lock.json",)


def files_of(tree):
    """Tracked files and new ones that are not ignored."""
    listing = subprocess.run(["git", "-C", str(tree), "ls-files", "-co", "--exclude-standard"],
                             capture_output=True, text=True, check=False)
    if listing.returncode == 0:
        return sorted(tree / name for name in listing.stdout.split("\n") if name)
    return sorted(path for path in tree.rglob("*") if "build" not in path.parts)


def without_text(source):
    """The source with comments and string contents blanked, line numbers kept."""
    blank = lambda match: re.sub(r"[^\n]", " ", match[0])
    return re.sub(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])'", blank, source,
                  flags=re.S)


def long_functions(source):
    """(line number, length) of every function body beyond the budget, by counting braces."""
    stack, head, line = [], "", 1
    for character in without_text(source):
        line += character == "\n"
        if character == "{":
            outside = "function" not in [kind for kind, _ in stack]
            is_function = outside and ")" in head and not NOT_A_FUNCTION.search(head)
            stack.append(("function" if is_function else "other", line))
            head = ""
        elif character == "}" and stack:
            kind, begin = stack.pop()
            if kind == "function" and line - begin + 1 > FUNCTION_LINES:
                yield begin, line - begin + 1
            head = ""
        elif character == ";":
            head = ""
        else:
            head += character


def check_source(name, text):
    lines = text.splitlines()
    warnings, faults = [], []
    if len(lines) > FILE_LINES:
        kind = faults if len(lines) > FILE_LINES_HARD else warnings
        kind.append(f"{name}: {len(lines)} lines, budget {FILE_LINES}")
    for number, length in long_functions(text):
        kind = faults if length > FUNCTION_LINES_HARD else warnings
        kind.append(f"{name}:{number}: function of {length} lines, budget {FUNCTION_LINES}")
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS:
            warnings.append(f"{name}:{number}: {len(line)} columns, budget {COLUMNS}")
    return warnings, faults


def check_decisions(tree):
    faults, seen = [], {}
    for path in sorted((tree / "docs/decisions").glob("*")):
        number = re.fullmatch(r"(\d{4})-[a-z0-9-]+\.md", path.name)
        if not number:
            faults.append(f"{path.relative_to(tree)}: not named NNNN-topic.md")
        elif number[1] in seen:
            faults.append(f"{path.relative_to(tree)}: {number[1]} is also {seen[number[1]]}")
        else:
            seen[number[1]] = path.name
    for path in sorted((tree / "docs/changes").glob("*")):
        if not re.fullmatch(r"\d{8}_[a-z0-9_]+\.md", path.name):
            faults.append(f"{path.relative_to(tree)}: not named YYYYMMDD_topic.md")
    return faults


def main(arguments):
    tree = pathlib.Path(arguments[0] if arguments else __file__).resolve()
    if not arguments:
        tree = tree.parents[2]
    warnings, faults = [], check_decisions(tree)
    for path in files_of(tree):
        if not path.is_file() or path == pathlib.Path(__file__).resolve():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        name = path.relative_to(tree).as_posix()
        for number, line in enumerate(text.split("\n"), 1):
            if FOREIGN_PATHS.search(line) and not name.endswith(GENERATED):
                faults.append(f"{name}:{number}: names a path of one machine")
        if path.suffix in (".cpp", ".hpp"):
            more_warnings, more_faults = check_source(name, text)
            warnings += more_warnings
            faults += more_faults
    for warning in warnings:
        print("warning:", warning)
    for fault in faults:
        print("fault:", fault)
    print(f"{len(warnings)} warnings, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
