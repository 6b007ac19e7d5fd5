// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/imports/import_store.h"

#include "storage/database/sql_library.h"
#include "storage/masking/policy_store.h"
#include "storage/reports/roll_ups.h"
#include "storage/vault/rotation_store.h"

namespace callveil {

namespace {

/// Statements one after the other, until one fails.
class Steps final {
public:
    explicit Steps(Connection &connection) : m_connection(connection) { }

    /// How many rows it changed; 0 once something has failed.
    qint64 run(const char *statement, Binds binds = {})
    {
        if (m_last)
            m_last = m_connection.write(statement, binds);
        return m_last.value_or(0);
    }
    qint64 ask(const char *statement)
    {
        if (m_last)
            m_last = m_connection.integer(statement);
        return m_last.value_or(0);
    }
    [[nodiscard]] Result<void> done() const
    {
        if (!m_last)
            return failed(m_last);
        return {};
    }

private:
    Connection &m_connection;
    Result<qint64> m_last = 0;
};

} // namespace

ImportStore::ImportStore(Connection &connection, const StagedCount &before)
    : m_connection(connection), m_batch(randomBytes(16)), m_legs(connection, "bulk.leg", 37, m_batch),
      m_numbers(connection, "bulk.number", 6, m_batch), m_epochs(connection, "bulk.epoch", 4, m_batch),
      m_before(before), m_staged(before)
{ }

Result<void> ImportStore::begin()
{
    if (m_connection.engine() == Engine::Sqlite) {
        if (m_before.legs > 0)
            return {}; // all processes of a file share the staging tables
        return m_connection.runScript(
            SqlLibrary::instance().text(Engine::Sqlite, QLatin1String("script.create_staging")) + u'\n');
    }
    const auto begun = m_connection.write("import.begin", {{":batch", m_batch}});
    if (!begun)
        return failed(begun);
    return {};
}

Result<void> ImportStore::addLeg(const StagedLeg &leg)
{
    BulkInsert &row = m_legs;
    const auto party = [this, &row](const StagedParty &p) {
        row.integer(int(p.kind));
        row.text(p.text);
        row.textOrNull(p.starred);
        row.integer(p.numberSeq == 0 ? 0 : m_before.numbers + p.numberSeq);
    };
    m_staged.legs = m_before.legs + leg.seq;
    row.integer(m_staged.legs);
    row.bytes(leg.rowKey);
    row.bytesOrNull(leg.linkKey);
    row.integer(leg.campaign.value);
    row.integer(leg.localDay);
    row.textOrNull(leg.caseRef);
    row.integer(leg.customerShape);
    row.integer(int(leg.kind));
    row.integer(int(leg.medium));
    row.integer(int(leg.direction));
    row.integer(leg.agent.value);
    row.integer(leg.proxy.value);
    row.textOrNull(leg.presented);
    row.textOrNull(leg.country);
    row.textOrNull(leg.area);
    row.textOrNull(leg.account);
    row.integer(leg.startedAt);
    row.integerOrNull(leg.answeredAt);
    row.integerOrNull(leg.endedAt);
    row.integer(leg.billableSeconds);
    row.integer(int(leg.disposition));
    party(leg.customer);
    party(leg.agentParty);
    row.textOrNull(leg.recordingId);
    row.bytesOrNull(leg.session);
    row.textOrNull(leg.rateZone);
    for (const std::optional<Money> &charge : {leg.charges.cost, leg.charges.recharge}) {
        row.integerOrNull(charge ? std::optional(charge->micros) : std::nullopt);
        row.textOrNull(charge ? charge->currency : QString());
    }
    row.integer(int(leg.consent));
    return row.endRow();
}

Result<void> ImportStore::addNumber(const StagedNumber &number)
{
    m_staged.numbers = m_before.numbers + number.seq;
    m_numbers.integer(m_staged.numbers);
    m_numbers.bytes(number.blind);
    m_numbers.integer(number.month);
    m_numbers.integer(number.id.value);
    m_numbers.integer(number.epoch);
    m_numbers.bytes(number.cipher);
    return m_numbers.endRow();
}

Result<void> ImportStore::addEpoch(const EpochSeal &epoch, int generation)
{
    m_epochs.integer(epoch.id);
    m_epochs.integer(generation);
    m_epochs.integer(epoch.month);
    m_epochs.bytes(epoch.sealedKey);
    return m_epochs.endRow();
}

Result<void> ImportStore::finishStaging()
{
    for (BulkInsert *rows : {&m_epochs, &m_numbers, &m_legs})
        if (const Result<void> sent = rows->finish(); !sent)
            return sent;
    return {};
}

Result<bool> ImportStore::isOutdated(const PublishOrder &order)
{
    const auto inForce = PolicyStore(m_connection).inForce(order.process);
    if (!inForce)
        return failed(inForce);
    if (inForce->id != order.revision)
        return true;
    const auto newest = RotationStore(m_connection).newest(order.process);
    if (!newest)
        return failed(newest);
    return *newest != order.generation;
}

Result<qint64> ImportStore::addBatch(const PublishOrder &order, const PublishOutcome &outcome, qint64 now)
{
    if (order.format == PublishOrder::fromSwitches()) {
        const auto grown = m_connection.one("import.grow_batch",
            {{":process", order.process.value}, {":revision", order.revision.value}, {":format", order.format},
                {":person", order.person.value}, {":now", now}, {":records", order.records},
                {":sessions", outcome.sessions}, {":legs", outcome.legs}, {":duplicates", outcome.duplicates},
                {":rejected", order.rejected}},
            [](const Row &row) { return row.integer(0); });
        if (!grown)
            return failed(grown);
        if (*grown)
            return **grown;
    }
    return m_connection.integer("import.add_batch",
        {{":process", order.process.value}, {":revision", order.revision.value}, {":format", order.format},
            {":person", order.person.value}, {":now", now}, {":records", order.records},
            {":sessions", outcome.sessions}, {":legs", outcome.legs}, {":duplicates", outcome.duplicates},
            {":rejected", order.rejected}});
}

Result<PublishOutcome> ImportStore::publishByServer(const PublishOrder &order)
{
    const auto outcome = m_connection.one("import.publish",
        {{":batch", m_batch}, {":process", order.process.value}, {":revision", order.revision.value},
            {":format", order.format}, {":records", order.records}, {":rejected", order.rejected}},
        [](const Row &row) {
            return PublishOutcome{row.integer(0) == 1, row.integer(1), row.integer(2), row.integer(3)};
        });
    if (!outcome)
        return failed(outcome);
    return outcome->value_or(PublishOutcome{});
}

Result<PublishOutcome> ImportStore::publish(const PublishOrder &order)
{
    if (m_connection.engine() == Engine::PostgreSql)
        return publishByServer(order);
    const auto outdated = isOutdated(order);
    if (!outdated)
        return failed(outdated);
    if (*outdated)
        return PublishOutcome{true, 0, 0, 0};
    const auto outcome = findFresh(order.process);
    const auto now = m_connection.integer("operation.now");
    if (!outcome || !now)
        return outcome ? failed(now) : failed(outcome);
    const auto batch = addBatch(order, *outcome, *now);
    if (!batch)
        return failed(batch);
    if (const auto kept = keepNumbers(order, *now); !kept)
        return failed(kept);
    if (const auto added = addCalls(order, *batch); !added)
        return failed(added);
    return outcome;
}

Result<PublishOutcome> ImportStore::findFresh(ProcessId id)
{
    const QVariant process = id.value;
    Steps steps(m_connection);
    steps.run("import.clear_fresh");
    steps.run("import.clear_sessions");
    const qint64 fresh =
        steps.run("import.find_fresh", {{":process", process}, {":first", m_before.legs}, {":last", m_staged.legs}});
    const qint64 base = steps.ask("import.last_session");
    steps.run("import.group_sessions", {{":process", process}, {":base", base}});
    const qint64 made = steps.ask("import.count_made");
    const qint64 duplicates = m_staged.legs - m_before.legs - fresh;
    if (duplicates > 0) // their numbers are in the vault already, or were taken out of it
        steps.run("import.drop_unused_numbers", {{":first", m_before.numbers}, {":last", m_staged.numbers}});
    if (const auto done = steps.done(); !done)
        return failed(done);
    return PublishOutcome{false, made, fresh, duplicates};
}

Result<void> ImportStore::keepNumbers(const PublishOrder &order, qint64 now)
{
    const QVariant process = order.process.value;
    const QVariant first = m_before.numbers;
    const QVariant last = m_staged.numbers;
    Steps steps(m_connection);
    steps.run("import.index_numbers", {{":process", process}, {":first", first}, {":last", last}});
    steps.run("import.add_numbers",
        {{":process", process}, {":revision", order.revision.value}, {":first", first}, {":last", last}});
    steps.run("import.map_numbers", {{":process", process}, {":first", first}, {":last", last}});
    steps.run("import.add_epochs",
        {{":process", process}, {":person", order.person.value}, {":now", now}, {":first", first}, {":last", last}});
    return steps.done();
}

Result<void> ImportStore::addCalls(const PublishOrder &order, qint64 batch)
{
    const QVariant process = order.process.value;
    RollUps days(m_connection);
    if (const auto out = days.rollKnown(RollUps::Way::Out); !out)
        return out;
    Steps steps(m_connection);
    steps.run("import.extend_known");
    steps.run("import.add_sessions", {{":process", process}, {":batch", batch}});
    steps.run("import.add_legs", {{":process", process}, {":revision", order.revision.value}, {":batch", batch}});
    steps.run("import.sum_known");
    steps.run("import.add_rows", {{":process", process}});
    steps.run("import.add_links", {{":process", process}});
    steps.run("import.count_shapes", {{":process", process}});
    const QVariant bySwitch = int(order.format == PublishOrder::fromSwitches());
    const QVariant now = steps.ask("operation.now");
    steps.run("callback.note_calls", {{":process", process}, {":by_switch", bySwitch}, {":now", now}});
    steps.run("callback.note_recordings", {{":process", process}, {":by_switch", bySwitch}, {":now", now}});
    if (const auto done = steps.done(); !done)
        return done;
    return days.rollFresh(RollUps::Way::In);
}

void ImportStore::discard()
{
    // Nothing can be done about a failure here: the rows stay staged, unseen, and go with the connection or in a day.
    if (m_connection.engine() == Engine::PostgreSql) {
        const auto done = m_connection.write("import.discard", {{":batch", m_batch}});
        Q_UNUSED(done)
        return;
    }
    const auto done = m_connection.runScript(
        SqlLibrary::instance().text(Engine::Sqlite, QLatin1String("script.drop_staging")) + u'\n');
    Q_UNUSED(done)
}

} // namespace callveil
