// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/call_format.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace callveil;

namespace {

/// The figures of one file, as the reader gives them.
struct Figures {
    QString format;
    qint64 records = 0;
    qint64 rejects = 0;
    qint64 own = 0; ///< records without a link id
    QSet<QString> sessions;
    qint64 billable = 0;
    qint64 first = std::numeric_limits<qint64>::max();
    qint64 last = 0;
    QSet<QString> callers;
    QSet<QString> callees;
};

bool isWithheld(const QString &text)
{
    static const QRegularExpression words(
        QStringLiteral("^(|anonymous|unknown|private|restricted|unavailable|withheld|blocked|-[1-4]|0+)$"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(text).hasMatch();
}

void addParty(QSet<QString> &parties, const std::optional<QString> &party)
{
    if (party && !isWithheld(*party))
        parties.insert(*party);
}

void add(Figures &figures, const CallRow &row)
{
    const RawCall *call = std::get_if<RawCall>(&row);
    if (!call) {
        ++figures.rejects;
        return;
    }
    ++figures.records;
    if (call->linkId.isEmpty())
        ++figures.own;
    else
        figures.sessions.insert(call->linkId);
    figures.billable += call->billableSeconds;
    figures.first = qMin(figures.first, call->startedAt);
    figures.last = qMax(figures.last, call->startedAt);
    addParty(figures.callers, call->caller);
    addParty(figures.callees, call->callee);
}

/// ms since 1970 of a time in the expected figures; local times are read as UTC, as the reader is told to, and digits
/// beyond the ms are cut off.
qint64 timeOf(const QJsonObject &expected, const char *name)
{
    const QString key = QString::fromLatin1(name);
    QString text = expected.value(key + u"_utc").toString();
    if (text.isEmpty())
        text = expected.value(key + u"_local").toString() + u"Z";
    if (text.contains(u'.'))
        text = text.left(int(qstrlen("2000-01-01T00:00:00.000"))) + u"Z";
    return QDateTime::fromString(text, Qt::ISODateWithMs).toMSecsSinceEpoch();
}

} // namespace

/// Compares what the readers make of real files, which are not part of the source, with counts made by other means.
class tst_CallSamples final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheFileAsExpected_data();
    void readsTheFileAsExpected();
};

void tst_CallSamples::readsTheFileAsExpected_data()
{
    QTest::addColumn<QString>("file");
    const QDir samples(qEnvironmentVariable("CALLVEIL_SAMPLES"));
    for (const QString &format : callFormats()) {
        const QDir folder(samples.filePath(u"cdr/" + format));
        for (const QString &name : folder.entryList({QStringLiteral("*.expected.json")}, QDir::Files)) {
            const QString file = folder.filePath(name.chopped(int(qstrlen(".expected.json"))));
            QTest::newRow(qPrintable(name)) << file;
        }
    }
    if (!qEnvironmentVariableIsSet("CALLVEIL_SAMPLES"))
        QTest::newRow("no samples") << QString();
}

void tst_CallSamples::readsTheFileAsExpected()
{
    QFETCH(QString, file);
    if (file.isEmpty())
        QSKIP("the samples are absent: set CALLVEIL_SAMPLES to their folder to compare with them");
    QFile json(file + u".expected.json");
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject expected = QJsonDocument::fromJson(json.readAll()).object();
    QFile source(file);
    QVERIFY(source.open(QIODevice::ReadOnly));
    ReadOptions options;
    options.now = QDateTime(QDate(2026, 12, 31), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    const Result<OpenedCalls> opened = openCalls(source, QFileInfo(file).fileName(), options);
    QVERIFY(opened);
    Figures figures;
    figures.format = opened->format;
    for (;;) {
        const auto step = opened->reader->next();
        QVERIFY(step);
        if (!*step)
            break;
        add(figures, **step);
    }
    QCOMPARE(figures.format, expected.value(QLatin1String("format")).toString());
    QCOMPARE(figures.records, expected.value(QLatin1String("records")).toInteger());
    QCOMPARE(figures.rejects, expected.value(QLatin1String("rejected_rows")).toInteger(0));
    QCOMPARE(figures.own + figures.sessions.size(), expected.value(QLatin1String("sessions")).toInteger());
    QCOMPARE(figures.billable, expected.value(QLatin1String("total_billable_seconds")).toInteger());
    QCOMPARE(figures.first, timeOf(expected, "first_start"));
    QCOMPARE(figures.last, timeOf(expected, "last_start"));
    QCOMPARE(figures.callers.size(), expected.value(QLatin1String("distinct_callers")).toInteger());
    QCOMPARE(figures.callees.size(), expected.value(QLatin1String("distinct_callees")).toInteger());
}

QTEST_GUILESS_MAIN(tst_CallSamples)
#include "tst_call_samples.moc"
