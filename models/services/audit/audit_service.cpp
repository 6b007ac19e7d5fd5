// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/audit_service.h"

#include "exchange/text/csv_file.h"
#include "services/audit/object_names.h"
#include "services/base/text_check.h"

#include <QDateTime>

#include <algorithm>

namespace callveil {

namespace {

constexpr int rowsAtOnce = 2000;

std::optional<DeedHead> headOf(const std::vector<DeedHead> &heads, PersonId actor)
{
    const auto found = std::find_if(heads.begin(), heads.end(), [&](const DeedHead &h) { return h.actor == actor; });
    return found == heads.end() ? std::nullopt : std::optional(*found);
}

std::optional<Person> personOf(const std::vector<Person> &people, PersonId id)
{
    const auto found = std::find_if(people.begin(), people.end(), [&](const Person &p) { return p.id == id; });
    return found == people.end() ? std::nullopt : std::optional(*found);
}

/// What is wrong with one actor's chain; the number of its entries.
Result<qint64> checkChain(DeedStore &store, DeedCheck &check, PersonId actor, DeedProgress &progress)
{
    for (qint64 after = 0;;) {
        if (progress.stop)
            return fail(ErrorCode::Cancelled, Fault::SearchCancelled);
        const auto entries = store.chain(actor, after, rowsAtOnce);
        if (!entries)
            return failed(entries);
        for (const DeedEntry &entry : *entries) {
            ++progress.done;
            if (!check.add(entry))
                return check.lastSeq();
        }
        if (int(entries->size()) < rowsAtOnce)
            return check.lastSeq();
        after = entries->back().seq;
    }
}

QStringList csvNames()
{
    return {QStringLiteral("at"), QStringLiteral("actor"), QStringLiteral("entry"), QStringLiteral("action"),
        QStringLiteral("object"), QStringLiteral("before"), QStringLiteral("after"), QStringLiteral("reason"),
        QStringLiteral("console")};
}

QStringList csvCells(const DeedEntry &entry, const QString &actor, const QTimeZone &zone)
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
    Connection &connection, const DeedFilter &filter, CsvFile &file, const QTimeZone &zone, DeedProgress &progress)
{
    const auto people = PersonStore(connection).list();
    if (!people)
        return failed(people);
    const auto names = namesOf(*people);
    DeedStore store(connection);
    std::optional<DeedPlace> after;
    for (qint64 written = 0;;) {
        if (progress.stop)
            return fail(ErrorCode::Cancelled, Fault::SearchCancelled);
        const auto entries = store.page(filter, after, rowsAtOnce);
        if (!entries)
            return failed(entries);
        for (const DeedEntry &entry : *entries)
            if (const auto added = file.add(csvCells(entry, names.value(entry.actor), zone)); !added)
                return failed(added);
        written += qint64(entries->size());
        progress.done = written;
        if (int(entries->size()) < rowsAtOnce)
            return written;
        after = DeedPlace{entries->back().at, entries->back().actor, entries->back().seq};
    }
}

/// What this console saw and is not there any more, without reading whole chains.
Result<std::vector<DeedBreak>> missing(
    Connection &connection, const std::vector<DeedHead> &heads, const QList<DeedHead> &seen)
{
    std::vector<DeedBreak> breaks;
    DeedStore store(connection);
    for (const DeedHead &known : seen) {
        const auto head = headOf(heads, known.actor);
        if (head == known)
            continue;
        const qint64 last = head ? head->seq : 0;
        const auto there = last < known.seq ? Result<bool>(false) : store.holds(known);
        if (!there)
            return failed(there);
        if (!*there)
            breaks.push_back({DeedBreak::Kind::Forgotten, known.actor, {}, std::min(known.seq, last + 1)});
    }
    if (breaks.empty())
        return breaks;
    const auto people = PersonStore(connection).list();
    if (!people)
        return failed(people);
    for (DeedBreak &found : breaks)
        if (const auto person = personOf(*people, found.actor))
            found.name = person->name;
    return breaks;
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
                page.lines.push_back({std::move(entry), *actor, *object});
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
            DeedStore store(connection);
            const auto heads = store.heads();
            const auto actors = store.actors();
            PersonStore persons(connection);
            const auto people = persons.list();
            if (!heads)
                return failed(heads);
            if (!actors)
                return failed(actors);
            if (!people)
                return failed(people);
            for (const PersonId actor : *actors)
                progress->all += headOf(*heads, actor).value_or(DeedHead{}).seq;
            const QList<DeedHead> seen = local.seenHeads(identity->fingerprint);
            DeedReport report;
            QList<DeedHead> whole;
            for (const PersonId actor : *actors) {
                const auto past = persons.pastKeys(actor);
                if (!past)
                    return failed(past);
                DeedCheck check(actor, personOf(*people, actor), *past, identity->rootKey);
                for (const DeedHead &known : seen)
                    if (known.actor == actor)
                        check.expect(known);
                const auto entries = checkChain(store, check, actor, *progress);
                if (!entries)
                    return failed(entries);
                const auto now = store.heads();
                if (!now)
                    return failed(now);
                check.end(headOf(*heads, actor), headOf(*now, actor));
                report.entries += *entries;
                ++report.actors;
                if (check.found())
                    report.breaks.push_back(*check.found());
                else if (const auto head = headOf(*heads, actor))
                    whole.append(*head);
            }
            // Whoever was seen before and is nobody's any more has lost his whole chain.
            for (const DeedHead &known : seen)
                if (identity->allProcesses && std::find(actors->begin(), actors->end(), known.actor) == actors->end())
                    report.breaks.push_back({DeedBreak::Kind::Forgotten, known.actor, {}, 1});
            if (report.breaks.empty())
                local.noteHeads(identity->fingerprint, whole);
            return report;
        });
}

QFuture<Result<qint64>> AuditService::exportCsv(
    DeedFilter filter, QString file, QTimeZone zone, std::shared_ptr<DeedProgress> progress)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), filter = std::move(filter), file = std::move(file), zone = std::move(zone),
            progress = std::move(progress)](Connection &connection) -> Result<qint64> {
            for (const Permission needed : {Permission::ViewAudit, Permission::Export})
                if (const auto allowed = require(*identity, needed); !allowed)
                    return failed(allowed);
            CsvFile out(file);
            if (const auto opened = out.open(); !opened)
                return failed(opened);
            if (const auto named = out.add(csvNames()); !named)
                return failed(named);
            const auto written = writeAll(connection, filter, out, zone, *progress);
            if (!written)
                return written;
            // The record first: no file without an entry.
            const Deed deed{QStringLiteral("record.export"), QStringLiteral("record"), {},
                QStringLiteral("format csv; rows %1").arg(*written), {}};
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
    return m_workspace.interactive().run([&local = m_local, identity = m_workspace.identity()](
                                             Connection &connection) -> Result<std::vector<DeedBreak>> {
        const auto heads = DeedStore(connection).heads();
        if (!heads)
            return failed(heads);
        auto breaks = missing(connection, *heads, local.seenHeads(identity->fingerprint));
        if (breaks && breaks->empty())
            local.noteHeads(identity->fingerprint, QList<DeedHead>(heads->begin(), heads->end()));
        return breaks;
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
        local.replaceHeads(identity->fingerprint, QList<DeedHead>(heads->begin(), heads->end()));
        return {};
    });
}

} // namespace callveil
