// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/imports/import_store.h"

#include "storage/database/sql_library.h"
#include "storage/masking/policy_store.h"

namespace callveil {

ImportStore::ImportStore(Connection &connection)
    : m_connection(connection), m_batch(randomBytes(16)), m_legs(connection, "bulk.leg", 30, m_batch),
      m_numbers(connection, "bulk.number", 6, m_batch), m_epochs(connection, "bulk.epoch", 4, m_batch)
{ }

Result<void> ImportStore::begin()
{
    if (m_connection.engine() == Engine::Sqlite)
        return m_connection.runScript(
            SqlLibrary::instance().text(Engine::Sqlite, QLatin1String("script.create_staging")) + u'\n');
    const auto begun = m_connection.write("import.begin", {{":batch", m_batch}});
    if (!begun)
        return failed(begun);
    return {};
}

Result<void> ImportStore::addLeg(const StagedLeg &leg)
{
    BulkInsert &row = m_legs;
    const auto party = [&row](const StagedParty &p) {
        row.integer(int(p.kind));
        row.text(p.text);
        row.textOrNull(p.starred);
        row.integer(p.numberSeq);
    };
    row.integer(leg.seq);
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
    return row.endRow();
}

Result<void> ImportStore::addNumber(const StagedNumber &number)
{
    m_numbers.integer(number.seq);
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
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto inForce = PolicyStore(m_connection).inForce(order.process, *now);
    if (!inForce)
        return failed(inForce);
    return inForce->id != order.revision;
}

Result<qint64> ImportStore::addBatch(const PublishOrder &order, const PublishOutcome &outcome, qint64 now)
{
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
    PublishOutcome outcome;
    const auto outdated = isOutdated(order);
    if (!outdated)
        return failed(outdated);
    outcome.revisionChanged = *outdated;
    if (outcome.revisionChanged)
        return outcome;

    const auto staged = m_connection.integer("import.count_staged");
    const auto fresh = m_connection.write("import.find_fresh");
    const auto base = m_connection.integer("import.last_session");
    const auto known = m_connection.write("import.group_known");
    const auto now = m_connection.integer("operation.now");
    for (const Result<qint64> &step : {staged, fresh, base, known, now})
        if (!step)
            return failed(step);
    const auto made = m_connection.write("import.group_new", {{":base", *base}});
    if (!made)
        return failed(made);
    outcome.legs = *fresh;
    outcome.duplicates = *staged - *fresh;
    outcome.sessions = *made;
    const auto batch = addBatch(order, outcome, *now);
    if (!batch)
        return failed(batch);

    const QVariant process = order.process.value;
    const QVariant revision = order.revision.value;
    const auto step = [this](const char *statement, Binds binds) { return m_connection.write(statement, binds); };
    const std::function<Result<qint64>()> steps[] = {
        [&] { return step("import.index_numbers", {}); },
        [&] {
            return step("import.add_numbers", {{":revision", revision}});
        },
        [&] { return step("import.map_numbers", {}); },
        [&] {
            return step("import.add_epochs", {{":process", process}, {":person", order.person.value}, {":now", *now}});
        },
        [&] { return step("import.roll_known_out", {}); },
        [&] { return step("import.extend_known", {}); },
        [&] {
            return step("import.add_sessions", {{":process", process}, {":batch", *batch}});
        },
        [&] {
            return step("import.add_legs", {{":process", process}, {":revision", revision}, {":batch", *batch}});
        },
        [&] { return step("import.add_rows", {}); },
        [&] { return step("import.add_links", {}); },
        [&] { return step("import.roll_in", {}); },
        [&] {
            return step("import.count_shapes", {{":process", process}});
        },
    };
    for (const auto &run : steps)
        if (const Result<qint64> ran = run(); !ran)
            return failed(ran);
    return outcome;
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
