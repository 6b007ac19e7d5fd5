// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/consent_words.h"

#include <QTest>

namespace callveil {

/// What files say of consent to being recorded.
class ConsentWordsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void understandsUsualWords_data();
    void understandsUsualWords();
};

void ConsentWordsTest::understandsUsualWords_data()
{
    QTest::addColumn<int>("consent");
    const auto add = [](Consent consent, std::initializer_list<const char *> cells) {
        for (const char *cell : cells)
            QTest::newRow(*cell ? cell : "an empty cell") << int(consent);
    };
    add(Consent::Yes, {"yes", "YES", " Yes. ", "y", "1", "true", "Granted", "consent-given", "opted_in", "ja", "Sí"});
    add(Consent::No,
        {"no", "N", "0", "false", "Declined", "not given", "NOT-GRANTED", "no consent", "opt-out", "nein"});
    add(Consent::NotAsked,
        {"", "not asked", "n/a", "unknown", "maybe", "yes but", "none", "+14155550101", "----------", "2"});
}

void ConsentWordsTest::understandsUsualWords()
{
    QFETCH(int, consent);
    const QByteArray cell = QTest::currentDataTag() == QByteArrayLiteral("an empty cell")
        ? QByteArray()
        : QByteArray(QTest::currentDataTag());
    QCOMPARE(int(consentOf(cell)), consent);
    const QByteArray overlong = cell + QByteArray(100, ' ');
    QCOMPARE(int(consentOf(overlong)), int(Consent::NotAsked)); // too long to be one of them
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::ConsentWordsTest)
#include "tst_consent_words.moc"
