// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/csv_mapping.h"

#include <QJsonDocument>
#include <QTest>

using namespace callveil;

namespace {

CsvMapping fullMapping()
{
    CsvMapping mapping;
    mapping.delimiter = u'\t';
    mapping.header = false;
    mapping.encoding = QStringLiteral("UTF-16LE");
    for (int field = int(CsvField::Caller); field <= int(CsvField::Account); ++field)
        mapping.columns.insert(CsvField(field), field + 3);
    mapping.dateOrder = DateOrder::MonthDayYear;
    mapping.zone = QStringLiteral("Asia/Kolkata");
    mapping.durationUnit = DurationUnit::Minutes;
    mapping.directionWords.insert(QStringLiteral("rein"), Direction::Inbound);
    mapping.dispositionWords.insert(QStringLiteral("besetzt"), Disposition::Busy);
    mapping.mediumWords.insert(QStringLiteral("kurz"), Medium::Sms);
    mapping.callerIsCustomer = false;
    return mapping;
}

Fault faultOf(const QJsonObject &json)
{
    const Result<CsvMapping> mapping = CsvMapping::fromJson(json);
    return mapping ? Fault::Unexpected : mapping.error().fault;
}

} // namespace

class tst_CsvMapping final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesTheWayThroughJson();
    void needsAStart();
    void isContentWithADateColumn();
    void refusesWhatItDoesNotKnow();
};

void tst_CsvMapping::survivesTheWayThroughJson()
{
    const CsvMapping before = fullMapping();
    const QByteArray text = QJsonDocument(before.toJson()).toJson();
    const Result<CsvMapping> after = CsvMapping::fromJson(QJsonDocument::fromJson(text).object());
    QVERIFY(after);
    QCOMPARE(after->toJson(), before.toJson());
    QCOMPARE(after->columns, before.columns);
    QCOMPARE(after->delimiter, before.delimiter);
    QCOMPARE(after->header, before.header);
    QCOMPARE(after->dateOrder, before.dateOrder);
    QCOMPARE(after->durationUnit, before.durationUnit);
    QCOMPARE(after->directionWords, before.directionWords);
    QCOMPARE(after->dispositionWords, before.dispositionWords);
    QCOMPARE(after->mediumWords, before.mediumWords);
    QCOMPARE(after->callerIsCustomer, before.callerIsCustomer);
}

void tst_CsvMapping::needsAStart()
{
    CsvMapping mapping;
    mapping.columns.insert(CsvField::StartTime, 1);
    const Result<void> checked = mapping.check();
    QVERIFY(!checked);
    QCOMPARE(checked.error().fault, Fault::MappingIncomplete);
    QCOMPARE(checked.error().args, QStringList{QStringLiteral("start")});
}

void tst_CsvMapping::isContentWithADateColumn()
{
    CsvMapping mapping;
    mapping.columns.insert(CsvField::StartDate, 0);
    QVERIFY(mapping.check());
}

void tst_CsvMapping::refusesWhatItDoesNotKnow()
{
    const auto changed = [](const char *key, const QJsonValue &value) {
        QJsonObject json = fullMapping().toJson();
        json.insert(QString::fromLatin1(key), value);
        return json;
    };
    QCOMPARE(faultOf(changed("delimiter", QStringLiteral("::"))), Fault::ChoiceUnknown);
    QCOMPARE(faultOf(changed("delimiter", QStringLiteral("\""))), Fault::ChoiceUnknown);
    QCOMPARE(faultOf(changed("encoding", QStringLiteral("EBCDIC"))), Fault::ChoiceUnknown);
    QCOMPARE(faultOf(changed("zone", QStringLiteral("Mars/Olympus"))), Fault::TimeZoneUnknown);
    QCOMPARE(faultOf(changed("dateOrder", QStringLiteral("sideways"))), Fault::ChoiceUnknown);
    QCOMPARE(faultOf(changed("columns", QJsonObject{{QStringLiteral("start"), -1}})), Fault::ChoiceUnknown);
    QCOMPARE(faultOf(changed("columns", QJsonObject{{QStringLiteral("shoe"), 1}})), Fault::ChoiceUnknown);
    QCOMPARE(faultOf(changed("columns", QJsonObject())), Fault::MappingIncomplete);
    QCOMPARE(faultOf(changed("mediumWords", QJsonObject{{QStringLiteral("x"), QStringLiteral("smoke")}})),
        Fault::ChoiceUnknown);
}

QTEST_APPLESS_MAIN(tst_CsvMapping)
#include "tst_csv_mapping.moc"
