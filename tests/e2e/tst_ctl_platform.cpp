// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

/// Gateways and emergency numbers, as scripts manage them.
class CtlPlatformTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void addsChangesAndRemovesAGateway();
    void refusesWhatIsNoGateway();
    void emergencyNumbersComeWithAProcess();
    void addsAndRemovesANumber();
    void asksBeforeACountryLosesANumber();
    void tellsOfItself();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    [[nodiscard]] Ctl::Outcome run(const QString &arguments) const { return m_ctl.run(arguments.split(u' ')); }
    [[nodiscard]] QJsonArray listed(const QString &arguments, const char *key) const
    {
        return QJsonDocument::fromJson(run(arguments + QStringLiteral(" --json")).out)
            .object()
            .value(QLatin1String(key))
            .toArray();
    }
    [[nodiscard]] QStringList digitsOf(const QString &country) const
    {
        QStringList digits;
        for (const QJsonValue &one : listed(QStringLiteral("emergency list --country ") + country, "emergency_numbers"))
            digits.append(one.toObject().value(QLatin1String("digits")).toString());
        return digits;
    }

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlPlatformTest::initTestCase()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(run(QStringLiteral("init")).exitCode, 0);
}

void CtlPlatformTest::addsChangesAndRemovesAGateway()
{
    const auto added = run(QStringLiteral("gateway add Carrier --target SIPS:gw.example.org:5061;transport=tls "
                                          "--prefix +44 --prefix +353 --priority 3 --channels 30 --disabled"));
    QVERIFY2(added.exitCode == 0, added.err.constData());
    QCOMPARE(listed(QStringLiteral("gateway list"), "gateways"),
        QJsonArray({QJsonObject{{QStringLiteral("gateway"), QStringLiteral("Carrier")},
            {QStringLiteral("target"), QStringLiteral("sips:gw.example.org:5061;transport=tls")},
            {QStringLiteral("prefixes"), QJsonArray({QStringLiteral("+353"), QStringLiteral("+44")})},
            {QStringLiteral("priority"), 3}, {QStringLiteral("channels"), 30}, {QStringLiteral("enabled"), false}}}));
    QCOMPARE(
        run(QStringLiteral("gateway change carrier --name World --prefix none --channels 0 --enabled")).exitCode, 0);
    const QByteArray table = run(QStringLiteral("gateway list")).out;
    QVERIFY2(table.contains("World") && table.contains("not limited") && table.contains("enabled"), table.constData());
    QVERIFY(run(QStringLiteral("gateway change World")).out.contains("Nothing was changed."));
    QCOMPARE(run(QStringLiteral("gateway remove World")).exitCode, 0);
    QVERIFY(run(QStringLiteral("gateway list")).out.contains("nothing to list"));
    QCOMPARE(run(QStringLiteral("gateway remove World")).exitCode, 1);
}

void CtlPlatformTest::refusesWhatIsNoGateway()
{
    const QString number = QStringLiteral("447700900123");
    for (const QString &arguments : {QStringLiteral("gateway add X --target sip:%1"),
             QStringLiteral("gateway add X --target sip:%1@gw.example.org"),
             QStringLiteral("gateway add X --target sip:gw.example.org --prefix +%1"),
             QStringLiteral("gateway add %1 --target sip:gw.example.org"), QStringLiteral("gateway remove %1")}) {
        const auto refused = run(arguments.arg(number));
        QVERIFY2(refused.exitCode != 0, qPrintable(arguments));
        QVERIFY2(!refused.err.contains(number.toLatin1()) && !refused.out.contains(number.toLatin1()),
            refused.err.constData());
    }
    QVERIFY(listed(QStringLiteral("gateway list"), "gateways").isEmpty());
}

void CtlPlatformTest::emergencyNumbersComeWithAProcess()
{
    QCOMPARE(run(QStringLiteral("process add Support --country GB")).exitCode, 0);
    QCOMPARE(digitsOf(QStringLiteral("gb")), QStringList({QStringLiteral("112"), QStringLiteral("999")}));
    QVERIFY(run(QStringLiteral("emergency list")).out.contains("prefilled"));
    QVERIFY(run(QStringLiteral("emergency prefill")).out.contains("Every country"));
    QVERIFY(digitsOf(QStringLiteral("FR")).isEmpty());
    QCOMPARE(run(QStringLiteral("emergency list --country UK")).exitCode, 1);
}

void CtlPlatformTest::addsAndRemovesANumber()
{
    QCOMPARE(run(QStringLiteral("emergency add GB 101")).exitCode, 0);
    QCOMPARE(digitsOf(QStringLiteral("GB")).size(), 3);
    QCOMPARE(run(QStringLiteral("emergency add GB 101")).exitCode, 1); // it is there
    QCOMPARE(run(QStringLiteral("emergency remove gb 101")).exitCode, 0);
    QCOMPARE(run(QStringLiteral("emergency remove GB 101")).exitCode, 1);
    QCOMPARE(run(QStringLiteral("emergency add UK 101")).exitCode, 1);
    const auto refused = run(QStringLiteral("emergency add GB 447700900123"));
    QVERIFY(refused.exitCode != 0 && !refused.err.contains("7700"));
    const auto first = run(QStringLiteral("emergency add DE 115"));
    QVERIFY2(first.exitCode == 0 && first.out.contains("110, 112"), first.out.constData());
}

void CtlPlatformTest::asksBeforeACountryLosesANumber()
{
    const auto asked = run(QStringLiteral("emergency remove GB 112"));
    QCOMPARE(asked.exitCode, 1);
    QVERIFY2(
        asked.err.contains("masked or refused like others") && asked.err.contains("--force"), asked.err.constData());
    QCOMPARE(run(QStringLiteral("emergency remove GB 112 --force")).exitCode, 0);
    QVERIFY(run(QStringLiteral("emergency remove GB 999")).err.contains("the last emergency number"));
    QCOMPARE(run(QStringLiteral("emergency remove GB 999 --force")).exitCode, 0);
    QVERIFY(run(QStringLiteral("emergency list")).out.contains("no number yet: GB"));
    QCOMPARE(listed(QStringLiteral("emergency prefill"), "countries").size(), 1);
    QCOMPARE(digitsOf(QStringLiteral("GB")).size(), 2);
}

void CtlPlatformTest::tellsOfItself()
{
    for (const char *verb : {"gateway", "emergency"}) {
        const auto help = m_ctl.run({QLatin1String(verb), QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.contains("list"));
    }
}

void CtlPlatformTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments :
        {"gateway", "gateway add", "gateway list Carrier", "gateway burn Carrier", "gateway add X",
            "gateway list --target sip:x", "gateway remove X --priority 1", "gateway add X --target sip:x --name Y",
            "gateway add X --target sip:x --enabled", "gateway change X --enabled --disabled",
            "gateway change X --prefix none --prefix +44", "gateway add X --target sip:x --priority soon",
            "gateway add X --target sip:x --priority 100", "gateway add X --target sip:x --channels -1",
            "gateway add X --target mailto:x", "emergency", "emergency add", "emergency add GB",
            "emergency list GB 112", "emergency burn GB 112", "emergency add GB 112 --force",
            "emergency prefill --country GB", "emergency prefill GB", "emergency add GB 1"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void CtlPlatformTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto outcome = run(arguments);
    QVERIFY2(outcome.exitCode == 2, outcome.err.constData());
    QVERIFY(!outcome.err.isEmpty());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlPlatformTest)
#include "tst_ctl_platform.moc"
