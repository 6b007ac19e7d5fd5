// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/audit/deed_reference.h"

#include <QTest>

using namespace callveil;

/// What the words of a deed name.
class tst_DeedReference final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheIdsOfAField()
    {
        const QString pool = QStringLiteral("pool");
        QCOMPARE(idsInField(pool, QStringLiteral("7")), QList<qint64>({7}));
        QCOMPARE(idsInField(pool, QStringLiteral("2 5")), QList<qint64>({2, 5}));
        QCOMPARE(idsInField(pool, QStringLiteral("pool 3, pool 7")), QList<qint64>({3, 7}));
        QCOMPARE(idsInField(pool, QStringLiteral("all")), QList<qint64>());
        QCOMPARE(idsInField(pool, QStringLiteral("process 3")), QList<qint64>());
    }

    /// A pool called "A; country DE" is not told of as one in Germany.
    void whatIsTypedLooksLikeNoField()
    {
        const QString typed = typedInDeed(QStringLiteral("A; country DE;; area 2"));
        QVERIFY(!typed.contains(QLatin1String("; ")));
        QCOMPARE(typed, QStringLiteral("A, country DE;, area 2"));
        const QString target = QStringLiteral("sips:gw.example:5061;transport=tls"); // it is recorded as it is
        QCOMPARE(typedInDeed(target), target);
        QCOMPARE(typedInDeed(QStringLiteral("Plain – name")), QStringLiteral("Plain – name"));
    }
};

QTEST_GUILESS_MAIN(tst_DeedReference)

#include "tst_deed_reference.moc"
