// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

/// A command line is open to everybody on the machine; what starts no program can put no number into one. One class
/// starts programs: PostgreSQL's own, that copy whole databases (tst_server_programs looks at what it hands them).
class TestOtherPrograms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void productStartsNoneBesideThoseOfBackups();
};

void TestOtherPrograms::productStartsNoneBesideThoseOfBackups()
{
    const QRegularExpression starts(
        QStringLiteral("\\bQProcess\\b|\\bpopen\\s*\\(|(?<![:\\w])system\\s*\\(|std::system|"
                       "\\bposix_spawn|\\bfork\\s*\\(|\\bexec[lv][pe]*\\s*\\("));
    int files = 0;
    for (const char *folder : {"app", "ui", "models"}) {
        QDirIterator sources(QStringLiteral(SOURCE_FOLDER "/") + QLatin1String(folder),
            {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            QFile file(sources.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            ++files;
            if (file.fileName().endsWith(QLatin1String("models/storage/backup/server_programs.cpp")))
                continue;
            QVERIFY2(!starts.match(QString::fromUtf8(file.readAll())).hasMatch(), qPrintable(file.fileName()));
        }
    }
    QVERIFY(files > 100);
}

QTEST_GUILESS_MAIN(TestOtherPrograms)
#include "tst_other_programs.moc"
