// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"
#include "ui/audit/audit_page.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "workspace/deeds.h"

#include <QListWidget>
#include <QSettings>

namespace callveil {

/// The Audit Trail page over the record of a small organisation, as a person sees it. Settings are the test's own.
class AuditScreen final {
public:
    AuditScreen()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        QCoreApplication::setOrganizationName(QStringLiteral("callveil-test"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        const ProcessId support = test.addProcess(QStringLiteral("Support"));
        const PolicyOrder order{{{support, 1}}, {MaskingKind::Replacement, 3, 4}, QStringLiteral("Contract"), {}};
        if (!MaskingService(test.workspace()).apply(order).result())
            qFatal("a test policy could not be applied");
    }

    TestWorkspace test;

    void open()
    {
        PageContext context = test.context();
        context.zone = middayZone();
        m_page = std::make_unique<AuditPage>(context);
        m_page->resize(1300, 800); // with room for the details
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->refresh();
        QTRY_VERIFY(driver().find<QTableView>(QStringLiteral("Events")));
        QTRY_VERIFY(driver().rows(QStringLiteral("Events")) > 0);
    }
    void close() { m_page.reset(); }

    /// Makes what this computer saw of the record more than there is of it.
    void lose()
    {
        recordDeeds(test.workspace(), {QStringLiteral("record.export"), QStringLiteral("record"), {}, {}, {}}, 3);
        if (!AuditService(test.workspace(), test.local()).watch().result())
            qFatal("the record could not be looked at");
        tamper(test.workspace(), QStringLiteral("DELETE FROM deed WHERE seq > 4"));
        tamper(test.workspace(),
            QStringLiteral("UPDATE deed_head SET seq = 4, hash = (SELECT hash FROM deed WHERE deed.seq = 4)"));
    }

    [[nodiscard]] AuditPage &page() const { return *m_page; }
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }
    [[nodiscard]] int rows() const { return driver().rows(QStringLiteral("Events")); }
    [[nodiscard]] QString cell(int row, const QString &column) const
    {
        return driver().cell(QStringLiteral("Events"), row, column);
    }
    [[nodiscard]] QStringList actions() const
    {
        QStringList actions;
        for (int row = 0; row < rows(); ++row)
            actions.append(cell(row, QStringLiteral("Action")));
        return actions;
    }
    /// The broken entries that a verification named.
    [[nodiscard]] QStringList broken() const
    {
        const auto *list = driver().find<QListWidget>(QStringLiteral("Broken entries"));
        QStringList texts;
        for (int row = 0; list && row < list->count(); ++row)
            texts.append(list->item(row)->text());
        return texts;
    }

private:
    /// Where it is about noon: "Go to entry" shows one day, and no test may go on over midnight.
    [[nodiscard]] static QTimeZone middayZone()
    {
        return QTimeZone((12 - QDateTime::currentDateTimeUtc().time().hour()) * 3600);
    }

    QTemporaryDir m_settings;
    std::unique_ptr<AuditPage> m_page;
};

} // namespace callveil
