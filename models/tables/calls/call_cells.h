// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "tables/base/table_cell.h"
#include "tables/calls/call_column.h"
#include "tables/calls/call_texts.h"

#include <QCoreApplication>

namespace callveil {

/// What the call log writes into its cells and headings. Whatever role holds text holds masked text.
class CallCells final {
    Q_DECLARE_TR_FUNCTIONS(CallCells)

public:
    explicit CallCells(CallTexts texts) : m_texts(std::move(texts)) { }

    [[nodiscard]] static QString title(CallColumn column);
    /// The heading of the times names their zone.
    [[nodiscard]] QVariant heading(CallColumn column, int role) const;
    [[nodiscard]] QVariant data(const CallLine &call, CallColumn column, int role) const;
    [[nodiscard]] TableCell cell(const CallLine &call, CallColumn column) const;

    /// A moment in the visible zone; sorts by time.
    [[nodiscard]] static TableCell moment(const CallTexts &texts, std::optional<qint64> at)
    {
        return at ? TableCell{texts.number(texts.time(*at)), texts.time(*at), *at} : TableCell();
    }
    /// A masked number, a proxy number or a quantity.
    [[nodiscard]] static TableCell number(const CallTexts &texts, const QString &text)
    {
        return text.isEmpty() ? TableCell() : TableCell{texts.number(text), text};
    }
    /// An amount; sorts by size. Empty without one.
    [[nodiscard]] static TableCell money(const CallTexts &texts, std::optional<qint64> micros, const QString &currency);
    /// What a call costs: with how many of its legs have no rate, and what cannot be added up.
    [[nodiscard]] TableCell cost(const CallLine &call) const;
    /// "0.0125 USD"; empty without a cost.
    [[nodiscard]] static QString costText(std::optional<qint64> micros, const QString &currency);
    [[nodiscard]] static QString agentText(const QString &code, const QString &name);
    /// Holds telephone numbers: painted in tabular figures.
    [[nodiscard]] static bool isNumber(CallColumn column);
    /// A quantity: aligned to the right.
    [[nodiscard]] static bool isFigure(CallColumn column);

private:
    CallTexts m_texts;
};

} // namespace callveil
