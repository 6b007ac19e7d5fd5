// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/reveal_action.h"

#include "ui/reveal/reveal_dialog.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"

using namespace callveil;

/// Whose numbers can be revealed, and what is said when none can.
class TestRevealAction final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_scene.addPerson(QStringLiteral("boris"), Role::Supervisor, m_password);
        m_asha = m_scene.enter(QStringLiteral("asha"));
        m_boris = m_scene.enter(QStringLiteral("boris"), m_password);
    }

    void saysWhatHindersIt()
    {
        QWidget window;
        RevealService ashas(*m_asha), boriss(*m_boris);
        RevealAction granted(ashas, m_scene.clipboard, &window), refused(boriss, m_scene.clipboard, &window);
        QVERIFY(!granted.isEnabled() && granted.toolTip().contains(QLatin1String("Choose a call")));
        granted.setLegs({leg(1, 0, 0)}, 0, m_process);
        QVERIFY(!granted.isEnabled() && granted.toolTip().contains(QLatin1String("keeps no number")));
        granted.setLegs({leg(1, 7, 0)}, 0, m_process);
        QVERIFY(granted.isEnabled() && granted.toolTip().contains(QLatin1String("Ctrl+R")));
        refused.setLegs({leg(1, 7, 0)}, 0, m_process);
        QVERIFY(!refused.isEnabled() && refused.toolTip().contains(QLatin1String("You may not view actual numbers")));
    }

    void beginsWithTheChosenLegAndNamesNoneTwice()
    {
        const QStringList numbers = offered({leg(1, 7, 0), leg(2, 7, 9), leg(3, 8, 9)}, 1);
        QCOMPARE(numbers.size(), 3);
        QVERIFY(numbers[0].startsWith(QLatin1String("Customer: ")) && numbers[0].contains(QLatin1String("c7")));
        QVERIFY(numbers[1].startsWith(QLatin1String("Agent: ")) && numbers[1].contains(QLatin1String("a9")));
        QVERIFY(
            numbers[2].startsWith(QLatin1String("Customer of leg 3: ")) && numbers[2].contains(QLatin1String("c8")));
    }

    void aSingleNumberIsNoChoice() { QVERIFY(offered({leg(1, 0, 9)}, 0).isEmpty()); }

private:
    static LegLine leg(int place, qint64 customer, qint64 agent)
    {
        LegLine leg;
        leg.leg = place;
        leg.process = {1};
        leg.customer = {NumberKind::E164, QStringLiteral("c%1").arg(customer), {customer}};
        leg.agentParty = {NumberKind::E164, QStringLiteral("a%1").arg(agent), {agent}};
        return leg;
    }

    /// What the dialog lets the person choose from.
    QStringList offered(const std::vector<LegLine> &legs, size_t chosen)
    {
        QWidget window;
        window.show();
        RevealService service(*m_asha);
        RevealAction action(service, m_scene.clipboard, &window);
        action.setLegs(legs, chosen, m_process);
        action.trigger();
        auto *dialog = window.findChild<RevealDialog *>();
        if (!dialog)
            qFatal("the dialog did not open");
        const auto *combo = PageDriver(*dialog).find<QComboBox>(QStringLiteral("Number"));
        QStringList texts;
        for (int i = 0; combo && i < combo->count(); ++i)
            texts.append(combo->itemText(i));
        return texts;
    }

    AccessScene m_scene;
    const QString m_password = QStringLiteral("green kettle on moon"), m_process = QStringLiteral("Support");
    std::shared_ptr<Workspace> m_asha, m_boris;
};

QTEST_MAIN(TestRevealAction)
#include "tst_reveal_action.moc"
