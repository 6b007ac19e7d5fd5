// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/call_format.h"

#include "exchange/calls/asterisk_clock.h"
#include "exchange/calls/asterisk_csv_reader.h"
#include "exchange/calls/csv_guess.h"
#include "exchange/calls/date_order.h"
#include "exchange/calls/decimal_sign.h"
#include "exchange/calls/freeswitch_csv_reader.h"
#include "exchange/calls/generic_csv_reader.h"

#include <QDateTime>
#include <QIODevice>

namespace callveil {

namespace {

/// A file whose beginning is known, on its way to a reader.
struct Opening {
    QIODevice &device;
    const QString &name;
    const ReadOptions &options;
    const CsvPreview &preview;
};

const QString &asteriskCsv()
{
    static const QString id = QStringLiteral("asterisk-csv");
    return id;
}

const QString &freeswitchCsv()
{
    static const QString id = QStringLiteral("freeswitch-csv");
    return id;
}

const QString &genericCsv()
{
    static const QString id = QStringLiteral("generic-csv");
    return id;
}

/// JSON and XML have delimiters too, and often times.
bool isMarkup(const CsvPreview &preview)
{
    const QString first = preview.rows.isEmpty() ? QString() : preview.rows.first().value(0);
    return first.startsWith(u'{') || first.startsWith(u'[') || first.startsWith(u'<');
}

/// A caller that gives no clock gets the machine's: with 0 every row would be "in the future".
qint64 nowOf(const ReadOptions &options)
{
    return options.now != 0 ? options.now : QDateTime::currentMSecsSinceEpoch();
}

TimeReader makeTimes(const ReadOptions &options, const QTimeZone &zone, DateOrder order)
{
    return TimeReader(zone, order, nowOf(options));
}

CsvSource makeSource(const Opening &opening, int startColumn, bool header)
{
    const DateOrder order = guessDateOrder(opening.preview.rows, startColumn, opening.options.region);
    return CsvSource{TextDecoder(opening.device, opening.preview.encoding, opening.name), opening.preview.delimiter,
        header, makeTimes(opening.options, opening.options.zone, order)};
}

bool hasDataRows(const CsvPreview &preview, bool header)
{
    return preview.rows.size() > (header ? 1 : 0) || preview.faulty > 0 || !preview.whole;
}

Result<OpenedCalls> openAsterisk(const Opening &opening, const AsteriskLayout &layout)
{
    if (!hasDataRows(opening.preview, layout.header))
        return fail(ErrorCode::Invalid, Fault::FormatNoCalls, {opening.name});
    CsvSource source = makeSource(opening, layout.start, layout.header);
    AsteriskClock clock(opening.preview.rows, layout, source.times);
    return OpenedCalls{
        asteriskCsv(), {}, std::make_unique<AsteriskCsvReader>(std::move(source), layout, std::move(clock))};
}

Result<OpenedCalls> openFreeswitch(const Opening &opening, const FreeswitchLayout &layout)
{
    if (!hasDataRows(opening.preview, layout.header))
        return fail(ErrorCode::Invalid, Fault::FormatNoCalls, {opening.name});
    CsvSource source = makeSource(opening, layout.start, layout.header);
    return OpenedCalls{freeswitchCsv(), {}, std::make_unique<FreeswitchCsvReader>(std::move(source), layout)};
}

Result<OpenedCalls> openGeneric(const Opening &opening, const CsvMapping &mapping)
{
    if (const Result<void> complete = mapping.check(); !complete)
        return failed(complete);
    if (!hasDataRows(opening.preview, mapping.header))
        return fail(ErrorCode::Invalid, Fault::FormatNoCalls, {opening.name});
    const QTimeZone zone = mapping.zone.isEmpty() ? opening.options.zone : QTimeZone(mapping.zone.toUtf8());
    const auto encoding = mapping.encoding.isEmpty() ? opening.preview.encoding : encodingOf(mapping.encoding);
    CsvSource source{TextDecoder(opening.device, encoding, opening.name), mapping.delimiter.toLatin1(), mapping.header,
        makeTimes(opening.options, zone, mapping.dateOrder)};
    const int length = mapping.columns.value(CsvField::Billable, mapping.columns.value(CsvField::Duration, -1));
    const char decimal = guessDecimalSign(opening.preview.rows, length);
    return OpenedCalls{genericCsv(), mapping, std::make_unique<GenericCsvReader>(std::move(source), mapping, decimal)};
}

Result<OpenedCalls> openDetected(const Opening &opening)
{
    const QString &region = opening.options.region;
    if (isMarkup(opening.preview))
        return fail(ErrorCode::Invalid, Fault::FormatUnknown, {opening.name});
    if (const auto layout = FreeswitchLayout::recognise(opening.preview.rows))
        return openFreeswitch(opening, *layout);
    if (const auto layout = AsteriskLayout::recognise(opening.preview.rows))
        return openAsterisk(opening, *layout);
    const CsvGuess guess(opening.preview, region, nowOf(opening.options));
    if (!guess.describesCalls())
        return fail(ErrorCode::Invalid, Fault::FormatUnknown, {opening.name});
    return openGeneric(opening, guess.mapping());
}

} // namespace

QStringList callFormats()
{
    return {asteriskCsv(), freeswitchCsv(), genericCsv()};
}

Result<OpenedCalls> openCalls(QIODevice &device, const QString &name, const ReadOptions &options)
{
    if (!options.format.isEmpty() && !callFormats().contains(options.format))
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("format"), options.format, callFormats().join(u", ")});
    if (!options.zone.isValid())
        return fail(ErrorCode::Invalid, Fault::TimeZoneUnknown, {QString::fromUtf8(options.zone.id())});
    const bool generic = options.format.isEmpty() || options.format == genericCsv();
    const std::optional<CsvMapping> mapping = generic ? options.mapping : std::nullopt;
    const Result<CsvPreview> preview = previewCsv(device, name, mapping);
    if (!preview)
        return failed(preview);
    if (preview->isBlank())
        return fail(ErrorCode::Invalid, Fault::FileEmpty, {name});
    const Opening opening{device, name, options, *preview};
    if (options.format == asteriskCsv())
        return openAsterisk(opening, AsteriskLayout::recognise(preview->rows).value_or(AsteriskLayout::standard()));
    if (options.format == freeswitchCsv())
        return openFreeswitch(
            opening, FreeswitchLayout::recognise(preview->rows).value_or(FreeswitchLayout::standard()));
    if (mapping)
        return openGeneric(opening, *mapping);
    if (options.format == genericCsv())
        return openGeneric(opening, CsvGuess(*preview, options.region, nowOf(options)).mapping());
    return openDetected(opening);
}

Result<CsvSample> sampleCsv(QIODevice &device, const QString &name, const ReadOptions &options, int rows)
{
    const Result<CsvPreview> preview = previewCsv(device, name, options.mapping);
    if (!preview)
        return failed(preview);
    if (preview->isBlank())
        return fail(ErrorCode::Invalid, Fault::FileEmpty, {name});
    const auto header = options.mapping ? std::optional(options.mapping->header) : std::nullopt;
    const CsvGuess guess(*preview, options.region, nowOf(options), header);
    CsvSample sample{{}, preview->rows, guess.mapping()};
    if (sample.guess.header && !sample.rows.isEmpty())
        sample.header = sample.rows.takeFirst();
    sample.rows = sample.rows.first(qBound(qsizetype(0), qsizetype(rows), sample.rows.size()));
    return sample;
}

} // namespace callveil
