# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house. Each takes all sources and yields (path, line, rule, explanation)."""

import re

from sources import resolve

# What each layer may include besides itself. Lower layers never look up; storage and exchange are neighbours that do
# not know each other; the user interface never sees storage.
LAYERS = {
    "domain": set(),
    "storage": {"domain"},
    "exchange": {"domain"},
    "services": {"storage", "exchange", "domain"},
    "tables": {"services", "storage", "exchange", "domain"},
    "ui": {"tables", "services", "exchange", "domain", "texts"},
    "texts": {"domain"},  # ui/texts: sentences for faults, shared with the command line program
    "console": {"ui", "texts", "tables", "services", "storage", "exchange", "domain"},
    "app": {"texts", "tables", "services", "storage", "exchange", "domain"},
}
SIZES = {".cpp": 400, ".h": 150}
SPDX = re.compile(r"SPDX-License-Identifier: GPL-3\.0-or-later\b")

DATABASE_HEADER = re.compile(r"^(QSql|QtSql|sodium|libpq|postgresql/|pg_config|sqlite3)")
WIDGET_HEADER = re.compile(
    r"^(QtWidgets|QWidget|Q\w*(Widget|Dialog|Button|Label|Splitter|Slider|SpinBox|ComboBox|CheckBox|GroupBox|MessageBox"
    r"|LineEdit|TextEdit|TimeEdit|DateEdit|MenuBar|ScrollBar|ScrollArea|StatusBar|ProgressBar|TabBar|ToolBar|ToolTip"
    r"|MainWindow|DockWidget|Completer|SystemTrayIcon|ItemDelegate)$|QMenu$|QFrame$|QApplication$|QFormLayout$|Q[HV]BoxLayout$"
    r"|Q(Grid|Stacked|Box)?Layout$|Q(Table|Tree|List|Column|Header|Undo|Graphics|AbstractItem)View$|QStyle)"
)
MODAL = re.compile(r"\b(QMessageBox|QInputDialog|QFileDialog)\b")
STATEMENT = re.compile(
    r"\bSELECT\s|\bINSERT\s+INTO\b|\bUPDATE\b.*\bSET\b|\bDELETE\s+FROM\b"
    r"|\b(CREATE|ALTER|DROP)\s+(TEMP\s+|UNIQUE\s+)?(TABLE|INDEX|VIEW|TRIGGER|FUNCTION|SCHEMA)\b",
    re.DOTALL,
)
TRANSACTION = re.compile(r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|PRAGMA|SET)\b")
VAGUE_CLASS = re.compile(r"\b(?:class|struct)\s+(\w*(?:Manager|Helper|Utils?))\s*(?:final\s*)?[:{]")
THEN = re.compile(r"\.then\((?!\s*QtFuture::Launch::Async)")
LOWER_CASE = re.compile(r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")


def layer_of(path):
    parts = path.split("/")
    if parts[0] == "models" and len(parts) > 2:
        return parts[1]
    if parts[0] == "ui":
        return "texts" if parts[1] == "texts" else "ui"
    if parts[0] == "app":
        return "console" if parts[1] == "console" else "app"
    return None


def under(source, *folders):
    return source.path.startswith(tuple(folder + "/" for folder in folders))


def product_code(sources):
    return (source for source in sources.values() if source.is_cpp and under(source, "models", "ui", "app"))


def layers(sources):
    """An include goes to the same layer or to one that the table allows."""
    for source in product_code(sources):
        own = layer_of(source.path)
        for line, name, _ in source.includes:
            # A file that does not exist (yet) is judged by the name of its folder.
            target = resolve(sources, source, name)
            layer = layer_of(target or (f"models/{name}" if name.split("/")[0] in LAYERS else name))
            if layer in LAYERS and layer != own and layer not in LAYERS.get(own, ()):
                yield source.path, line, "layers", f"{own} must not include {layer} ({name})"


def cycles(sources):
    """No file includes itself by way of others. A cycle is told once, at its first file."""
    graph = {}
    for source in sources.values():
        targets = ((line, resolve(sources, source, name)) for line, name, _ in source.includes)
        graph[source.path] = [(line, target) for line, target in targets if target]
    done = set()
    for start in graph:
        stack = [(start, iter(graph[start]))]
        trail = [start]
        while stack:
            path, targets = stack[-1]
            for line, target in targets:
                if target in trail:
                    ring = trail[trail.index(target) :] + [target]
                    yield path, line, "cycles", " -> ".join(ring)
                elif target not in done:
                    stack.append((target, iter(graph[target])))
                    trail.append(target)
                    break
            else:
                stack.pop()
                done.add(trail.pop())


def database_headers(sources):
    """Qt SQL, libpq, SQLite and libsodium are used under models/storage only."""
    for source in product_code(sources):
        for line, name, _ in source.includes:
            if DATABASE_HEADER.match(name) and not under(source, "models/storage"):
                yield source.path, line, "database-headers", f"<{name}> belongs under models/storage"


def widgets(sources):
    """No widget under models/."""
    for source in product_code(sources):
        for line, name, _ in source.includes:
            if WIDGET_HEADER.match(name) and under(source, "models"):
                yield source.path, line, "widgets", f"<{name}> has no place under models/"


def modal_boxes(sources):
    """Questions and file choices go through the Prompt of ui/shell."""
    for source in product_code(sources):
        if under(source, "ui/shell"):
            continue
        for number, text in enumerate(source.code.split("\n"), 1):
            match = MODAL.search(text)
            if match:
                yield source.path, number, "modal-boxes", f"{match[1]} outside ui/shell: use the Prompt"


def sql_text(sources):
    """Statements live in resources/sql; models/storage/database alone may control transactions."""
    for source in product_code(sources):
        for line, text in source.literals:
            if STATEMENT.search(text):
                yield source.path, line, "sql-text", "a statement belongs into resources/sql/queries"
            elif TRANSACTION.match(text) and not under(source, "models/storage/database"):
                yield source.path, line, "sql-text", "transactions are controlled in models/storage/database"


def sizes(sources):
    """No file beyond the hard size."""
    for source in sources.values():
        most = SIZES.get("." + source.path.rsplit(".", 1)[-1])
        lines = len(source.text.splitlines())
        if most and lines > most:
            yield source.path, lines, "sizes", f"{lines} lines, {most} is the most"


def licence_lines(sources):
    """The SPDX line stands at the top."""
    for source in sources.values():
        wants_one = source.is_cpp or source.path.endswith((".py", ".sh", ".cmake", "/CMakeLists.txt"))
        if wants_one and not SPDX.search("\n".join(source.text.split("\n", 3)[:3])):
            yield source.path, 1, "licence-lines", "the SPDX line is missing"


def class_names(sources):
    """A name says what a class is; Manager, Helper and Util say nothing."""
    for source in sources.values():
        for match in VAGUE_CLASS.finditer(source.code):
            line = source.code.count("\n", 0, match.start()) + 1
            yield source.path, line, "class-names", f"{match[1]} does not say what it is"


def file_names(sources):
    """File names are lower case, words joined by '_'."""
    for path in sources:
        name = path.rsplit("/", 1)[-1]
        if path.startswith("cmake/"):
            continue  # CMake modules are written as CMake writes its own
        if name != "CMakeLists.txt" and not LOWER_CASE.match(name):
            yield path, 1, "file-names", "the name of a file is lower_case"


def late_answers(sources):
    """An answer of another thread is taken by whenAnswered(): Qt's own then() is not safe there (when_answered.h)."""
    for source in product_code(sources):
        for match in THEN.finditer(source.code):
            line = source.code.count("\n", 0, match.start()) + 1
            yield source.path, line, "late-answers", "write whenAnswered(future, this, ...) of domain/base"


def waits(sources):
    """A window waits for nothing: awaited() runs an event loop of its own, and is for callveilctl and for tests."""
    for source in product_code(sources):
        for line, name, _ in source.includes:
            if name.endswith("domain/base/awaited.h") and not under(source, "app/ctl"):
                yield source.path, line, "waits", "write whenAnswered(future, this, ...) of domain/base"


RULES = (
    layers, cycles, database_headers, widgets, modal_boxes, sql_text, sizes, licence_lines, class_names, file_names,
    late_answers, waits,
)


def violations(sources):
    return [violation for rule in RULES for violation in rule(sources)]
