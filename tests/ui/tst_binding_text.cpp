// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/binding_text.h"

#include <QTest>

using namespace callveil;

class TestBindingText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesEachTemplateWithItsTime()
    {
        QStringList texts;
        for (const ExpiryTemplate &each : expiryTemplates) {
            texts.append(expiryTemplateText(each));
            const int hours = each.minutes / 60;
            const QString time = hours % 24 == 0 && hours > 72 ? QStringLiteral("(%1 d)").arg(hours / 24)
                                                               : QStringLiteral("(%1 h)").arg(hours);
            QVERIFY2(texts.last().endsWith(time), qPrintable(texts.last()));
        }
        QCOMPARE(texts.removeDuplicates(), 0);
        QCOMPARE(texts.front(), QStringLiteral("Ride (1 h)"));
    }

    void saysWhyANumberWasGiven_data()
    {
        QTest::addColumn<int>("match");
        QTest::addColumn<int>("model");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, DidMatch match, BindingModel model, const QString &text) {
            QTest::newRow(name) << int(match) << int(model) << text;
        };
        using enum DidMatch;
        row("by hand", ByHand, BindingModel::Session, QStringLiteral("Named by hand."));
        row("area", SameArea, BindingModel::Session, QStringLiteral("Same area code 212; 3 of 40 numbers were free."));
        row("region", SameRegion, BindingModel::Session,
            QStringLiteral("Same region as the customer; 3 of 40 numbers were free."));
        row("country", SameCountry, BindingModel::Session,
            QStringLiteral("No number of the customer's area was free; 3 of 40 numbers were free."));
        row("least used", LeastUsed, BindingModel::Session,
            QStringLiteral("Least recently used; 3 of 40 numbers were free."));
        row("pair", Own, BindingModel::Case, QStringLiteral("The number that this pair had before."));
        row("agent", Own, BindingModel::Agent, QStringLiteral("The agent's own number."));
        row("customer", Own, BindingModel::Customer, QStringLiteral("The customer's own number."));
    }

    void saysWhyANumberWasGiven()
    {
        QFETCH(int, match);
        QFETCH(int, model);
        QFETCH(QString, text);
        Binding binding;
        binding.model = BindingModel(model);
        binding.area = QStringLiteral("212");
        binding.choice = {DidMatch(match), 3, 40};
        binding.pool = binding.askedPool = {1};
        QCOMPARE(choiceText(binding, QStringLiteral("New York")), text);
    }

    void saysThatEveryNumberIsShared()
    {
        Binding binding;
        binding.choice = {DidMatch::LeastUsed, 0, 17};
        QCOMPARE(choiceText(binding, {}),
            QStringLiteral("Least recently used; each of the 17 numbers had a binding already."));
    }

    void namesTheFallback()
    {
        Binding binding;
        binding.choice.match = DidMatch::ByHand;
        binding.pool = {2};
        binding.poolName = QStringLiteral("50%1 off");
        binding.askedPool = {1};
        QCOMPARE(choiceText(binding, QStringLiteral("New York")),
            QStringLiteral("Named by hand. From the fallback pool 50%1 off, because New York had none."));
        QCOMPARE(choiceText(binding, {}),
            QStringLiteral("Named by hand. From a fallback pool, because the one that was asked had none."));
    }
};

QTEST_APPLESS_MAIN(TestBindingText)
#include "tst_binding_text.moc"
