// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/bindings/binding_table_model.h"

#include "tables/table_text.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace callveil {

namespace {

constexpr qint64 now = 1700000000000, hourMs = 3600000;

QString marked(const QString &number)
{
    return u'[' + number + u']';
}

BindingTexts texts()
{
    return {[](BindingModel) { return QStringLiteral("Session"); },
        [](BindingState state) { return QStringLiteral("state %1").arg(int(state)); },
        [](EndCause cause) { return QStringLiteral("cause %1").arg(int(cause)); },
        [](DidState state) { return QStringLiteral("number %1").arg(int(state)); },
        [](const QByteArray &id) { return QString::fromLatin1(id); }, {nullptr, &marked, QTimeZone::utc()}};
}

Binding active()
{
    Binding binding;
    binding.id = {1};
    binding.publicId = "sess";
    binding.pool = binding.askedPool = {1};
    binding.poolName = QStringLiteral("London");
    binding.number = QStringLiteral("+442079460100");
    binding.processName = QStringLiteral("Sales");
    binding.agentName = QStringLiteral("Ann");
    binding.caseRef = QStringLiteral("Order 7");
    binding.customerText = QStringLiteral("+44xxxxxxxx01");
    binding.agentText = QStringLiteral("+44xxxxxxxx07");
    binding.createdAt = now - hourMs;
    return binding;
}

} // namespace

class BindingTableModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsABinding();
    void judgesStatesAtItsMoment();
    void tellsThatACallPutsTheEndOff();
    void warnsOfANumberThatIsRefused();

private:
    [[nodiscard]] static QString state(const Binding &binding, int role);
};

/// As a table shows it at that moment.
QString BindingTableModelTest::state(const Binding &binding, int role)
{
    BindingTableModel model(texts());
    model.setPage({{binding}, false, now});
    return model.index(0, BindingTableModel::State).data(role).toString();
}

void BindingTableModelTest::showsABinding()
{
    BindingTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Binding other = active();
    other.id = {2};
    other.agentName.clear(); // a line that is nobody's
    other.poolName.clear();
    model.setPage({{active(), other}, false, now});
    QCOMPARE(rowText(model, -1),
        QStringLiteral("Proxy number | Customer | Agent | Process | Pool | Model | Case | State | Made | Expires | "
                       "Session"));
    const QString made = marked(texts().cells.time(now - hourMs));
    QCOMPARE(tableText(model),
        QStringList({QStringLiteral("[+442079460100] | [+44xxxxxxxx01] | Ann | Sales | London | Session | Order 7 | "
                                    "state 1 | %1 | Never | [sess]")
                         .arg(made),
            QStringLiteral("[+442079460100] | [+44xxxxxxxx01] | [+44xxxxxxxx07] | Sales | Another pool | Session | "
                           "Order 7 | state 1 | %1 | Never | [sess]")
                .arg(made)}));
    QVERIFY(!rowText(model, 0, Qt::AccessibleTextRole).contains(u'['));
}

void BindingTableModelTest::judgesStatesAtItsMoment()
{
    Binding binding = active();
    binding.expiresAt = now + 1;
    binding.freeAt = now + hourMs;
    QCOMPARE(state(binding, Qt::DisplayRole), QStringLiteral("state 1"));
    binding.expiresAt = now;
    const QString until = texts().cells.time(now + hourMs);
    QCOMPARE(state(binding, Qt::DisplayRole), QStringLiteral("Cooling until [%1]").arg(until));
    QCOMPARE(state(binding, Qt::AccessibleTextRole), QStringLiteral("Cooling until %1").arg(until));
    QVERIFY(state(binding, Qt::ToolTipRole).startsWith(QLatin1String("cause 0: ")));
    binding.endedAt = now - 2;
    binding.endCause = EndCause::Released;
    binding.freeAt = now - 1;
    QCOMPARE(state(binding, Qt::DisplayRole), QStringLiteral("state 3"));
    QVERIFY(state(binding, Qt::ToolTipRole).startsWith(QLatin1String("cause 1: ")));
}

void BindingTableModelTest::tellsThatACallPutsTheEndOff()
{
    BindingTableModel model(texts());
    const auto expires = [&](const Binding &binding, int role) {
        model.setPage({{binding}, false, now});
        return model.index(0, BindingTableModel::Expires).data(role).toString();
    };
    const auto time = [](qint64 at) { return texts().cells.time(at); };
    Binding binding = active();
    binding.idleMs = 2 * hourMs;
    binding.expiresAt = now + hourMs;
    QCOMPARE(expires(binding, Qt::DisplayRole), QStringLiteral("When idle: [%1]").arg(time(now + hourMs)));
    QCOMPARE(expires(binding, Qt::AccessibleTextRole), QStringLiteral("When idle: %1").arg(time(now + hourMs)));
    QVERIFY(expires(binding, Qt::ToolTipRole).contains(QStringLiteral("No call yet.")));
    binding.lastCallAt = now - hourMs;
    binding.endsBy = now + 3 * hourMs;
    QVERIFY(expires(binding, Qt::ToolTipRole).contains(QStringLiteral("Last call: [%1].").arg(time(now - hourMs))));
    QVERIFY(
        expires(binding, Qt::ToolTipRole).contains(QStringLiteral("by [%1] in any case").arg(time(*binding.endsBy))));
    // Neither end hides the other.
    QCOMPARE(expires(binding, Qt::DisplayRole), QStringLiteral("[%1], or 120 min idle").arg(time(*binding.endsBy)));
    QCOMPARE(
        expires(binding, Qt::AccessibleTextRole), QStringLiteral("%1, or 120 min idle").arg(time(*binding.endsBy)));
    QVERIFY(expires(binding, Qt::ToolTipRole).contains(QStringLiteral("on [%1] unless").arg(time(now + hourMs))));
    binding.endsBy = binding.expiresAt;
    QCOMPARE(expires(binding, Qt::DisplayRole), u'[' + time(now + hourMs) + u']');
    // It has ended, and nobody has noted it.
    binding.endsBy.reset();
    binding.expiresAt = now;
    QCOMPARE(expires(binding, Qt::DisplayRole), QStringLiteral("Ended: [%1]").arg(time(now)));
    QVERIFY(state(binding, Qt::ToolTipRole).startsWith(QLatin1String("cause 2: ")));
    // One that was released has no expiry before it any more.
    binding.expiresAt = now + hourMs;
    binding.endedAt = now - 2 * hourMs;
    QCOMPARE(expires(binding, Qt::DisplayRole), QStringLiteral("Ended: [%1]").arg(time(now - 2 * hourMs)));
    QCOMPARE(expires(binding, Qt::AccessibleTextRole), QStringLiteral("Ended: %1").arg(time(now - 2 * hourMs)));
}

void BindingTableModelTest::warnsOfANumberThatIsRefused()
{
    Binding binding = active();
    QCOMPARE(state(binding, SignRole).toInt(), int(CellSign::Good));
    binding.didState = DidState::Suspended;
    QCOMPARE(state(binding, SignRole).toInt(), int(CellSign::Warning));
    QCOMPARE(state(binding, Qt::ToolTipRole), QStringLiteral("state 1; number: number 2"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::BindingTableModelTest)
#include "tst_binding_table_model.moc"
