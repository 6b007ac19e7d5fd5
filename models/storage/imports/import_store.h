// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/imports/bulk_insert.h"
#include "storage/imports/staged_call.h"
#include "storage/vault/number_sealer.h"

namespace callveil {

/// What publishing a batch did.
struct PublishOutcome {
    bool revisionChanged = false; ///< or the vault's key: nothing was published, the file must be masked again
    qint64 sessions = 0; ///< new sessions
    qint64 legs = 0; ///< new legs
    qint64 duplicates = 0; ///< rows imported before
};

/// What is being published.
struct PublishOrder {
    ProcessId process;
    RevisionId revision;
    int generation = 0; ///< of the vault that the numbers are sealed to
    QString format;
    PersonId person;
    qint64 records = 0, rejected = 0;

    /// The format of call records from switches: a service alone writes it, all day long into one batch.
    [[nodiscard]] static QString fromSwitches() { return QStringLiteral("switch"); }
};

/// How many rows passes over a file have staged.
struct StagedCount {
    qint64 legs = 0, numbers = 0;
};

/// Brings the calls of one process in a file in: rows are staged outside any transaction, then published by one. Until
/// publish() is committed nobody sees anything of them; what a crash leaves staged is never published.
class ImportStore final {
public:
    /// `before`: staged by the same connection for other processes of the same file, to be published with these.
    explicit ImportStore(Connection &connection, const StagedCount &before = {});

    /// Makes room for the rows; call once, before the first.
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> addLeg(const StagedLeg &leg);
    [[nodiscard]] Result<void> addNumber(const StagedNumber &number);
    [[nodiscard]] Result<void> addEpoch(const EpochSeal &epoch, int generation);
    /// Sends the rows that have not been sent yet.
    [[nodiscard]] Result<void> finishStaging();
    /// The rows staged before and here.
    [[nodiscard]] const StagedCount &staged() const { return m_staged; }
    /// Inside a write transaction: makes sessions and legs of the staged rows.
    [[nodiscard]] Result<PublishOutcome> publish(const PublishOrder &order);
    /// Whether the revision under which the rows are masked is no longer in force, or the vault has another key by now:
    /// the last question before COMMIT.
    [[nodiscard]] Result<bool> isOutdated(const PublishOrder &order);
    /// Forgets the staged rows.
    void discard();

private:
    [[nodiscard]] Result<PublishOutcome> publishByServer(const PublishOrder &order);
    [[nodiscard]] Result<PublishOutcome> findFresh(ProcessId process);
    [[nodiscard]] Result<void> keepNumbers(const PublishOrder &order, qint64 now);
    [[nodiscard]] Result<qint64> addBatch(const PublishOrder &order, const PublishOutcome &outcome, qint64 now);
    [[nodiscard]] Result<void> addCalls(const PublishOrder &order, qint64 batch);

    Connection &m_connection;
    QByteArray m_batch;
    BulkInsert m_legs, m_numbers, m_epochs;
    StagedCount m_before, m_staged;
};

} // namespace callveil
