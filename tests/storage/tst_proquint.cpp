// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/proquint.h"

#include <QTest>

#include <rapidcheck.h>

using namespace callveil;

/// Bytes as words that people read aloud.
class TestProquint final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spellsThePublishedExamples_data();
    void spellsThePublishedExamples();
    void readsBackWhatItSpelled();
    void takesCapitalsHyphensAndBlanks();
    void refusesWrongLetters_data();
    void refusesWrongLetters();
    void noticesEveryChangedLetter();
    void readsNothingAsNoBytes();
};

/// The network addresses in the proposal (Wilkerson 2009).
void TestProquint::spellsThePublishedExamples_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("127.0.0.1") << QByteArray::fromHex("7f000001") << QStringLiteral("lusab babad");
    QTest::newRow("63.84.220.193") << QByteArray::fromHex("3f54dcc1") << QStringLiteral("gutih tugad");
    QTest::newRow("147.67.119.2") << QByteArray::fromHex("93437702") << QStringLiteral("natag lisaf");
}

void TestProquint::spellsThePublishedExamples()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    QCOMPARE(toWords(bytes).join(u' '), words);
    QCOMPARE(fromWords(words), std::optional(bytes));
}

void TestProquint::readsBackWhatItSpelled()
{
    QVERIFY(rc::check("fromWords undoes toWords", [](const std::vector<quint16> &numbers) {
        QByteArray bytes;
        for (const quint16 number : numbers)
            bytes.append(char(number >> 8)).append(char(number & 255));
        const QStringList words = toWords(bytes);
        RC_ASSERT(words.size() == qsizetype(numbers.size()));
        RC_ASSERT(fromWords(words.join(u' ')) == std::optional(bytes));
    }));
}

void TestProquint::takesCapitalsHyphensAndBlanks()
{
    const std::optional<QByteArray> expected = QByteArray::fromHex("7f000001");
    for (const char *typed : {"LUSAB BABAD", "Lusab-Babad", "  lusab\n\t babad ", "lusab - babad"})
        QCOMPARE(fromWords(QString::fromLatin1(typed)), expected);
}

void TestProquint::refusesWrongLetters_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("no such consonant") << QStringLiteral("cusab babad");
    QTest::newRow("no such vowel") << QStringLiteral("lesab babad");
    QTest::newRow("vowel for consonant") << QStringLiteral("lulab ababa");
    QTest::newRow("too short") << QStringLiteral("lusab baba");
    QTest::newRow("too long") << QStringLiteral("lusab babadb");
    QTest::newRow("run together") << QStringLiteral("lusabbabad");
    QTest::newRow("digit") << QStringLiteral("lusab bab0d");
    QTest::newRow("accent") << QStringLiteral("lusáb babad");
    QTest::newRow("other script") << QStringLiteral("луsаb babad");
    QTest::newRow("NUL") << QStringLiteral("lusab bab") + QChar(u'\0') + u'd';
}

void TestProquint::refusesWrongLetters()
{
    QFETCH(QString, typed);
    QVERIFY(!fromWords(typed));
}

void TestProquint::noticesEveryChangedLetter()
{
    const QString words = QStringLiteral("gutih tugad");
    const std::optional<QByteArray> bytes = fromWords(words);
    for (qsizetype i = 0; i < words.size(); ++i) {
        for (char letter = 'a'; letter <= 'z'; ++letter) {
            QString changed = words;
            changed[i] = QLatin1Char(letter);
            QVERIFY(changed == words || fromWords(changed) != bytes);
        }
    }
}

void TestProquint::readsNothingAsNoBytes()
{
    QCOMPARE(fromWords(QString()), std::optional(QByteArray()));
    QVERIFY(toWords({}).isEmpty());
}

QTEST_APPLESS_MAIN(TestProquint)
#include "tst_proquint.moc"
