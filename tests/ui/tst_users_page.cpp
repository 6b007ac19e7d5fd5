// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/users_page.h"

#include "services/platform/service_enrolment.h"
#include "ui/people/sign_ins_panel.h"
#include "ui/support/call_books.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "ui/widgets/one_time_secret_dialog.h"
#include "visible_dialog.h"

#include <QDialog>
#include <QListWidget>
#include <QPointer>

namespace callveil {

using namespace std::chrono_literals;

namespace {
const QString users = QStringLiteral("Users");
const QString signIns = QStringLiteral("Sign-ins");
} // namespace

/// The Users tab as a person uses it.
class UsersPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsPeople();
    void createsAPersonAndShowsThePasswordOnce();
    void showsWhatIsWrongBesideItsField();
    void warnsOfANewPersonWhoViewsNumbers();
    void saysWhatAPersonGainsAndLoses();
    void changesTheProcesses();
    void resetsAPassword();
    void disablesAndEnables();
    void changesNothingWithoutConsent();
    void nobodyChangesHimself();
    void aServiceIsDisabledAndNothingElse();
    void findsPeopleWhileOneTypes();
    void readsSignInsByItselfAndKeepsTheSelection();
    void endsASignIn();

private:
    void open();
    void select(const QString &name);
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver dialog(const QString &name) const;
    [[nodiscard]] PageDriver openForm(const QString &button);
    [[nodiscard]] OneTimeSecretDialog *passwordDialog() const;
    [[nodiscard]] Person stored(const QString &name);
    [[nodiscard]] QString cell(const QString &name, const QString &column);

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<UsersPage> m_page;
    ProcessId m_sales, m_support;
};

void UsersPageTest::init()
{
    m_test = std::make_unique<TestWorkspace>();
    m_sales = m_test->addProcess(QStringLiteral("Sales"));
    m_support = m_test->addProcess(QStringLiteral("Support"));
    m_test->hire(QStringLiteral("eva"), QStringLiteral("Eva Lind"), Role::Analyst);
}

void UsersPageTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void UsersPageTest::open()
{
    m_page = std::make_unique<UsersPage>(m_test->context());
    m_page->resize(1000, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->refresh();
    QTRY_VERIFY(page().rows(users) >= 2);
    QTRY_VERIFY(page().rows(signIns) >= 1);
}

void UsersPageTest::select(const QString &name)
{
    for (int row = 0; row < page().rows(users); ++row)
        if (page().cell(users, row, QStringLiteral("User")) == name)
            return page().selectRow(users, row);
    qFatal("no such user");
}

QString UsersPageTest::cell(const QString &name, const QString &column)
{
    for (int row = 0; row < page().rows(users); ++row)
        if (page().cell(users, row, QStringLiteral("User")) == name)
            return page().cell(users, row, column);
    return {};
}

PageDriver UsersPageTest::dialog(const QString &name) const
{
    auto *dialog = visibleDialog(*m_page, name);
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

PageDriver UsersPageTest::openForm(const QString &button)
{
    page().press(button);
    const QString form = QStringLiteral("userDialog");
    if (!QTest::qWaitFor([&] { return visibleDialog(*m_page, form) != nullptr; }))
        qFatal("the form did not open");
    return dialog(form);
}

OneTimeSecretDialog *UsersPageTest::passwordDialog() const
{
    return m_page->findChild<OneTimeSecretDialog *>();
}

Person UsersPageTest::stored(const QString &name)
{
    const auto people = PeopleService(m_test->workspace()).list().result();
    for (const Person &person : *people)
        if (person.name == name)
            return person;
    return {};
}

void UsersPageTest::listsPeople()
{
    m_test->hire(QStringLiteral("tom"), QStringLiteral("Tom Ray"), Role::Supervisor, {m_sales});
    open();
    QCOMPARE(cell(QStringLiteral("tom"), QStringLiteral("Name")), QStringLiteral("Tom Ray"));
    QCOMPARE(cell(QStringLiteral("tom"), QStringLiteral("Role")), QStringLiteral("Supervisor"));
    QCOMPARE(cell(QStringLiteral("tom"), QStringLiteral("Processes")), QStringLiteral("Sales"));
    QCOMPARE(cell(QStringLiteral("eva"), QStringLiteral("Processes")), QStringLiteral("All"));
    QTRY_COMPARE(cell(QStringLiteral("asha"), QStringLiteral("Signed in now")), QStringLiteral("Signed in"));
    QCOMPARE(cell(QStringLiteral("eva"), QStringLiteral("Signed in now")), QString());
    QVERIFY(!page().canPress(QStringLiteral("Change")) && !page().canPress(QStringLiteral("Reset password")));
}

void UsersPageTest::createsAPersonAndShowsThePasswordOnce()
{
    open();
    const PageDriver form = openForm(QStringLiteral("New user"));
    form.type(QStringLiteral("User name"), QStringLiteral("uli"));
    form.type(QStringLiteral("Name"), QStringLiteral("Uli Beck"));
    form.choose(QStringLiteral("Role"), QStringLiteral("Group Manager"));
    form.choose(QStringLiteral("Belongs to"), QStringLiteral("Chosen processes"));
    form.press(QStringLiteral("Create"));
    QVERIFY(form.says(QStringLiteral("Choose at least one process")));
    form.get<QListWidget>(QStringLiteral("Processes")).item(1)->setCheckState(Qt::Checked);
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(passwordDialog());
    const QPointer<OneTimeSecretDialog> shown = passwordDialog();
    const PageDriver once(*shown);
    const QString password = once.get<QLineEdit>(QStringLiteral("One-time password")).text();
    QVERIFY(password.size() >= 20);
    QVERIFY(once.says(QStringLiteral("changed")));
    once.press(QStringLiteral("Done"));
    QTRY_VERIFY(shown.isNull());
    QTRY_COMPARE(cell(QStringLiteral("uli"), QStringLiteral("State")), QStringLiteral("One-time password"));
    QCOMPARE(cell(QStringLiteral("uli"), QStringLiteral("Processes")), QStringLiteral("Support"));
    QVERIFY(page().canPress(QStringLiteral("Change"))); // the new person is the chosen one
    QVERIFY(!everythingShown(*m_page).contains(password));
    for (const auto &message : std::as_const(m_test->notifier.messages))
        QVERIFY(!message.text.contains(password) && !message.details.contains(password));
    QVERIFY(m_test->prompt.questions.isEmpty());
    QCOMPARE(stored(QStringLiteral("uli")).role, Role::GroupManager);
}

void UsersPageTest::showsWhatIsWrongBesideItsField()
{
    open();
    const PageDriver form = openForm(QStringLiteral("New user"));
    auto &name = form.get<QLineEdit>(QStringLiteral("User name"));
    form.type(QStringLiteral("User name"), QStringLiteral("Eva K"));
    form.get<QLineEdit>(QStringLiteral("Name")).setFocus();
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("cannot be a user name")));
    QTRY_COMPARE(name.window()->focusWidget(), &name);
    form.type(QStringLiteral("User name"), QStringLiteral("eva"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("in use already")));
    form.type(QStringLiteral("User name"), QStringLiteral("uli"));
    form.type(QStringLiteral("Name"), QStringLiteral("Uli +44 20 7946 0123"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("contains a telephone number")));
    QVERIFY(!passwordDialog());
    QCOMPARE(stored(QStringLiteral("uli")).name, QString());
}

void UsersPageTest::warnsOfANewPersonWhoViewsNumbers()
{
    open();
    const PageDriver form = openForm(QStringLiteral("New user"));
    const QString warning = QStringLiteral("May read the real numbers of customers of Sales, Support.");
    QVERIFY(!form.says(warning));
    form.choose(QStringLiteral("Role"), QStringLiteral("Administrator"));
    QVERIFY(form.says(warning));
}

void UsersPageTest::saysWhatAPersonGainsAndLoses()
{
    open();
    select(QStringLiteral("eva"));
    const PageDriver form = openForm(QStringLiteral("Change"));
    QCOMPARE(form.get<QComboBox>(QStringLiteral("Role")).currentText(), QStringLiteral("Analyst"));
    QVERIFY(!form.says(QStringLiteral("Gains")) && !form.says(QStringLiteral("Loses")));
    form.choose(QStringLiteral("Role"), QStringLiteral("Supervisor"));
    QVERIFY(form.says(QStringLiteral("Gains at the next sign-in: Manage pools and bindings; Search by number.")));
    QVERIFY(!form.says(QStringLiteral("Loses")));
    form.choose(QStringLiteral("Role"), QStringLiteral("Executive"));
    QVERIFY(form.says(QStringLiteral("Loses at once: View call log; Import; Export.")));
    form.press(QStringLiteral("Save"));
    QTRY_COMPARE(cell(QStringLiteral("eva"), QStringLiteral("Role")), QStringLiteral("Executive"));
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("Eva Lind was changed")));
}

void UsersPageTest::changesTheProcesses()
{
    m_test->hire(QStringLiteral("tom"), QStringLiteral("Tom Ray"), Role::Administrator, {m_sales});
    open();
    select(QStringLiteral("tom"));
    const PageDriver form = openForm(QStringLiteral("Change"));
    auto &list = form.get<QListWidget>(QStringLiteral("Processes"));
    QCOMPARE(list.item(0)->checkState(), Qt::Checked);
    list.item(0)->setCheckState(Qt::Unchecked);
    list.item(1)->setCheckState(Qt::Checked);
    QVERIFY(
        form.says(QStringLiteral("Gains at the next sign-in: the processes Support; the actual numbers of Support.")));
    QVERIFY(form.says(QStringLiteral("Loses at once: the processes Sales; the actual numbers of Sales.")));
    form.press(QStringLiteral("Save"));
    QTRY_COMPARE(cell(QStringLiteral("tom"), QStringLiteral("Processes")), QStringLiteral("Support"));
}

void UsersPageTest::resetsAPassword()
{
    open();
    select(QStringLiteral("eva"));
    page().press(QStringLiteral("Reset password"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("new keys")));
    QTRY_VERIFY(passwordDialog());
    const QString password = PageDriver(*passwordDialog()).get<QLineEdit>(QStringLiteral("One-time password")).text();
    QVERIFY(password.size() >= 20);
    PageDriver(*passwordDialog()).press(QStringLiteral("Done"));
    QTRY_COMPARE(cell(QStringLiteral("eva"), QStringLiteral("State")), QStringLiteral("One-time password"));
    QVERIFY(!m_test->notifier.lastText().contains(password));
}

void UsersPageTest::disablesAndEnables()
{
    open();
    select(QStringLiteral("eva"));
    page().press(QStringLiteral("Disable"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("signed out everywhere")));
    QTRY_COMPARE(cell(QStringLiteral("eva"), QStringLiteral("State")), QStringLiteral("Disabled"));
    QTRY_VERIFY(page().find<QAbstractButton>(QStringLiteral("Enable")));
    page().press(QStringLiteral("Enable"));
    QTRY_COMPARE(cell(QStringLiteral("eva"), QStringLiteral("State")), QStringLiteral("Active"));
}

void UsersPageTest::changesNothingWithoutConsent()
{
    open();
    m_test->prompt.agrees = false;
    select(QStringLiteral("eva"));
    page().press(QStringLiteral("Disable"));
    page().press(QStringLiteral("Reset password"));
    QCOMPARE(m_test->prompt.questions.size(), 2);
    QCOMPARE(stored(QStringLiteral("eva")).state, PersonState::Active);
    QVERIFY(!passwordDialog());
}

void UsersPageTest::nobodyChangesHimself()
{
    open();
    select(QStringLiteral("asha"));
    for (const char *button : {"Change", "Reset password", "Disable"})
        QVERIFY(!page().canPress(QLatin1String(button)));
    QVERIFY(page().get<QAbstractButton>(QStringLiteral("Disable")).toolTip().contains(QStringLiteral("himself")));
}

void UsersPageTest::aServiceIsDisabledAndNothingElse()
{
    QVERIFY(ServiceEnrolment(m_test->workspace()).enrol(QStringLiteral("callveild")).result());
    open();
    QTRY_COMPARE(cell(QStringLiteral("callveild"), QStringLiteral("Role")), QStringLiteral("Service"));
    select(QStringLiteral("callveild"));
    for (const char *button : {"Change", "Reset password"}) {
        QVERIFY(!page().canPress(QLatin1String(button)));
        QVERIFY(
            page().get<QAbstractButton>(QLatin1String(button)).toolTip().contains(QStringLiteral("Voice Platform")));
    }
    page().press(QStringLiteral("Disable"));
    QTRY_COMPARE(cell(QStringLiteral("callveild"), QStringLiteral("State")), QStringLiteral("Disabled"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("service")));
    select(QStringLiteral("eva"));
    QVERIFY(page().canPress(QStringLiteral("Change")));
}

void UsersPageTest::findsPeopleWhileOneTypes()
{
    open();
    QTest::keySequence(m_page.get(), QKeySequence::Find);
    auto &search = page().get<QLineEdit>(QStringLiteral("Search users"));
    QTRY_VERIFY(search.hasFocus());
    QTest::keyClicks(&search, QStringLiteral("analyst"));
    QCOMPARE(page().rows(users), 1);
    QVERIFY(page().says(QStringLiteral("1 of 2")));
    QTest::keyClicks(&search, QStringLiteral("xyz"));
    QVERIFY(page().says(QStringLiteral("No user matches")));
}

void UsersPageTest::readsSignInsByItselfAndKeepsTheSelection()
{
    open();
    m_page->findChild<SignInsPanel *>()->setInterval(20ms);
    QCOMPARE(page().rows(signIns), 1);
    page().selectRow(signIns, 0);
    QVERIFY(!page().canPress(QStringLiteral("Sign out"))); // one's own
    const auto eva = m_test->enter(QStringLiteral("eva"));
    QTRY_COMPARE(page().rows(signIns), 2);
    const auto selected = page().get<QTableView>(signIns).selectionModel()->selectedRows();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.front().data(Qt::AccessibleTextRole).toString(), QStringLiteral("asha"));
    QTRY_COMPARE(cell(QStringLiteral("eva"), QStringLiteral("Signed in now")), QStringLiteral("Signed in"));
}

void UsersPageTest::endsASignIn()
{
    const auto eva = m_test->enter(QStringLiteral("eva"));
    open();
    QTRY_COMPARE(page().rows(signIns), 2);
    const int row = page().cell(signIns, 0, QStringLiteral("Person")) == QLatin1String("eva") ? 0 : 1;
    page().selectRow(signIns, row);
    page().press(QStringLiteral("Sign out"));
    QVERIFY(m_test->prompt.questions.last().contains(QStringLiteral("Sign eva out")));
    QTRY_COMPARE(page().rows(signIns), 1);
    QCOMPARE(page().cell(signIns, 0, QStringLiteral("Person")), QStringLiteral("asha"));
}

} // namespace callveil

QTEST_MAIN(callveil::UsersPageTest)
#include "tst_users_page.moc"
