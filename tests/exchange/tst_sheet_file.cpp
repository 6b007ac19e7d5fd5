// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/sheet_file.h"

#include "exchange/sheet_texts.h"
#include "support/xlsx_book.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace callveil;

class tst_SheetFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_folder.reset(); }
    void takesItsPlaceWhenItIsComplete();
    void onlyItsOwnerMayReadIt();
    void leavesNothingWithoutACommit();
    void replacesWhatALinkLeadsTo();
    void namesWhatItCannotWrite();
    void leavesTheOldFileWhenTheDiskIsFull();
    void refusesPagesWithoutFonts();
    void isChosenByTheSuffix();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("calls.") + sheetKey(m_format)); }
    [[nodiscard]] QStringList names() const { return QDir(m_folder->path()).entryList(QDir::Files, QDir::Name); }
    [[nodiscard]] Result<void> write(const QString &path, int rows) const;
    /// How many rows stand in the file; -1: it is none.
    [[nodiscard]] qsizetype rowsOf(const QString &path) const;
    [[nodiscard]] static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void put(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    SheetFormat m_format = SheetFormat::Xlsx;
};

void tst_SheetFile::initTestCase_data()
{
    QTest::addColumn<SheetFormat>("format");
    QTest::newRow("xlsx") << SheetFormat::Xlsx;
    QTest::newRow("csv") << SheetFormat::Csv;
}

void tst_SheetFile::init()
{
    QFETCH_GLOBAL(SheetFormat, format);
    m_format = format;
    m_folder = std::make_unique<QTemporaryDir>();
}

Result<void> tst_SheetFile::write(const QString &path, int rows) const
{
    SheetFile file(path, m_format);
    if (const auto opened = file.open(someHead()); !opened)
        return opened;
    for (int i = 0; i < rows; ++i)
        if (const auto added = file.add(someRow(i)); !added)
            return added;
    return file.commit();
}

qsizetype tst_SheetFile::rowsOf(const QString &path) const
{
    if (m_format == SheetFormat::Csv)
        return bytesOf(path).count('\n') - 1;
    const auto book = readBook(path);
    return book.size() == 1 && book[0].faults.isEmpty() ? book[0].rows.size() - 1 : -1;
}

void tst_SheetFile::takesItsPlaceWhenItIsComplete()
{
    put(path(), "old");
    SheetFile file(path(), m_format);
    QVERIFY(file.open(someHead()));
    for (int i = 0; i < 3000; ++i)
        QVERIFY(file.add(someRow(i)));
    QCOMPARE(bytesOf(path()), QByteArray("old"));
    QCOMPARE(names().size(), 2); // beside its place, and no other file with a name
    QVERIFY(file.commit());
    QCOMPARE(rowsOf(path()), 3000);
    QCOMPARE(names().size(), 1);
}

void tst_SheetFile::onlyItsOwnerMayReadIt()
{
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    put(path(), "old");
    QVERIFY(QFile::setPermissions(path(), others | QFile::ReadOwner | QFile::WriteOwner));
    SheetFile file(path(), m_format);
    QVERIFY(file.open(someHead()) && file.add(someRow(1)));
    for (const QString &name : names())
        QVERIFY2(name == QFileInfo(path()).fileName() || !(QFile::permissions(m_folder->filePath(name)) & others),
            qPrintable(name));
    QVERIFY(file.commit());
    QVERIFY(!(QFile::permissions(path()) & others));
}

void tst_SheetFile::leavesNothingWithoutACommit()
{
    {
        SheetFile file(path(), m_format);
        QVERIFY(file.open(someHead()));
        for (int i = 0; i < 3000; ++i)
            QVERIFY(file.add(someRow(i)));
        QCOMPARE(names().size(), 1);
    }
    QCOMPARE(names(), QStringList());
}

void tst_SheetFile::replacesWhatALinkLeadsTo()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("far")));
    const QString far = m_folder->filePath(QStringLiteral("far/there"));
    put(far, "old");
    QVERIFY(QFile::link(far, path()));
    QVERIFY(write(path(), 5));
    QVERIFY(QFileInfo(path()).isSymLink());
    QCOMPARE(rowsOf(far), 5);
}

void tst_SheetFile::namesWhatItCannotWrite()
{
    for (const QString &place : {QStringLiteral("/no/such/calls.x"), m_folder->path()}) {
        const auto refused = write(place, 1);
        QVERIFY(!refused);
        QCOMPARE(refused.error().fault, Fault::FileUnwritable);
        QCOMPARE(refused.error().args, QStringList{QFileInfo(place).fileName()});
    }
    QCOMPARE(names(), QStringList());
}

void tst_SheetFile::leavesTheOldFileWhenTheDiskIsFull()
{
    QVERIFY(write(path(), 10));
    const QByteArray before = bytesOf(path());
    {
        const FullDisk full(100000);
        const auto refused = write(path(), 5000);
        QVERIFY(!refused);
        QCOMPARE(refused.error().fault, Fault::FileUnwritable);
    }
    QCOMPARE(bytesOf(path()), before);
    QCOMPARE(names().size(), 1);
}

void tst_SheetFile::refusesPagesWithoutFonts()
{
    SheetFile file(m_folder->filePath(QStringLiteral("calls.pdf")), SheetFormat::Pdf);
    const auto refused = file.open(someHead()); // this program has no Qt Gui
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::Unexpected);
    QCOMPARE(names(), QStringList());
}

void tst_SheetFile::isChosenByTheSuffix()
{
    QVERIFY(sheetOfFile(path()) == m_format);
    QVERIFY(sheetOfFile(QStringLiteral("/a.b/CALLS.PDF")) == SheetFormat::Pdf);
    QVERIFY(!sheetOfFile(QStringLiteral("/a.csv/calls")));
    QVERIFY(!sheetOfFile(QStringLiteral("calls.xls")));
}

QTEST_GUILESS_MAIN(tst_SheetFile)
#include "tst_sheet_file.moc"
