// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reports/roll_ups.h"

#include "storage/database/sql_library.h"

namespace callveil {

Result<void> RollUps::rollKnown(Way way)
{
    if (const auto begun = begin(); !begun)
        return begun;
    return add(m_connection.write("roll_up.list_fresh", {{":known", 1}}), way);
}

Result<void> RollUps::rollFresh(Way way)
{
    if (const auto begun = begin(); !begun)
        return begun;
    return add(m_connection.write("roll_up.list_fresh", {{":known", 0}}), way);
}

Result<void> RollUps::rollListed(const QString &sessions, Way way)
{
    if (const auto begun = begin(); !begun)
        return begun;
    return add(m_connection.write("roll_up.list_given", {{":sessions", sessions}}), way);
}

Result<void> RollUps::begin()
{
    const auto made = m_connection.runScript(
        SqlLibrary::instance().text(Engine::Sqlite, QLatin1String("script.create_rolling")) + u'\n');
    if (!made)
        return made;
    return clear();
}

Result<void> RollUps::clear()
{
    if (const auto list = m_connection.write("roll_up.clear_list"); !list)
        return failed(list);
    const auto rolled = m_connection.write("roll_up.clear");
    return rolled ? Result<void>() : failed(rolled);
}

Result<void> RollUps::add(const Result<qint64> &listed, Way way)
{
    if (!listed)
        return failed(listed);
    if (*listed == 0)
        return {};
    if (const auto folded = m_connection.write("roll_up.fold"); !folded)
        return failed(folded);
    if (const auto days = m_connection.write("roll_up.add_days", {{":sign", int(way)}}); !days)
        return failed(days);
    if (const auto charges = m_connection.write("roll_up.add_charges", {{":sign", int(way)}}); !charges)
        return failed(charges);
    return clear();
}

} // namespace callveil
