// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/api_key_panel.h"

#include "services/platform/api_key_service.h"
#include "ui/platform/voice_platform_page.h"
#include "ui/support/call_books.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "visible_dialog.h"
#include "workspace/deeds.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QTabWidget>

namespace callveil {

namespace {
const QString keys = QStringLiteral("API keys");
} // namespace

/// The API keys of Voice Platform, as a person makes and revokes them.
class ApiKeyPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatKeysAreFor();
    void makesAKeyAndShowsItsSecretOnce();
    void explainsEachScope();
    void showsWhatIsWrongBesideItsField();
    void givesUpAtEscape();
    void losesNoSecretToEscape();
    void showsWhatIsKnownOfAKey();
    void revokesAKeyAfterAQuestion();
    void saysWhenSomebodyElseRevokedIt();

private:
    void open();
    [[nodiscard]] PageDriver page() const { return PageDriver(*m_page); }
    [[nodiscard]] PageDriver newKey();
    [[nodiscard]] QString cell(const char *column) const { return page().cell(keys, 0, QLatin1String(column)); }
    [[nodiscard]] std::vector<ApiKey> stored()
    {
        return ApiKeyService(m_test->workspace()).list().result().value_or(std::vector<ApiKey>());
    }
    ApiKeyId addKey(const QString &name);

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<VoicePlatformPage> m_page;
};

void ApiKeyPanelTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_test = std::make_unique<TestWorkspace>();
}

void ApiKeyPanelTest::cleanup()
{
    m_page.reset();
    m_test.reset();
}

void ApiKeyPanelTest::open()
{
    const int expected = int(stored().size());
    m_page = std::make_unique<VoicePlatformPage>(m_test->context());
    m_page->resize(1100, 800);
    m_page->show();
    auto &parts = *m_page->findChild<QTabWidget *>(QStringLiteral("platformParts"));
    for (int tab = 0; tab < parts.count(); ++tab)
        if (parts.tabText(tab).remove(u'&') == keys)
            parts.setCurrentIndex(tab);
    QTRY_COMPARE(page().rows(keys), expected);
}

PageDriver ApiKeyPanelTest::newKey()
{
    page().press(QStringLiteral("New key"));
    auto *dialog = visibleDialog(*m_page, QStringLiteral("apiKeyDialog"));
    if (!dialog)
        qFatal("the dialog did not open");
    return PageDriver(*dialog);
}

ApiKeyId ApiKeyPanelTest::addKey(const QString &name)
{
    ApiKey key;
    key.name = name;
    key.scopes = {ApiScope::Route, ApiScope::Records};
    const auto made = ApiKeyService(m_test->workspace()).create(key).result();
    if (!made)
        qFatal("a test key could not be made");
    return made->id;
}

void ApiKeyPanelTest::saysWhatKeysAreFor()
{
    open();
    QTRY_VERIFY(page().says(QStringLiteral("There is no API key yet.")));
    QVERIFY(page().says(QStringLiteral("Choose New key…")));
    QVERIFY(!page().canPress(QStringLiteral("Revoke key")));
}

void ApiKeyPanelTest::makesAKeyAndShowsItsSecretOnce()
{
    open();
    const PageDriver form = newKey();
    form.type(QStringLiteral("Name"), QStringLiteral("Billing"));
    form.get<QCheckBox>(QStringLiteral("Bindings")).setChecked(true);
    form.get<QCheckBox>(QStringLiteral("Opt-outs")).setChecked(true);
    QCOMPARE(form.get<QSpinBox>(QStringLiteral("Requests per minute")).value(), 600);
    form.type<QSpinBox>(QStringLiteral("Requests per minute"), QStringLiteral("30"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(visibleDialog(*m_page, QStringLiteral("apiSecretDialog")));
    const QPointer<QDialog> shown = visibleDialog(*m_page, QStringLiteral("apiSecretDialog"));
    const PageDriver once(*shown);
    const QString secret = once.get<QLineEdit>(QStringLiteral("Secret")).text();
    QVERIFY(isApiSecret(secret));
    once.press(QStringLiteral("Copy"));
    QCOMPARE(QGuiApplication::clipboard()->text(), secret);
    once.press(QStringLiteral("Done"));
    QTRY_VERIFY(shown.isNull());
    QTRY_COMPARE(page().rows(keys), 1);
    QCOMPARE(cell("Name"), QStringLiteral("Billing"));
    QCOMPARE(cell("Scopes"), QStringLiteral("Bindings, Opt-outs"));
    QCOMPARE(cell("Per minute"), QStringLiteral("30"));
    QCOMPARE(cell("Created by"), QStringLiteral("Asha Rao"));
    QCOMPARE(cell("Last used"), QStringLiteral("never"));
    QTRY_VERIFY(page().canPress(QStringLiteral("Revoke key"))); // it is chosen
    QVERIFY(!everythingShown(*m_page).contains(secret));
    for (const auto &message : std::as_const(m_test->notifier.messages))
        QVERIFY(!message.text.contains(secret) && !message.details.contains(secret));
    QVERIFY(m_test->prompt.questions.isEmpty());
}

void ApiKeyPanelTest::explainsEachScope()
{
    open();
    const PageDriver form = newKey();
    for (const char *scope : {"Bindings", "Pools", "Routes", "Opt-outs", "Call records"}) {
        const auto &box = form.get<QCheckBox>(QLatin1String(scope));
        QVERIFY2(!box.isChecked() && box.text().contains(u'&'), scope);
        QVERIFY2(form.says(box.accessibleDescription()), scope);
    }
    QVERIFY(form.says(QStringLiteral("real number"))); // what a route is answered with
}

void ApiKeyPanelTest::showsWhatIsWrongBesideItsField()
{
    addKey(QStringLiteral("Billing"));
    open();
    const PageDriver form = newKey();
    form.type(QStringLiteral("Name"), QStringLiteral("BILLING"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("at least one")));
    form.get<QCheckBox>(QStringLiteral("Pools")).setChecked(true);
    QVERIFY(!form.says(QStringLiteral("at least one")));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("Name: “BILLING” is in use already.")));
    form.type(QStringLiteral("Name"), QStringLiteral("ring +447700900123"));
    form.press(QStringLiteral("Create"));
    QTRY_VERIFY(form.says(QStringLiteral("Name contains a telephone number.")));
    QVERIFY(!visibleDialog(*m_page, QStringLiteral("apiSecretDialog")));
    QCOMPARE(stored().size(), size_t(1));
}

void ApiKeyPanelTest::givesUpAtEscape()
{
    open();
    newKey().type(QStringLiteral("Name"), QStringLiteral("Billing"));
    QTest::keyClick(visibleDialog(*m_page, QStringLiteral("apiKeyDialog")), Qt::Key_Escape);
    QTRY_VERIFY(!visibleDialog(*m_page, QStringLiteral("apiKeyDialog")));
    QVERIFY(stored().empty());
}

/// What is being made cannot be given up: nobody would have seen its secret.
void ApiKeyPanelTest::losesNoSecretToEscape()
{
    open();
    const PageDriver form = newKey();
    form.type(QStringLiteral("Name"), QStringLiteral("Billing"));
    form.get<QCheckBox>(QStringLiteral("Pools")).setChecked(true);
    QDialog *dialog = visibleDialog(*m_page, QStringLiteral("apiKeyDialog"));
    form.press(QStringLiteral("Create"));
    QTest::keyClick(dialog, Qt::Key_Escape); // before the answer is read
    QTRY_VERIFY(visibleDialog(*m_page, QStringLiteral("apiSecretDialog")));
    QTRY_VERIFY(!visibleDialog(*m_page, QStringLiteral("apiKeyDialog")));
    QCOMPARE(stored().size(), size_t(1));
}

void ApiKeyPanelTest::showsWhatIsKnownOfAKey()
{
    addKey(QStringLiteral("Switch"));
    tamper(m_test->workspace(),
        QStringLiteral("UPDATE api_key SET created_at = 1767225600000, last_used_at = 1767229200000")); // 2026-01-01
    open();
    QCOMPARE(cell("Scopes"), QStringLiteral("Routes, Call records"));
    QCOMPARE(cell("Per minute"), QStringLiteral("600"));
    QVERIFY2(cell("Created at").contains(QStringLiteral("05:30")), qPrintable(cell("Created at")));
    QVERIFY2(cell("Last used").contains(QStringLiteral("06:30")), qPrintable(cell("Last used")));
}

void ApiKeyPanelTest::revokesAKeyAfterAQuestion()
{
    addKey(QStringLiteral("Billing"));
    open();
    page().selectRow(keys, 0);
    m_test->prompt.agrees = false;
    page().press(QStringLiteral("Revoke key"));
    QCOMPARE(m_test->prompt.questions.size(), 1);
    QVERIFY(m_test->prompt.questions.front().contains(QStringLiteral("“Billing”")));
    QCOMPARE(stored().size(), size_t(1));
    m_test->prompt.agrees = true;
    page().press(QStringLiteral("Revoke key"));
    QTRY_COMPARE(page().rows(keys), 0);
    QCOMPARE(m_test->notifier.lastText(), QStringLiteral("API key Billing was revoked."));
    QVERIFY(stored().empty());
}

void ApiKeyPanelTest::saysWhenSomebodyElseRevokedIt()
{
    const ApiKeyId key = addKey(QStringLiteral("Billing"));
    open();
    page().selectRow(keys, 0);
    QVERIFY(ApiKeyService(m_test->workspace()).revoke(key).result());
    page().press(QStringLiteral("Revoke key"));
    QTRY_COMPARE(page().rows(keys), 0);
    QVERIFY(m_test->notifier.lastText().contains(QStringLiteral("Somebody else")));
}

} // namespace callveil

QTEST_MAIN(callveil::ApiKeyPanelTest)
#include "tst_api_key_panel.moc"
