// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace callveil {

namespace {

QString figure(double value)
{
    return value >= 1000 ? QString::number(value, 'f', 0) : QString::number(value, 'g', 3);
}

QString goalText(const BenchLine &line)
{
    QStringList texts;
    if (line.goal > 0)
        texts.append((line.atLeast ? QStringLiteral(">= ") : QStringLiteral("<= ")) + figure(line.goal) + u'x');
    if (line.limit > 0)
        texts.append(QStringLiteral("<= ") + figure(line.limit) + u' ' + line.unit);
    return texts.join(QStringLiteral(", "));
}

void printLine(const QStringList &cells)
{
    constexpr int widths[] = {-4, -11, -46, 12, 12, -8, 9, -20, -8};
    QString text;
    for (int i = 0; i < int(cells.size()); ++i) {
        const int width = i < 9 ? widths[i] : 0;
        text += width < 0 ? cells[i].leftJustified(-width) : cells[i].rightJustified(width);
        text += u' ';
    }
    puts(qPrintable(text.trimmed()));
}

} // namespace

bool BenchLine::reached() const
{
    const bool inRatio = atLeast ? ratio() >= goal : ratio() <= goal;
    return (goal <= 0 || inRatio) && (limit <= 0 || ours <= limit);
}

void BenchReport::add(BenchLine line)
{
    const QString text =
        QStringLiteral("row %1 %2 %3: %4 against %5 %6")
            .arg(line.row, line.engine, line.what, figure(line.ours), figure(line.reference), line.unit);
    fprintf(stderr, "%s\n", qPrintable(text));
    m_lines.push_back(std::move(line));
}

void BenchReport::note(const QString &text)
{
    fprintf(stderr, "%s\n", qPrintable(text));
    m_notes.append(text);
}

void BenchReport::printTable() const
{
    printLine({QStringLiteral("row"), QStringLiteral("engine"), QStringLiteral("what"), QStringLiteral("ours"),
        QStringLiteral("reference"), QStringLiteral("unit"), QStringLiteral("ratio"), QStringLiteral("goal"),
        QStringLiteral("reached"), QStringLiteral("note")});
    for (const BenchLine &line : m_lines)
        printLine({line.row, line.engine, line.what, figure(line.ours), figure(line.reference), line.unit,
            figure(line.ratio()), goalText(line), line.reached() ? QStringLiteral("yes") : QStringLiteral("NO"),
            line.note});
    for (const QString &note : m_notes)
        puts(qPrintable(note));
}

bool BenchReport::saveJson(const QString &file, qint64 legs) const
{
    QJsonArray lines;
    for (const BenchLine &line : m_lines)
        lines.append(QJsonObject{{QStringLiteral("row"), line.row}, {QStringLiteral("engine"), line.engine},
            {QStringLiteral("what"), line.what}, {QStringLiteral("ours"), line.ours},
            {QStringLiteral("reference"), line.reference}, {QStringLiteral("unit"), line.unit},
            {QStringLiteral("ratio"), line.ratio()}, {QStringLiteral("goal"), goalText(line)},
            {QStringLiteral("reached"), line.reached()}, {QStringLiteral("note"), line.note}});
    const QJsonObject whole{{QStringLiteral("legs"), legs}, {QStringLiteral("lines"), lines},
        {QStringLiteral("notes"), QJsonArray::fromStringList(m_notes)}};
    QFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(QJsonDocument(whole).toJson()) > 0;
}

} // namespace callveil
