// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/csv_preview.h"

#include "exchange/text/csv_rows.h"

#include <QBuffer>

#include <limits>

namespace callveil {

namespace {

constexpr qint64 s_sampleSize = 256 * 1024;
constexpr qsizetype s_dialectRows = 100;

QStringList cellsOf(const CsvRow &row)
{
    QStringList cells;
    cells.reserve(row.size());
    for (int column = 0; column < row.size(); ++column)
        cells.append(QString::fromUtf8(row.field(column)));
    return cells;
}

/// Rows of the sample; of a cut sample the last row is left out, because it may be cut as well.
CsvPreview readSample(QByteArray sample, std::optional<TextEncoding> encoding, char delimiter, bool cut, qsizetype most)
{
    QBuffer buffer(&sample);
    buffer.open(QIODevice::ReadOnly);
    CsvRows rows(TextDecoder(buffer, encoding, {}), delimiter);
    CsvPreview preview;
    preview.delimiter = delimiter;
    CsvRow row;
    for (auto more = rows.next(row); more && *more && preview.rows.size() < most; more = rows.next(row)) {
        if (row.fault)
            ++preview.faulty;
        else
            preview.rows.append(cellsOf(row));
    }
    if (cut && preview.rows.size() > 1 && preview.rows.size() < most)
        preview.rows.removeLast();
    preview.encoding = rows.encoding();
    preview.whole = !cut;
    return preview;
}

/// How well a delimiter fits: columns gained, in the share of rows that have the usual number of them.
double fit(const QList<QStringList> &rows)
{
    QHash<qsizetype, int> widths;
    for (const QStringList &row : rows)
        ++widths[row.size()];
    double best = 0;
    for (auto width = widths.begin(); width != widths.end(); ++width) {
        const double share = double(width.value()) / double(rows.size());
        best = qMax(best, share * share * double(width.key() - 1));
    }
    return best;
}

char guessDelimiter(const QByteArray &sample, std::optional<TextEncoding> encoding, bool cut)
{
    char best = ',';
    double bestFit = 0;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const double found = fit(readSample(sample, encoding, delimiter, cut, s_dialectRows).rows);
        if (found > bestFit) {
            best = delimiter;
            bestFit = found;
        }
    }
    return best;
}

} // namespace

Result<CsvPreview> previewCsv(QIODevice &device, const QString &name, const std::optional<CsvMapping> &mapping)
{
    const QByteArray sample = device.read(s_sampleSize);
    if ((sample.isEmpty() && !device.atEnd()) || !device.seek(0))
        return fail(ErrorCode::Invalid, Fault::FileUnreadable, {name}, device.errorString());
    const bool cut = sample.size() == s_sampleSize;
    const auto encoding = mapping ? encodingOf(mapping->encoding) : std::nullopt;
    const char delimiter = mapping ? mapping->delimiter.toLatin1() : guessDelimiter(sample, encoding, cut);
    return readSample(sample, encoding, delimiter, cut, std::numeric_limits<qsizetype>::max());
}

} // namespace callveil
