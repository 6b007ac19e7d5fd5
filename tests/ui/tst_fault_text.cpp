// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/fault_text.h"

#include <QSet>
#include <QTest>

using namespace callveil;

class TestFaultText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasAnotherSentenceForEachFault()
    {
        QSet<QString> sentences;
        const int last = int(Fault::ServerOlder);
        for (int fault = 0; fault <= last; ++fault) {
            const QStringList args{QStringLiteral("aa"), QStringLiteral("bb"), QStringLiteral("cc")};
            const QString text = faultText({ErrorCode::Invalid, Fault(fault), args, {}});
            QVERIFY2(text.endsWith(u'.'), qPrintable(QString::number(fault)));
            QVERIFY2(!text.contains(u'%'), qPrintable(text));
            sentences.insert(text);
        }
        QCOMPARE(sentences.size(), last + 1);
    }

    void namesTheFieldAsPeopleDo()
    {
        const Error error{ErrorCode::Invalid, Fault::TextTooLong, {QStringLiteral("note"), QStringLiteral("500")}, {}};
        QCOMPARE(faultText(error), QStringLiteral("Note is too long. Use at most 500 characters."));
    }

    void saysWhatAnAdministratorLacks()
    {
        const QString text =
            faultText({ErrorCode::Denied, Fault::NotPermitted, {QStringLiteral("actual-numbers")}, {}});
        QVERIFY(text.contains(QStringLiteral("actual numbers of all processes")));
        QVERIFY(text != faultText({ErrorCode::Denied, Fault::NotPermitted, {}, {}}));
    }

    void saysWhoWasShutOutInVain()
    {
        const QString text = faultText({ErrorCode::Busy, Fault::DatabaseBusy, {QStringLiteral("asha")}, {}});
        QVERIFY2(text.contains(QStringLiteral("“asha” held the change off, and is shut out")), qPrintable(text));
        QVERIFY(
            faultText({ErrorCode::Busy, Fault::DatabaseBusy, {}, {}}).startsWith(QStringLiteral("Another program")));
    }

    void takesNoPlaceFromWithinAnArgument()
    {
        const Error error{ErrorCode::Conflict, Fault::NameTaken, {QStringLiteral("name"), QStringLiteral("%1 %2")}, {}};
        QCOMPARE(faultText(error), QStringLiteral("Name: “%1 %2” is in use already. Choose another."));
    }

    void marksAnArgumentThatIsMissing()
    {
        QCOMPARE(faultText({ErrorCode::Invalid, Fault::NameEmpty, {}, {}}),
            QStringLiteral("This field is empty. Fill it in."));
    }

    void tellsWhereARowIsWrong()
    {
        const RowReject reject{12, QStringLiteral("start"), RowFault::TimeNotUnderstood};
        QCOMPARE(rejectText(reject), QStringLiteral("line 12, column start: the time is not understood"));
        QCOMPARE(rejectText({3, {}, RowFault::TooFewFields}), QStringLiteral("line 3: the row has too few fields"));
    }
};

QTEST_APPLESS_MAIN(TestFaultText)
#include "tst_fault_text.moc"
