// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/ctl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

/// A process with agents A1 to A3 and two pools, and callveilctl that binds customers and agents over them.
struct BindingOffice {
    /// The exclusive pool London has two numbers, the pair-unique pool Wide ten.
    void setUp()
    {
        ctl.setDatabase(database());
        ctl.setPassword(QStringLiteral("correct horse battery"));
        const auto done = [this](const QString &arguments, const QByteArray &input = {}) {
            const auto outcome = run(arguments, input);
            QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        };
        done(QStringLiteral("init"));
        done(QStringLiteral("process add Support --country GB"));
        for (int i : {1, 2, 3})
            done(QStringLiteral("agent add A%1 --process Support --number-on-stdin").arg(i), line(i));
        done(QStringLiteral("pool add London --country GB --sharing exclusive --expiry 120"));
        done(QStringLiteral("pool add Wide --country GB"));
        done(QStringLiteral("pool add-numbers London"), "+442079460100 .. +442079460101\n");
        done(QStringLiteral("pool add-numbers Wide"), "+441273496000 .. +441273496009\n");
    }

    [[nodiscard]] QString database() const { return ctl.path(QStringLiteral("callveil.db")); }
    [[nodiscard]] static QByteArray customer(int i) { return "+4477009001" + twoDigits(i); }
    [[nodiscard]] static QByteArray line(int i) { return "+4477009002" + twoDigits(i); }
    /// Whether a text holds the digits that all customers and lines begin with.
    [[nodiscard]] static bool tellsNumbers(const QByteArray &text) { return text.contains("7700900"); }

    [[nodiscard]] Ctl::Outcome run(const QString &arguments, const QByteArray &input = {}) const
    {
        return ctl.run(arguments.split(u' '), input);
    }
    [[nodiscard]] Ctl::Outcome bind(const QString &options, const QByteArray &input) const
    {
        return run(QStringLiteral("--json bind --process Support ") + options, input);
    }
    [[nodiscard]] QJsonArray listed(const QString &options) const
    {
        return documentOf(run(QStringLiteral("--json binding list ") + options))
            .value(QLatin1String("bindings"))
            .toArray();
    }
    [[nodiscard]] QJsonObject shown(qint64 id) const
    {
        return documentOf(run(QStringLiteral("--json binding show %1").arg(id)));
    }

    [[nodiscard]] static QJsonObject documentOf(const Ctl::Outcome &outcome)
    {
        return QJsonDocument::fromJson(outcome.out).object();
    }
    [[nodiscard]] static qint64 idOf(const Ctl::Outcome &outcome)
    {
        return documentOf(outcome).value(QLatin1String("binding")).toInteger();
    }
    [[nodiscard]] static QString textOf(const Ctl::Outcome &outcome, const char *key)
    {
        return documentOf(outcome).value(QLatin1String(key)).toString();
    }

    [[nodiscard]] static QByteArray twoDigits(int i) { return QByteArray::number(i).rightJustified(2, '0'); }

    Ctl ctl{QStringLiteral(CALLVEILCTL), QString()};
};

} // namespace callveil
