// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/privileges_page.h"

#include "ui/privileges/key_giver.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "ui/texts/fault_text.h"
#include "visible_dialog.h"

#include <QDialog>
#include <QListWidget>
#include <QSignalSpy>

namespace callveil {

namespace {

const QString grants = QStringLiteral("View actual number");
const QString permissions = QStringLiteral("Permissions");
constexpr int administrator = int(Role::Administrator), supervisor = int(Role::Supervisor),
              analyst = int(Role::Analyst);

} // namespace

/// The Privileges tab as a person uses it, and how people who do not see it give the keys that they hold.
class PrivilegesPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsWhoViewsNumbersNow();
    void grantsToTheChosenRole();
    void grantsChosenProcesses();
    void grantsNothingTwice();
    void revokesAfterAQuestion();
    void revokesNothingWithoutConsent();
    void saysWhyTheLastHolderStays();
    void givesKeysToThoseWhoWait();
    void saysWhomOneCannotHelp();
    void changesPermissionsWithTheKeyboard();
    void changesPermissionsWithTheMouse();
    void revertsWhatWasNotApplied();
    void appliesNothingWithoutConsent();
    void leavesTheOwnRoleAlone();
    void remindsWhoeverHoldsAKey();
    void givesKeysFromTheMenu();
    void saysWhenNobodyWaits();

private:
    void open(Workspace &workspace);
    void open() { open(m_test->workspace()); }
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver openGrant(int row);
    [[nodiscard]] QString granted(int row) const { return page().cell(grants, row, QStringLiteral("Granted")); }
    /// Eva, an analyst, waits for a key after a grant by somebody who holds none; answers that somebody.
    std::shared_ptr<Workspace> letEvaWait();
    [[nodiscard]] PermissionGrid stored() { return *AccessService(m_test->workspace()).grid().result(); }
    [[nodiscard]] QString spoken(Role role, Permission permission) const;

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<PrivilegesPage> m_page;
    ProcessId m_sales;
};

void PrivilegesPageTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_sales = m_test->addProcess(QStringLiteral("Sales"));
    m_test->addProcess(QStringLiteral("Support"));
}

void PrivilegesPageTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void PrivilegesPageTest::open(Workspace &workspace)
{
    m_page = std::make_unique<PrivilegesPage>(m_test->context(workspace));
    m_page->resize(1000, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->refresh();
    QTRY_VERIFY(page().rows(grants) > 0);
    QTRY_COMPARE(page().rows(permissions), int(allPermissions.size()));
}

PageDriver PrivilegesPageTest::openGrant(int row)
{
    page().selectRow(grants, row);
    page().press(QStringLiteral("Grant"));
    auto *dialog = visibleDialog(*m_page, QStringLiteral("grantDialog"));
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

std::shared_ptr<Workspace> PrivilegesPageTest::letEvaWait()
{
    const bool allowed = AccessService(m_test->workspace())
                             .setPermissions({{Role::Executive, Permission::ManageUsers, true}})
                             .result()
                             .has_value();
    m_test->hire(QStringLiteral("eli"), QStringLiteral("Eli Moss"), Role::Executive);
    m_test->hire(QStringLiteral("eva"), QStringLiteral("Eva Lind"), Role::Analyst);
    const auto eli = m_test->enter(QStringLiteral("eli"));
    const auto outcome = AccessService(*eli).grant(Role::Analyst, {}).result();
    if (!allowed || !outcome || outcome->waiting != 1)
        qFatal("nobody waits");
    return eli;
}

QString PrivilegesPageTest::spoken(Role role, Permission permission) const
{
    const QAbstractItemModel &model = *page().get<QTableView>(permissions).model();
    return model.index(int(permission), int(role)).data(Qt::AccessibleTextRole).toString();
}

void PrivilegesPageTest::showsWhoViewsNumbersNow()
{
    open();
    QCOMPARE(page().rows(grants), int(allRoles.size()));
    QCOMPARE(page().cell(grants, administrator, QStringLiteral("Role")), QStringLiteral("Administrator"));
    QCOMPARE(granted(administrator), QStringLiteral("Granted"));
    QCOMPARE(page().cell(grants, administrator, QStringLiteral("Processes")), QStringLiteral("All"));
    QCOMPARE(page().cell(grants, administrator, QStringLiteral("Who views them")), QStringLiteral("Asha Rao"));
    QCOMPARE(granted(analyst), QStringLiteral("Not granted"));
    QVERIFY(!page().canPress(QStringLiteral("Revoke")));
    QVERIFY(!page().find<QAbstractButton>(QStringLiteral("Give keys")));
}

void PrivilegesPageTest::grantsToTheChosenRole()
{
    m_test->hire(QStringLiteral("eva"), QStringLiteral("Eva Lind"), Role::Supervisor);
    open();
    const PageDriver dialog = openGrant(supervisor);
    QCOMPARE(dialog.get<QComboBox>(QStringLiteral("Role")).currentText(), QStringLiteral("Supervisor"));
    QVERIFY(dialog.says(QStringLiteral("Eva Lind may then read the real numbers of customers")));
    dialog.press(QStringLiteral("Grant"));
    QTRY_COMPARE(granted(supervisor), QStringLiteral("Granted"));
    QCOMPARE(page().cell(grants, supervisor, QStringLiteral("Granted by")), QStringLiteral("Asha Rao"));
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("Supervisor")));
    QCOMPARE(m_test->notifier.messages.last().kind, Notifier::Kind::Done);
    QVERIFY(page().canPress(QStringLiteral("Revoke"))); // the row is still the chosen one
    QVERIFY(m_test->enter(QStringLiteral("eva"))->identity()->viewsActual(m_sales));
}

void PrivilegesPageTest::grantsChosenProcesses()
{
    m_test->hire(QStringLiteral("eva"), QStringLiteral("Eva Lind"), Role::Analyst, {m_sales});
    open();
    const PageDriver dialog = openGrant(analyst);
    dialog.choose(QStringLiteral("Numbers of"), QStringLiteral("Chosen processes"));
    dialog.press(QStringLiteral("Grant"));
    QVERIFY(dialog.says(QStringLiteral("Choose at least one process.")));
    auto &list = dialog.get<QListWidget>(QStringLiteral("Processes"));
    list.item(1)->setCheckState(Qt::Checked);
    QVERIFY(dialog.says(QStringLiteral("Nobody has this role there now.")));
    list.item(0)->setCheckState(Qt::Checked);
    QVERIFY(dialog.says(QStringLiteral("Eva Lind may then read")));
    list.item(1)->setCheckState(Qt::Unchecked);
    dialog.press(QStringLiteral("Grant"));
    QTRY_COMPARE(granted(analyst), QStringLiteral("Granted"));
    QCOMPARE(page().cell(grants, analyst, QStringLiteral("Processes")), QStringLiteral("Sales"));
}

void PrivilegesPageTest::grantsNothingTwice()
{
    open();
    const PageDriver dialog = openGrant(administrator);
    QVERIFY(dialog.says(QStringLiteral("granted to the role already")));
    dialog.press(QStringLiteral("Grant"));
    QVERIFY(dialog.says(QStringLiteral("Choose another one.")));
    QCOMPARE(AccessService(m_test->workspace()).grants().result()->size(), 1U);
}

void PrivilegesPageTest::revokesAfterAQuestion()
{
    m_test->hire(QStringLiteral("eva"), QStringLiteral("Eva Lind"), Role::Supervisor);
    QVERIFY(AccessService(m_test->workspace()).grant(Role::Supervisor, {m_sales}).result());
    open();
    QVERIFY(!page().says(QStringLiteral("due for a new key")));
    page().selectRow(grants, supervisor);
    page().press(QStringLiteral("Revoke"));
    const QString question = m_test->prompt.questions.last();
    QVERIFY(question.contains(QStringLiteral("of Sales from the role Supervisor")));
    QVERIFY(question.contains(QStringLiteral("within 5 seconds")) && question.contains(QStringLiteral("Eva Lind")));
    QTRY_COMPARE(granted(supervisor), QStringLiteral("Not granted"));
    QTRY_VERIFY(page().says(QStringLiteral("Sales: the vault is due for a new key since")));
    QVERIFY(!page().says(QStringLiteral("Support: the vault")));
}

void PrivilegesPageTest::revokesNothingWithoutConsent()
{
    m_test->hire(QStringLiteral("eva"), QStringLiteral("Eva Lind"), Role::Supervisor);
    QVERIFY(AccessService(m_test->workspace()).grant(Role::Supervisor, {}).result());
    open();
    m_test->prompt.agrees = false;
    page().selectRow(grants, supervisor);
    page().press(QStringLiteral("Revoke"));
    QCOMPARE(m_test->prompt.questions.size(), 1);
    QCOMPARE(AccessService(m_test->workspace()).grants().result()->size(), 2U);
}

void PrivilegesPageTest::saysWhyTheLastHolderStays()
{
    open();
    page().selectRow(grants, administrator);
    page().press(QStringLiteral("Revoke"));
    QTRY_VERIFY(m_test->notifier.hasFailed());
    QCOMPARE(m_test->notifier.lastText(), faultText({ErrorCode::Conflict, Fault::LastHolder, {}, {}}));
    QCOMPARE(granted(administrator), QStringLiteral("Granted"));
}

void PrivilegesPageTest::givesKeysToThoseWhoWait()
{
    const auto eli = letEvaWait();
    open();
    QTRY_VERIFY(page().says(QStringLiteral("for a key that you hold: Eva Lind.")));
    QCOMPARE(granted(analyst), QStringLiteral("1 wait for the key")); // the plural forms are the program's
    page().press(QStringLiteral("Give keys"));
    QTRY_COMPARE(granted(analyst), QStringLiteral("Granted"));
    QTRY_VERIFY(!page().find<QAbstractButton>(QStringLiteral("Give keys")));
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("got their keys")));
    QVERIFY(AccessService(*eli).waiting().result()->empty());
}

void PrivilegesPageTest::saysWhomOneCannotHelp()
{
    const auto eli = letEvaWait();
    open(*eli);
    QTRY_VERIFY(page().says(QStringLiteral("Eva Lind wait for somebody who holds the numbers")));
    QVERIFY(!page().find<QAbstractButton>(QStringLiteral("Give keys")));
    m_page.reset();
}

void PrivilegesPageTest::changesPermissionsWithTheKeyboard()
{
    open();
    auto &table = page().get<QTableView>(permissions);
    table.setFocus();
    QCOMPARE(table.currentIndex(), table.model()->index(0, 0));
    QVERIFY(!page().canPress(QStringLiteral("Apply")));
    for (int step = 0; step < analyst; ++step)
        QTest::keyClick(&table, Qt::Key_Right);
    for (int step = 0; step < int(Permission::ManagePools); ++step)
        QTest::keyClick(&table, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Space);
    QCOMPARE(spoken(Role::Analyst, Permission::ManagePools),
        QStringLiteral("Analyst, Manage pools and bindings: allowed, not applied yet"));
    QVERIFY(m_page->hasChanges());
    QVERIFY(!stored()[Role::Analyst].contains(Permission::ManagePools));
    QSignalSpy settled(m_page.get(), &Page::changesSettled);
    page().press(QStringLiteral("Apply"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("Analyst gains: Manage pools and bindings")));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("next sign-in")));
    QTRY_COMPARE(settled.size(), 1);
    QVERIFY(settled[0][0].toBool());
    QVERIFY(!m_page->hasChanges());
    QVERIFY(stored()[Role::Analyst].contains(Permission::ManagePools));
    QCOMPARE(m_test->notifier.messages.last().kind, Notifier::Kind::Done);
}

void PrivilegesPageTest::changesPermissionsWithTheMouse()
{
    open();
    auto &table = page().get<QTableView>(permissions);
    const QModelIndex cell = table.model()->index(int(Permission::ViewCallLog), analyst);
    table.scrollTo(cell);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(cell).center());
    QCOMPARE(spoken(Role::Analyst, Permission::ViewCallLog),
        QStringLiteral("Analyst, View call log: not allowed, not applied yet"));
    m_page->applyChanges();
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("Analyst loses: View call log")));
    QTRY_VERIFY(!stored()[Role::Analyst].contains(Permission::ViewCallLog));
}

void PrivilegesPageTest::revertsWhatWasNotApplied()
{
    open();
    auto &model = *page().get<QTableView>(permissions).model();
    QVERIFY(model.setData(model.index(int(Permission::Export), analyst), Qt::Unchecked, Qt::CheckStateRole));
    m_page->refresh(); // reading again keeps the edit
    QVERIFY(stored()[Role::Analyst].contains(Permission::Export)); // so the answer before has come
    QCoreApplication::processEvents();
    QVERIFY(page().canPress(QStringLiteral("Revert")));
    QVERIFY(page().says(QStringLiteral("not applied")));
    page().press(QStringLiteral("Revert"));
    QVERIFY(!m_page->hasChanges());
    QCOMPARE(spoken(Role::Analyst, Permission::Export), QStringLiteral("Analyst, Export: allowed"));
    QVERIFY(!page().canPress(QStringLiteral("Revert")));
}

void PrivilegesPageTest::appliesNothingWithoutConsent()
{
    open();
    auto &model = *page().get<QTableView>(permissions).model();
    QVERIFY(model.setData(model.index(int(Permission::Export), analyst), Qt::Unchecked, Qt::CheckStateRole));
    m_test->prompt.agrees = false;
    QSignalSpy settled(m_page.get(), &Page::changesSettled);
    m_page->applyChanges();
    QCOMPARE(settled.size(), 1);
    QVERIFY(!settled[0][0].toBool());
    QVERIFY(m_page->hasChanges());
    QVERIFY(stored()[Role::Analyst].contains(Permission::Export));
}

void PrivilegesPageTest::leavesTheOwnRoleAlone()
{
    open();
    auto &table = page().get<QTableView>(permissions);
    const QModelIndex cell = table.model()->index(int(Permission::Export), administrator);
    table.scrollTo(cell);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(cell).center());
    QTest::keyClick(&table, Qt::Key_Space);
    QVERIFY(!m_page->hasChanges());
    QCOMPARE(spoken(Role::Administrator, Permission::Export),
        QStringLiteral("Administrator, Export: allowed, cannot be changed"));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("your own role")));
}

void PrivilegesPageTest::remindsWhoeverHoldsAKey()
{
    const auto eli = letEvaWait();
    QWidget window;
    KeyGiver holder(m_test->context(), &window), other(m_test->context(*eli), &window);
    other.remind();
    QVERIFY(AccessService(*eli).waiting().result()); // so the answer before has come
    QCoreApplication::processEvents();
    QVERIFY(m_test->notifier.messages.isEmpty());
    holder.remind();
    QTRY_VERIFY(m_test->notifier.lastText().contains(QStringLiteral("1 grants wait for you.")));
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("Privileges")));
}

void PrivilegesPageTest::givesKeysFromTheMenu()
{
    QVERIFY(AccessService(m_test->workspace()).grant(Role::Supervisor, {}).result());
    m_test->hire(QStringLiteral("sue"), QStringLiteral("Sue Hart"), Role::Supervisor);
    const auto eli = letEvaWait();
    const auto sue = m_test->enter(QStringLiteral("sue")); // holds the numbers and does not manage users
    QWidget window;
    KeyGiver giver(m_test->context(*sue), &window);
    QSignalSpy given(&giver, &KeyGiver::given);
    giver.remind();
    QTRY_VERIFY(m_test->notifier.lastText().contains(QStringLiteral("Choose Account, Give keys")));
    m_test->prompt.agrees = false;
    giver.offer();
    QTRY_COMPARE(m_test->prompt.questions.size(), 1);
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("Eva Lind")));
    QVERIFY(!AccessService(*eli).waiting().result()->empty());
    m_test->prompt.agrees = true;
    giver.offer();
    QTRY_COMPARE(given.size(), 1);
    QVERIFY(AccessService(*eli).waiting().result()->empty());
}

void PrivilegesPageTest::saysWhenNobodyWaits()
{
    QWidget window;
    KeyGiver giver(m_test->context(), &window);
    giver.offer();
    QTRY_VERIFY(m_test->notifier.lastText().contains(QStringLiteral("Nobody waits")));
    QVERIFY(m_test->prompt.questions.isEmpty());
}

} // namespace callveil

QTEST_MAIN(callveil::PrivilegesPageTest)
#include "tst_privileges_page.moc"
