// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/masking/masking_service.h"

#include <QTest>

namespace callveil {

/// How a policy would show shapes and typed examples; needs no database.
class MaskingPreviewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void previewsShapesWithoutAnyRealNumber();
    void countsTheDigitsThatAreMaskedWhole();
};

void MaskingPreviewTest::previewsShapesWithoutAnyRealNumber()
{
    const auto lines =
        MaskingService::preview({{{44, 12}, 30}, {{44, 11}, 10}}, MaskingPolicy{MaskingKind::Replacement, 3, 1});
    QCOMPARE(lines.size(), 2U);
    QCOMPARE(lines[0].share, 0.75);
    QCOMPARE(lines[0].example, exampleNumber({44, 12}));
    QCOMPARE(lines[0].shownAs.count(u'x'), 8);
    QVERIFY(!MaskingService::isWeak(lines, MaskingPolicy{MaskingKind::Replacement, 3, 1}));
    QVERIFY(MaskingService::isWeak({}, MaskingPolicy::off()));
    const auto typed = MaskingService::previewNumbers(
        {QStringLiteral("07700 900123"), QStringLiteral("999"), QStringLiteral("sip:asha")}, QStringLiteral("GB"),
        MaskingPolicy{MaskingKind::Replacement, 3, 1});
    QCOMPARE(typed[0].shownAs, QStringLiteral("+447xxxxxxxx3"));
    QCOMPARE(typed[1].shownAs, QStringLiteral("999"));
    QVERIFY(!typed[2].shownAs.contains(QLatin1String("asha")));
}

void MaskingPreviewTest::countsTheDigitsThatAreMaskedWhole()
{
    const auto lineOf = [](const char *number, const MaskingPolicy &policy) {
        return MaskingService::previewNumbers({QString::fromLatin1(number)}, QStringLiteral("US"), policy).at(0);
    };
    // Too long to be possible, and so no number.
    for (const MaskingPolicy &policy : {MaskingPolicy{}, MaskingPolicy::random()}) {
        const PreviewLine text = lineOf("4477009001234567", policy);
        QCOMPARE(text.strength.hidden, 16);
        QCOMPARE(text.strength.candidates, 1e16);
        QVERIFY(text.strength.whole && !text.strength.isWeak());
    }
    const PreviewLine whole = lineOf("+12125550101", MaskingPolicy{MaskingKind::Replacement, 8, 7});
    QVERIFY(whole.strength.whole);
    QCOMPARE(whole.strength.hidden, 10);
    QCOMPARE(lineOf("4477009001234567", MaskingPolicy::off()).strength.hidden, 0);
    QCOMPARE(lineOf("911", MaskingPolicy{}).strength.hidden, 0);
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::MaskingPreviewTest)
#include "tst_masking_preview.moc"
