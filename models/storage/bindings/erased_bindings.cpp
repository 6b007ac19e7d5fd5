// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/bindings/erased_bindings.h"

#include "storage/bindings/bound_numbers.h"
#include "storage/bindings/embedded_bindings.h"

namespace callveil {

/// A binding that names the number, on either side.
struct ErasedBindings::Named {
    SeenBinding seen;
    NumberId customer, agent;
};

ErasedBindings::ErasedBindings(Connection &connection, PersonId me, ProcessId process)
    : m_connection(connection), m_me(me), m_process(process)
{
    Q_ASSERT(connection.engine() == Engine::Sqlite);
}

Result<qint64> ErasedBindings::erase(NumberId number, const QString &blank)
{
    const auto named = m_connection.all("ledger.of_number", {{":number", number.value}}, [](const Row &row) {
        return Named{{{row.integer(0)}, row.number(1)}, {row.integer(2)}, {row.integer(3)}};
    });
    if (!named)
        return failed(named);
    for (const Named &binding : *named)
        if (const auto ended = end(binding); !ended)
            return failed(ended);
    if (const auto gone = forget(number, blank); !gone)
        return failed(gone);
    return qint64(named->size());
}

/// Its sides stay until they are free, so that nobody is given the proxy number before; its key goes, so that the pair
/// is not known again.
Result<void> ErasedBindings::end(const Named &binding)
{
    const Binds which{{":binding", binding.seen.id.value}};
    if (const auto released = EmbeddedBindings(m_connection, m_me).release(binding.seen, EndCause::Released); !released)
        return failed(released);
    const auto expired = m_connection.write("ledger.expire", which); // what release() leaves alone has ended
    const auto kept = m_connection.write("ledger.forget", which);
    const auto parties = m_connection.write("ledger.drop_parties", which);
    const auto keys = m_connection.write("ledger.drop_key", which);
    for (const auto &written : {expired, kept, parties, keys})
        if (!written)
            return failed(written);
    if (*kept == 0)
        return {};
    BoundNumbers numbers(m_connection, m_me, m_process);
    if (const auto gone = numbers.release(binding.customer); !gone)
        return gone;
    return numbers.release(binding.agent);
}

Result<void> ErasedBindings::forget(NumberId number, const QString &blank)
{
    const Binds which{{":number", number.value}}, blanked{{":number", number.value}, {":blank", blank}};
    const auto customers = m_connection.write("ledger.blank_customer", blanked);
    const auto agents = m_connection.write("ledger.blank_agent", blanked);
    // Whatever else kept it: a hold that is over, an agent whose line it was.
    const auto left = m_connection.write("ledger.drop_left", which);
    const auto last = m_connection.write("ledger.last_use", which);
    for (const auto &written : {customers, agents, left, last})
        if (!written)
            return failed(written);
    return BoundNumbers(m_connection, m_me, m_process).release(number);
}

} // namespace callveil
