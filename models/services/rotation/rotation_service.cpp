// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/rotation/rotation_service.h"

#include "services/access/seal_keeper.h"
#include "storage/people/certificates.h"
#include "storage/people/certified.h"
#include "storage/people/root_key.h"
#include "storage/processes/process_store.h"
#include "storage/vault/rotation_store.h"
#include "storage/vault/vault_keys.h"

namespace callveil {

namespace {

constexpr int mostTries = 5; // of an epoch whose numbers come and go meanwhile

QString objectOf(ProcessId process)
{
    return QStringLiteral("process %1").arg(process.value);
}

/// One run of a rotation on the background thread.
class Rotation final {
public:
    Rotation(Connection &connection, const Identity &me, ProcessId process, RotationProgress &progress)
        : m_connection(connection), m_me(me), m_process(process), m_progress(progress), m_store(connection)
    { }

    [[nodiscard]] Result<RotationReport> run();

private:
    /// Of an epoch.
    struct Moved {
        qint64 numbers = 0, damaged = 0;
    };

    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<NewVault> newVault(int generation);
    [[nodiscard]] Result<void> moveAll();
    [[nodiscard]] Result<Moved> moveOne(VaultKeys &vaults, const OldEpoch &epoch);
    [[nodiscard]] Result<Moved> attemptOne(VaultKeys &vaults, const OldEpoch &epoch);
    [[nodiscard]] Result<SecretBytes> keyOf(VaultKeys &vaults, const OldEpoch &epoch);
    [[nodiscard]] Result<bool> finish();
    [[nodiscard]] Result<bool> leave();
    [[nodiscard]] Result<bool> isBegun();

    Connection &m_connection;
    const Identity &m_me;
    ProcessId m_process;
    RotationProgress &m_progress;
    RotationStore m_store;
    RotationReport m_report;
};

/// Whether the newest key is one that nobody had who may not.
Result<bool> Rotation::isBegun()
{
    const auto due = AccessStore(m_connection).rotations();
    if (!due)
        return failed(due);
    const auto newest = m_store.newest(m_process);
    if (!newest)
        return failed(newest);
    for (const DueRotation &rotation : *due)
        if (rotation.process == m_process)
            return rotation.generation < *newest;
    return false;
}

Result<NewVault> Rotation::newVault(int generation)
{
    const auto root = openRoot(m_connection, m_me);
    if (!root)
        return failed(root);
    PersonStore people(m_connection);
    if (const auto held = people.holdKit(KitHold::Seal); !held)
        return failed(held);
    const auto organisation = people.organisation();
    if (!organisation)
        return failed(organisation);
    if (!isCertified(*organisation, m_me))
        return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("recovery")});
    const BoxKeys keys = BoxKeys::generate();
    return NewVault{generation, keys.publicKey, root->sign(vaultClaim(m_process, generation, keys.publicKey)),
        seal(keys.privateKey, m_me.keys.box.publicKey), seal(keys.privateKey, organisation->recoveryKey)};
}

/// The new key is there, and everybody entitled has it, before the first number is under it.
Result<void> Rotation::begin()
{
    return m_connection.transact([&]() -> Result<void> {
        const auto begun = isBegun();
        const auto newest = m_store.newest(m_process);
        if (!begun)
            return failed(begun);
        if (!newest)
            return failed(newest);
        if (*newest == 0)
            return fail(ErrorCode::NotFound, Fault::VaultNotReadable);
        // Whoever cannot read the old vault would begin what he cannot end.
        VaultKeys vaults(m_connection, m_me);
        if (const auto opened = vaults.open(m_process, *newest); !opened)
            return failed(opened);
        if (m_me.known->isOlder(KnownKeys::ofVault(m_process), *newest)) // the newest was taken away
            return fail(ErrorCode::Internal, Fault::CertificateInvalid, {QStringLiteral("vault")});
        m_report.generation = *begun ? *newest : *newest + 1;
        const auto vault = *begun ? Result<NewVault>(NewVault{*newest, {}, {}, {}, {}}) : newVault(*newest + 1);
        if (!vault)
            return failed(vault);
        if (const auto made = m_store.begin(m_process, m_me.id, *vault); !made)
            return made;
        if (const auto recorded = DeedLog(m_connection)
                                      .append(m_me,
                                          {QStringLiteral("vault.rotate-begin"), objectOf(m_process),
                                              QStringLiteral("generation %1").arg(m_report.generation - 1),
                                              QStringLiteral("generation %1").arg(m_report.generation), {}});
            !recorded)
            return recorded;
        const auto given = SealKeeper(m_connection, m_me).complete([this](const PendingSeal &pending) {
            return pending.kind == KeyKind::Vault && pending.process == m_process
                && pending.generation == m_report.generation;
        });
        if (!given)
            return failed(given);
        return {};
    });
}

Result<SecretBytes> Rotation::keyOf(VaultKeys &vaults, const OldEpoch &epoch)
{
    const auto vault = vaults.open(m_process, epoch.generation);
    if (!vault)
        return failed(vault);
    return openSeal(epoch.seal.sealedKey, **vault);
}

Result<Rotation::Moved> Rotation::attemptOne(VaultKeys &vaults, const OldEpoch &epoch)
{
    const auto numbers = m_store.numbers(m_process, epoch.seal.id);
    const auto newVault = vaults.publicKey(m_process, m_report.generation);
    const auto oldKey = keyOf(vaults, epoch);
    if (!numbers)
        return failed(numbers);
    if (!newVault)
        return failed(newVault);
    if (!oldKey && !isDamage(oldKey.error()))
        return failed(oldKey);
    const SecretBytes newKey = SecretBytes::random(32);
    const EpochSeal fresh{randomId(), epoch.seal.month, seal(newKey, *newVault)};
    std::vector<SealedNumber> resealed;
    resealed.reserve(numbers->size());
    for (const SealedNumber &number : *numbers) {
        auto again = oldKey ? NumberSealer::reseal(number, *oldKey, fresh.id, newKey, m_process, m_me.fingerprint)
                            : Result<SealedNumber>(failed(oldKey));
        if (!again && !isDamage(again.error()))
            return failed(again);
        if (again)
            resealed.push_back(std::move(*again));
    }
    const qint64 damaged = qint64(numbers->size() - resealed.size());
    if (damaged > 0 && resealed.empty())
        return Moved{0, damaged};
    const auto moved = m_connection.transact(
        [&] { return m_store.move(m_process, m_me.id, epoch, fresh, m_report.generation, resealed, damaged); });
    if (!moved)
        return failed(moved);
    return *moved ? Moved{qint64(resealed.size()), damaged} : Moved{};
}

Result<Rotation::Moved> Rotation::moveOne(VaultKeys &vaults, const OldEpoch &epoch)
{
    for (int attempt = 1;; ++attempt) {
        auto moved = attemptOne(vaults, epoch);
        if (moved || moved.error().code != ErrorCode::Busy || attempt == mostTries)
            return moved;
    }
}

Result<void> Rotation::moveAll()
{
    VaultKeys vaults(m_connection, m_me);
    qint64 last = 0;
    m_report.damaged = 0;
    while (true) {
        if (m_progress.cancelled)
            return fail(ErrorCode::Cancelled, Fault::CancelledHalfway);
        const auto epoch = m_store.next(m_process, last);
        if (!epoch)
            return failed(epoch);
        if (!*epoch)
            return {};
        const auto moved = moveOne(vaults, **epoch);
        if (!moved)
            return failed(moved);
        last = (*epoch)->seal.id;
        m_report.numbers += moved->numbers;
        m_report.damaged += moved->damaged;
        m_progress.done += moved->numbers;
    }
}

/// True when nothing but what is damaged is left: it is noted, and the vault stays due.
Result<bool> Rotation::leave()
{
    const auto left = m_store.left(m_process);
    if (!left)
        return failed(left);
    if (m_report.damaged == 0 || left->numbers != m_report.damaged)
        return false;
    return m_connection.transact([&]() -> Result<bool> {
        if (const auto noted = m_store.leave(m_process, m_report.damaged); !noted)
            return failed(noted);
        const auto recorded =
            DeedLog(m_connection)
                .append(m_me,
                    {QStringLiteral("vault.rotate-left"), objectOf(m_process), {},
                        QStringLiteral("generation %1; damaged %2").arg(m_report.generation).arg(m_report.damaged),
                        {}});
        if (!recorded)
            return failed(recorded);
        return true;
    });
}

Result<bool> Rotation::finish()
{
    return m_connection.transact([&]() -> Result<bool> {
        const auto finished = m_store.finish(m_process);
        if (!finished || !*finished)
            return finished;
        const auto recorded = DeedLog(m_connection)
                                  .append(m_me,
                                      {QStringLiteral("vault.rotate-end"), objectOf(m_process), {},
                                          QStringLiteral("generation %1").arg(m_report.generation), {}});
        if (!recorded)
            return failed(recorded);
        return true;
    });
}

Result<RotationReport> Rotation::run()
{
    if (const auto begun = begin(); !begun)
        return failed(begun);
    const auto left = m_store.left(m_process);
    if (!left)
        return failed(left);
    m_progress.all = left->numbers;
    // An epoch that was on its way when the new key came may turn up after the first look.
    for (int look = 1;; ++look) {
        if (const auto moved = moveAll(); !moved)
            return failed(moved);
        auto ended = finish();
        if (ended && !*ended)
            ended = leave();
        if (!ended)
            return failed(ended);
        if (*ended)
            return m_report;
        if (look == mostTries)
            return fail(ErrorCode::Busy, Fault::DatabaseBusy);
    }
}

Result<std::vector<VaultState>> readStates(Connection &connection, const Identity &me)
{
    const auto processes = ProcessStore(connection).list();
    const auto due = AccessStore(connection).rotations();
    if (!processes)
        return failed(processes);
    if (!due)
        return failed(due);
    RotationStore store(connection);
    std::vector<VaultState> states;
    for (const Process &process : *processes) {
        if (!me.sees(process.id))
            continue;
        const auto newest = store.newest(process.id);
        const auto left = store.left(process.id);
        if (!newest)
            return failed(newest);
        if (!left)
            return failed(left);
        VaultState state{process.id, process.name, *newest, {}, left->numbers, false, 0};
        for (const DueRotation &rotation : *due)
            if (rotation.process == process.id) {
                state.dueSince = rotation.dueSince;
                state.begun = rotation.generation < *newest;
                state.damaged = rotation.damaged;
            }
        states.push_back(state);
    }
    return states;
}

} // namespace

QFuture<Result<std::vector<VaultState>>> RotationService::states()
{
    return read([](Connection &connection, const Identity &me) { return readStates(connection, me); });
}

QFuture<Result<RotationReport>> RotationService::run(ProcessId process, std::shared_ptr<RotationProgress> progress)
{
    return m_workspace.background().run([identity = m_workspace.identity(), process, progress = std::move(progress)](
                                            Connection &connection) -> Result<RotationReport> {
        if (const auto allowed = require(*identity, Permission::ManageSecurity); !allowed)
            return failed(allowed);
        return Rotation(connection, *identity, process, *progress).run();
    });
}

} // namespace callveil
