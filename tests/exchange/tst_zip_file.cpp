// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/zip_file.h"

#include "exchange/sheet_texts.h"
#include "exchange/sheets/xlsx_sheet.h"
#include "support/zip_reader.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace callveil;

class tst_ZipFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsEntriesToTheirEnds();
    void refusesWhatIsNotWhole();
    void refusesDamagedContents();
    void readsTheFieldsOfLargeFiles();

private:
    [[nodiscard]] static std::optional<std::vector<ZipEntry>> read(QByteArray bytes)
    {
        QBuffer buffer(&bytes);
        return buffer.open(QIODevice::ReadOnly) ? zipEntries(buffer) : std::nullopt;
    }
    [[nodiscard]] static std::optional<QByteArray> endOf(QByteArray bytes, const ZipEntry &entry, qsizetype size)
    {
        QBuffer buffer(&bytes);
        return buffer.open(QIODevice::ReadOnly) ? zipEntryEnd(buffer, entry, size) : std::nullopt;
    }

    QByteArray m_zip;
};

void tst_ZipFile::initTestCase()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("some.xlsx"));
    XlsxSheet sheet(path);
    QVERIFY(sheet.begin(someHead()));
    for (int i = 0; i < 5000; ++i) // more than one piece, packed and unpacked
        QVERIFY(sheet.add(someRow(i)));
    QVERIFY(sheet.finish());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_zip = file.readAll();
}

void tst_ZipFile::readsEntriesToTheirEnds()
{
    const auto entries = read(m_zip);
    const auto contents = unzipped(m_zip);
    QVERIFY(entries && entries->size() > 5);
    QCOMPARE(qsizetype(entries->size()), contents.size());
    for (const ZipEntry &entry : *entries) {
        const QByteArray content = contents.value(entry.name);
        QCOMPARE(entry.size, quint64(content.size()));
        for (const qsizetype size : {qsizetype(0), qsizetype(12), content.size(), content.size() + 5})
            QCOMPARE(endOf(m_zip, entry, size), std::optional(content.right(size)));
    }
}

void tst_ZipFile::refusesWhatIsNotWhole()
{
    for (const qsizetype size : {qsizetype(0), qsizetype(10), m_zip.size() / 2, m_zip.size() - 1})
        QVERIFY2(!read(m_zip.first(size)), qPrintable(QString::number(size)));
    QVERIFY(!read(m_zip.sliced(1))); // the directory is not where the end says
    QVERIFY(rc::check([this] {
        QByteArray damaged = m_zip;
        for (int left = *rc::gen::inRange(1, 4); left > 0; --left)
            damaged[*rc::gen::inRange<qsizetype>(m_zip.size() - 200, m_zip.size())] = char(*rc::gen::inRange(0, 256));
        (void)read(damaged); // answers something, whatever it is given
    }));
}

void tst_ZipFile::refusesDamagedContents()
{
    const auto entries = read(m_zip);
    QVERIFY(entries);
    const auto sheet = std::find_if(entries->begin(), entries->end(),
        [](const ZipEntry &entry) { return entry.name == "xl/worksheets/sheet1.xml"; });
    QVERIFY(sheet != entries->end() && sheet->packed > 10000);
    const QByteArray content = unzipped(m_zip).value(sheet->name);
    int refused = 0;
    QVERIFY(rc::check([&] {
        QByteArray damaged = m_zip;
        const auto place = *rc::gen::inRange<qsizetype>(qsizetype(sheet->head) + 100, qsizetype(sheet->packed));
        damaged[place] = char(damaged[place] ^ *rc::gen::inRange(1, 256));
        if (endOf(damaged, *sheet, 12))
            RC_ASSERT(unzipped(damaged).value(sheet->name) == content); // the same text from another place
        else
            ++refused;
    }));
    QVERIFY(refused > 0);
    ZipEntry shorter = *sheet;
    --shorter.size;
    QVERIFY(!endOf(m_zip, shorter, 12));
}

void tst_ZipFile::readsTheFieldsOfLargeFiles()
{
    // One entry of 5 GB, whose data are left out; then the directory's end in both its forms.
    const QByteArray field = QByteArray::fromHex("0100 0800 00f2052a01000000"), name = "a";
    const QByteArray entry = QByteArray::fromHex("504b0102 2d00 2d00 0000 0800 00000000 00000000 00000000 ffffffff"
                                                 "0100 0c00 0000 0000 0000 00000000 00000000")
        + name + field;
    const QByteArray large = QByteArray::fromHex("504b0606 2c00000000000000 2d00 2d00 00000000 00000000"
                                                 "0100000000000000 0100000000000000 3b00000000000000"
                                                 "0000000000000000");
    const QByteArray place = QByteArray::fromHex("504b0607 00000000 3b00000000000000 01000000");
    const QByteArray end = QByteArray::fromHex("504b0506 0000 0000 ffff ffff ffffffff ffffffff 0000");
    QCOMPARE(entry.size(), 0x3b);
    const auto entries = read(entry + large + place + end);
    QVERIFY(entries && entries->size() == 1);
    QCOMPARE(entries->front().size, quint64(5000000000));
}

QTEST_GUILESS_MAIN(tst_ZipFile)
#include "tst_zip_file.moc"
