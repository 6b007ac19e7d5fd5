// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/routes/route_copy.h"

#include <QTest>

namespace callveil {

class RouteCopyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensForItsHolderAlone();
    void tellsNothingOfTheNumberByItsSize();
    void refusesWhatIsNoCopy();
    void keepsWhatWasOpenedForItsPlaceAlone();
};

void RouteCopyTest::opensForItsHolderAlone()
{
    const BoxKeys holder = BoxKeys::generate(), other = BoxKeys::generate();
    for (const char *number : {"+1234567", "+447700900123", "+123456789012345"}) {
        const QByteArray copy = sealedCopy(QString::fromLatin1(number), holder.publicKey);
        QCOMPARE(openedCopy(copy, holder).value_or(QString()), QString::fromLatin1(number));
        QVERIFY(!openedCopy(copy, other));
        QVERIFY(!copy.contains(QByteArray(number).mid(1)));
    }
}

void RouteCopyTest::tellsNothingOfTheNumberByItsSize()
{
    const BoxKeys holder = BoxKeys::generate();
    const QByteArray brief = sealedCopy(QStringLiteral("+1234567"), holder.publicKey);
    QCOMPARE(brief.size(), sealedCopy(QStringLiteral("+123456789012345"), holder.publicKey).size());
    QVERIFY(brief != sealedCopy(QStringLiteral("+1234567"), holder.publicKey)); // nor that two are one number
}

void RouteCopyTest::refusesWhatIsNoCopy()
{
    const BoxKeys holder = BoxKeys::generate();
    const auto sealed = [&](QByteArray plain) { return seal(SecretBytes::takeFrom(plain), holder.publicKey); };
    const auto padded = [](const char *kind, const QByteArray &number, qsizetype size = 16) -> QByteArray {
        return QByteArray(kind) + number + QByteArray(size - number.size(), '\0');
    };
    QVERIFY(openedCopy(sealed(padded("cvr1", "+44")), holder));
    for (const QByteArray &plain : {padded("cvr2", "+44"), padded("cvr1", ""), padded("cvr1", "44"),
             padded("cvr1", "+4'4"), padded("cvr1", "+"), padded("cvr1", "+44", 3), padded("cvr1", "+44", 19)})
        QVERIFY2(!openedCopy(sealed(plain), holder), plain.constData());
    QByteArray damaged = sealedCopy(QStringLiteral("+447700900123"), holder.publicKey);
    damaged[damaged.size() / 2] = char(damaged[damaged.size() / 2] ^ 1);
    QCOMPARE(openedCopy(damaged, holder).error().fault, Fault::CiphertextDamaged);
    QVERIFY(!openedCopy({}, holder));
}

void RouteCopyTest::keepsWhatWasOpenedForItsPlaceAlone()
{
    const BoxKeys holder = BoxKeys::generate();
    const CopyOpener opener(holder);
    const CopyPlace place{{7}, PartySide::Customer, {}};
    for (const char *number : {"+1234567", "+447700900123", "+123456789012345"}) {
        const QString text = QString::fromLatin1(number);
        const QByteArray sealed = sealedCopy(text, holder.publicKey), kept = opener.kept(text, place);
        QVERIFY(CopyOpener::isKept(kept) && !CopyOpener::isKept(sealed));
        QVERIFY(!kept.contains(QByteArray(number).mid(1)));
        QCOMPARE(opener.open(sealed, place).value_or(QString()), text);
        QCOMPARE(opener.open(kept, place).value_or(QString()), text);
        QCOMPARE(CopyOpener(holder).open(kept, place).value_or(QString()), text); // also after a restart
    }
    const QByteArray kept = opener.kept(QStringLiteral("+447700900123"), place);
    for (const CopyPlace &other : {CopyPlace{{8}, PartySide::Customer, {}}, CopyPlace{{7}, PartySide::Agent, {}},
             CopyPlace{{}, PartySide::Customer, {7}}})
        QCOMPARE(opener.open(kept, other).error().fault, Fault::CiphertextDamaged);
    QVERIFY(!CopyOpener(BoxKeys::generate()).open(kept, place));
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::RouteCopyTest)
#include "tst_route_copy.moc"
