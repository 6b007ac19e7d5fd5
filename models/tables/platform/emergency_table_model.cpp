// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/platform/emergency_table_model.h"

namespace callveil {

EmergencyTableModel::EmergencyTableModel(CellTexts texts, CountryText country, QObject *parent)
    : ListTableModel({{tr("Country")}, {tr("Number")}, {tr("Source")}, {tr("Since")}}, parent),
      m_texts(std::move(texts)), m_country(country)
{ }

/// Its country's two letters and its digits, as one figure; a 1 before the digits keeps zeros that lead.
qint64 EmergencyTableModel::keyOf(const EmergencyNumber &number)
{
    constexpr qint64 letters = 26, beyondDigits = 10'000'000;
    qint64 country = 0;
    for (const QChar letter : number.country)
        country = country * letters + (letter.unicode() - u'A');
    return country * beyondDigits + QString(u'1' + number.digits).toLongLong();
}

TableCell EmergencyTableModel::cell(const EmergencyLine &item, int column) const
{
    switch (column) {
    case Country:
        return {m_country(item.row.number.country)};
    case Number:
        return m_texts.numberCell(item.row.number.digits);
    case Source:
        if (!item.row.addedBy.isSet())
            return {tr("Prefilled"), {}, {}, tr("Known of this country when its first process or pool was made.")};
        return {tr("Added by %1").arg(item.row.addedByName)};
    default:
        return m_texts.timeCell(item.row.addedAt);
    }
}

} // namespace callveil
