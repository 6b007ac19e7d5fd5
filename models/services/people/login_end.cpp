// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/people/login_end.h"

#include "services/people/person_maker.h"

namespace callveil {

Result<void> waitBriefly(Connection &connection)
{
    if (connection.engine() == Engine::Sqlite)
        return {};
    const auto set = connection.write("person.wait_briefly");
    return set ? Result<void>() : failed(set);
}

Result<bool> isHeldByLogin(Connection &connection, const Error &error, const QString &login)
{
    if (connection.engine() == Engine::Sqlite)
        return false;
    // "tuple concurrently updated": nobody but the login itself, or whoever shuts it out, changes its row.
    if (error.fault == Fault::Unexpected)
        return error.detail.contains(QLatin1String("XX000"));
    if (error.fault != Fault::DatabaseBusy)
        return false;
    const auto holds = connection.integer("person.login_holds", {{":login", login}});
    if (!holds)
        return failed(holds);
    return *holds != 0;
}

Error afterPutOut(const Person &person, const Error &error)
{
    return {error.code, Fault::DatabaseBusy, {person.name}, error.detail};
}

Result<void> putOut(Connection &connection, const Identity &me, const Person &person)
{
    Q_ASSERT(connection.engine() == Engine::PostgreSql);
    const auto barred = connection.transact([&]() -> Result<void> {
        const auto out = connection.write("person.bar_login", {{":login", person.login}});
        if (!out)
            return failed(out);
        return DeedLog(connection).append(me, {QStringLiteral("person.bar"), objectOf(person.id), {}, {}, {}});
    });
    if (!barred)
        return barred;
    const auto ended = endSessions([&] { return connection.integer("person.cut_login", {{":login", person.login}}); });
    return ended ? ended : tl::unexpected(afterPutOut(person, ended.error()));
}

} // namespace callveil
