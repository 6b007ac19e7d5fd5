// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/call_watch.h"
#include "ui/support/bindings_screen.h"
#include "ui/texts/call_request_text.h"
#include "visible_dialog.h"
#include "workspace/test_organisation.h"

#include <QPushButton>
#include <QSet>

namespace callveil {

namespace {
const QString table = BindingsScreen::table();
constexpr int patienceMs = 20000;
} // namespace

/// "Make call…" on the page Bindings, as a person sees it.
class CallRequestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void aFileSaysThatItHasNoSwitches();
    void asksAndFollowsTheCall();
    void asksForTheCustomerFirst();
    void saysThatNoSwitchTookIt();
    void aRefusalStandsInTheDialog();
    void followsTheNewestAlone();
    void takesACallBack();
    void saysThatThereIsACallAlready();
    void eachStateHasASentenceOfItsOwn();

private:
    /// A centre on a server with one binding, chosen on its page.
    void open();
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver dialog() const;
    /// Presses Call, and waits until the banner tells of it.
    void call() const;
    /// What a switch reports, or time does, behind the page.
    void set(const QString &what) const
    {
        const auto done =
            m_organisation->superConnection()->runScript(QStringLiteral("UPDATE cv.call_request SET %1;\n").arg(what));
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    [[nodiscard]] bool isTold(const char *text) const
    {
        return QTest::qWaitFor([&] { return m_notifier.lastText().contains(QLatin1String(text)); }, patienceMs);
    }

    std::unique_ptr<TestOrganisation> m_organisation;
    std::shared_ptr<Workspace> m_admin;
    Binding m_binding;
    FakePrompt m_prompt;
    RecordingNotifier m_notifier;
    OwnClipboard m_clipboard;
    std::unique_ptr<BindingsPage> m_page;
};

void CallRequestTest::cleanup()
{
    m_page.reset();
    m_admin.reset();
    m_organisation.reset();
    m_notifier.messages.clear();
}

void CallRequestTest::open()
{
    m_organisation = std::make_unique<TestOrganisation>(Engine::PostgreSql);
    m_admin = m_organisation->signIn();
    BindingOrder order;
    order.process = m_organisation->addProcess(*m_admin, QStringLiteral("Sales"), QStringLiteral("GB"));
    Pool pool;
    pool.name = QStringLiteral("London");
    pool.country = QStringLiteral("GB");
    PoolService pools(*m_admin);
    const auto id = pools.save(pool).result();
    QVERIFY(id);
    QVERIFY(pools.addNumbers(*id, BindingsScreen::fourNumbers(), std::make_shared<std::atomic<bool>>(false)).result());
    order.pool = *id;
    order.customer = BindingsScreen::customer(1);
    order.agent.number = BindingsScreen::line(1);
    const auto made = BindingService(*m_admin).make(std::move(order)).result();
    QVERIFY(made);
    m_binding = made->binding;
    m_page = std::make_unique<BindingsPage>(
        PageContext{*m_admin, m_notifier, m_prompt, QTimeZone::utc(), m_organisation->local(), m_clipboard});
    m_page->resize(1300, 800);
    m_page->show();
    m_page->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(page().rows(table), 1, patienceMs);
    QVERIFY(!page().canPress(QStringLiteral("Make call")));
    page().selectRow(table, 0);
    QVERIFY(page().canPress(QStringLiteral("Make call")));
}

PageDriver CallRequestTest::dialog() const
{
    page().press(QStringLiteral("Make call"));
    QDialog *found = visibleDialog(*m_page, QStringLiteral("callDialog"));
    if (!found)
        qFatal("the dialog did not open");
    return PageDriver(*found);
}

void CallRequestTest::call() const
{
    dialog().press(QStringLiteral("Call"));
    QVERIFY(isTold("The call waits for a switch"));
    QTRY_VERIFY_WITH_TIMEOUT(!visibleDialog(*m_page, QStringLiteral("callDialog")), patienceMs);
}

void CallRequestTest::aFileSaysThatItHasNoSwitches()
{
    BindingsScreen screen;
    screen.addLondon();
    screen.bind(1, 1);
    screen.open(1);
    screen.driver().selectRow(table, 0);
    const auto &button = screen.driver().get<QPushButton>(QStringLiteral("Make call"));
    QVERIFY(!button.isEnabled());
    QVERIFY(button.toolTip().contains(QStringLiteral("this database is a file")));
}

void CallRequestTest::asksAndFollowsTheCall()
{
    open();
    if (QTest::currentTestFailed())
        return;
    const PageDriver form = dialog();
    QVERIFY(form.says(QStringLiteral("A switch calls both parties of")));
    QCOMPARE(form.get<QComboBox>(QStringLiteral("Called first")).currentText(), QStringLiteral("Agent"));
    form.press(QStringLiteral("Call"));
    QVERIFY(isTold("The call waits for a switch"));
    QCOMPARE(scalar(*m_organisation, QStringLiteral("SELECT COUNT(*) FROM cv.call_request WHERE first_side = 1")), 1);
    set(QStringLiteral("state = 1, claimed_by = 'dialer'"));
    QVERIFY(isTold("dialer"));
    set(QStringLiteral("state = 2"));
    QVERIFY(isTold("The call rings."));
    set(QStringLiteral("state = 3"));
    QVERIFY(isTold("The call was answered."));
    set(QStringLiteral("state = 4"));
    QVERIFY(isTold("The call is over."));
    QCOMPARE(m_notifier.messages.size(), 5);
    QVERIFY(m_notifier.messages.last().kind == Notifier::Kind::Done);
}

void CallRequestTest::asksForTheCustomerFirst()
{
    open();
    if (QTest::currentTestFailed())
        return;
    const PageDriver form = dialog();
    form.choose(QStringLiteral("Called first"), QStringLiteral("Customer"));
    form.press(QStringLiteral("Call"));
    QVERIFY(isTold("The call waits for a switch"));
    QCOMPARE(scalar(*m_organisation, QStringLiteral("SELECT COUNT(*) FROM cv.call_request WHERE first_side = 0")), 1);
    set(QStringLiteral("state = 5, cause = 1"));
    QVERIFY(isTold("the line is busy"));
    QVERIFY(m_notifier.messages.last().kind == Notifier::Kind::Warning);
}

void CallRequestTest::saysThatNoSwitchTookIt()
{
    open();
    if (QTest::currentTestFailed())
        return;
    call();
    set(QStringLiteral("expires_at = 1"));
    QVERIFY(isTold("No switch that originates calls took it within a minute. See Voice Platform, Switch logins."));
    QVERIFY(page().canPress(QStringLiteral("Make call"))); // to try again
}

void CallRequestTest::aRefusalStandsInTheDialog()
{
    open();
    if (QTest::currentTestFailed())
        return;
    const PageDriver form = dialog();
    QVERIFY(BindingService(*m_admin).release(m_binding).result());
    form.press(QStringLiteral("Call"));
    QTRY_VERIFY_WITH_TIMEOUT(form.says(QStringLiteral("The binding has ended")), patienceMs);
    QVERIFY(m_notifier.messages.isEmpty());
    QCOMPARE(scalar(*m_organisation, QStringLiteral("SELECT COUNT(*) FROM cv.call_request")), 0);
}

void CallRequestTest::followsTheNewestAlone()
{
    open();
    if (QTest::currentTestFailed())
        return;
    CallRequestService calls(*m_admin);
    CallWatch watch(calls, m_notifier, nullptr, std::chrono::milliseconds(10));
    CallRequest gone; // nobody knows of it
    gone.publicId = QByteArray(16, 'x');
    const auto asked = calls.request({m_binding.id, PartySide::Agent, {}}).result();
    QVERIFY(asked);
    watch.follow(gone);
    watch.follow(asked->request);
    set(QStringLiteral("state = 7"));
    QVERIFY(isTold("taken back"));
    QVERIFY(!watch.isFollowing() && !m_notifier.hasFailed());
    watch.follow(gone);
    QVERIFY(QTest::qWaitFor([&] { return m_notifier.hasFailed(); }, patienceMs));
    QVERIFY(!watch.isFollowing());
}

void CallRequestTest::takesACallBack()
{
    open();
    if (QTest::currentTestFailed())
        return;
    call();
    QVERIFY(page().canPress(QStringLiteral("Take call back")));
    set(QStringLiteral("state = 3, claimed_by = 'dialer'"));
    QVERIFY(isTold("The call was answered."));
    page().press(QStringLiteral("Take call back"));
    QVERIFY(isTold("The call was taken back. The switch"));
    QVERIFY(isTold("if the call runs already, it goes on"));
    QCOMPARE(scalar(*m_organisation, QStringLiteral("SELECT COUNT(*) FROM cv.call_request WHERE state = 7")), 1);
    QVERIFY(page().canPress(QStringLiteral("Make call"))); // another one
}

void CallRequestTest::saysThatThereIsACallAlready()
{
    open();
    if (QTest::currentTestFailed())
        return;
    QVERIFY(CallRequestService(*m_admin).request({m_binding.id, PartySide::Customer, {}}).result());
    dialog().press(QStringLiteral("Call"));
    QVERIFY(isTold("There is a call already; the customer is called first. The call waits for a switch"));
    QTRY_VERIFY_WITH_TIMEOUT(page().canPress(QStringLiteral("Take call back")), patienceMs);
}

void CallRequestTest::eachStateHasASentenceOfItsOwn()
{
    QSet<QString> sentences;
    CallRequest request;
    for (int state = 0; state <= int(CallRequestState::Cancelled); ++state) {
        request.state = CallRequestState(state);
        QVERIFY(!callRequestStateKey(request.state).isEmpty());
        sentences.insert(callRequestText(request));
    }
    request.state = CallRequestState::Failed;
    for (int cause = 1; cause <= int(CallRequestCause::OfNewerBinding); ++cause) {
        request.cause = CallRequestCause(cause);
        QVERIFY(!callRequestCauseKey(request.cause).isEmpty());
        sentences.insert(callRequestText(request));
    }
    // An error of the switch is said like a failure that it does not explain.
    QCOMPARE(sentences.size(), int(CallRequestState::Cancelled) + 1 + int(CallRequestCause::OfNewerBinding) - 1);
}

} // namespace callveil

QTEST_MAIN(callveil::CallRequestTest)
#include "tst_call_request.moc"
