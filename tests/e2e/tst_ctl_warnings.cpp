// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/xlsx_book.h"
#include "workspace/ctl.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

namespace {

const QString why = QStringLiteral("a request under the law");

QJsonObject documentOf(const Ctl::Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

} // namespace

/// What callveilctl says before and after somebody does what he may not have meant.
class CtlWarningsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void makesNothingWhenTheKitHasNoPlace();
    void countsNumbersThatAnExportHoldsInClear();
    void writesWhatTheSuffixOrTheFormatSays();
    void failsWhenEveryRowIsRejected();
    void tellsOfAssumedSides();
    void refusesReasonsThatHoldANumber_data();
    void refusesReasonsThatHoldANumber();
    void neverReplacesAnExportOfTheRecord();
    void knowsItsActions();
    void saysThatNobodyDisablesHimself();
    void saysThatAllIsMaskedWhole();

private:
    [[nodiscard]] Ctl::Outcome run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_ctl.run(arguments, input);
    }
    [[nodiscard]] Ctl::Outcome import(const QByteArray &rows, const QString &process) const
    {
        const QByteArray head = "Caller,Called,Start,Duration,Direction\n";
        return run({QStringLiteral("import"), m_ctl.writeFile(QStringLiteral("calls.csv"), head + rows),
            QStringLiteral("--process"), process, QStringLiteral("--json")});
    }

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlWarningsTest::initTestCase()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(run({QStringLiteral("init")}).exitCode, 0);
    for (const QString &name : {QStringLiteral("Support"), QStringLiteral("Visits")})
        QCOMPARE(run({QStringLiteral("process"), QStringLiteral("add"), name, QStringLiteral("--country"),
                         QStringLiteral("GB")})
                     .exitCode,
            0);
    QCOMPARE(run({QStringLiteral("policy"), QStringLiteral("set"), QStringLiteral("Visits"), QStringLiteral("off"),
                     QStringLiteral("--note"), why})
                 .exitCode,
        0);
}

void CtlWarningsTest::makesNothingWhenTheKitHasNoPlace()
{
    Ctl other(QStringLiteral(CALLVEILCTL), QString());
    const QString database = other.path(QStringLiteral("other.db"));
    other.setDatabase(database);
    other.setPassword(QStringLiteral("correct horse battery"));
    const auto outcome = other.run(
        {QStringLiteral("init"), QStringLiteral("--recovery-kit"), other.path(QStringLiteral("no/such/kit.txt"))});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(!QFile::exists(database));
}

void CtlWarningsTest::countsNumbersThatAnExportHoldsInClear()
{
    QCOMPARE(
        import("+447700900111,+442079460100,2026-03-01 10:00:00,30,Inbound\n", QStringLiteral("Visits")).exitCode, 0);
    QCOMPARE(
        import("+447700900222,+442079460100,2026-03-01 10:00:00,30,Inbound\n", QStringLiteral("Support")).exitCode, 0);
    const auto all = run({QStringLiteral("export"), m_ctl.path(QStringLiteral("all.csv")), QStringLiteral("--json")});
    QCOMPARE(documentOf(all).value(QLatin1String("clear_numbers")).toInt(), 2); // customer and agent
    const auto said = run({QStringLiteral("export"), m_ctl.path(QStringLiteral("said.csv"))});
    QVERIFY2(said.out.contains("in clear") && said.out.contains(": 2."), said.out.constData());
    const auto masked = run({QStringLiteral("export"), m_ctl.path(QStringLiteral("masked.csv")),
        QStringLiteral("--process"), QStringLiteral("Support")});
    QVERIFY2(masked.out.contains("All numbers are masked."), masked.out.constData());
    const auto deeds = run({QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("--action"),
        QStringLiteral("call.export"), QStringLiteral("--json")});
    QCOMPARE(deeds.out.count("masked; rows 2; clear 2"), 2);
    QCOMPARE(deeds.out.count("masked; rows 1; format csv\""), 1);
}

/// Of the calls of the test before.
void CtlWarningsTest::writesWhatTheSuffixOrTheFormatSays()
{
    const auto exported = [this](const QString &name, const QString &format = {}) {
        QStringList arguments{QStringLiteral("export"), m_ctl.path(name)};
        if (!format.isEmpty())
            arguments += {QStringLiteral("--format"), format};
        return run(arguments);
    };
    const auto firstOf = [this](const QString &name) {
        QFile file(m_ctl.path(name));
        return file.open(QIODevice::ReadOnly) ? file.read(5) : QByteArray();
    };
    QCOMPARE(exported(QStringLiteral("calls.xlsx")).exitCode, 0);
    const auto book = readBook(m_ctl.path(QStringLiteral("calls.xlsx")));
    QVERIFY(book.size() == 1 && book[0].faults.isEmpty());
    QCOMPARE(book[0].rows.size(), 3);
    QCOMPARE(exported(QStringLiteral("without a suffix")).exitCode, 2);
    const auto pages = exported(QStringLiteral("calls.pdf"));
    QVERIFY2(pages.exitCode == 0, pages.err.constData());
    QCOMPARE(firstOf(QStringLiteral("calls.pdf")), QByteArray("%PDF-"));
    QCOMPARE(exported(QStringLiteral("other.txt"), QStringLiteral("pdf")).exitCode, 0);
    QCOMPARE(firstOf(QStringLiteral("other.txt")), QByteArray("%PDF-"));
    QCOMPARE(exported(QStringLiteral("book.csv"), QStringLiteral("xlsx")).exitCode, 0);
    QCOMPARE(readBook(m_ctl.path(QStringLiteral("book.csv"))).size(), 1);
    const auto unknown = exported(QStringLiteral("calls.ods"), QStringLiteral("ods"));
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY2(unknown.err.contains("xlsx, csv or pdf"), unknown.err.constData());
    QCOMPARE(
        run({QStringLiteral("audit"), QStringLiteral("export"), m_ctl.path(QStringLiteral("record.xlsx"))}).exitCode,
        0);
    QVERIFY(readBook(m_ctl.path(QStringLiteral("record.xlsx"))).value(0).rows.size() > 5);
}

void CtlWarningsTest::failsWhenEveryRowIsRejected()
{
    const auto outcome = import("+447700900333,+442079460100,sometime,30,Inbound\n", QStringLiteral("Support"));
    QCOMPARE(outcome.exitCode, 1);
    const auto again =
        import("+447700900222,+442079460100,2026-03-01 10:00:00,30,Inbound\n", QStringLiteral("Support"));
    QCOMPARE(again.exitCode, 0); // imported before: nothing is wrong with it
}

void CtlWarningsTest::tellsOfAssumedSides()
{
    const QByteArray head = "Caller,Called,Start,Duration\n";
    const QString file =
        m_ctl.writeFile(QStringLiteral("sides.csv"), head + "1001,+447700900444,2026-03-02 10:00:00,30\n");
    const QStringList order{QStringLiteral("import"), file, QStringLiteral("--process"), QStringLiteral("Support"),
        QStringLiteral("--dry-run")};
    const auto before = run(order);
    QCOMPARE(before.exitCode, 0);
    QVERIFY2(before.err.contains("1 records do not tell which party is the customer"), before.err.constData());
    QCOMPARE(run({QStringLiteral("agent"), QStringLiteral("add"), QStringLiteral("A1"), QStringLiteral("--extension"),
                     QStringLiteral("1001")})
                 .exitCode,
        0);
    QVERIFY(!run(order).err.contains("which party"));
}

void CtlWarningsTest::refusesReasonsThatHoldANumber_data()
{
    QTest::addColumn<QString>("reason");
    QTest::newRow("national") << QStringLiteral("caller of 07700 900123 asked");
    QTest::newRow("with 00") << QStringLiteral("caller of 0044 7700 900123 asked");
    QTest::newRow("of another country") << QStringLiteral("caller of 030 901820 asked");
    QTest::newRow("too short to explain anything") << QStringLiteral("x");
}

void CtlWarningsTest::refusesReasonsThatHoldANumber()
{
    QFETCH(QString, reason);
    const auto outcome = run({QStringLiteral("held"), QStringLiteral("--reason"), reason}, "+447700900111\n");
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(!outcome.err.contains("900123"));
    QCOMPARE(run({QStringLiteral("held"), QStringLiteral("--reason"), why, QStringLiteral("--ticket"),
                     QStringLiteral("CASE-2026-0012345678")},
                 "+447700900111\n")
                 .exitCode,
        0);
}

void CtlWarningsTest::neverReplacesAnExportOfTheRecord()
{
    const QString file = m_ctl.writeFile(QStringLiteral("record.csv"), "mine");
    const QStringList order{QStringLiteral("audit"), QStringLiteral("export"), file};
    QCOMPARE(run(order).exitCode, 1);
    QFile kept(file);
    QVERIFY(kept.open(QIODevice::ReadOnly) && kept.readAll() == "mine");
    QCOMPARE(run(order + QStringList(QStringLiteral("--force"))).exitCode, 0);
}

void CtlWarningsTest::knowsItsActions()
{
    const QStringList list{QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("--action")};
    QCOMPARE(run(list + QStringList(QStringLiteral("policy"))).exitCode, 0);
    const auto unknown = run(list + QStringList(QStringLiteral("number.peek")));
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY(unknown.err.contains("number.reveal"));
}

void CtlWarningsTest::saysThatNobodyDisablesHimself()
{
    const auto outcome = run({QStringLiteral("users"), QStringLiteral("disable"), QStringLiteral("admin")});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.err.contains("Nobody disables"), outcome.err.constData());
}

void CtlWarningsTest::saysThatAllIsMaskedWhole()
{
    const QStringList set{QStringLiteral("policy"), QStringLiteral("set"), QStringLiteral("Support")};
    QCOMPARE(
        run(set + QStringList{QStringLiteral("random"), QStringLiteral("--leading"), QStringLiteral("3")}).exitCode, 2);
    const auto outcome = run(set
        + QStringList{QStringLiteral("replacement"), QStringLiteral("--leading"), QStringLiteral("8"),
            QStringLiteral("--trailing"), QStringLiteral("7"), QStringLiteral("--note"), why});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.err.contains("masked whole"), outcome.err.constData());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlWarningsTest)
#include "tst_ctl_warnings.moc"
