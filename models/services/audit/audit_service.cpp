// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/audit_service.h"

#include "exchange/sheets/sheet_file.h"
#include "services/audit/object_names.h"
#include "services/base/text_check.h"
#include "services/session/key_memory.h"

#include <QDateTime>

#include <algorithm>

namespace callveil {

namespace {

constexpr int rowsAtOnce = 2000;

SheetHead headOf(const QTimeZone &zone)
{
    const QString place = QString::fromLatin1(zone.id());
    SheetHead head{QStringLiteral("Audit trail"), QStringLiteral("Times: %1").arg(place), {}};
    head.columns.push_back({QStringLiteral("at (%1)").arg(place)});
    for (const char *title : {"actor", "entry", "action", "object", "before", "after", "reason", "console"})
        head.columns.push_back({QLatin1String(title), QLatin1String(title) == QLatin1String("entry")});
    return head;
}

QStringList cellsOf(const DeedEntry &entry, const QString &actor, const QTimeZone &zone)
{
    return {QDateTime::fromMSecsSinceEpoch(entry.at, zone).toString(Qt::ISODateWithMs), actor,
        QString::number(entry.seq), entry.deed.action, entry.deed.object, entry.deed.before, entry.deed.after,
        entry.deed.reason, entry.console};
}

QHash<PersonId, QString> namesOf(const std::vector<Person> &people)
{
    QHash<PersonId, QString> names;
    for (const Person &person : people)
        names.insert(person.id, person.displayName);
    return names;
}

/// Writes every entry of the filter; answers how many.
Result<qint64> writeAll(
    Connection &connection, const DeedFilter &filter, SheetFile &file, const QTimeZone &zone, DeedProgress &progress)
{
    const auto people = PersonStore(connection).list();
    if (!people)
        return failed(people);
    const auto names = namesOf(*people);
    DeedStore store(connection);
    std::optional<DeedPlace> after;
    for (qint64 written = 0;;) {
        if (progress.stop)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        const auto entries = store.page(filter, after, rowsAtOnce);
        if (!entries)
            return failed(entries);
        for (const DeedEntry &entry : *entries)
            if (const auto added = file.add(cellsOf(entry, names.value(entry.actor), zone)); !added)
                return failed(added);
        written += qint64(entries->size());
        progress.done = written;
        if (int(entries->size()) < rowsAtOnce)
            return written;
        after = DeedPlace{entries->back().at, entries->back().actor, entries->back().seq};
    }
}

} // namespace

QFuture<Result<DeedPage>> AuditService::page(DeedFilter filter, std::optional<DeedPlace> after, int rows)
{
    return read(Permission::ViewAudit,
        [filter = std::move(filter), after, rows](Connection &connection, const Identity &reader) -> Result<DeedPage> {
            auto entries = DeedStore(connection).page(filter, after, rows);
            if (!entries)
                return failed(entries);
            ObjectNames names(connection, reader);
            DeedPage page{{}, int(entries->size()) < rows};
            for (DeedEntry &entry : *entries) {
                const auto actor = names.of(QStringLiteral("person"), entry.actor.value);
                if (!actor)
                    return failed(actor);
                const auto object = names.of(entry.deed.object);
                if (!object)
                    return failed(object);
                auto named = names.in(entry.deed);
                if (!named)
                    return failed(named);
                page.lines.push_back({std::move(entry), *actor, *object, std::move(*named)});
            }
            return page;
        });
}

QFuture<Result<std::optional<DeedPlace>>> AuditService::nearest(PersonId actor, qint64 seq)
{
    return read(Permission::ViewAudit,
        [actor, seq](Connection &connection, const Identity &) -> Result<std::optional<DeedPlace>> {
            const auto around = DeedStore(connection).chain(actor, seq - 2, 2);
            if (!around)
                return failed(around);
            if (around->empty())
                return std::nullopt;
            const bool second = around->front().seq != seq && around->back().seq == seq;
            const DeedEntry &entry = second ? around->back() : around->front();
            return DeedPlace{entry.at, actor, entry.seq};
        });
}

QFuture<Result<std::vector<Person>>> AuditService::actors()
{
    return read(Permission::ViewAudit, [](Connection &connection, const Identity &) -> Result<std::vector<Person>> {
        auto people = PersonStore(connection).list();
        if (people)
            std::sort(people->begin(), people->end(), [](const Person &a, const Person &b) {
                return QString::localeAwareCompare(a.displayName, b.displayName) < 0;
            });
        return people;
    });
}

QFuture<Result<DeedReport>> AuditService::verify(std::shared_ptr<DeedProgress> progress)
{
    return m_workspace.background().run(
        [&local = m_local, identity = m_workspace.identity(), progress = std::move(progress)](
            Connection &connection) -> Result<DeedReport> {
            if (const auto allowed = require(*identity, Permission::ViewAudit); !allowed)
                return failed(allowed);
            return DeedVerification(connection, *identity, local, *progress).run();
        });
}

QFuture<Result<qint64>> AuditService::exportTo(
    DeedFilter filter, QString file, SheetFormat format, QTimeZone zone, std::shared_ptr<DeedProgress> progress)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), filter = std::move(filter), file = std::move(file), format,
            zone = std::move(zone), progress = std::move(progress)](Connection &connection) -> Result<qint64> {
            for (const Permission needed : {Permission::ViewAudit, Permission::Export})
                if (const auto allowed = require(*identity, needed); !allowed)
                    return failed(allowed);
            SheetFile out(file, format);
            if (const auto opened = out.open(headOf(zone)); !opened)
                return failed(opened);
            const auto written = writeAll(connection, filter, out, zone, *progress);
            if (!written)
                return written;
            // The record first: no file without an entry.
            const Deed deed{QStringLiteral("record.export"), QStringLiteral("record"), {},
                QStringLiteral("format %1; rows %2").arg(sheetKey(format)).arg(*written), {}};
            const auto recorded = connection.transact([&]() { return DeedLog(connection).append(*identity, deed); });
            if (!recorded)
                return failed(recorded);
            if (const auto done = out.commit(); !done)
                return failed(done);
            return written;
        });
}

QFuture<Result<std::vector<DeedBreak>>> AuditService::watch()
{
    return m_workspace.interactive().run([&local = m_local, identity = m_workspace.identity()](Connection &connection) {
        return watchRecord(connection, *identity, local);
    });
}

QFuture<Result<void>> AuditService::accept(QString reason)
{
    return m_workspace.interactive().run([&local = m_local, identity = m_workspace.identity(),
                                             reason = std::move(reason)](Connection &connection) -> Result<void> {
        if (const auto allowed = require(*identity, Permission::ViewAudit); !allowed)
            return allowed;
        const auto countries = countriesOf(connection);
        if (!countries)
            return failed(countries);
        if (reason.trimmed().isEmpty())
            return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("reason")});
        if (const auto fits = checkFreeText(reason, QStringLiteral("reason"), *countries); !fits)
            return fits;
        const Deed deed{QStringLiteral("record.accept"), QStringLiteral("record"), {},
            QStringLiteral("console %1").arg(identity->console), reason.trimmed()};
        const auto recorded = connection.transact([&]() { return DeedLog(connection).append(*identity, deed); });
        if (!recorded)
            return recorded;
        const auto heads = DeedStore(connection).heads();
        if (!heads)
            return failed(heads);
        const SeenDatabase database{SeenDatabase::markOf(connection.address().place()), identity->fingerprint};
        local.replaceHeads(database, QList<DeedHead>(heads->begin(), heads->end()));
        // A backup brings older keys back too.
        local.forgetKeys(database);
        identity->known->forget();
        return rememberKeys(connection, *identity, local);
    });
}

} // namespace callveil
