// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/opt_out.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// Who wants no calls: brands and how they came on the list, never a number.
class OptOutTableModel final : public ListTableModel<OptOut> {
    Q_DECLARE_TR_FUNCTIONS(OptOutTableModel)

public:
    enum Column { BrandName, Since, Source, AddedBy };
    using SourceText = QString (*)(OptOutSource source);

    OptOutTableModel(CellTexts texts, SourceText source, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const OptOut &item, int column) const override;
    [[nodiscard]] qint64 idOf(const OptOut &item) const override { return item.id.value; }

private:
    CellTexts m_texts;
    SourceText m_source;
};

} // namespace callveil
