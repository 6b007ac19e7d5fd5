// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace callveil;

namespace {

QJsonObject documentOf(const Ctl::Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

} // namespace

/// What scripts rely on: exit codes, documents, and that no secret and no number is told.
class TestCtl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysThatAPasswordIsMissing();
    void takesABadDescriptorForWrongUsage_data();
    void takesABadDescriptorForWrongUsage();
    void takesGlobalOptionsBeforeTheVerb();
    void tellsItsVersion();
    void readsThePasswordFromADescriptor();
    void doesNotCountAMissingPassword();
    void printsADocumentForEachChange();
    void asksForTheZoneOfACountryWithSeveral();
    void namesTheFileOfEachReject();
    void showsAndCancelsWhatIsScheduled();
    void repeatsNoNumberThatStandsInTheWrongPlace_data();
    void repeatsNoNumberThatStandsInTheWrongPlace();
    void findsAndRevealsNumbers();
    void tagsSessions();
    void verifiesTheRecord();

private:
    static constexpr const char *s_password = "correct horse battery";

    [[nodiscard]] Ctl::Outcome run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_ctl->run(arguments, input);
    }

    std::unique_ptr<Ctl> m_ctl;
};

void TestCtl::initTestCase()
{
    m_ctl = std::make_unique<Ctl>(QStringLiteral(CALLVEILCTL), QString());
    m_ctl->setDatabase(m_ctl->path(QStringLiteral("callveil.db")));
    m_ctl->setVariable(QStringLiteral("TZ"), QStringLiteral("UTC"));
    m_ctl->setPassword(QString::fromLatin1(s_password));
    QCOMPARE(run({QStringLiteral("init")}).exitCode, 0);
    QCOMPARE(run({QStringLiteral("process"), QStringLiteral("add"), QStringLiteral("Support"),
                     QStringLiteral("--country"), QStringLiteral("GB")})
                 .exitCode,
        0);
}

void TestCtl::saysThatAPasswordIsMissing()
{
    m_ctl->setPassword({});
    const auto outcome = run({QStringLiteral("process"), QStringLiteral("list")});
    m_ctl->setPassword(QString::fromLatin1(s_password));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.err.contains("CALLVEIL_PASSWORD") && outcome.err.contains("--password-fd"));
}

void TestCtl::takesABadDescriptorForWrongUsage_data()
{
    QTest::addColumn<QString>("descriptor");
    QTest::newRow("closed") << QStringLiteral("97");
    QTest::newRow("no number") << QStringLiteral("x");
    QTest::newRow("negative") << QStringLiteral("-1");
    QTest::newRow("empty") << QStringLiteral("0"); // standard input, which is at its end
}

void TestCtl::takesABadDescriptorForWrongUsage()
{
    QFETCH(QString, descriptor);
    const auto outcome =
        run({QStringLiteral("process"), QStringLiteral("list"), QStringLiteral("--password-fd=") + descriptor});
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.err.contains("--password-fd"));
}

void TestCtl::takesGlobalOptionsBeforeTheVerb()
{
    const auto outcome = run({QStringLiteral("--json"), QStringLiteral("--user"), QStringLiteral("admin"),
        QStringLiteral("process"), QStringLiteral("list")});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(documentOf(outcome).contains(QStringLiteral("processes")));
    QCOMPARE(run({QStringLiteral("--json")}).exitCode, 2);
    QCOMPARE(run({QStringLiteral("--user"), QStringLiteral("admin")}).exitCode, 2);
}

void TestCtl::tellsItsVersion()
{
    const QRegularExpression form(QStringLiteral("\\Acallveilctl [0-9]+\\.[0-9]+\\.[0-9]+\\n\\z"));
    const auto outcome = run({QStringLiteral("--json"), QStringLiteral("--version")});
    QVERIFY2(outcome.exitCode == 0 && form.match(QString::fromUtf8(outcome.out)).hasMatch(), outcome.out.constData());
    QVERIFY(run({QStringLiteral("--help")}).out.contains("--version"));
}

void TestCtl::readsThePasswordFromADescriptor()
{
    m_ctl->setPassword(QStringLiteral("not this one"));
    const auto outcome =
        run({QStringLiteral("process"), QStringLiteral("list"), QStringLiteral("--password-fd"), QStringLiteral("0")},
            QByteArray(s_password) + '\n');
    m_ctl->setPassword(QString::fromLatin1(s_password));
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.contains("Support"));
}

void TestCtl::doesNotCountAMissingPassword()
{
    m_ctl->setPassword({});
    for (int i = 0; i < 8; ++i)
        QCOMPARE(run({QStringLiteral("process"), QStringLiteral("list")}).exitCode, 1);
    m_ctl->setPassword(QString::fromLatin1(s_password));
    QCOMPARE(run({QStringLiteral("process"), QStringLiteral("list")}).exitCode, 0); // nobody has to wait
}

void TestCtl::printsADocumentForEachChange()
{
    const QString json = QStringLiteral("--json");
    const auto agent = run({QStringLiteral("agent"), QStringLiteral("add"), QStringLiteral("A7"), json});
    QCOMPARE(agent.exitCode, 0);
    QCOMPARE(documentOf(agent).value(QLatin1String("agent")).toString(), QStringLiteral("A7"));
    QVERIFY(documentOf(agent).value(QLatin1String("id")).toInt() > 0);
    QCOMPARE(run({QStringLiteral("users"), QStringLiteral("add"), QStringLiteral("asha"), json}).exitCode, 0);
    for (const char *verb : {"disable", "enable"}) {
        const auto changed = run({QStringLiteral("users"), QLatin1String(verb), QStringLiteral("asha"), json});
        QCOMPARE(changed.exitCode, 0);
        const QJsonObject document = documentOf(changed);
        QCOMPARE(document.value(QLatin1String("user")).toString(), QStringLiteral("asha"));
        QCOMPARE(document.value(QLatin1String("disabled")).toBool(), verb == QByteArray("disable"));
    }
}

void TestCtl::asksForTheZoneOfACountryWithSeveral()
{
    const QStringList add{QStringLiteral("process"), QStringLiteral("add"), QStringLiteral("Sales"),
        QStringLiteral("--country"), QStringLiteral("US")};
    const auto refused = run(add);
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("--time-zone") && refused.err.contains("America/New_York"));
    QCOMPARE(run(add + QStringList{QStringLiteral("--time-zone"), QStringLiteral("America/Chicago")}).exitCode, 0);
}

void TestCtl::namesTheFileOfEachReject()
{
    const QByteArray bad = "caller,callee,start,duration\n+447700900123,+442079460100,2026-03-01 12:00:00,5\n"
                           "+447700900124,+442079460100,never,5\n";
    const QString rejects = m_ctl->path(QStringLiteral("rejects.csv"));
    const auto outcome = run({QStringLiteral("import"), m_ctl->writeFile(QStringLiteral("one.csv"), bad),
        m_ctl->writeFile(QStringLiteral("of 07700900125.csv"), bad), QStringLiteral("--process"),
        QStringLiteral("Support"), QStringLiteral("--rejects"), rejects, QStringLiteral("--json")});
    QCOMPARE(outcome.exitCode, 0);
    QFile file(rejects);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    QCOMPARE(lines.value(0).trimmed(), QByteArray("file,line,column,fault"));
    QVERIFY(lines.value(1).startsWith("one.csv,3,start,"));
    QVERIFY(lines.value(2).startsWith("of xxxxxxxxxxx.csv,3,start,"));
}

void TestCtl::showsAndCancelsWhatIsScheduled()
{
    QCOMPARE(run({QStringLiteral("policy"), QStringLiteral("set"), QStringLiteral("Support"), QStringLiteral("random"),
                     QStringLiteral("--at"), QStringLiteral("2090-01-02T03:04:00Z")})
                 .exitCode,
        0);
    const QStringList show{
        QStringLiteral("policy"), QStringLiteral("show"), QStringLiteral("Support"), QStringLiteral("--json")};
    const auto scheduled = [&] {
        return documentOf(run(show))[QLatin1String("policies")][0][QLatin1String("scheduled")].toArray();
    };
    QCOMPARE(scheduled().size(), 1);
    QCOMPARE(scheduled()[0][QLatin1String("effective_at")].toString(), QStringLiteral("2090-01-02T03:04:00Z"));
    const QString revision = QString::number(scheduled()[0][QLatin1String("revision")].toInt());
    const QStringList cancel{QStringLiteral("policy"), QStringLiteral("cancel"), QStringLiteral("Support"), revision};
    QCOMPARE(run(cancel).exitCode, 0);
    QCOMPARE(scheduled().size(), 0);
    QCOMPARE(run(cancel).exitCode, 1);
}

void TestCtl::repeatsNoNumberThatStandsInTheWrongPlace_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"policy set Support replacement --leading %1 --trailing 2",
             "policy set Support replacement --leading 2 --trailing -%1", "policy set Support %1", "policy show %1",
             "calls --agent %1", "calls --session %1", "calls --after %1", "calls --process %1",
             "audit show --action %1", "audit show --actor %1", "users disable %1", "pool remove %1",
             "pool add London --country GB --expiry %1", "pool history London --days %1", "campaign add %1 Spring",
             "retention set Support --days %1", "legs %1"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

/// Logs of shells and of schedulers keep what is printed.
void TestCtl::repeatsNoNumberThatStandsInTheWrongPlace()
{
    QFETCH(const QString, command);
    for (const QString &typed : {QStringLiteral("15550100123"), QStringLiteral("15550100")}) {
        const auto outcome = run(command.arg(typed).split(u' '));
        QVERIFY(outcome.exitCode != 0);
        const QByteArray said = outcome.out + outcome.err;
        QVERIFY(!said.contains(typed.toUtf8()));
    }
}

void TestCtl::findsAndRevealsNumbers()
{
    const QByteArray number = "+447700900777";
    const QByteArray calls = "caller,callee,start,duration\n" + number + ",+442079460100,2026-03-01 13:00:00,5\n"
        + "anonymous,+442079460100,2026-03-01 14:00:00,5\n";
    QCOMPARE(run({QStringLiteral("import"), m_ctl->writeFile(QStringLiteral("two.csv"), calls),
                     QStringLiteral("--process"), QStringLiteral("Support")})
                 .exitCode,
        0);
    const QString json = QStringLiteral("--json");
    const auto found = run({QStringLiteral("find"), json}, "07700 900777\n");
    QCOMPARE(found.exitCode, 0);
    const QJsonObject sessions = documentOf(found);
    QCOMPARE(sessions[QLatin1String("more")], QJsonValue(false));
    QCOMPARE(sessions[QLatin1String("sessions")].toArray().size(), 1);
    const QJsonValue session = sessions[QLatin1String("sessions")][0];
    QCOMPARE(session[QLatin1String("started_at")].toString(), QStringLiteral("2026-03-01T13:00:00Z"));
    QCOMPARE(run({QStringLiteral("find")}, "12\n").exitCode, 1);
    QCOMPARE(run({QStringLiteral("find")}).exitCode, 2);
    QCOMPARE(run({QStringLiteral("find"), QString::fromLatin1(number)}).exitCode, 2); // never as an argument

    const auto legs = run({QStringLiteral("legs"), session[QLatin1String("session")].toString(), json});
    const QJsonValue leg = documentOf(legs)[QLatin1String("legs")][0];
    const auto anonymous =
        documentOf(run({QStringLiteral("find"), json}, "+442079460100\n"))[QLatin1String("sessions")];
    const auto hidden = run({QStringLiteral("legs"), anonymous[0][QLatin1String("session")].toString(), json});
    QVERIFY(documentOf(hidden)[QLatin1String("legs")][0][QLatin1String("customer_number_id")].isNull());
    const QStringList reveal{QStringLiteral("reveal"), leg[QLatin1String("customer_number_id")].toString()};
    const QStringList why{
        QStringLiteral("--reason"), QStringLiteral("A complaint"), QStringLiteral("--ticket"), QStringLiteral("INC-7")};
    const auto revealed = run(reveal + why);
    QCOMPARE(revealed.exitCode, 0);
    QCOMPARE(revealed.out, number + '\n');
    QCOMPARE(revealed.err, QByteArray());
    QCOMPARE(documentOf(run(reveal + why + QStringList(json)))[QLatin1String("number")].toString().toLatin1(), number);
    QCOMPARE(run(reveal).exitCode, 2);
    QCOMPARE(run(QStringList{QStringLiteral("reveal"), QStringLiteral("x")} + why).exitCode, 2);
    const auto gone = run(QStringList{QStringLiteral("reveal"), QStringLiteral("99999")} + why);
    QCOMPARE(gone.exitCode, 1);
    QCOMPARE(gone.out, QByteArray());
}

void TestCtl::tagsSessions()
{
    const QByteArray calls = "caller,callee,start,duration,recording,consent\n"
                             "+447700900778,+442079460100,2026-03-02 13:00:00,5,rec-77,declined\n";
    QCOMPARE(run({QStringLiteral("import"), m_ctl->writeFile(QStringLiteral("one.csv"), calls),
                     QStringLiteral("--process"), QStringLiteral("Support")})
                 .exitCode,
        0);
    const QString json = QStringLiteral("--json"), calling = QStringLiteral("calls");
    const auto recorded = documentOf(run({calling, QStringLiteral("--recording"), QStringLiteral("rec-77"), json}));
    QCOMPARE(recorded[QLatin1String("calls")].toArray().size(), 1);
    const QString session = recorded[QLatin1String("calls")][0][QLatin1String("session")].toString();
    const auto legs = documentOf(run({QStringLiteral("legs"), session, json}));
    QCOMPARE(legs[QLatin1String("legs")][0][QLatin1String("consent")].toString(), QStringLiteral("no"));

    const QString add = QStringLiteral("--add"), remove = QStringLiteral("--remove"), tag = QStringLiteral("tag");
    const auto given = run({tag, session, add, QStringLiteral("angry"), add, QStringLiteral("Follow up"), json});
    QCOMPARE(given.exitCode, 0);
    const QJsonArray tags = documentOf(given)[QLatin1String("tags")].toArray();
    QCOMPARE(tags.size(), 2);
    QCOMPARE(tags[1].toObject().value(QLatin1String("tag")).toString(), QStringLiteral("Follow up"));
    QCOMPARE(tags[1].toObject().value(QLatin1String("process")).toString(), QStringLiteral("Support"));
    const auto tagged = run({calling, QStringLiteral("--tag"), QStringLiteral("follow up"), json});
    QCOMPARE(documentOf(tagged)[QLatin1String("calls")].toArray().size(), 1);
    const auto left = run({tag, session, remove, QStringLiteral("angry")});
    QVERIFY2(left.out.contains("Follow up") && !left.out.contains("angry"), left.out.constData());
    QCOMPARE(run({tag, session, remove, QStringLiteral("angry")}).exitCode, 1); // gone
    QCOMPARE(run({tag, QStringLiteral("session")}).exitCode, 2);
    const auto refused = run({tag, session, add, QStringLiteral("07700 900778")});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(!refused.err.contains("900778"), "the number is repeated");
    const auto unsearched = run({calling, QStringLiteral("--recording"), QStringLiteral("07700900778")});
    QCOMPARE(unsearched.exitCode, 1);
    QVERIFY2(!unsearched.err.contains("900778"), "the number is repeated");
}

void TestCtl::verifiesTheRecord()
{
    const QStringList verify{QStringLiteral("audit"), QStringLiteral("verify"), QStringLiteral("--json")};
    const auto whole = run(verify);
    QCOMPARE(whole.exitCode, 0);
    QVERIFY(documentOf(whole)[QLatin1String("entries")].toInt() > 3);
    const auto deeds = documentOf(run({QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("--action"),
        QStringLiteral("process"), QStringLiteral("--json")}))[QLatin1String("deeds")]
                           .toArray();
    QVERIFY(!deeds.isEmpty());
    QCOMPARE(deeds.last()[QLatin1String("action")].toString(), QStringLiteral("process.create"));
    const QString file = m_ctl->path(QStringLiteral("record.csv"));
    QCOMPARE(run({QStringLiteral("audit"), QStringLiteral("export"), file}).exitCode, 0);
    QVERIFY(QFileInfo(file).size() > 200);
    // Somebody who owns the file takes an entry back.
    const QString name = QStringLiteral("tamper");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(m_ctl->path(QStringLiteral("callveil.db")));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("UPDATE deed SET after = 'nothing' WHERE seq = 2")));
    }
    QSqlDatabase::removeDatabase(name);
    const auto broken = run(verify);
    QCOMPARE(broken.exitCode, 1);
    QCOMPARE(documentOf(broken)[QLatin1String("faults")].toArray().size(), 1);
    QVERIFY(broken.err.contains("Entry 2 of admin"));
}

QTEST_GUILESS_MAIN(TestCtl)
#include "tst_ctl.moc"
