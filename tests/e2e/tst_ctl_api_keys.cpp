// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include "domain/platform/api_key.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

/// Keys of the HTTP API, as scripts manage them.
class CtlApiKeysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void makesAKeyAndPrintsItsSecretOnce();
    void listsWithoutSecrets();
    void writesTheSecretIntoANewFile();
    void leavesAFileThatIsThereAlone();
    void leavesNoFileOfAKeyThatWasRefused();
    void revokesAKey();
    void refusesWhatIsNoKey();
    void tellsOfItself();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    [[nodiscard]] Ctl::Outcome run(const QString &arguments) const { return m_ctl.run(arguments.split(u' ')); }
    [[nodiscard]] QJsonObject json(const QString &arguments) const
    {
        return QJsonDocument::fromJson(run(arguments + QStringLiteral(" --json")).out).object();
    }
    [[nodiscard]] QJsonArray listed() const
    {
        return json(QStringLiteral("apikey list")).value(QLatin1String("keys")).toArray();
    }

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlApiKeysTest::initTestCase()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(run(QStringLiteral("init")).exitCode, 0);
}

void CtlApiKeysTest::cleanup()
{
    for (const QJsonValue &key : listed())
        QCOMPARE(
            run(QStringLiteral("apikey revoke ") + key.toObject().value(QLatin1String("key")).toString()).exitCode, 0);
}

void CtlApiKeysTest::makesAKeyAndPrintsItsSecretOnce()
{
    const QJsonObject made = json(QStringLiteral("apikey add Billing --scope bindings --scope opt-outs"));
    QCOMPARE(made.value(QLatin1String("key")).toString(), QStringLiteral("Billing"));
    QVERIFY(made.value(QLatin1String("id")).toInt() > 0);
    QVERIFY(isApiSecret(made.value(QLatin1String("secret")).toString()));
    const auto told = run(QStringLiteral("apikey add Other --scope pools"));
    QVERIFY2(told.exitCode == 0, told.err.constData());
    const QByteArray last = told.out.trimmed().split('\n').last();
    QVERIFY2(isApiSecret(QString::fromLatin1(last)), told.out.constData());
    QVERIFY(last != made.value(QLatin1String("secret")).toString().toLatin1());
}

void CtlApiKeysTest::listsWithoutSecrets()
{
    QVERIFY(run(QStringLiteral("apikey list")).out.contains("nothing to list"));
    const QString secret = json(QStringLiteral("apikey add Billing --scope records --scope route --per-minute 30"))
                               .value(QLatin1String("secret"))
                               .toString();
    const QJsonObject key = listed().at(0).toObject();
    QCOMPARE(key.value(QLatin1String("key")).toString(), QStringLiteral("Billing"));
    QCOMPARE(
        key.value(QLatin1String("scopes")).toArray(), QJsonArray({QStringLiteral("route"), QStringLiteral("records")}));
    QCOMPARE(key.value(QLatin1String("per_minute")).toInt(), 30);
    QVERIFY(key.value(QLatin1String("created_at")).toString().endsWith(u'Z'));
    QVERIFY(key.contains(QLatin1String("last_used_at")) && key.value(QLatin1String("last_used_at")).isNull());
    const QByteArray table = run(QStringLiteral("apikey list")).out;
    QVERIFY2(
        table.contains("Billing") && table.contains("route, records") && table.contains("never"), table.constData());
    QVERIFY(!secret.isEmpty() && !table.contains(secret.toLatin1()));
    QVERIFY(!run(QStringLiteral("apikey list --json")).out.contains(secret.toLatin1()));
}

void CtlApiKeysTest::writesTheSecretIntoANewFile()
{
    const QString path = m_ctl.path(QStringLiteral("billing.key"));
    const auto made = m_ctl.run({QStringLiteral("apikey"), QStringLiteral("add"), QStringLiteral("Billing"),
        QStringLiteral("--scope"), QStringLiteral("bindings"), QStringLiteral("--key-file"), path});
    QVERIFY2(made.exitCode == 0, made.err.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString line = QString::fromLatin1(file.readAll());
    QVERIFY(line.endsWith(u'\n') && isApiSecret(line.chopped(1)));
    QVERIFY(!made.out.contains(line.chopped(1).toLatin1()) && !made.err.contains(line.chopped(1).toLatin1()));
#ifdef Q_OS_UNIX
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(file.permissions() & others));
#endif
}

void CtlApiKeysTest::leavesAFileThatIsThereAlone()
{
    const QString path = m_ctl.writeFile(QStringLiteral("mine.txt"), "mine");
    const auto refused = m_ctl.run({QStringLiteral("apikey"), QStringLiteral("add"), QStringLiteral("Billing"),
        QStringLiteral("--scope"), QStringLiteral("bindings"), QStringLiteral("--key-file"), path});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("mine.txt"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
    QVERIFY(listed().isEmpty());
}

void CtlApiKeysTest::leavesNoFileOfAKeyThatWasRefused()
{
    QCOMPARE(run(QStringLiteral("apikey add Billing --scope pools")).exitCode, 0);
    const QString path = m_ctl.path(QStringLiteral("second.key"));
    const auto refused = m_ctl.run({QStringLiteral("apikey"), QStringLiteral("add"), QStringLiteral("billing"),
        QStringLiteral("--scope"), QStringLiteral("pools"), QStringLiteral("--key-file"), path});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("in use already"), refused.err.constData());
    QVERIFY(!QFile::exists(path));
}

void CtlApiKeysTest::revokesAKey()
{
    QCOMPARE(run(QStringLiteral("apikey add Billing --scope pools")).exitCode, 0);
    const auto revoked = run(QStringLiteral("apikey revoke BILLING"));
    QVERIFY2(revoked.exitCode == 0 && revoked.out.contains("Billing"), revoked.err.constData());
    QVERIFY(listed().isEmpty());
    QCOMPARE(run(QStringLiteral("apikey revoke Billing")).exitCode, 1);
    QCOMPARE(run(QStringLiteral("apikey add Billing --scope pools")).exitCode, 0); // the name is free
}

void CtlApiKeysTest::refusesWhatIsNoKey()
{
    const QString number = QStringLiteral("447700900123");
    for (const QString &arguments :
        {QStringLiteral("apikey add %1 --scope pools"), QStringLiteral("apikey add X --scope %1"),
            QStringLiteral("apikey add X --scope pools --per-minute %1"), QStringLiteral("apikey revoke %1")}) {
        const auto refused = run(arguments.arg(number));
        QVERIFY2(refused.exitCode != 0, qPrintable(arguments));
        QVERIFY2(!refused.err.contains(number.toLatin1()) && !refused.out.contains(number.toLatin1()),
            refused.err.constData());
    }
    QVERIFY(listed().isEmpty());
}

void CtlApiKeysTest::tellsOfItself()
{
    const auto help = run(QStringLiteral("apikey --help"));
    QCOMPARE(help.exitCode, 0);
    const QSet<ApiScope> all(allApiScopes.begin(), allApiScopes.end());
    for (const QString &scope : apiScopeKeys(all))
        QVERIFY2(help.out.contains(scope.toLatin1()), qPrintable(scope));
    QVERIFY(m_ctl.run({QStringLiteral("--help")}).out.contains("apikey"));
}

void CtlApiKeysTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"apikey", "apikey add", "apikey add X", "apikey revoke", "apikey list X",
             "apikey burn X", "apikey list --scope pools", "apikey revoke X --per-minute 3",
             "apikey revoke X --key-file x", "apikey add X --scope everything",
             "apikey add X --scope pools --per-minute 0", "apikey add X --scope pools --per-minute 6001",
             "apikey add X --scope pools --per-minute soon", "apikey add X Y --scope pools"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void CtlApiKeysTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto outcome = run(arguments);
    QVERIFY2(outcome.exitCode == 2, outcome.err.constData());
    QVERIFY(!outcome.err.isEmpty());
    QVERIFY(listed().isEmpty());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlApiKeysTest)
#include "tst_ctl_api_keys.moc"
