// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/calls/call_log_page.h"
#include "ui/calls/call_table.h"
#include "ui/support/call_books.h"
#include "ui/support/page_driver.h"

#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QToolButton>

namespace callveil {

/// The call log page over 2100 calls of the last month, as a person sees it. Settings are the test's own.
class CallLogScreen final {
public:
    CallLogScreen()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        QCoreApplication::setOrganizationName(QStringLiteral("callveil-test"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        const ProcessId support = addCallProcess(test, QStringLiteral("Support"));
        CallFile file(QDateTime::currentMSecsSinceEpoch() - qint64(31) * 86400000, 1900);
        file.add(2100);
        importCalls(test, support, file);
        numbers = file.numbers();
        (void)addCallProcess(test, QStringLiteral("Sales"), {QStringLiteral("+12025550177")});
    }

    TestWorkspace test;
    QSet<QString> numbers; ///< the real ones of the calls

    void forgetSettings()
    {
        m_settings = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings->path());
    }

    void open()
    {
        m_page = std::make_unique<CallLogPage>(test.context(), nullptr);
        m_page->resize(1800, 900); // with room for the filter and the details
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->refresh();
        QTRY_VERIFY(table().model()->rowCount() > 0);
        QTRY_COMPARE(driver().get<QComboBox>(QStringLiteral("Process")).count(), 3);
        QTRY_VERIFY(driver().says(QStringLiteral("about 2,100 calls")));
    }
    void close() { m_page.reset(); }

    [[nodiscard]] CallLogPage &page() const { return *m_page; }
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }
    [[nodiscard]] CallTable &table() const { return driver().get<CallTable>(QStringLiteral("Calls")); }
    [[nodiscard]] CallTableModel &model() const { return static_cast<CallTableModel &>(*table().model()); }
    [[nodiscard]] QScrollBar &bar() const { return driver().get<QScrollBar>(QStringLiteral("Place in the call log")); }
    [[nodiscard]] QString cell(int row, CallColumn column) const
    {
        return table().model()->index(row, int(column)).data(Qt::AccessibleTextRole).toString();
    }
    [[nodiscard]] QString session(int row) const { return cell(row, CallColumn::Session); }

    /// All sessions of the log, newest first.
    [[nodiscard]] QStringList sessions()
    {
        CallLogService service(test.workspace());
        const auto all = service.page({}, CallLogService::newest(), true, 100000).result();
        QStringList names;
        for (const CallLine &call : all->calls)
            names.append(CallLogService::sessionName(call.publicId));
        return names;
    }

    void toggleColumn(const QString &title) const
    {
        QMenu *menu = driver().get<QToolButton>(QStringLiteral("Columns")).menu();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions())
            if (action->text() == title)
                action->trigger();
    }

private:
    std::unique_ptr<QTemporaryDir> m_settings;
    std::unique_ptr<CallLogPage> m_page;
};

} // namespace callveil
