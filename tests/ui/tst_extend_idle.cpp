// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/bindings_screen.h"

namespace callveil {

namespace {

constexpr qint64 dayMs = 86400000;

bool says(const PageDriver &form, const char *text)
{
    return form.says(QLatin1String(text));
}

} // namespace

/// Extending a binding that ends earlier when nobody calls: what is extended is its explicit end.
class ExtendIdleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysBothEnds();

private:
    static void setIdle(Workspace &workspace, int minutes)
    {
        PoolService pools(workspace);
        Pool pool = pools.overview().result().value_or(PoolOverview()).pools.at(0).pool;
        pool.idleMinutes = minutes;
        QVERIFY(pools.save(pool).result());
    }
};

void ExtendIdleTest::saysBothEnds()
{
    BindingsScreen screen;
    screen.addLondon();
    setIdle(screen.test.workspace(), 60);
    const Binding first = screen.bind(1, 1);
    QVERIFY(*first.expiresAt < *first.endsBy);
    screen.open(1);
    screen.driver().selectRow(BindingsScreen::table(), 0);
    const PageDriver form = screen.dialog(QStringLiteral("Extend"), QStringLiteral("extendDialog"));
    QVERIFY(says(form, "or until nobody called for 60 min."));
    QVERIFY(says(form, "or when nobody called for 60 min."));
    QVERIFY(!says(form, "This ends it earlier than now"));
    form.choose(QStringLiteral("Expires"), QStringLiteral("Food delivery (2 h)"));
    QVERIFY(says(form, "This ends it earlier than now")); // though it is later than the end when idle
    form.choose(QStringLiteral("Expires"), QStringLiteral("Never"));
    QVERIFY(says(form, "Then it ends when nobody called for 60 min."));
    form.choose(QStringLiteral("Expires"), QStringLiteral("Property (7 d)"));
    form.press(QStringLiteral("Extend"));
    QTRY_VERIFY(screen.test.notifier.lastText().contains(QStringLiteral("is bound until"))
        && screen.test.notifier.lastText().contains(QStringLiteral("or until nobody called for 60 min.")));
    QVERIFY(*screen.stored(first.id).endsBy > first.createdAt + 6 * dayMs);
}

} // namespace callveil

QTEST_MAIN(callveil::ExtendIdleTest)
#include "tst_extend_idle.moc"
