// SPDX-License-Identifier: GPL-3.0-or-later
#include "rotation_bench.h"

#include "bench_options.h"
#include "measure.h"

#include "services/imports/import_service.h"
#include "services/rotation/rotation_service.h"
#include "workspace/test_organisation.h"

#include <QFile>

namespace callveil {

namespace {

constexpr qint64 besideLegs = 50000;

/// One call from each number; +1 555 is nobody's area.
QString callFile(const QString &folder, qint64 first, qint64 numbers)
{
    const QString path = folder + QStringLiteral("/rotation-%1-%2.csv").arg(first).arg(numbers);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the call file");
    file.write("Call ID,Caller Number,Called Number,Start Time,Talk Time,Status\n");
    for (qint64 i = first; i < first + numbers; ++i)
        file.write("r" + QByteArray::number(i) + ",+1555" + QByteArray::number(2000000 + i)
            + ",+12025550100,2026-10-01 10:00:00,30,Completed\n");
    return path;
}

double importMs(Workspace &workspace, const QString &file, ProcessId process)
{
    ImportOrder order;
    order.file = file;
    order.process = process;
    return wallMs([&] {
        const auto summary = ImportService(workspace).run(order, std::make_shared<ImportProgress>()).result();
        if (!summary || summary->legs == 0)
            qFatal("import: fault %d", summary ? 0 : int(summary.error().fault));
    });
}

RotationReport rotated(Workspace &workspace, ProcessId process)
{
    const auto report = RotationService(workspace).run(process, std::make_shared<RotationProgress>()).result();
    if (!report)
        qFatal("rotation: fault %d %s", int(report.error().fault), qPrintable(report.error().detail));
    return *report;
}

} // namespace

void benchRotation(Engine engine, qint64 numbers, const QString &folder, BenchReport &report)
{
    TestOrganisation organisation(engine);
    const auto admin = organisation.signIn();
    const auto beside = organisation.signIn(); // a console of its own
    const ProcessId process = organisation.addProcess(
        *admin, QStringLiteral("Rotated"), QStringLiteral("US"), {QStringLiteral("+12025550100")});
    importMs(*admin, callFile(folder, 0, numbers), process);
    qint64 moved = 0;
    const double alone = wallMs([&] { moved = rotated(*admin, process).numbers; });
    const double importAlone = importMs(*beside, callFile(folder, numbers, besideLegs), process);
    auto rotation = RotationService(*admin).run(process, std::make_shared<RotationProgress>());
    const double importBeside = importMs(*beside, callFile(folder, numbers + besideLegs, besideLegs), process);
    double together = 0;
    together = wallMs([&] {
        if (!rotation.result())
            qFatal("rotation beside an import: fault %d", int(rotation.result().error().fault));
    });
    report.note(QStringLiteral("rotation %1: %2 numbers in %3 s, %4 numbers/s; import of %5 legs alone %6 s, beside a "
                               "rotation %7 s (which went on for %8 s)")
                    .arg(engineName(engine))
                    .arg(moved)
                    .arg(alone / 1000, 0, 'f', 1)
                    .arg(double(moved) / alone * 1000, 0, 'f', 0)
                    .arg(besideLegs)
                    .arg(importAlone / 1000, 0, 'f', 1)
                    .arg(importBeside / 1000, 0, 'f', 1)
                    .arg(together / 1000, 0, 'f', 1));
}

} // namespace callveil
