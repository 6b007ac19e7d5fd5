// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/emergency_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The emergency numbers of countries, one to a row.
class EmergencyTableModel final : public ListTableModel<EmergencyLine> {
    Q_DECLARE_TR_FUNCTIONS(EmergencyTableModel)

public:
    enum Column { Country, Number, Source, Since };
    using CountryText = QString (*)(const QString &region);

    EmergencyTableModel(CellTexts texts, CountryText country, QObject *parent = nullptr);

    /// The id of a number's row.
    [[nodiscard]] static qint64 keyOf(const EmergencyNumber &number);

protected:
    [[nodiscard]] TableCell cell(const EmergencyLine &item, int column) const override;
    [[nodiscard]] qint64 idOf(const EmergencyLine &item) const override { return keyOf(item.row.number); }

private:
    CellTexts m_texts;
    CountryText m_country;
};

} // namespace callveil
