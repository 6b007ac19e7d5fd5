# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the sources of the repository: lines, includes, string literals and code without comments."""

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDERS = ("models", "ui", "app", "tests", "cmake", "packaging", "resources")
SUFFIXES = (".cpp", ".h", ".py", ".sh", ".cmake", ".sql", ".ui")
# Where a quoted include is looked for, besides the folder of the file itself.
INCLUDE_ROOTS = ("models", ".", "ui", "tests")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
# Comments and literals in one pattern, so that a quote in a comment opens no literal, and the other way round.
TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|R"(?P<mark>[^()\\ \n]*)\((?P<raw>.*?)\)(?P=mark)"'
    r'|"(?P<text>(?:[^"\\\n]|\\.)*)"'
    r"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+'",
    re.DOTALL,
)


@dataclass
class Source:
    """One file; paths are relative to the repository and use '/'."""

    path: str
    text: str
    includes: list = field(default_factory=list)  # (line, name, in quotes)
    literals: list = field(default_factory=list)  # (line, text), neighbours joined
    code: str = ""  # without comments and the insides of literals; same lines

    @property
    def is_cpp(self):
        return self.path.endswith((".cpp", ".h"))

    def line_of(self, position):
        return self.text.count("\n", 0, position) + 1


def blank(text):
    """The same number of lines, with nothing on them."""
    return "\n" * text.count("\n")


def parse(path, text):
    source = Source(path, text)
    if not source.is_cpp:
        return source
    pieces, end, literal_end = [], 0, -1
    for token in TOKEN.finditer(text):
        gap = text[end : token.start()]
        pieces.append(gap)
        end = token.end()
        if token["comment"] is not None:
            pieces.append(" " + blank(token[0]))
            continue
        content = token["raw"] if token["raw"] is not None else token["text"]
        pieces.append('""' + blank(token[0]))
        if content is None or gap.rsplit("\n", 1)[-1].lstrip().startswith("#"):
            continue
        # "SELECT a " "FROM b" is one text for the compiler; so it is here.
        if literal_end >= 0 and not text[literal_end : token.start()].strip():
            line, before = source.literals[-1]
            source.literals[-1] = (line, before + content)
        else:
            source.literals.append((source.line_of(token.start()), content))
        literal_end = end
    pieces.append(text[end:])
    source.code = "".join(pieces)
    for match in INCLUDE.finditer(text):
        source.includes.append((source.line_of(match.start(2)), match[2], match[1] == '"'))
    return source


def read_all(root):
    """Every source under the known folders, by path."""
    sources = {}
    for folder in FOLDERS:
        for file in sorted(Path(root, folder).rglob("*")):
            if (file.suffix in SUFFIXES or file.name == "CMakeLists.txt") and file.is_file():
                path = file.relative_to(root).as_posix()
                sources[path] = parse(path, file.read_text(encoding="utf-8", errors="replace"))
    return sources


def resolve(sources, source, name):
    """The path of an included file of ours, or None."""
    for folder in (source.path.rsplit("/", 1)[0], *INCLUDE_ROOTS):
        path = posixpath.normpath(f"{folder}/{name}")
        if path in sources:
            return path
    return None
