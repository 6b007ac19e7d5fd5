// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/csv_sheet.h"

#include "exchange/sheet_texts.h"
#include "exchange/text/csv_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace callveil;

class tst_CsvSheet final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTitlesAndRows();
    void textsDoNotBecomeFormulas();
    void anyTextComesBack();
    void noticesAFullDisk();

private:
    [[nodiscard]] bool write(const QList<QStringList> &rows) const
    {
        CsvSheet sheet(m_folder.filePath(QStringLiteral("some.csv")));
        bool written = sheet.begin(someHead());
        for (const QStringList &row : rows)
            written = written && sheet.add(row);
        return written && sheet.finish();
    }
    [[nodiscard]] QByteArray written() const
    {
        QFile file(m_folder.filePath(QStringLiteral("some.csv")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The cells of a file by RFC 4180.
    [[nodiscard]] static QList<QStringList> cellsOf(const QString &text);

    QTemporaryDir m_folder;
};

QList<QStringList> tst_CsvSheet::cellsOf(const QString &text)
{
    QList<QStringList> rows{{QString()}};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"' && quoted && i + 1 < text.size() && text[i + 1] == u'"')
            rows.last().last() += text[++i];
        else if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            rows.last().append(QString());
        else if (c == u'\r' && !quoted && i + 1 < text.size() && text[i + 1] == u'\n' && ++i)
            rows.append({QString()});
        else
            rows.last().last() += c;
    }
    rows.removeLast(); // behind the last line
    return rows;
}

void tst_CsvSheet::writesTitlesAndRows()
{
    QVERIFY(write({{QString(), QStringLiteral("a,b"), QString(), QStringLiteral("7")}}));
    QCOMPARE(written(), QByteArray("Started,Customer,Remark,Duration\r\n,\"a,b\",,7\r\n"));
}

void tst_CsvSheet::textsDoNotBecomeFormulas()
{
    QCOMPARE(csvLine({QStringLiteral("=1+1"), QStringLiteral("@x"), QStringLiteral("-5"), QStringLiteral("+1-800")}),
        QByteArray("\"'=1+1\",\"'@x\",\"'-5\",\"'+1-800\"\r\n"));
    QCOMPARE(csvLine({QStringLiteral("+44xxx01"), QStringLiteral("+86 138****1234"), QStringLiteral("+4416")}),
        QByteArray("+44xxx01,\"'+86 138****1234\",+4416\r\n"));
}

void tst_CsvSheet::anyTextComesBack()
{
    QVERIFY(rc::check([this] {
        QStringList row{anyText(), anyText(), anyText(), QStringLiteral("end")};
        RC_ASSERT(write({row}));
        const auto rows = cellsOf(QString::fromUtf8(written()));
        RC_ASSERT(rows.size() == 2);
        RC_ASSERT(rows[1].size() == row.size());
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QString whole = QString::fromUtf8(row[i].toUtf8()); // halves of pairs are nothing in UTF-8
            RC_ASSERT(rows[1][i] == whole || rows[1][i] == QString(u'\'' + whole));
        }
    }));
}

void tst_CsvSheet::noticesAFullDisk()
{
    QList<QStringList> rows;
    for (int i = 0; i < 5000; ++i)
        rows.append(someRow(i));
    QVERIFY(write(rows));
    const FullDisk full{rlim_t(written().size() - 10)};
    QVERIFY(!write(rows));
}

QTEST_GUILESS_MAIN(tst_CsvSheet)
#include "tst_csv_sheet.moc"
