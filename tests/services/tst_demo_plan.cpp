// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/demo/demo_plan.h"

#include <QTest>

namespace callveil {

class DemoPlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accentsAreKept();
};

void DemoPlanTest::accentsAreKept()
{
    QStringList accounts;
    for (const DemoProcess &process : demoProcesses())
        accounts.append(process.details.process.account);
    QVERIFY(accounts.contains(QStringLiteral(u"March\u00E9 Frais")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::DemoPlanTest)
#include "tst_demo_plan.moc"
