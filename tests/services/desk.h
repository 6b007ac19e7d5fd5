// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"
#include "storage/database/credentials.h"
#include "workspace/test_organisation.h"

#include <QUrl>

namespace callveil {

/// The answer of a service that must not fail; ends the test program when it does.
template <typename T>
T taken(const QFuture<Result<T>> &future)
{
    const Result<T> answer = future.result();
    if (!answer)
        qFatal("failed: code %d, fault %d, %s, %s", int(answer.error().code), int(answer.error().fault),
            qPrintable(answer.error().args.join(u',')), qPrintable(answer.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *answer;
}

/// The error of a service that must fail; Unexpected when it did not.
template <typename T>
Error errorOf(const QFuture<Result<T>> &future)
{
    const Result<T> answer = future.result();
    return answer ? Error{ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("no failure")} : answer.error();
}

template <typename T>
Fault faultOf(const QFuture<Result<T>> &future)
{
    return errorOf(future).fault;
}

/// An organisation on the engine under test, with its administrator signed in.
struct Desk {
    explicit Desk(Engine engine, const QString &database = {})
        : organisation(engine, database), admin(organisation.signIn())
    { }

    /// Creates a person and signs him in; with processes, he belongs to these alone.
    [[nodiscard]] std::shared_ptr<Workspace> hire(
        const QString &name, Role role, const QList<ProcessId> &processes = {})
    {
        const NewPerson person{name, {}, role, processes.isEmpty(), processes, TestOrganisation::password()};
        [[maybe_unused]] const CreatedPerson created = taken(PeopleService(*admin).create(person));
        return organisation.signIn(name);
    }

    TestOrganisation organisation;
    std::shared_ptr<Workspace> admin;
};

/// Where psql finds a person's database, under his own login with the password that was derived from the typed one.
[[nodiscard]] inline QString psqlUrl(const Workspace &workspace)
{
    const DatabaseAddress &place = workspace.address();
    QUrl url;
    url.setScheme(QStringLiteral("postgresql"));
    url.setUserName(workspace.credentials()->login());
    url.setPassword(workspace.credentials()->password(), QUrl::DecodedMode);
    url.setHost(place.host);
    url.setPort(place.port);
    url.setPath(u'/' + place.database);
    return url.toString(QUrl::FullyEncoded);
}

/// Runs plain SQL on a person's own connection, as a changed client could.
[[nodiscard]] inline Result<void> runAs(Workspace &workspace, const QString &sql)
{
    return workspace.interactive()
        .run([sql](Connection &connection) -> Result<void> { return connection.runScript(sql); })
        .result();
}

/// SQL of an entry in the record of deeds, as a changed client would write it.
[[nodiscard]] inline QString deedEntry()
{
    return QStringLiteral("DO $$ DECLARE h record; BEGIN SELECT * INTO h FROM cv_api.deed_head(); "
                          "PERFORM cv_api.deed_append(coalesce(h.seq, 0) + 1, 'x', 'x', '', '', '', cv_api.now_ms(), "
                          "'x', coalesce(h.hash, '\\x00'), int8send(cv_api.now_ms()), '\\x00'); END $$");
}

/// Plain SQL in one transaction with an entry in the record: what is sent at once is one transaction.
[[nodiscard]] inline Result<void> runWithDeed(Workspace &workspace, const QString &sql)
{
    return runAs(workspace, deedEntry() + QStringLiteral("; ") + sql);
}

/// Whether a condition holds on a person's own connection; the test program ends when it cannot be asked.
[[nodiscard]] inline bool holdsFor(Workspace &workspace, const QString &condition)
{
    const auto asked = runAs(workspace, QStringLiteral("SELECT 1 / CAST((%1) AS integer)").arg(condition));
    if (!asked && asked.error().code != ErrorCode::Internal) // a division by zero is an error of ours
        qFatal("%s: code %d", qPrintable(condition), int(asked.error().code));
    return asked.has_value();
}

} // namespace callveil
