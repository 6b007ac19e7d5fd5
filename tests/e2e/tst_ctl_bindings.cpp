// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_office.h"

#include "workspace/database_audit.h"

#include <QProcess>

namespace callveil {

/// Bindings as scripts make, change and end them: real numbers come in on standard input and do not come out.
class CtlBindingsTest final : public QObject, private BindingOffice {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bindsAndFindsTheSameAgain();
    void refusesASecondLineBesideAnAgent();
    void givesAnotherPairAnotherNumber();
    void saysWhyAPoolHasNone();
    void bindsAsTheOptionsSay();
    void aSecondTryFindsWhatTheFirstMade();
    void listsAndShows();
    void saysWhenThereAreMore();
    void extends();
    void reassigns();
    void records();
    void findsByANumber();
    void releasesWhatItCan();
    void releasesWhatIsStale();
    void tidies();
    void endsWithTheErasureOfItsNumber();
    void takesNoNumberFromTheCommandLine_data();
    void takesNoNumberFromTheCommandLine();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    /// A binding of a new pair in a pool that has room.
    [[nodiscard]] Ctl::Outcome bindAnew()
    {
        ++m_pairs;
        return bind(QStringLiteral("--pool Wide"), customer(20 + m_pairs) + '\n' + line(20 + m_pairs) + '\n');
    }

    /// Lets bindings of the pool have been made so much earlier.
    void age(const QString &pool, int hours) const;

    int m_pairs = 0;
    qint64 m_first = 0; ///< of customer 1 and A1, in London
};

void CtlBindingsTest::age(const QString &pool, int hours) const
{
    DatabaseAddress address;
    address.engine = Engine::Sqlite;
    address.file = database();
    const DatabaseAudit behind(address, {});
    behind.run(QStringLiteral("UPDATE binding SET created_at = created_at - %1 WHERE pool_id = (SELECT id FROM pool "
                              "WHERE name = '%2')")
                   .arg(QString::number(hours * 3600000LL), pool));
}

void CtlBindingsTest::initTestCase()
{
    setUp();
}

void CtlBindingsTest::bindsAndFindsTheSameAgain()
{
    const auto made = bind(QStringLiteral("--pool London --agent A1"), customer(1) + '\n');
    QVERIFY2(made.exitCode == 0, made.err.constData());
    const QJsonObject document = documentOf(made);
    m_first = idOf(made);
    QVERIFY(m_first > 0 && document.value(QLatin1String("new")).toBool());
    QVERIFY(textOf(made, "number").startsWith(QLatin1String("+4420794601")));
    QVERIFY(textOf(made, "session").startsWith(QLatin1String("sess_")));
    QVERIFY(textOf(made, "expires_at").endsWith(u'Z'));
    QCOMPARE(textOf(made, "pool"), QStringLiteral("London"));
    QCOMPARE(textOf(made, "process"), QStringLiteral("Support"));
    QCOMPARE(textOf(made, "model"), QStringLiteral("session"));
    QCOMPARE(textOf(made, "match"), QStringLiteral("least-used"));
    QCOMPARE(document.value(QLatin1String("free")).toInt(), 2);
    QCOMPARE(document.value(QLatin1String("in_service")).toInt(), 2);
    // The agent's line in the second line of the input is the same pair.
    for (const auto &again : {bind(QStringLiteral("--pool London --agent A1"), customer(1)),
             bind(QStringLiteral("--pool London"), customer(1) + '\n' + line(1) + '\n')}) {
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(idOf(again), m_first);
        QVERIFY(!documentOf(again).value(QLatin1String("new")).toBool(true));
    }
    const auto told = run(QStringLiteral("bind --process Support --pool London --agent A1"), customer(1));
    QVERIFY(told.out.contains("there already") && told.out.contains("Least recently used"));
    QVERIFY(!tellsNumbers(made.out + made.err + told.out + told.err));
}

void CtlBindingsTest::refusesASecondLineBesideAnAgent()
{
    const auto before = listed(QStringLiteral("--state all --limit 1000")).size();
    for (const QByteArray &between : {QByteArray("\n"), QByteArray("\n\n \n")}) {
        const auto refused = bind(QStringLiteral("--pool Wide --agent A1"), customer(95) + between + line(95) + '\n');
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains("second line") && refused.err.contains("--agent"), refused.err.constData());
        QVERIFY(!tellsNumbers(refused.out + refused.err));
    }
    QCOMPARE(listed(QStringLiteral("--state all --limit 1000")).size(), before);
    // What is whole counts: nobody waits for the end of a line that somebody leaves open.
    QProcess process;
    ctl.start(process, QStringLiteral("--json bind --process Support --pool Wide --agent A1").split(u' '));
    process.write(customer(96) + '\n' + line(95).left(5));
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitCode(), 0);
    const qint64 open =
        QJsonDocument::fromJson(process.readAllStandardOutput()).object()[QLatin1String("binding")].toInteger();
    QCOMPARE(run(QStringLiteral("release %1").arg(open)).exitCode, 0);
    const auto blank = bind(QStringLiteral("--pool Wide --agent A1"), customer(95) + "\n\n  \n");
    QVERIFY2(blank.exitCode == 0, blank.err.constData());
    QCOMPARE(run(QStringLiteral("release %1").arg(idOf(blank))).exitCode, 0);
}

void CtlBindingsTest::givesAnotherPairAnotherNumber()
{
    const auto other = bind(QStringLiteral("--pool London --agent A2"), customer(2));
    QVERIFY2(other.exitCode == 0, other.err.constData());
    QVERIFY(documentOf(other).value(QLatin1String("new")).toBool());
    QVERIFY(textOf(other, "number") != shown(m_first).value(QLatin1String("number")).toString());
}

void CtlBindingsTest::saysWhyAPoolHasNone()
{
    const auto refused = bind(QStringLiteral("--pool London --agent A3"), customer(3));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.out.isEmpty());
    QVERIFY2(refused.err.contains("London") && refused.err.contains("in use"), refused.err.constData());
    QVERIFY(!tellsNumbers(refused.err));
}

void CtlBindingsTest::bindsAsTheOptionsSay()
{
    const auto made = bind(QStringLiteral("--number +441273496009 --agent A3 --model case --case C-77 --expiry never "
                                          "--reason tenancy --recording yes"),
        customer(4));
    QVERIFY2(made.exitCode == 0, made.err.constData());
    const QJsonObject binding = shown(idOf(made));
    QCOMPARE(binding.value(QLatin1String("number")).toString(), QStringLiteral("+441273496009"));
    QCOMPARE(binding.value(QLatin1String("match")).toString(), QStringLiteral("by-hand"));
    QCOMPARE(binding.value(QLatin1String("model")).toString(), QStringLiteral("case"));
    QCOMPARE(binding.value(QLatin1String("case")).toString(), QStringLiteral("C-77"));
    QCOMPARE(binding.value(QLatin1String("recording")).toString(), QStringLiteral("yes"));
    QVERIFY(binding.value(QLatin1String("expires_at")).isNull());
    const auto taken = bind(QStringLiteral("--number +441273496009 --agent A3"), customer(5));
    QCOMPARE(taken.exitCode, 1);
    for (const char *options :
        {"--pool Wide --agent A9", "--pool Nowhere --agent A1", "--number +441273496999 --agent A1"})
        QCOMPARE(bind(QLatin1String(options), customer(5)).exitCode, 1);
}

void CtlBindingsTest::aSecondTryFindsWhatTheFirstMade()
{
    const QString options = QStringLiteral("--pool Wide --agent A1 --token 0123456789abcdef0123456789ABCDEF");
    const auto made = bind(options, customer(6));
    QVERIFY2(made.exitCode == 0, made.err.constData());
    QCOMPARE(run(QStringLiteral("release %1").arg(idOf(made))).exitCode, 0);
    const auto again = bind(options, customer(6));
    QCOMPARE(again.exitCode, 0);
    QCOMPARE(idOf(again), idOf(made));
    QVERIFY(!documentOf(again).value(QLatin1String("new")).toBool(true));
}

void CtlBindingsTest::listsAndShows()
{
    QCOMPARE(listed(QStringLiteral("--pool London")).size(), 2);
    const QJsonArray ofAgent = listed(QStringLiteral("--pool London --agent A1 --process Support"));
    QCOMPARE(ofAgent.size(), 1);
    const QJsonObject one = ofAgent.at(0).toObject();
    QCOMPARE(one.value(QLatin1String("binding")).toInteger(), m_first);
    QCOMPARE(one.value(QLatin1String("agent")).toString(), QStringLiteral("A1"));
    QCOMPARE(one.value(QLatin1String("state")).toString(), QStringLiteral("active"));
    QCOMPARE(one.value(QLatin1String("customer")).toString(), QStringLiteral("+44xxxxxxxx01"));
    QCOMPARE(one, shown(m_first));
    for (const char *key : {"number", "session"}) {
        const QString value = one.value(QLatin1String(key)).toString();
        const QJsonArray found = listed(QStringLiteral("--%1 %2").arg(QLatin1String(key), value));
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.at(0).toObject(), one);
    }
    QCOMPARE(listed(QStringLiteral("--case C-77")).size(), 1);
    QCOMPARE(listed(QStringLiteral("--case C-7")).size(), 0);
    QCOMPARE(listed(QStringLiteral("--pool London --state ended")).size(), 0);
    const auto told = run(QStringLiteral("binding list"));
    const auto fields = run(QStringLiteral("binding show %1").arg(m_first));
    QVERIFY(told.out.contains("+44xxxxxxxx01") && fields.out.contains("+44xxxxxxxx01"));
    QVERIFY(!tellsNumbers(told.out + fields.out));
    QCOMPARE(run(QStringLiteral("binding show 9999")).exitCode, 1);
    QCOMPARE(run(QStringLiteral("binding list --pool Nowhere")).exitCode, 1);
}

void CtlBindingsTest::saysWhenThereAreMore()
{
    const auto some = run(QStringLiteral("--json binding list --pool London --limit 1"));
    QVERIFY(documentOf(some).value(QLatin1String("more")).toBool());
    QVERIFY(run(QStringLiteral("binding list --pool London --limit 1")).out.contains("older"));
    const auto all = run(QStringLiteral("--json binding list --pool London --limit 2"));
    QVERIFY(!documentOf(all).value(QLatin1String("more")).toBool(true));
}

void CtlBindingsTest::extends()
{
    const QString extend = QStringLiteral("--json binding extend %1 ").arg(m_first);
    const QString before = shown(m_first).value(QLatin1String("expires_at")).toString();
    const auto longer = run(extend + QStringLiteral("--expiry property"));
    QVERIFY2(longer.exitCode == 0, longer.err.constData());
    QVERIFY(textOf(longer, "expires_at") > before);
    QVERIFY(longer.err.isEmpty());
    const auto shorter = run(extend + QStringLiteral("--expiry 30"));
    QCOMPARE(shorter.exitCode, 0);
    QVERIFY(textOf(shorter, "expires_at") < before);
    const QString told = QStringLiteral("the binding ends earlier than before: %1 instead of %2\n")
                             .arg(textOf(shorter, "expires_at"), textOf(longer, "expires_at"));
    QCOMPARE(QString::fromUtf8(shorter.err), told);
    QVERIFY(run(extend + QStringLiteral("--expiry never")).err.contains("--reason"));
    QVERIFY(!shown(m_first).value(QLatin1String("expires_at")).isNull());
    QCOMPARE(run(extend + QStringLiteral("--expiry never --reason tenancy")).exitCode, 0);
    QVERIFY(shown(m_first).value(QLatin1String("expires_at")).isNull());
    QVERIFY(run(QStringLiteral("binding show %1").arg(m_first)).out.contains("never"));
    QVERIFY(textOf(run(extend + QStringLiteral("--expiry pool")), "expires_at") >= before);
    QCOMPARE(run(QStringLiteral("binding extend 9999 --expiry ride")).exitCode, 1);
}

void CtlBindingsTest::reassigns()
{
    const qint64 id = idOf(bindAnew());
    QVERIFY(id > 0);
    const auto listedAgent = run(QStringLiteral("--json binding reassign %1 --agent A2").arg(id));
    QVERIFY2(listedAgent.exitCode == 0, listedAgent.err.constData());
    QCOMPARE(textOf(listedAgent, "agent"), QStringLiteral("A2"));
    const auto typed = run(QStringLiteral("--json binding reassign %1").arg(id), line(77) + '\n');
    QVERIFY2(typed.exitCode == 0, typed.err.constData());
    QCOMPARE(textOf(typed, "agent"), QString());
    QCOMPARE(textOf(typed, "agent_number"), QStringLiteral("+44xxxxxxxx77"));
    QVERIFY(!tellsNumbers(typed.out + typed.err));
    QCOMPARE(run(QStringLiteral("binding reassign %1 --agent A9").arg(id)).exitCode, 1);
}

void CtlBindingsTest::records()
{
    for (const char *choice : {"yes", "no", "as-pool"}) {
        const auto done = run(QStringLiteral("--json binding record %1 %2").arg(m_first).arg(QLatin1String(choice)));
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QCOMPARE(textOf(done, "recording"), QLatin1String(choice));
    }
}

void CtlBindingsTest::findsByANumber()
{
    const auto found = run(QStringLiteral("--json binding find"), customer(1) + '\n');
    QVERIFY2(found.exitCode == 0, found.err.constData());
    const QJsonArray bindings = documentOf(found).value(QLatin1String("bindings")).toArray();
    QCOMPARE(bindings.size(), 1);
    QCOMPARE(bindings.at(0).toObject().value(QLatin1String("binding")).toInteger(), m_first);
    QVERIFY(!tellsNumbers(found.out + found.err));
    QVERIFY(run(QStringLiteral("binding find"), customer(99)).out.contains("nothing"));
}

void CtlBindingsTest::releasesWhatItCan()
{
    const auto one = bindAnew(), two = bindAnew();
    const auto released = run(QStringLiteral("release %1 9999 %2").arg(idOf(one)).arg(idOf(two)));
    QCOMPARE(released.exitCode, 1);
    QCOMPARE(released.out.count("released"), 2);
    QVERIFY2(released.err.startsWith("binding 9999: ") && released.err.count('\n') == 1, released.err.constData());
    QCOMPARE(shown(idOf(one)).value(QLatin1String("state")).toString(), QStringLiteral("cooling"));
    QVERIFY(shown(idOf(one)).value(QLatin1String("ended_at")).isString());
    const auto again = run(QStringLiteral("--json release %1").arg(idOf(one)));
    QCOMPARE(again.exitCode, 1);
    const QJsonObject told = documentOf(again).value(QLatin1String("bindings")).toArray().at(0).toObject();
    QVERIFY(!told.value(QLatin1String("released")).toBool(true));
    QVERIFY(told.value(QLatin1String("reason")).toString().contains(QLatin1String("has ended already")));
    QCOMPARE(told.value(QLatin1String("ended_at")), shown(idOf(one)).value(QLatin1String("ended_at")));
    QCOMPARE(told.value(QLatin1String("end_cause")).toString(), QStringLiteral("released"));
    QCOMPARE(run(QStringLiteral("binding extend %1 --expiry ride").arg(idOf(one))).exitCode, 1);
    QVERIFY(listed(QStringLiteral("--state cooling")).size() >= 2);
}

void CtlBindingsTest::releasesWhatIsStale()
{
    QCOMPARE(run(QStringLiteral("pool add Old --country GB")).exitCode, 0);
    QCOMPARE(run(QStringLiteral("pool add-numbers Old"), "+441273496100 .. +441273496104\n").exitCode, 0);
    const QByteArray pair = customer(50) + '\n' + line(50) + '\n';
    QCOMPARE(bind(QStringLiteral("--pool Old"), pair).exitCode, 0);
    const auto endless =
        bind(QStringLiteral("--pool Old --expiry never --reason tenancy"), customer(51) + '\n' + line(51) + '\n');
    QCOMPARE(endless.exitCode, 0);
    QVERIFY(run(QStringLiteral("binding stale --hours 1 --pool Old")).out.contains("nothing"));
    const auto all = run(QStringLiteral("binding stale --hours 0 --pool Old --release"));
    QCOMPARE(all.exitCode, 2);
    QVERIFY2(all.err.contains("--hours is from 1 to"), all.err.constData());
    QCOMPARE(listed(QStringLiteral("--pool Old")).size(), 2);
    age(QStringLiteral("Old"), 2);
    const auto some = run(QStringLiteral("--json binding stale --hours 1 --endless --pool Old"));
    const QJsonArray bindings = documentOf(some).value(QLatin1String("bindings")).toArray();
    QCOMPARE(bindings.size(), 1);
    QCOMPARE(bindings.at(0).toObject().value(QLatin1String("binding")).toInteger(), idOf(endless));
    const auto first = run(QStringLiteral("--json binding stale --hours 1 --pool Old --limit 1"));
    QCOMPARE(documentOf(first).value(QLatin1String("bindings")).toArray().size(), 1);
    QVERIFY(documentOf(first).value(QLatin1String("more")).toBool());
    QCOMPARE(listed(QStringLiteral("--pool Old")).size(), 2); // so far they were listed
    const auto one = run(QStringLiteral("--json binding stale --hours 1 --pool Old --limit 1 --release"));
    QCOMPARE(documentOf(one).value(QLatin1String("released")).toInt(), 1);
    QCOMPARE(listed(QStringLiteral("--pool Old")).size(), 1);
    const auto released = run(QStringLiteral("--json binding stale --hours 1 --pool Old --process Support --release"));
    QVERIFY2(released.exitCode == 0, released.err.constData());
    QCOMPARE(documentOf(released).value(QLatin1String("released")).toInt(), 1);
    QCOMPARE(listed(QStringLiteral("--pool Old")).size(), 0);
}

void CtlBindingsTest::tidies()
{
    const auto tidied = run(QStringLiteral("--json binding tidy"));
    QVERIFY2(tidied.exitCode == 0, tidied.err.constData());
    QVERIFY(documentOf(tidied).value(QLatin1String("tidied")).isDouble());
}

void CtlBindingsTest::endsWithTheErasureOfItsNumber()
{
    const qint64 id = idOf(bind(QStringLiteral("--pool Wide"), customer(60) + '\n' + line(60) + '\n'));
    const auto held = run(QStringLiteral("--json held --reason asked"), customer(60) + '\n');
    QVERIFY2(held.exitCode == 0, held.err.constData());
    QCOMPARE(documentOf(held).value(QLatin1String("held"))[0][u"bindings"], QJsonValue(1));
    const auto erased = run(QStringLiteral("--json erase --reason asked"), customer(60) + '\n');
    QVERIFY2(erased.exitCode == 0, erased.err.constData());
    QCOMPARE(documentOf(erased).value(QLatin1String("numbers")), QJsonValue(1));
    QCOMPARE(documentOf(erased).value(QLatin1String("bindings")), QJsonValue(1));
    QCOMPARE(shown(id).value(QLatin1String("customer")).toString(), QString(12, u'x'));
    QCOMPARE(shown(id).value(QLatin1String("state")).toString(), QStringLiteral("cooling"));
    const auto plain = run(QStringLiteral("erase --reason asked"), customer(60) + '\n');
    QVERIFY(plain.out.contains("bindings: 0"));
}

void CtlBindingsTest::takesNoNumberFromTheCommandLine_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"bind +447700900199 --process Support --pool Wide --agent A1",
             "bind --process Support --pool Wide --agent A1 --customer=+447700900199",
             "bind --process Support --pool Wide --agent +447700900199", "binding find +447700900199",
             "binding list --customer +447700900199", "binding reassign 1 +447700900199",
             "binding reassign 1 --agent +447700900199", "release +447700900199"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void CtlBindingsTest::takesNoNumberFromTheCommandLine()
{
    QFETCH(QString, arguments);
    const auto before = listed(QStringLiteral("--state all --limit 1000")).size();
    const auto outcome = run(arguments, customer(98) + '\n');
    QVERIFY(outcome.exitCode == 1 || outcome.exitCode == 2);
    QVERIFY2(!tellsNumbers(outcome.out + outcome.err), outcome.err.constData());
    const bool readsOne = !arguments.startsWith(QLatin1String("release"));
    QVERIFY2(outcome.err.contains("standard input") == readsOne, outcome.err.constData());
    QCOMPARE(listed(QStringLiteral("--state all --limit 1000")).size(), before);
}

void CtlBindingsTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"bind", "bind --process Support", "bind --pool Wide",
             "bind --process Support --pool Wide --model pair", "bind --process Support --pool Wide --model case",
             "bind --process Support --pool Wide --expiry soon", "bind --process Support --pool Wide --expiry 4",
             "bind --process Support --pool Wide --expiry never", "bind --process Support --pool Wide --reason because",
             "bind --process Support --pool Wide --recording maybe", "bind --process Support --pool Wide --token abc",
             "bind --process Support --pool Wide", "release", "release one", "release 0", "release 447700900199",
             "binding", "binding dance", "binding list 3", "binding list --limit 0", "binding list --limit 1001",
             "binding list --state dead", "binding list --session 12", "binding list --expiry ride", "binding show",
             "binding show one", "binding extend 1", "binding extend 1 --expiry never",
             "binding extend 1 --expiry ride --reason because", "binding reassign 1 --pool Wide", "binding record 1",
             "binding record 1 maybe", "binding stale", "binding stale --hours 0", "binding stale --hours -1",
             "binding stale --hours 1 --state all", "binding stale --hours 1 --limit 0",
             "binding stale --hours 1 --limit 1001 --release", "binding tidy --force", "binding import",
             "binding export", "binding export file --limit 3"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void CtlBindingsTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto outcome = run(arguments, customer(97) + '\n'); // and no agent
    QVERIFY2(outcome.exitCode == 2, outcome.err.constData());
    QVERIFY(!outcome.err.isEmpty() && !tellsNumbers(outcome.err));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlBindingsTest)
#include "tst_ctl_bindings.moc"
