// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_cluster.h"
#include "support/psql.h"
#include "workspace/ctl.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

/// Logins of switches, as scripts make them.
class CtlSwitchesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void printsThePasswordOnce();
    void writesThePasswordToAFileOfItsOwner();
    void disablesEnablesAndRemoves();
    void letsASwitchKeepRoutes();
    void refusesWhatIsNoSwitch();
    void aFileHasNone();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    [[nodiscard]] static QString server(const QString &user)
    {
        return QStringLiteral("postgresql://%1@127.0.0.1:%2/office").arg(user).arg(PostgresCluster::shared().port());
    }
    [[nodiscard]] Ctl::Outcome run(const QString &arguments) const { return m_ctl.run(arguments.split(u' ')); }
    [[nodiscard]] static QJsonObject documentOf(const Ctl::Outcome &outcome)
    {
        return QJsonDocument::fromJson(outcome.out).object();
    }
    [[nodiscard]] QJsonArray listed() const
    {
        return documentOf(run(QStringLiteral("switch list --json"))).value(QLatin1String("switches")).toArray();
    }
    [[nodiscard]] static bool isLetIn(const QString &login, const QString &password)
    {
        return Psql(QStringLiteral("postgresql://%1:%2@127.0.0.1:%3/office")
                        .arg(login, password)
                        .arg(PostgresCluster::shared().port()))
            .run({QStringLiteral("SELECT action FROM switch_v1.route('', '')")});
    }

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlSwitchesTest::initTestCase()
{
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    m_ctl.setVariable(QStringLiteral("PGPASSWORD"), PostgresCluster::shared().superuserPassword());
    m_ctl.setDatabase(server(QStringLiteral("postgres")));
    const auto made = run(QStringLiteral("init --organisation Office"));
    QVERIFY2(made.exitCode == 0, made.err.constData());
    m_ctl.setVariable(QStringLiteral("PGPASSWORD"), {});
    m_ctl.setDatabase(server(QStringLiteral("admin")));
}

void CtlSwitchesTest::printsThePasswordOnce()
{
    const auto made = run(QStringLiteral("switch add kamailio --json"));
    QVERIFY2(made.exitCode == 0, made.err.constData());
    const QJsonObject access = documentOf(made);
    QCOMPARE(access[u"login"].toString(), QStringLiteral("cvs_office.kamailio"));
    QCOMPARE(access[u"database"].toString(), QStringLiteral("office"));
    QCOMPARE(access[u"port"].toInt(), int(PostgresCluster::shared().port()));
    const QString password = access[u"password"].toString();
    QVERIFY(isLetIn(access[u"login"].toString(), password));
    QCOMPARE(listed().size(), 1);
    const QJsonObject row = listed().first().toObject();
    QCOMPARE(row[u"state"].toString(), QStringLiteral("enabled"));
    QVERIFY(!row[u"created_by"].toString().isEmpty());
    const auto again = run(QStringLiteral("switch rekey kamailio"));
    QVERIFY2(again.exitCode == 0, again.err.constData());
    QVERIFY(again.out.contains("#!substdef \"|CV_DATABASE|postgres://cvs_office.kamailio:"));
    QVERIFY(!isLetIn(QStringLiteral("cvs_office.kamailio"), password));
    const QByteArray table = run(QStringLiteral("switch list")).out;
    QVERIFY2(table.contains("cvs_office.kamailio") && !table.contains(password.toLatin1()), table.constData());
}

void CtlSwitchesTest::writesThePasswordToAFileOfItsOwner()
{
    const auto made = run(QStringLiteral("switch add spare --password-file spare.txt --json"));
    QVERIFY2(made.exitCode == 0, made.err.constData());
    QFile file(m_ctl.path(QStringLiteral("spare.txt")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray password = file.readAll().trimmed();
    QCOMPARE(password.size(), 52);
    QVERIFY(!made.out.contains(password) && !made.err.contains(password));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(file).permissions() & others));
    QVERIFY(isLetIn(QStringLiteral("cvs_office.spare"), QString::fromLatin1(password)));
    // Never over a file that is there, and no file for what was refused.
    QCOMPARE(run(QStringLiteral("switch rekey spare --password-file spare.txt")).exitCode, 1);
    QVERIFY(isLetIn(QStringLiteral("cvs_office.spare"), QString::fromLatin1(password)));
    QCOMPARE(run(QStringLiteral("switch add spare --password-file another.txt")).exitCode, 1);
    QVERIFY(!QFile::exists(m_ctl.path(QStringLiteral("another.txt"))));
    QCOMPARE(run(QStringLiteral("switch remove spare")).exitCode, 0);
}

void CtlSwitchesTest::disablesEnablesAndRemoves()
{
    const QString password = documentOf(run(QStringLiteral("switch add third --json")))[u"password"].toString();
    const QString login = QStringLiteral("cvs_office.third");
    QVERIFY(isLetIn(login, password));
    QCOMPARE(run(QStringLiteral("switch disable third")).exitCode, 0);
    QVERIFY(!isLetIn(login, password));
    QVERIFY(run(QStringLiteral("switch list")).out.contains("disabled"));
    QCOMPARE(run(QStringLiteral("switch enable third")).exitCode, 0);
    QVERIFY(isLetIn(login, password));
    QCOMPARE(run(QStringLiteral("switch remove third")).exitCode, 0);
    QVERIFY(!isLetIn(login, password));
    QCOMPARE(run(QStringLiteral("switch remove third")).exitCode, 1);
}

void CtlSwitchesTest::letsASwitchKeepRoutes()
{
    const QString password = documentOf(run(QStringLiteral("switch add cache --json")))[u"password"].toString();
    Psql cache(QStringLiteral("postgresql://cvs_office.cache:%1@127.0.0.1:%2/office")
                   .arg(password)
                   .arg(PostgresCluster::shared().port()));
    const QStringList all{QStringLiteral("SELECT count(*) FROM switch_v1.routes")};
    const auto isOn = [&] {
        for (const QJsonValue &row : listed())
            if (row.toObject()[u"switch"].toString() == QLatin1String("cache"))
                return row.toObject()[u"cache"].toBool();
        return false;
    };
    QVERIFY(!isOn() && !cache.run(all));
    const auto allowed = run(QStringLiteral("switch cache cache on"));
    QVERIFY2(allowed.exitCode == 0 && allowed.out.contains("may read all routes"), allowed.err.constData());
    QVERIFY(isOn() && cache.run(all));
    QCOMPARE(run(QStringLiteral("switch cache cache on")).exitCode, 0); // it is so already
    QCOMPARE(run(QStringLiteral("switch cache cache off")).exitCode, 0);
    QVERIFY(!isOn() && !cache.run(all));
    QCOMPARE(run(QStringLiteral("switch remove cache")).exitCode, 0);
}

void CtlSwitchesTest::refusesWhatIsNoSwitch()
{
    for (const char *arguments : {"switch add Big", "switch add 447700900123", "switch add a447700900123",
             "switch rekey 447700900123", "switch disable 447700900123", "switch enable nobody",
             "switch cache 447700900123 on", "switch remove 447700900123"}) {
        const auto refused = run(QLatin1String(arguments));
        QVERIFY2(refused.exitCode == 1, arguments);
        QVERIFY2(!refused.err.isEmpty() && !refused.err.contains("447700900123"), refused.err.constData());
    }
}

void CtlSwitchesTest::aFileHasNone()
{
    Ctl small(QStringLiteral(CALLVEILCTL), QString());
    small.setDatabase(small.path(QStringLiteral("callveil.db")));
    small.setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(small.run({QStringLiteral("init")}).exitCode, 0);
    const auto refused = small.run({QStringLiteral("switch"), QStringLiteral("add"), QStringLiteral("kamailio")});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("this database is a file"), refused.err.constData());
}

void CtlSwitchesTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"switch", "switch add", "switch list kamailio", "switch burn kamailio",
             "switch list --password-file x", "switch disable kamailio --password-file x", "switch add a b",
             "switch cache kamailio", "switch cache kamailio maybe", "switch list on off"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void CtlSwitchesTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto misused = run(arguments);
    QCOMPARE(misused.exitCode, 2);
    QVERIFY(!misused.err.isEmpty());
    QVERIFY(run(QStringLiteral("switch --help")).out.contains("--password-file"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlSwitchesTest)
#include "tst_ctl_switches.moc"
