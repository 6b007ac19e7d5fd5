// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/rotation_list.h"

#include "services/access/access_service.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

#include <QPushButton>

namespace callveil {

/// Vaults that are due for a new key, and the button that gives it.
class RotationListTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void takesNoRoomWhileNoneIsDue();
    void givesAVaultANewKey();
    void givesNoneWithoutConsent();
    void offersNothingToWhoeverMayNot();

private:
    /// Somebody held the key of both vaults who does no longer.
    void makeDue();
    void open(Workspace &workspace);
    [[nodiscard]] static QString nameFor(const QString &process)
    {
        return QStringLiteral("Give the vault of %1 a new key").arg(process);
    }
    /// Whether a button of this name is there and can be pressed.
    [[nodiscard]] bool offers(const QString &name) const
    {
        const auto *button = PageDriver(*m_list).find<QPushButton>(name);
        return button && button->isEnabled();
    }
    [[nodiscard]] size_t due() { return AccessService(m_test->workspace()).rotations().result()->size(); }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<RotationList> m_list;
    const QString m_sales = nameFor(QStringLiteral("Sales"));
    const QString m_support = nameFor(QStringLiteral("Support"));
};

void RotationListTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_test->addProcess(QStringLiteral("Sales"));
    m_test->addProcess(QStringLiteral("Support"));
}

void RotationListTest::cleanup()
{
    m_list.reset();
    m_test.reset();
}

void RotationListTest::makeDue()
{
    AccessService access(m_test->workspace());
    m_test->hire(QStringLiteral("sol"), QStringLiteral("Sol Berg"), Role::Supervisor);
    QVERIFY(access.grant(Role::Supervisor, {}).result());
    QVERIFY(access.revoke(Role::Supervisor, {}).result());
}

void RotationListTest::open(Workspace &workspace)
{
    m_list = std::make_unique<RotationList>(m_test->context(workspace));
    m_list->resize(900, 200);
    m_list->refresh();
}

void RotationListTest::takesNoRoomWhileNoneIsDue()
{
    open(m_test->workspace());
    QVERIFY(AccessService(m_test->workspace()).rotations().result()->empty()); // behind what was asked before
    QCoreApplication::processEvents();
    QVERIFY(m_list->isHidden());
}

void RotationListTest::givesAVaultANewKey()
{
    makeDue();
    open(m_test->workspace());
    QTRY_VERIFY(offers(m_sales) && offers(m_support));
    PageDriver(*m_list).press(m_sales);
    QCOMPARE(m_test->prompt.questions.size(), 1);
    QTRY_VERIFY(m_test->notifier.lastText().contains(QLatin1String("The vault of Sales has a new key")));
    QTRY_VERIFY(!offers(m_sales) && offers(m_support));
    QCOMPARE(due(), 1U);
}

void RotationListTest::givesNoneWithoutConsent()
{
    makeDue();
    open(m_test->workspace());
    m_test->prompt.agrees = false;
    QTRY_VERIFY(offers(m_sales));
    PageDriver(*m_list).press(m_sales);
    QCOMPARE(m_test->prompt.questions.size(), 1);
    QCOMPARE(due(), 2U);
}

void RotationListTest::offersNothingToWhoeverMayNot()
{
    makeDue();
    const auto sol = m_test->enter(QStringLiteral("sol"));
    open(*sol);
    QTRY_VERIFY(m_list->isVisible());
    QVERIFY(!offers(m_sales) && !offers(m_support));
}

} // namespace callveil

QTEST_MAIN(callveil::RotationListTest)
#include "tst_rotation_list.moc"
