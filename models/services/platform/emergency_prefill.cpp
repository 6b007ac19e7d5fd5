// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/emergency_prefill.h"

#include "storage/audit/deed_log.h"
#include "storage/platform/emergency_store.h"

namespace callveil {

Result<QStringList> prefillEmergencyNumbers(Connection &connection, const Identity &me, const QString &country)
{
    EmergencyStore store(connection);
    const auto count = store.count(country);
    if (!count)
        return failed(count);
    if (*count > 0)
        return QStringList();
    const QStringList known = usualEmergencyNumbers(country);
    if (known.isEmpty())
        return known;
    const auto added = store.prefill(country, known);
    if (!added)
        return failed(added);
    if (*added == 0) // somebody else was faster
        return QStringList();
    if (*added != known.size()) // the entry in the record shall name what was added, and nothing else
        return fail(ErrorCode::Conflict, Fault::EntryChanged);
    const auto recorded = DeedLog(connection)
                              .append(me,
                                  {QStringLiteral("emergency.prefill"), QStringLiteral("emergency"), {},
                                      QStringLiteral("country %1; digits %2").arg(country, known.join(u' ')), {}});
    if (!recorded)
        return failed(recorded);
    return known;
}

} // namespace callveil
