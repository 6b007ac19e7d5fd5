// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/security_page.h"

#include "ui/shell/page_registry.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

#include <QCheckBox>
#include <QSignalSpy>

using namespace callveil;

/// The tab of the settings that protect numbers.
class TestSecurityPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_test = std::make_unique<TestWorkspace>();
        m_page = std::make_unique<SecurityPage>(m_test->context());
        m_page->resize(900, 700);
        m_page->show();
        m_page->refresh();
        QTRY_VERIFY(masking().isEnabled());
    }
    void cleanup()
    {
        m_page.reset();
        m_test.reset();
    }

    void showsWhatHolds()
    {
        QVERIFY(!masking().isChecked());
        QCOMPARE(minutes().value(), 5);
        QVERIFY(driver().says(QStringLiteral("138****1234")));
        QVERIFY(!m_page->hasChanges());
        QVERIFY(!driver().canPress(QStringLiteral("Save")));
        QVERIFY(!driver().canPress(QStringLiteral("Revert")));
    }

    void savesAndSaysSo()
    {
        QSignalSpy settled(m_page.get(), &Page::changesSettled);
        driver().press(QStringLiteral("Phone number masking"));
        driver().type<QSpinBox>(QStringLiteral("Idle lock (minutes)"), QStringLiteral("12"));
        QVERIFY(m_page->hasChanges());
        driver().press(QStringLiteral("Save"));
        QTRY_COMPARE(settled.size(), 1);
        QVERIFY(settled.front().front().toBool());
        QCOMPARE(stored(), (SecuritySettings{true, 12}));
        QVERIFY(m_test->notifier.lastText().startsWith(QStringLiteral("The settings were saved.")));
        QVERIFY(!m_page->hasChanges());
        QVERIFY(!driver().canPress(QStringLiteral("Save")));
    }

    void savesTheLimits()
    {
        QSignalSpy settled(m_page.get(), &Page::changesSettled);
        driver().type<QSpinBox>(QStringLiteral("Reveals per hour"), QStringLiteral("7"));
        driver().type<QSpinBox>(QStringLiteral("Reveals per day"), QStringLiteral("70"));
        driver().type<QSpinBox>(QStringLiteral("Searches by number per hour"), QStringLiteral("0"));
        driver().press(QStringLiteral("Save"));
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(stored(), (SecuritySettings{false, 5, 7, 70, 0}));
    }

    void revertsToWhatHolds()
    {
        driver().press(QStringLiteral("Phone number masking"));
        driver().type<QSpinBox>(QStringLiteral("Idle lock (minutes)"), QStringLiteral("30"));
        driver().press(QStringLiteral("Revert"));
        QVERIFY(!masking().isChecked());
        QCOMPARE(minutes().value(), 5);
        QVERIFY(!m_page->hasChanges());
        QCOMPARE(stored(), SecuritySettings());
    }

    void takesNoMoreThanAnHour()
    {
        driver().type<QSpinBox>(QStringLiteral("Idle lock (minutes)"), QStringLiteral("99"));
        QVERIFY(minutes().value() <= 60);
        QCOMPARE(minutes().minimum(), 1);
    }

    void keepsEditsWhenItIsReadAgain()
    {
        driver().press(QStringLiteral("Phone number masking"));
        m_page->refresh();
        const auto other = SecurityService(m_test->workspace()).save({}, {.idleLockMinutes = 9}).result();
        QVERIFY(other);
        QCoreApplication::processEvents(); // what the page asked for before was answered before
        QSignalSpy settled(m_page.get(), &Page::changesSettled);
        QVERIFY(masking().isChecked());
        driver().press(QStringLiteral("Save"));
        QTRY_COMPARE(settled.size(), 1);
        // What another changed meanwhile stands, and is shown.
        QCOMPARE(stored(), (SecuritySettings{true, 9}));
        QTRY_COMPARE(minutes().value(), 9);
    }

    void saysWhyItWasRefused()
    {
        driver().press(QStringLiteral("Phone number masking"));
        m_test->workspace().lock(); // as it would be for whoever may not: the service refuses
        QSignalSpy settled(m_page.get(), &Page::changesSettled);
        driver().press(QStringLiteral("Save"));
        QTRY_COMPARE(settled.size(), 1);
        QVERIFY(!settled.front().front().toBool());
        QVERIFY(m_test->notifier.hasFailed());
        QVERIFY(m_page->hasChanges());
        QVERIFY(driver().canPress(QStringLiteral("Save")));
    }

    void isForWhoeverManagesSecurity()
    {
        const auto has = [](const std::vector<PageEntry> &pages) {
            return std::any_of(pages.begin(), pages.end(),
                [](const PageEntry &page) { return page.id == QLatin1String("security") && page.inConfiguration; });
        };
        QVERIFY(has(pagesFor(allPages(), {Permission::ManageSecurity})));
        QVERIFY(!has(pagesFor(allPages(), {Permission::ConfigureMasking, Permission::ManageProcesses})));
    }

private:
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }
    [[nodiscard]] QCheckBox &masking() const { return driver().get<QCheckBox>(QStringLiteral("Phone number masking")); }
    [[nodiscard]] QSpinBox &minutes() const { return driver().get<QSpinBox>(QStringLiteral("Idle lock (minutes)")); }
    [[nodiscard]] SecuritySettings stored() const
    {
        return SecurityService(m_test->workspace()).settings().result().value_or(SecuritySettings{});
    }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<SecurityPage> m_page;
};

QTEST_MAIN(TestSecurityPage)
#include "tst_security_page.moc"
