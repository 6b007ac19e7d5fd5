// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/deed_verification.h"

#include "services/session/key_memory.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr int rowsAtOnce = 2000;
constexpr int mostTries = 5; // of a chain whose keys are replaced meanwhile

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

Result<void> DeedVerification::readPeople()
{
    auto people = m_persons.list();
    if (!people)
        return failed(people);
    m_people = std::move(*people);
    return {};
}

/// The keys that the actor signed with, oldest first.
Result<std::vector<PastKey>> DeedVerification::keysOf(PersonId actor)
{
    auto keys = m_persons.pastKeys(actor);
    const auto person = personOf(m_people, actor);
    if (keys && person)
        keys->push_back({person->boxKey, person->signKey, person->certificate});
    return keys;
}

Result<void> DeedVerification::readChain(DeedCheck &check, PersonId actor)
{
    for (qint64 after = 0;;) {
        if (m_progress.stop)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        const auto entries = m_store.chain(actor, after, rowsAtOnce);
        if (!entries)
            return failed(entries);
        for (const DeedEntry &entry : *entries) {
            ++m_progress.done;
            if (!check.add(entry))
                return {};
        }
        if (int(entries->size()) < rowsAtOnce)
            return {};
        after = entries->back().seq;
    }
}

/// An actor's keys may be replaced, or he may just have come, while his chain is read: then it is read again.
Result<DeedCheck> DeedVerification::check(PersonId actor)
{
    for (int attempt = 1;; ++attempt) {
        const auto keys = keysOf(actor);
        if (!keys)
            return failed(keys);
        const auto person = personOf(m_people, actor);
        DeedCheck check(actor, person ? person->name : QString(), *keys, m_me.rootKey);
        for (const DeedHead &known : m_seen)
            if (known.actor == actor)
                check.expect(known);
        if (const auto read = readChain(check, actor); !read)
            return failed(read);
        const auto now = m_store.heads();
        if (!now)
            return failed(now);
        check.end(headOf(m_heads, actor), headOf(*now, actor));
        if (!check.found() || attempt == mostTries)
            return check;
        if (const auto read = readPeople(); !read)
            return failed(read);
        const auto newer = keysOf(actor);
        if (!newer)
            return failed(newer);
        if (*newer == *keys)
            return check;
    }
}

Result<DeedReport> DeedVerification::run()
{
    m_seen = m_local.seenHeads(m_database);
    auto heads = m_store.heads();
    const auto actors = m_store.actors();
    if (!heads)
        return failed(heads);
    if (!actors)
        return failed(actors);
    if (const auto read = readPeople(); !read)
        return failed(read);
    m_heads = std::move(*heads);
    for (const PersonId actor : *actors)
        m_progress.all += headOf(m_heads, actor).value_or(DeedHead{}).seq;
    DeedReport report;
    QList<DeedHead> whole;
    for (const PersonId actor : *actors) {
        const auto checked = check(actor);
        if (!checked)
            return failed(checked);
        report.entries += checked->lastSeq();
        ++report.actors;
        if (checked->found())
            report.breaks.push_back(*checked->found());
        else if (const auto head = headOf(m_heads, actor))
            whole.append(*head);
    }
    // Whoever was seen before and is nobody's any more has lost his whole chain.
    for (const DeedHead &known : m_seen)
        if (m_me.allProcesses && std::find(actors->begin(), actors->end(), known.actor) == actors->end())
            report.breaks.push_back({DeedBreak::Kind::Forgotten, known.actor, {}, 1});
    if (report.breaks.empty())
        m_local.noteHeads(m_database, whole);
    return report;
}

Result<std::vector<DeedBreak>> watchRecord(Connection &connection, const Identity &me, LocalState &local)
{
    if (const auto remembered = rememberKeys(connection, me, local); !remembered)
        return failed(remembered);
    const SeenDatabase database{SeenDatabase::markOf(connection.address().place()), me.fingerprint};
    const auto seen = local.seenHeads(database); // first: another console may remember newer ones meanwhile
    const auto heads = DeedStore(connection).heads();
    if (!heads)
        return failed(heads);
    auto breaks = missing(connection, *heads, seen);
    if (breaks && breaks->empty())
        local.noteHeads(database, QList<DeedHead>(heads->begin(), heads->end()));
    return breaks;
}

} // namespace callveil
