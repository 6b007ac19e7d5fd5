# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that each rule fires on a tree made to break it, and that no rule fires on a tree that breaks none."""

import tempfile
from pathlib import Path

from rules import RULES, violations
from sources import read_all

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"

GOOD = {
    "models/domain/base/result.h": SPDX,
    "models/storage/database/connection.cpp": SPDX + '#include <QSqlQuery>\nauto t = "BEGIN IMMEDIATE";\n',
    "models/storage/people/people_store.h": SPDX + "class QNetworkAccessManager;\n// SELECT * FROM a comment's quote\n",
    "models/services/people_service.h": SPDX + '#include "storage/people/people_store.h"\n',
    "models/tables/call_table_model.h": SPDX + "#include <QAbstractTableModel>\n#include <QStringView>\n",
    "ui/texts/fault_text.cpp": SPDX + '#include "domain/base/result.h"\nauto t = "Select a file, begin, then set it";\n',
    "ui/shell/prompt.cpp": SPDX + "#include <QMessageBox>\n",
    "ui/calls/calls_tab.cpp": SPDX + '#include "tables/call_table_model.h"\n#include "ui/texts/fault_text.h"\n',
    "ui/texts/fault_text.h": SPDX,
    "app/ctl/main.cpp": SPDX + '#include "domain/base/awaited.h"\n#include "services/people_service.h"\n',
    "app/ctl/texts.cpp": SPDX + '#include "ui/texts/fault_text.h"\n',
    "tests/storage/tst_rows.cpp": SPDX + '#include <QSqlQuery>\nauto t = "SELECT 1";\n' + "\n" * 300,
    "tests/CMakeLists.txt": "# SPDX-License-Identifier: GPL-3.0-or-later\n",
}

# rule, file, its text, the line that must be named
BAD = (
    ("layers", "models/domain/a.cpp", SPDX + '#include "storage/people/people_store.h"\n', 2),
    ("layers", "models/domain/a.cpp", SPDX + '#include "services/not_there.h"\n', 2),
    ("layers", "models/exchange/a.h", SPDX + '\n#include "storage/people/people_store.h"\n', 3),
    ("layers", "models/storage/a.h", SPDX + '#include "exchange/reader.h"\n', 2),
    ("layers", "models/storage/a.h", SPDX + '#include "../services/people_service.h"\n', 2),
    ("layers", "models/services/a.h", SPDX + '#include "tables/call_table_model.h"\n', 2),
    ("layers", "models/tables/a.h", SPDX + '#include "ui/shell/prompt.h"\n', 2),
    ("layers", "ui/calls/a.cpp", SPDX + "#include <storage/people/people_store.h>\n", 2),
    ("layers", "ui/texts/a.cpp", SPDX + '#include "services/people_service.h"\n', 2),
    ("layers", "app/ctl/a.cpp", SPDX + '#include "ui/shell/prompt.h"\n', 2),
    ("layers", "ui/calls/a.cpp", SPDX + '#include "app/console/main_window.h"\n', 2),
    ("cycles", "models/domain/base/result.h", SPDX + '#include "domain/base/result.h"\n', 2),
    ("database-headers", "models/services/a.cpp", SPDX + "#include <QSqlDatabase>\n", 2),
    ("database-headers", "app/ctl/a.cpp", SPDX + "#include <QtSql/QSqlDatabase>\n", 2),
    ("database-headers", "models/domain/a.cpp", SPDX + "#include <sodium.h>\n", 2),
    ("database-headers", "models/exchange/a.cpp", SPDX + "#include <libpq-fe.h>\n", 2),
    ("widgets", "models/tables/a.cpp", SPDX + "#include <QTableView>\n", 2),
    ("widgets", "models/domain/a.cpp", SPDX + "#include <QtWidgets/QLabel>\n", 2),
    ("modal-boxes", "ui/calls/a.cpp", SPDX + "#include <QFileDialog>\n", 2),
    ("modal-boxes", "ui/calls/a.cpp", SPDX + "\nvoid f() { QMessageBox::warning(); }\n", 3),
    ("modal-boxes", "app/console/a.cpp", SPDX + "auto t = QInputDialog::getText();\n", 2),
    ("late-answers", "ui/calls/a.cpp", SPDX + "f().then(\n    this, [this] {});\n", 2),
    ("late-answers", "models/tables/a.cpp", SPDX + "f().then(&window, g);\n", 2),
    ("late-answers", "models/services/a.cpp", SPDX + "f().then([] {});\n", 2),
    ("waits", "ui/calls/a.cpp", SPDX + '#include "domain/base/awaited.h"\n', 2),
    ("waits", "models/services/a.cpp", SPDX + '#include "domain/base/awaited.h"\n', 2),
    ("sql-text", "models/storage/people/a.cpp", SPDX + 'auto t = "select me"; auto s = u"SELECT id FROM t"_qs;\n', 2),
    ("sql-text", "models/storage/database/a.cpp", SPDX + 'auto t = "UPDATE person "\n    "SET name = 1";\n', 2),
    ("sql-text", "models/storage/people/a.cpp", SPDX + 'auto t = R"(\nINSERT INTO person)";\n', 2),
    ("sql-text", "models/services/a.cpp", SPDX + 'auto t = "DELETE FROM person";\n', 2),
    ("sql-text", "models/services/a.h", SPDX + 'auto t = "CREATE TABLE person";\n', 2),
    ("sql-text", "models/storage/people/a.cpp", SPDX + 'auto t = "COMMIT";\n', 2),
    ("sizes", "models/domain/a.cpp", SPDX + "\n" * 400, 401),
    ("sizes", "tests/support/a.h", SPDX + "\n" * 150, 151),
    ("licence-lines", "models/domain/a.h", "#pragma once\n", 1),
    ("licence-lines", "packaging/a.sh", "#!/bin/sh\n", 1),
    ("class-names", "models/domain/a.h", SPDX + "class KeyManager final {\n};\n", 2),
    ("class-names", "tests/support/a.h", SPDX + "struct TextUtils : Base {\n};\n", 2),
    ("class-names", "ui/calls/a.h", SPDX + "class TabHelper\n{\n};\n", 2),
    ("file-names", "models/domain/PhoneNumber.h", SPDX, 1),
    ("file-names", "ui/calls/calls-tab.ui", "<ui/>\n", 1),
)


def findings(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            file = Path(root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return [(path, line, rule) for path, line, rule, _ in violations(read_all(root))]


def long_cycle_is_told_once():
    files = {f"models/domain/{a}.h": SPDX + f'#include "domain/{b}.h"\n' for a, b in ("ab", "bc", "ca")}
    found = findings(files)
    return len(found) == 1 and found[0][2] == "cycles"


def run():
    failures = []
    found = findings(GOOD)
    if found:
        failures.append(f"the good tree is blamed: {found}")
    for rule, path, text, line in BAD:
        found = findings({**GOOD, path: text})
        if found != [(path, line, rule)]:
            failures.append(f"{rule}: expected {path}:{line}, found {found}, in:\n{text.strip()[:200]}")
    if not long_cycle_is_told_once():
        failures.append("a cycle of three files is not told exactly once")
    unproved = {rule.__name__.replace("_", "-") for rule in RULES} - {case[0] for case in BAD}
    if unproved:
        failures.append(f"rules without a bad tree: {unproved}")
    for failure in failures:
        print(failure)
    print(f"{len(BAD) + 3 - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0
