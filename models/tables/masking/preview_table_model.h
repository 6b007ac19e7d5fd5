// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// How a policy shows one example number of each shape. The examples are invented numbers.
class PreviewTableModel final : public ListTableModel<PreviewLine> {
    Q_DECLARE_TR_FUNCTIONS(PreviewTableModel)

public:
    enum Column { Number, ShownAs, DigitsHidden, CandidatesLeft, Share };

    explicit PreviewTableModel(CellTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const PreviewLine &item, int column) const override;
    [[nodiscard]] qint64 idOf(const PreviewLine &item) const override;

private:
    [[nodiscard]] TableCell hiddenCell(const Strength &strength) const;
    [[nodiscard]] TableCell candidatesCell(const Strength &strength) const;

    CellTexts m_texts;
};

} // namespace callveil
