// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk.h"
#include "kept_rows.h"

#include "services/audit/audit_service.h"
#include "workspace/deeds.h"

#include <QRandomGenerator>

namespace callveil {

/// A record of three people, one of whom got new keys on the way, on a server that is not to be trusted.
struct TamperedRecord : Desk {
    using Chain = std::vector<DeedEntry>;

    explicit TamperedRecord(Engine engine)
        : Desk(engine), look(organisation), saw(organisation.folder() + QStringLiteral("/saw.ini"))
    {
        asha = hire(QStringLiteral("asha"), Role::Supervisor);
        recordDeeds(*asha, deed(), 9);
        recordDeeds(*hire(QStringLiteral("bob"), Role::Administrator), deed(), 5);
        recordDeeds(*renewed(QStringLiteral("bob")), deed(), 6);
        recordDeeds(*admin, deed(), 4);
        for (const qint64 actor : {1, 2, 3})
            chains.push_back(read(actor));
        static_cast<void>(verify(saw));
    }

    static Deed deed()
    {
        return {QStringLiteral("process.change"), QStringLiteral("process 1"), QStringLiteral("name One"),
            QStringLiteral("name 1"), QStringLiteral("renamed")};
    }

    /// A person after a reset, signed in with his new keys.
    [[nodiscard]] std::shared_ptr<Workspace> renewed(const QString &name)
    {
        return organisation.signIn(name, taken(PeopleService(*admin).reset(name)).oneTimePassword);
    }

    [[nodiscard]] Chain read(qint64 actor) const
    {
        Chain chain;
        for (const QVariantList &row :
            look.run(QStringLiteral("SELECT seq, action, object, before, after, reason, at, console, previous, hash, "
                                    "signature FROM deed WHERE actor_id = %1 ORDER BY seq")
                         .arg(actor)))
            chain.push_back({{actor}, row[0].toLongLong(),
                {row[1].toString(), row[2].toString(), row[3].toString(), row[4].toString(), row[5].toString()},
                row[6].toLongLong(), row[7].toString(), row[8].toByteArray(), row[9].toByteArray(),
                row[10].toByteArray()});
        return chain;
    }

    [[nodiscard]] KeptRows keep() const
    {
        return KeptRows(look, organisation.engine() == Engine::Sqlite,
            {QStringLiteral("deed"), QStringLiteral("deed_head"), QStringLiteral("person")});
    }

    [[nodiscard]] DeedReport verify(LocalState &local)
    {
        return taken(AuditService(*admin, local).verify(std::make_shared<DeedProgress>()));
    }

    [[nodiscard]] qint64 entries() const { return look.number(QStringLiteral("SELECT COUNT(*) FROM deed")); }
    [[nodiscard]] const Chain &any(QRandomGenerator &random) const
    {
        return chains[size_t(random.bounded(int(chains.size())))];
    }
    static DeedHead headAt(const Chain &chain, qint64 seq)
    {
        return {chain.front().actor, seq, chain[size_t(seq) - 1].hash};
    }

    static bool isSame(const DeedBreak &one, const DeedBreak &other)
    {
        return one.kind == other.kind && one.actor == other.actor && one.seq == other.seq;
    }

    static QString described(const std::vector<DeedBreak> &breaks)
    {
        QStringList texts;
        for (const DeedBreak &one : breaks)
            texts.append(
                QStringLiteral("kind %1 actor %2 entry %3").arg(int(one.kind)).arg(one.actor.value).arg(one.seq));
        return texts.join(QStringLiteral("; "));
    }

    /// Writes an entry as it is, in the place of what has its number.
    void put(const DeedEntry &e) const
    {
        const auto quoted = [](QString text) -> QString {
            return u'\'' + text.replace(u'\'', QLatin1String("''")) + u'\'';
        };
        look.run(QStringLiteral("DELETE FROM deed WHERE %1").arg(place(e.actor, e.seq)));
        const QStringList cells{QString::number(e.actor.value), QString::number(e.seq), quoted(e.deed.action),
            quoted(e.deed.object), quoted(e.deed.before), quoted(e.deed.after), quoted(e.deed.reason),
            QString::number(e.at), quoted(e.console), look.literal(e.previous), look.literal(e.hash),
            look.literal(e.signature)};
        look.run(QStringLiteral("INSERT INTO deed VALUES (%1)").arg(cells.join(u',')));
    }

    static QString place(PersonId actor, qint64 seq)
    {
        return QStringLiteral("actor_id = %1 AND seq = %2").arg(actor.value).arg(seq);
    }

    void setHead(const DeedHead &head) const
    {
        look.run(QStringLiteral("UPDATE deed_head SET seq = %1, hash = %2 WHERE actor_id = %3")
                     .arg(head.seq)
                     .arg(look.literal(head.hash))
                     .arg(head.actor.value));
    }

    /// Leaves so many entries, and a head that fits: none when nothing is left.
    void cut(const Chain &chain, qint64 left) const
    {
        const qint64 actor = chain.front().actor.value;
        look.run(QStringLiteral("DELETE FROM deed WHERE actor_id = %1 AND seq > %2").arg(actor).arg(left));
        if (left > 0)
            setHead(headAt(chain, left));
        else
            look.run(QStringLiteral("DELETE FROM deed_head WHERE actor_id = %1").arg(actor));
    }

    DatabaseLook look;
    LocalState saw; ///< what the administrator's console saw: everything
    std::shared_ptr<Workspace> asha;
    std::vector<Chain> chains; ///< as they are when nobody tampers
};

} // namespace callveil
