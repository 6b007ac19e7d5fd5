// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reveal/reveal_service.h"
#include "ui/reveal/reveal_subject.h"
#include "ui/support/call_books.h"

namespace callveil {

/// One call whose numbers are in the vault.
struct RevealDesk {
    RevealDesk()
    {
        const ProcessId process = addCallProcess(test, QStringLiteral("Support"));
        CallFile file(QDateTime::currentMSecsSinceEpoch() - 3600000);
        file.add(1);
        importCalls(test, process, file);
        number = *file.numbers().begin();
        CallLogService log(test.workspace());
        const auto page = log.page({}, CallLogService::newest(), true, 1).result();
        if (!page || page->calls.empty())
            qFatal("the call of a test is not there");
        call = page->calls.front();
        leg = log.legs(call.id).result()->front();
        if (!leg.customer.number.isSet())
            qFatal("the number of a test is not in the vault");
    }

    /// Sets what the database keeps of its settings or its numbers.
    void spoil(const QString &sql)
    {
        const auto done = test.workspace()
                              .interactive()
                              .run([sql](Connection &database) { return database.runScript(sql); })
                              .result();
        if (!done)
            qFatal("a test's database could not be changed");
    }

    [[nodiscard]] RevealSubject subject() const
    {
        return {leg.customer.number, QStringLiteral("Customer"), leg.customer.text};
    }

    TestWorkspace test;
    QString number; ///< the real one
    CallLine call;
    LegLine leg;
};

} // namespace callveil
