// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/public_name.h"
#include "domain/platform/call_request.h"

#include <QSet>
#include <QTest>

using namespace callveil;

/// Names that programs send: one spelling each, and nothing else is taken for one.
class TestPublicName final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItIsWritten()
    {
        const QByteArray id = QByteArray::fromHex("00112233445566778899aabbccddeeff");
        const QString name = publicName(QStringLiteral("call_"), id);
        QCOMPARE(name, QStringLiteral("call_aaisem2ekvthpcezvk54zxpo74"));
        QCOMPARE(publicIdOf(QStringLiteral("call_"), name), id);
        QCOMPARE(publicIdOf(QStringLiteral("call_"), QStringLiteral(" %1 ").arg(name.toUpper())), id);
        QCOMPARE(callRequestName(id), name);
        QCOMPARE(callRequestId(name), id);
    }

    void nothingElseIsAName()
    {
        const QString name = QStringLiteral("call_aaisem2ekvthpcezvk54zxpo74");
        const QStringList others{QString(), QStringLiteral("call_"), name.mid(5), name.chopped(1), QString(name + u'a'),
            QString(name.chopped(1) + u'5'), QStringLiteral("sess_") + name.mid(5), QStringLiteral("+447700900101"),
            QString(name.chopped(1) + u'1')};
        for (const QString &other : others)
            QVERIFY2(callRequestId(other).isEmpty(), qPrintable(other));
    }

    void keysOfARequestDiffer()
    {
        QSet<QString> keys;
        for (int state = 0; state <= int(CallRequestState::Cancelled); ++state) {
            keys.insert(callRequestStateKey(CallRequestState(state)));
            QCOMPARE(isOver(CallRequestState(state)), state >= int(CallRequestState::Done));
        }
        QCOMPARE(keys.size(), int(CallRequestState::Cancelled) + 1);
        QVERIFY(callRequestStateKey(CallRequestState(99)).isEmpty());
        QVERIFY(callRequestCauseKey(CallRequestCause::None).isEmpty());
        keys.clear();
        for (int cause = 1; cause <= int(CallRequestCause::BindingEnded); ++cause)
            keys.insert(callRequestCauseKey(CallRequestCause(cause)));
        QCOMPARE(keys.size(), int(CallRequestCause::BindingEnded));
        QCOMPARE(sideFromKey(QStringLiteral("agent")), std::optional(PartySide::Agent));
        QCOMPARE(sideFromKey(QStringLiteral("customer")), std::optional(PartySide::Customer));
        QVERIFY(!sideFromKey(QString()) && !sideFromKey(QStringLiteral("Agent")));
    }
};

QTEST_GUILESS_MAIN(TestPublicName)
#include "tst_public_name.moc"
