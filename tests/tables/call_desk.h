// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "services/imports/import_service.h"
#include "tables/call_file.h"
#include "tables/calls/call_texts.h"
#include "workspace/test_organisation.h"

namespace callveil {

/// An organisation with imported calls, its administrator signed in.
class CallDesk final {
public:
    CallDesk() : m_organisation(Engine::Sqlite), workspace(m_organisation.signIn()), calls(*workspace) { }

    ProcessId addProcess(const QString &name, const QStringList &dids = {CallFile::did})
    {
        return m_organisation.addProcess(*workspace, name, QStringLiteral("US"), dids);
    }

    ImportSummary import(ProcessId process, const CallFile &file)
    {
        ImportOrder order;
        order.file = m_organisation.writeFile(QStringLiteral("calls.csv"), file.content());
        order.process = process;
        const auto summary = ImportService(*workspace).run(order, std::make_shared<ImportProgress>()).result();
        if (!summary || summary->legs != file.count())
            qFatal("the calls of a test could not be imported");
        return *summary;
    }

    /// All calls that match, newest first, read at once.
    [[nodiscard]] std::vector<CallLine> all(const CallFilter &filter = {})
    {
        const auto page = calls.page(filter, CallLogService::newest(), true, 100000).result();
        if (!page)
            qFatal("the calls of a test could not be read");
        return page->calls;
    }

    /// Words that need no translation.
    [[nodiscard]] static CallTexts texts()
    {
        return {[](Direction d) { return QStringLiteral("direction %1").arg(int(d)); },
            [](Disposition d) { return QStringLiteral("disposition %1").arg(int(d)); },
            [](LegKind k) { return QStringLiteral("kind %1").arg(int(k)); },
            [](Medium m) { return QStringLiteral("medium %1").arg(int(m)); },
            [](Consent c) { return QStringLiteral("consent %1").arg(int(c)); },
            [](qint64 s) { return QStringLiteral("%1 s").arg(s); },
            [](RowFault f) { return QStringLiteral("fault %1").arg(int(f)); },
            [](const QString &number) { return QString(QLatin1Char('<') + number + QLatin1Char('>')); },
            QTimeZone("Asia/Kolkata")};
    }

private:
    TestOrganisation m_organisation;

public:
    std::shared_ptr<Workspace> workspace;
    CallLogService calls;
};

} // namespace callveil
