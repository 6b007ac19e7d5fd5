// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/call_format.h"

#include <QBuffer>
#include <QDateTime>

namespace callveil {

/// What came of reading a text: every call and every reject, in order.
struct ReadText {
    std::optional<Fault> refusal; ///< the file could not be opened or read
    QString format;
    std::optional<CsvMapping> mapping;
    QList<RawCall> calls;
    QList<RowReject> rejects;
    QList<qint64> lines; ///< of calls and rejects as they came
};

/// ms since 1970 of a UTC time "2024-03-05 10:20:30".
inline qint64 utc(const char *text)
{
    QDateTime time = QDateTime::fromString(QString::fromLatin1(text), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch();
}

inline ReadOptions testOptions()
{
    ReadOptions options;
    options.now = utc("2026-01-01 00:00:00");
    return options;
}

inline ReadText readDevice(QIODevice &device, const ReadOptions &options = testOptions())
{
    ReadText read;
    const Result<OpenedCalls> opened = openCalls(device, QStringLiteral("calls.csv"), options);
    if (!opened) {
        read.refusal = opened.error().fault;
        return read;
    }
    read.format = opened->format;
    read.mapping = opened->mapping;
    for (;;) {
        const auto step = opened->reader->next();
        if (!step)
            read.refusal = step.error().fault;
        if (!step || !*step)
            return read;
        if (const RawCall *call = std::get_if<RawCall>(&**step))
            read.calls.append(*call);
        else
            read.rejects.append(std::get<RowReject>(**step));
        const bool wasCall = std::holds_alternative<RawCall>(**step);
        read.lines.append(wasCall ? read.calls.last().line : read.rejects.last().line);
    }
}

inline ReadText readText(QByteArray text, const ReadOptions &options = testOptions())
{
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    return readDevice(buffer, options);
}

} // namespace callveil
