// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "ui/calls/import_wizard.h"
#include "ui/support/call_books.h"
#include "ui/support/page_driver.h"

namespace callveil {

/// The import wizard over a database with one process, as a person sees it; for tests to derive from.
class ImportScreen : public QObject {
protected:
    void begin()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_test = std::make_unique<TestWorkspace>();
        m_process = addCallProcess(*m_test, QStringLiteral("Support"));
    }

    void end()
    {
        m_wizard.reset();
        m_test.reset();
    }

    void open()
    {
        m_wizard = std::make_unique<ImportWizard>(m_test->context());
        m_wizard->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_wizard.get()));
        QTRY_VERIFY(wizard().canPress(QStringLiteral("Choose file")));
    }

    void choose(const QString &file)
    {
        open();
        m_test->prompt.file = file;
        wizard().press(QStringLiteral("Choose file"));
    }

    void goOn(ImportWizard::Step step)
    {
        QTRY_VERIFY(next().isEnabled());
        QTest::mouseClick(&next(), Qt::LeftButton);
        QCOMPARE(m_wizard->currentId(), int(step));
    }

    void import()
    {
        QTRY_VERIFY(wizard().canPress(QStringLiteral("Import")));
        wizard().press(QStringLiteral("Import"));
        QTRY_COMPARE_WITH_TIMEOUT(m_wizard->currentId(), int(ImportWizard::SummaryStep), 30000);
    }

    std::vector<CallLine> stored() const
    {
        const auto page = CallLogService(m_test->workspace()).page({}, CallLogService::newest(), true, 1000).result();
        return page ? page->calls : std::vector<CallLine>();
    }

    void choose(const QString &name, const QByteArray &content) { choose(writeFile(*m_test, name, content)); }
    [[nodiscard]] PageDriver wizard() const { return PageDriver(*m_wizard); }
    [[nodiscard]] QAbstractButton &next() const { return *m_wizard->button(QWizard::NextButton); }
    [[nodiscard]] QString figure(const QString &name) const
    {
        return m_wizard->currentPage()->findChild<QLabel *>(name)->text();
    }

    [[nodiscard]] static CallFile someCalls(int calls = 40)
    {
        CallFile file(1700000000000);
        file.add(calls);
        return file;
    }

    std::unique_ptr<TestWorkspace> m_test;
    std::unique_ptr<ImportWizard> m_wizard;
    ProcessId m_process;
};

} // namespace callveil
