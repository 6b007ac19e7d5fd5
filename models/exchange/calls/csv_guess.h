// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/column_shape.h"
#include "exchange/calls/csv_preview.h"

#include <functional>
#include <vector>

namespace callveil {

/// Guesses what the columns of a CSV file mean: by the names in its header, else by what the cells look like. A party
/// column of a file with a header is never guessed from the cells alone.
class CsvGuess final {
public:
    /// `now` in ms since 1970; `header` when it is known whether the first row holds names.
    CsvGuess(const CsvPreview &preview, const QString &region, qint64 now, std::optional<bool> header = {});

    [[nodiscard]] const CsvMapping &mapping() const { return m_mapping; }
    /// True when there is a start and something else that calls have.
    [[nodiscard]] bool describesCalls() const;

private:
    using Test = std::function<bool(const ColumnShape &)>;

    void settleEpochs();
    void guessByName();
    void guessStartByName();
    void guessPartiesByPart();
    void guessCustomer();
    void guessByCells();
    void guessTimesByCells();
    void guessAmountsByCells();
    void shareWordColumns();
    void fillWords();
    void guessUnits(const QString &region);

    [[nodiscard]] int findNamed(CsvField field, const Test &test) const;
    [[nodiscard]] QList<int> findShaped(const Test &test) const;
    bool take(CsvField field, int column);
    bool takeNamed(CsvField field, const Test &test) { return take(field, findNamed(field, test)); }
    [[nodiscard]] bool has(CsvField field) const { return m_mapping.columns.contains(field); }
    [[nodiscard]] bool isUsed(int column) const;

    QList<QStringList> m_rows; ///< without the header
    QStringList m_names; ///< plain header cells; empty without a header
    std::vector<ColumnShape> m_shapes;
    CsvMapping m_mapping;
};

} // namespace callveil
