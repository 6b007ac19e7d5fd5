// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/backup/backup_check.h"

#include "services/audit/deed_check.h"
#include "storage/people/person_store.h"
#include "storage/processes/process_store.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr int rowsAtOnce = 2000;
constexpr int numbersEach = 20;

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

} // namespace

Result<RecordState> BackupCheck::record()
{
    const auto heads = m_store.heads();
    const auto actors = m_store.actors();
    PersonStore persons(m_connection);
    const auto people = persons.list();
    if (!heads)
        return failed(heads);
    if (!actors)
        return failed(actors);
    if (!people)
        return failed(people);
    qint64 all = 0;
    for (const DeedHead &head : *heads)
        all += head.seq;
    m_progress.begin(BackupProgress::Step::Checking, all);
    RecordState state;
    for (const PersonId actor : *actors) {
        auto keys = persons.pastKeys(actor);
        if (!keys)
            return failed(keys);
        const auto person = personOf(*people, actor);
        if (person)
            keys->push_back({person->boxKey, person->signKey, person->certificate});
        DeedCheck check(actor, person ? person->name : QString(), *keys, m_rootKey);
        for (qint64 after = 0, rows = rowsAtOnce; rows == rowsAtOnce;) {
            if (const auto going = m_progress.goOn(); !going)
                return failed(going);
            const auto entries = m_store.chain(actor, after, rowsAtOnce);
            if (!entries)
                return failed(entries);
            for (const DeedEntry &entry : *entries) {
                check.add(entry);
                state.lastAt = std::max(state.lastAt, entry.at);
            }
            rows = qint64(entries->size());
            after = rows > 0 ? entries->back().seq : after;
            state.entries += rows;
            m_progress.done += rows;
        }
        check.end(headOf(*heads, actor), headOf(*heads, actor));
        ++state.actors;
        if (check.found())
            state.breaks.push_back(*check.found());
    }
    return state;
}

Result<std::vector<SampledNumbers>> BackupCheck::samples(const Identity &me)
{
    const auto processes = ProcessStore(m_connection).list();
    if (!processes)
        return failed(processes);
    std::vector<SampledNumbers> samples;
    for (const Process &process : *processes) {
        if (const auto going = m_progress.goOn(); !going)
            return failed(going);
        const auto opened = me.viewsActual(process.id) ? m_store.openSome(process.id, me, numbersEach)
                                                       : Result<BackupStore::Opened>(BackupStore::Opened{});
        if (!opened)
            return failed(opened);
        samples.push_back({process.name, opened->held, opened->tried, opened->opened});
    }
    return samples;
}

Result<std::vector<LaterEntries>> BackupCheck::compare(const QList<DeedHead> &seen, RecordState &record)
{
    const auto heads = m_store.heads();
    const auto people = PersonStore(m_connection).list();
    if (!heads)
        return failed(heads);
    if (!people)
        return failed(people);
    std::vector<LaterEntries> later;
    for (const DeedHead &known : seen) {
        const auto person = personOf(*people, known.actor);
        const QString name = person ? person->name : QString();
        const qint64 last = headOf(*heads, known.actor).value_or(DeedHead{}).seq;
        if (known.seq > last) {
            later.push_back({name, known.seq - last});
            continue;
        }
        const auto entries = m_store.chain(known.actor, known.seq - 1, 1);
        if (!entries)
            return failed(entries);
        if (entries->empty() || entries->front().hash != known.hash)
            record.breaks.push_back({DeedBreak::Kind::Forgotten, known.actor, name, known.seq});
    }
    return later;
}

} // namespace callveil
