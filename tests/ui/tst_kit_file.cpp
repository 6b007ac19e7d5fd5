// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/kit_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace callveil;

class TestKitFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void closesAFileThatOthersCouldRead()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("kit.txt"));
        QFile old(file);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("something longer than the kit");
        old.close();
        QVERIFY(old.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(writeKit(file, QStringLiteral("kit")));
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("kit"));
        QVERIFY(!(old.permissions() & (QFile::ReadOther | QFile::ReadGroup)));
    }

    void saysThatAFileCannotBeWritten()
    {
        QTemporaryDir folder;
        const auto written = writeKit(folder.filePath(QStringLiteral("none/kit.txt")), QStringLiteral("kit"));
        QVERIFY(!written);
        QCOMPARE(written.error().fault, Fault::FileUnwritable);
        QCOMPARE(written.error().args, {QStringLiteral("kit.txt")});
    }

    void numbersTheWords()
    {
        const QString text =
            kitText(QStringLiteral("Test Centre"), {{QStringLiteral("lusab"), QStringLiteral("babad")}, {}, {}});
        QVERIFY(text.contains(QStringLiteral(" 1  lusab\n 2  babad\n")));
        QVERIFY(text.contains(QStringLiteral("Test Centre")));
    }
};

QTEST_GUILESS_MAIN(TestKitFile)
#include "tst_kit_file.moc"
