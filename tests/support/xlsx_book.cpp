// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/xlsx_book.h"

#include "support/zip_reader.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace callveil {

namespace {

int columnOf(QStringView cell)
{
    int column = 0;
    for (const QChar c : cell)
        if (c >= u'A' && c <= u'Z')
            column = column * 26 + (c.unicode() - u'A' + 1);
    return column - 1;
}

void take(BookSheet &sheet, QXmlStreamReader &xml)
{
    const QString place = xml.attributes().value(QLatin1String("r")).toString();
    if (xml.attributes().value(QLatin1String("t")) != QLatin1String("inlineStr"))
        sheet.faults.append(place + QStringLiteral(" is no text"));
    QString text;
    while (xml.readNextStartElement()) {
        if (xml.name() != QLatin1String("is")) {
            sheet.faults.append(place + QStringLiteral(" holds ") + xml.name());
            xml.skipCurrentElement();
            continue;
        }
        while (xml.readNextStartElement()) // t
            text += xml.readElementText();
    }
    QStringList &row = sheet.rows.last();
    while (row.size() <= columnOf(place))
        row.append(QString());
    row[columnOf(place)] = xstring(text);
}

void readSheet(BookSheet &sheet)
{
    QXmlStreamReader xml(sheet.xml);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("row")) {
            const int row = xml.attributes().value(QLatin1String("r")).toInt();
            while (sheet.rows.size() < row)
                sheet.rows.append(QStringList());
        } else if (xml.name() == QLatin1String("c")) {
            take(sheet, xml);
        }
    }
    if (xml.hasError())
        sheet.faults.append(xml.errorString());
}

} // namespace

QStringList BookSheet::column(int place) const
{
    QStringList texts;
    for (const QStringList &row : rows)
        texts.append(row.value(place));
    return texts;
}

QList<BookSheet> readBook(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto parts = unzipped(file.readAll());
    QList<BookSheet> sheets;
    QXmlStreamReader book(parts.value("xl/workbook.xml"));
    while (!book.atEnd()) {
        if (book.readNext() != QXmlStreamReader::StartElement || book.name() != QLatin1String("sheet"))
            continue;
        const QByteArray name = "xl/worksheets/sheet" + QByteArray::number(sheets.size() + 1) + ".xml";
        BookSheet sheet{book.attributes().value(QLatin1String("name")).toString(), {}, {}, parts.value(name)};
        readSheet(sheet);
        sheets.append(sheet);
    }
    return sheets;
}

QString xstring(const QString &text)
{
    static const QRegularExpression escape(QStringLiteral("_x([0-9A-Fa-f]{4})_"));
    QString read;
    qsizetype at = 0;
    auto matches = escape.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        read += QStringView(text).mid(at, match.capturedStart() - at);
        read += QChar(char16_t(match.captured(1).toUShort(nullptr, 16)));
        at = match.capturedEnd();
    }
    return read + QStringView(text).mid(at);
}

} // namespace callveil
