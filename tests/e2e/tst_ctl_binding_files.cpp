// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_office.h"

#include "support/xlsx_book.h"

#include <QFile>

namespace callveil {

/// Files of bindings: rows come in one by one, and no real number goes out.
class CtlBindingFilesTest final : public QObject, private BindingOffice {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void importsRowByRow();
    void repeatsNoCellThatCouldBeANumber();
    void refusesFilesThatAreNone();
    void exportsMasked();
};

void CtlBindingFilesTest::initTestCase()
{
    setUp();
}

void CtlBindingFilesTest::importsRowByRow()
{
    const QString file = ctl.writeFile(QStringLiteral("bindings.csv"),
        "Customer;process;pool;number;agent;agent_number;model;case;expiry;recording;reason\n" + customer(60)
            + ";Support;Wide;;A1;;;;ride;;\n" // 2: made
            + customer(60) + ";Support;Wide;;A1;;;;ride;;\n" // 3: the same
            + customer(61) + ";Support;Wide;;A1;;both;;;;\n" // 4: no model
            + customer(62) + ";Support;;+441273496008;;" + line(62) + ";case;C-9;never;no;tenancy\n" // 5: made
            + customer(63) + ";Support;Wide;;A1;;;;never;;\n" // 6: no reason
            + customer(64) + ";Support;Wide;;;;;;;;\n" // 7: no agent
            + "call me;Support;Wide;;A1;;;;;;\n" // 8: no number
            + customer(65) + ";Support;;;A1;;;;;;\n"); // 9: neither pool nor number
    const auto outcome = run(QStringLiteral("--json binding import ") + file);
    QCOMPARE(outcome.exitCode, 1);
    const QJsonObject document = documentOf(outcome);
    QCOMPARE(document.value(QLatin1String("made")).toInt(), 2);
    QCOMPARE(document.value(QLatin1String("existing")).toInt(), 1);
    QCOMPARE(document.value(QLatin1String("rejected")).toInt(), 5);
    QVERIFY(document.value(QLatin1String("complete")).toBool());
    QJsonArray lines;
    for (const QJsonValue &reject : document.value(QLatin1String("rejects")).toArray())
        lines.append(reject.toObject().value(QLatin1String("line")));
    QCOMPARE(lines, QJsonArray({4, 6, 7, 8, 9}));
    QVERIFY2(outcome.err.startsWith("line 4: ") && outcome.err.count('\n') == 5, outcome.err.constData());
    QVERIFY(!tellsNumbers(outcome.out + outcome.err));
    const QJsonArray made = listed(QStringLiteral("--case C-9"));
    QCOMPARE(made.size(), 1);
    QCOMPARE(made.at(0).toObject().value(QLatin1String("number")).toString(), QStringLiteral("+441273496008"));
    QCOMPARE(made.at(0).toObject().value(QLatin1String("recording")).toString(), QStringLiteral("no"));
    QVERIFY(made.at(0).toObject().value(QLatin1String("expires_at")).isNull());
}

void CtlBindingFilesTest::repeatsNoCellThatCouldBeANumber()
{
    const QByteArray number = customer(70), national = "07700 900 170";
    QByteArray rows = "process,pool,number,customer,agent,agent_number,model,case,expiry,recording,reason\n";
    rows += "Support," + number + ",," + customer(71) + ",A1,,,,,,\n"; // as a pool
    rows += "Support,,\"" + national + "\"," + customer(71) + ",A1,,,,,,\n"; // as a proxy number
    rows += number + ",Wide,," + customer(71) + ",A1,,,,,,\n"; // as a process
    rows += "Support,Wide,," + customer(71) + "," + number + ",,,,,,\n"; // as an agent
    rows += "Support,Wide,," + customer(71) + ",A1," + number + ",,,,,\n"; // both
    for (const char *column : {"", ",", ",,", ",,,"}) // as model, case, expiry, recording
        rows += "Support,Wide,," + customer(71) + ",A1,," + column + number
            + QByteArray(",,,,").mid(int(strlen(column))) + "\n";
    rows += "Support,Wide,," + customer(71) + ",A1,,,,never,," + number + "\n"; // as a reason
    rows += "Support,Wide,,," + customer(71) + ",A1,,,,,,\n"; // a separator too many
    const int count = rows.count('\n') - 1;
    const auto outcome = run(QStringLiteral("--json binding import ") + ctl.writeFile(QStringLiteral("bad.csv"), rows));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(documentOf(outcome).value(QLatin1String("rejected")).toInt() == count, outcome.err.constData());
    for (const QByteArray &text : {outcome.out, outcome.err})
        QVERIFY2(!tellsNumbers(text) && !text.contains("900 170"), text.constData());
}

void CtlBindingFilesTest::refusesFilesThatAreNone()
{
    const auto imported = [this](const QByteArray &content) {
        return run(QStringLiteral("binding import ") + ctl.writeFile(QStringLiteral("none.csv"), content));
    };
    QCOMPARE(run(QStringLiteral("binding import missing.csv")).exitCode, 1);
    QCOMPARE(imported("").exitCode, 1);
    const auto headless = imported("process,pool,agent\nSupport,Wide,A1\n");
    QCOMPARE(headless.exitCode, 1);
    QVERIFY2(headless.err.toLower().contains("customer"), headless.err.constData());
    const auto nothing = imported("process,customer\n");
    QCOMPARE(nothing.exitCode, 0);
    QVERIFY(nothing.out.contains("made: 0"));
}

void CtlBindingFilesTest::exportsMasked()
{
    QCOMPARE(bind(QStringLiteral("--pool Wide --agent A2 --case =1+1"), customer(80)).exitCode, 0);
    QCOMPARE(bind(QStringLiteral("--pool London --agent A3"), customer(81)).exitCode, 0);
    const QString path = ctl.path(QStringLiteral("bindings-out.csv"));
    const auto outcome = run(QStringLiteral("--json binding export %1 --state all").arg(path));
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("binding,number,session,"));
    QCOMPARE(text.count('\n') - 1, documentOf(outcome).value(QLatin1String("rows")).toInteger());
    QCOMPARE(text.count('\n') - 1, listed(QStringLiteral("--state all --limit 1000")).size());
    QVERIFY(text.contains("+44xxxxxxxx80") && text.contains("'=1+1"));
    QVERIFY(!tellsNumbers(text));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto refused = run(QStringLiteral("binding export ") + path);
    QCOMPARE(refused.exitCode, 1);
    const auto some = run(QStringLiteral("--json binding export %1 --pool London --force").arg(path));
    QCOMPARE(documentOf(some).value(QLatin1String("rows")).toInt(), 1);
    const QString book = ctl.path(QStringLiteral("bindings-out.xlsx"));
    QCOMPARE(run(QStringLiteral("binding export %1 --pool London").arg(book)).exitCode, 0);
    const auto sheets = readBook(book);
    QVERIFY(sheets.size() == 1 && sheets[0].rows.size() == 2 && sheets[0].faults.isEmpty());
    QCOMPARE(run(QStringLiteral("binding export ") + ctl.path(QStringLiteral("pages.pdf"))).exitCode, 2);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlBindingFilesTest)
#include "tst_ctl_binding_files.moc"
