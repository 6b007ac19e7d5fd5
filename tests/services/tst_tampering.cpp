// SPDX-License-Identifier: GPL-3.0-or-later
#include "tampered_record.h"

#include <algorithm>
#include <future>

namespace callveil {

/// The ways to tamper with one chain of a record, at a random place. Each answers what a verification must find.
class RecordTampering final {
public:
    using Way = DeedBreak (RecordTampering::*)();
    using Kind = DeedBreak::Kind;

    RecordTampering(const TamperedRecord &record, QRandomGenerator &random)
        : m_record(record), m_random(random), m_chain(record.any(random)), m_actor(m_chain.front().actor),
          m_last(qint64(m_chain.size())), m_seq(random.bounded(1, int(m_last) + 1))
    { }

    static const std::vector<std::pair<const char *, Way>> &ways()
    {
        using Self = RecordTampering;
        static const std::vector<std::pair<const char *, Way>> ways{{"edited", &Self::edit},
            {"edited and hashed again", &Self::editAndHash}, {"hashed again to the end", &Self::editAndHashAll},
            {"a bit of hash, link or signature", &Self::flipABit}, {"removed", &Self::remove},
            {"removed and closed up", &Self::removeAndCloseUp}, {"swapped", &Self::swapTwo},
            {"signed with another signature", &Self::takeSignature}, {"given to another", &Self::giveToAnother},
            {"one more", &Self::forgeOneMore}, {"all by other keys", &Self::forgeAll}, {"cut off", &Self::cutOff},
            {"cut off with its head", &Self::cutOffWithHead}, {"head put back", &Self::putHeadBack},
            {"everything removed", &Self::removeAll}};
        return ways;
    }

    DeedBreak edit()
    {
        static const char *const changes[] = {"action = action || 'x'", "object = 'x'", "before = before || ' '",
            "after = after || 'x'", "reason = reason || 'x'", "console = console || 'x'", "at = at + 1", "at = at - 1"};
        m_record.look.run(QStringLiteral("UPDATE deed SET %1 WHERE %2")
                              .arg(QLatin1String(changes[m_random.bounded(8)]), m_record.place(m_actor, m_seq)));
        return found(Kind::Changed, m_seq);
    }

    DeedBreak editAndHash() { return hashAgain(m_seq); }
    DeedBreak editAndHashAll() { return hashAgain(m_last); }

    DeedBreak flipABit()
    {
        DeedEntry entry = m_chain[size_t(m_seq) - 1];
        const std::pair<QByteArray *, Kind> parts[] = {
            {&entry.hash, Kind::Changed}, {&entry.previous, Kind::Unlinked}, {&entry.signature, Kind::NotSigned}};
        const auto &[bytes, kind] = parts[m_random.bounded(3)];
        const int at = m_random.bounded(int(bytes->size()));
        (*bytes)[at] = char((*bytes)[at] ^ (1 << m_random.bounded(8)));
        m_record.put(entry);
        return found(kind, m_seq);
    }

    DeedBreak remove()
    {
        m_record.look.run(QStringLiteral("DELETE FROM deed WHERE ") + m_record.place(m_actor, m_seq));
        return found(m_seq < m_last ? Kind::Missing : Kind::CutOff, m_seq);
    }

    DeedBreak removeAndCloseUp()
    {
        m_seq = std::min(m_seq, m_last - 1);
        for (qint64 seq = m_seq; seq < m_last; ++seq)
            place(m_chain[size_t(seq)], seq);
        m_record.cut(m_chain, m_last - 1);
        m_record.setHead({m_actor, m_last - 1, m_chain.back().hash});
        return found(Kind::Unlinked, m_seq);
    }

    DeedBreak swapTwo()
    {
        m_seq = std::min(m_seq, m_last - 1);
        const qint64 other = m_random.bounded(int(m_seq) + 1, int(m_last) + 1);
        place(m_chain[size_t(other) - 1], m_seq);
        place(m_chain[size_t(m_seq) - 1], other);
        return found(Kind::Unlinked, m_seq);
    }

    DeedBreak takeSignature()
    {
        DeedEntry entry = m_chain[size_t(m_seq) - 1];
        entry.signature = m_chain[size_t(m_seq % m_last)].signature;
        m_record.put(entry);
        return found(Kind::NotSigned, m_seq);
    }

    DeedBreak giveToAnother()
    {
        const TamperedRecord::Chain &other = m_record.chains[size_t(m_actor.value % 3)]; // actors are 1, 2 and 3
        static_cast<void>(remove());
        DeedEntry entry = m_chain[size_t(m_seq) - 1];
        entry.actor = other.front().actor;
        place(entry, qint64(other.size()) + 1);
        return found(m_seq < m_last ? Kind::Missing : Kind::CutOff, m_seq);
    }

    DeedBreak forgeOneMore()
    {
        DeedEntry entry = m_chain.back();
        entry.seq = m_last + 1;
        entry.previous = m_chain.back().hash;
        entry.hash = DeedLog::hashOf(entry);
        entry.signature = m_own.sign(entry.hash);
        m_record.put(entry);
        m_record.setHead({m_actor, entry.seq, entry.hash});
        return found(Kind::NotSigned, entry.seq);
    }

    DeedBreak forgeAll()
    {
        QByteArray previous(32, '\0');
        for (DeedEntry entry : m_chain) {
            entry.deed.reason += u'x';
            entry.previous = previous;
            previous = entry.hash = DeedLog::hashOf(entry);
            entry.signature = m_own.sign(entry.hash);
            m_record.put(entry);
        }
        m_record.setHead({m_actor, m_last, previous});
        m_record.look.run(QStringLiteral("UPDATE person SET sign_key = %1, certificate = %2 WHERE id = %3")
                              .arg(m_record.look.literal(m_own.publicKey), m_record.look.literal(m_own.sign("me")))
                              .arg(m_actor.value));
        return found(m_actor == m_record.chains[2].front().actor ? Kind::NotSigned : Kind::Stranger, 1);
    }

    DeedBreak cutOff()
    {
        m_seq = std::min(m_seq, m_last - 1);
        m_record.look.run(
            QStringLiteral("DELETE FROM deed WHERE actor_id = %1 AND seq > %2").arg(m_actor.value).arg(m_seq));
        return found(Kind::CutOff, m_seq + 1);
    }

    DeedBreak cutOffWithHead()
    {
        m_seq = std::min(m_seq, m_last - 1);
        m_record.cut(m_chain, m_seq);
        return found(Kind::Forgotten, m_seq + 1);
    }

    DeedBreak putHeadBack()
    {
        m_seq = std::min(m_seq, m_last - 1);
        m_record.setHead(m_record.headAt(m_chain, m_seq));
        return found(Kind::CutOff, m_seq + 1);
    }

    DeedBreak removeAll()
    {
        m_record.cut(m_chain, 0);
        return found(Kind::Forgotten, 1);
    }

private:
    [[nodiscard]] DeedBreak found(Kind kind, qint64 seq) const { return {kind, m_actor, {}, seq}; }

    void place(DeedEntry entry, qint64 seq) const
    {
        entry.seq = seq;
        m_record.put(entry);
    }

    /// Edits an entry, and makes the hashes and links fit up to another.
    DeedBreak hashAgain(qint64 last)
    {
        QByteArray previous = m_chain[size_t(m_seq) - 1].previous;
        for (qint64 seq = m_seq; seq <= last; ++seq) {
            DeedEntry entry = m_chain[size_t(seq) - 1];
            if (seq == m_seq)
                entry.deed.after += u'x';
            entry.previous = previous;
            previous = entry.hash = DeedLog::hashOf(entry);
            m_record.put(entry);
        }
        if (last == m_last)
            m_record.setHead({m_actor, last, previous});
        return found(Kind::NotSigned, m_seq);
    }

    const TamperedRecord &m_record;
    QRandomGenerator &m_random;
    const TamperedRecord::Chain &m_chain;
    PersonId m_actor;
    qint64 m_last;
    qint64 m_seq; ///< where it happens
    SignKeys m_own = SignKeys::generate(); ///< of whoever runs the server
};

} // namespace callveil

Q_DECLARE_METATYPE(callveil::RecordTampering::Way)

namespace callveil {

/// The record of deeds is changed at random in every way that we know: each change is found at its first wrong entry,
/// but for the end of a chain that nobody had seen; and nothing is found in a record that is whole.
class TamperingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_records.clear(); }
    void findsWhatWasDone_data();
    void findsWhatWasDone();
    void findsTheEndThatItSaw();
    void findsAnOldSnapshot();
    void findsNothingInAWholeRecord();
    void findsNothingWhileOthersWrite();

private:
    static bool isLong() { return qEnvironmentVariableIsSet("CALLVEIL_LONG"); }
    TamperedRecord &recordOf(Engine engine);

    std::map<Engine, std::unique_ptr<TamperedRecord>> m_records;
};

TamperedRecord &TamperingTest::recordOf(Engine engine)
{
    std::unique_ptr<TamperedRecord> &record = m_records[engine];
    if (!record)
        record = std::make_unique<TamperedRecord>(engine);
    return *record;
}

void TamperingTest::findsWhatWasDone_data()
{
    QTest::addColumn<RecordTampering::Way>("way");
    for (const auto &[name, way] : RecordTampering::ways())
        QTest::newRow(name) << way;
}

void TamperingTest::findsWhatWasDone()
{
    QFETCH(RecordTampering::Way, way);
    QFETCH_GLOBAL(Engine, engine);
    TamperedRecord &record = recordOf(engine);
    const int trials = isLong() ? 1000 / int(RecordTampering::ways().size()) + 1 : 2;
    for (int trial = 0; trial < trials; ++trial) {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        const KeptRows kept = record.keep();
        const DeedBreak expected = [&] {
            RecordTampering tampering(record, random);
            return (tampering.*way)();
        }();
        const DeedReport report = record.verify(record.saw);
        const QString found = TamperedRecord::described(report.breaks);
        QVERIFY2(std::any_of(report.breaks.begin(), report.breaks.end(),
                     [&](const DeedBreak &one) { return TamperedRecord::isSame(one, expected); }),
            qPrintable(QStringLiteral("seed %1: expected %2, found %3")
                           .arg(seed)
                           .arg(TamperedRecord::described({expected}), found)));
        for (const DeedBreak &one : report.breaks) // an entry given to another breaks his chain too
            QVERIFY2(one.actor == expected.actor || way == &RecordTampering::giveToAnother,
                qPrintable(QStringLiteral("seed %1: found %2").arg(seed).arg(found)));
    }
    QVERIFY(record.verify(record.saw).breaks.empty());
}

/// The stated limit: entries that nobody had seen before they were deleted.
void TamperingTest::findsTheEndThatItSaw()
{
    QFETCH_GLOBAL(Engine, engine);
    TamperedRecord &record = recordOf(engine);
    for (int trial = 0; trial < (isLong() ? 200 : 6); ++trial) {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        const KeptRows kept = record.keep();
        const TamperedRecord::Chain &chain = record.any(random);
        const qint64 left = random.bounded(1, int(chain.size()));
        const qint64 seen = random.bounded(1, int(chain.size()) + 1);
        LocalState console(record.organisation.folder() + QStringLiteral("/console%1.ini").arg(seed));
        console.noteHeads(
            {SeenDatabase::markOf(record.admin->address().place()), record.admin->identity()->fingerprint},
            {TamperedRecord::headAt(chain, seen)});
        record.cut(chain, left);
        const DeedReport report = record.verify(console);
        const QString what = QStringLiteral("seed %1: %2 of %3 entries left, %4 seen: %5")
                                 .arg(seed)
                                 .arg(left)
                                 .arg(chain.size())
                                 .arg(seen)
                                 .arg(TamperedRecord::described(report.breaks));
        if (seen <= left) {
            QVERIFY2(report.breaks.empty(), qPrintable(what));
            continue;
        }
        QVERIFY2(report.breaks.size() == 1, qPrintable(what));
        QVERIFY2(
            TamperedRecord::isSame(report.breaks[0], {DeedBreak::Kind::Forgotten, chain.front().actor, {}, left + 1}),
            qPrintable(what));
    }
}

void TamperingTest::findsAnOldSnapshot()
{
    QFETCH_GLOBAL(Engine, engine);
    TamperedRecord &record = recordOf(engine);
    for (int trial = 0; trial < (isLong() ? 200 : 4); ++trial) {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        const KeptRows kept = record.keep();
        const qint64 at =
            record.any(random)[size_t(random.bounded(1, 5))].at; // as a backup of that moment brings it back
        std::vector<DeedBreak> expected;
        for (const TamperedRecord::Chain &chain : record.chains) {
            const auto later = [at](const DeedEntry &entry) { return entry.at > at; };
            const qint64 left = std::find_if(chain.begin(), chain.end(), later) - chain.begin();
            if (left == qint64(chain.size()))
                continue;
            record.cut(chain, left);
            expected.push_back({DeedBreak::Kind::Forgotten, chain.front().actor, {}, left + 1});
        }
        DeedReport report = record.verify(record.saw);
        std::sort(report.breaks.begin(), report.breaks.end(),
            [](const DeedBreak &one, const DeedBreak &other) { return one.actor < other.actor; });
        QVERIFY2(std::equal(report.breaks.begin(), report.breaks.end(), expected.begin(), expected.end(),
                     TamperedRecord::isSame),
            qPrintable(QStringLiteral("seed %1: expected %2, found %3")
                           .arg(seed)
                           .arg(TamperedRecord::described(expected), TamperedRecord::described(report.breaks))));
    }
}

void TamperingTest::findsNothingInAWholeRecord()
{
    QFETCH_GLOBAL(Engine, engine);
    TamperedRecord &record = recordOf(engine);
    const int entries = int(record.entries());
    for (int round = 0; round < (isLong() ? 10000 : 50); ++round) {
        const DeedReport report = record.verify(record.saw);
        QVERIFY2(report.breaks.empty(), qPrintable(TamperedRecord::described(report.breaks)));
        QCOMPARE(report.entries, entries);
    }
}

/// Others act, come and get new keys, and another console of this computer remembers what it sees.
void TamperingTest::findsNothingWhileOthersWrite()
{
    QFETCH_GLOBAL(Engine, engine);
    TamperedRecord record(engine);
    std::atomic<bool> ends{false};
    std::atomic<int> rounds{0}, looks{0};
    auto others = std::async(std::launch::async, [&] {
        for (; !ends; ++rounds) {
            recordDeeds(*record.asha, TamperedRecord::deed(), 3);
            const auto bob = record.renewed(QStringLiteral("bob"));
            recordDeeds(*bob, TamperedRecord::deed(), 2);
            const auto name = QStringLiteral("new%1").arg(rounds.load());
            recordDeeds(*record.hire(name, Role::Analyst), TamperedRecord::deed());
        }
    });
    auto console = std::async(std::launch::async, [&] {
        LocalState same(record.organisation.folder() + QStringLiteral("/saw.ini"));
        const auto workspace = record.organisation.signIn(QStringLiteral("asha"));
        while (!ends) {
            const auto breaks = taken(AuditService(*workspace, same).watch());
            ++looks;
            if (!breaks.empty())
                return TamperedRecord::described(breaks);
        }
        return QString();
    });
    QString found;
    // Until both have been at it: a busy computer lets a thread begin late.
    const auto isOver = [&](int round) { return round >= (isLong() ? 500 : 25) && rounds > 0 && looks > 0; };
    for (int round = 0; !isOver(round) && found.isEmpty(); ++round)
        found = TamperedRecord::described(record.verify(record.saw).breaks);
    ends = true;
    others.get();
    QCOMPARE(console.get(), QString());
    QCOMPARE(found, QString());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::TamperingTest)
#include "tst_tampering.moc"
