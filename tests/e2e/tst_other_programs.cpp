// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

/// A command line is open to everybody on the machine; what starts no program can put no number into one.
class TestOtherPrograms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void productStartsNone();
};

void TestOtherPrograms::productStartsNone()
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
            QVERIFY2(!starts.match(QString::fromUtf8(file.readAll())).hasMatch(), qPrintable(file.fileName()));
            ++files;
        }
    }
    QVERIFY(files > 100);
}

QTEST_GUILESS_MAIN(TestOtherPrograms)
#include "tst_other_programs.moc"
