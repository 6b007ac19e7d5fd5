// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/call_test_service.h"

#include "services/reveal/reveal_service.h"
#include "services/routes/call_router.h"
#include "services/routes/call_tester.h"

namespace callveil {

QFuture<Result<CallOutcome>> CallTestService::test(QString did, QString caller)
{
    const auto typed = std::make_shared<const RevealedNumber>(std::move(caller));
    return read(Permission::ManagePools,
        [did = std::move(did), typed, dids = m_dids](
            Connection &connection, const Identity &me) -> Result<CallOutcome> {
            if (const auto allowed = require(me, Permission::SearchByNumber); !allowed)
                return failed(allowed);
            const auto book = dids->book(connection);
            if (!book)
                return failed(book);
            return CallTester(connection, me, **book).test(did, typed->text());
        });
}

QFuture<Result<RouteAnswer>> CallTestService::route(QString did, QString caller)
{
    const auto dialled = std::make_shared<const RevealedNumber>(std::move(did));
    const auto calling = std::make_shared<const RevealedNumber>(std::move(caller));
    return read([dialled, calling, dids = m_dids](Connection &connection, const Identity &me) -> Result<RouteAnswer> {
        if (me.role != Role::Service)
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        if (me.writerKey.isEmpty())
            return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
        const auto book = dids->book(connection);
        if (!book)
            return failed(book);
        return CallRouter(connection, me, **book).route(dialled->text(), calling->text());
    });
}

} // namespace callveil
