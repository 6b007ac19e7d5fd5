// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "binding_scene.h"

#include "services/retention/held_service.h"
#include "services/retention/retention_service.h"

namespace callveil {

inline const QString why = QStringLiteral("a request under the law");
inline const QString blank(12, u'x');

/// A scene, and whoever reports and erases numbers in it.
struct ErasureScene : BindingScene {
    explicit ErasureScene(Engine engine) : BindingScene(engine) { }

    HeldService numbers{*desk.admin};

    [[nodiscard]] static HeldOrder orderFor(const QString &number)
    {
        return {QString(number.constData(), number.size()), why, {}}; // the service wipes what it is given
    }
    [[nodiscard]] ErasureReport erase(const QString &number) { return taken(numbers.erase(orderFor(number))); }
    [[nodiscard]] std::vector<HeldReport::Line> held(const QString &number)
    {
        return taken(numbers.report(orderFor(number))).lines;
    }
    [[nodiscard]] qint64 count(const QString &table, const QString &condition) const
    {
        return DatabaseLook(desk.organisation)
            .number(QStringLiteral("SELECT COUNT(*) FROM %1 WHERE %2").arg(table, condition));
    }
    /// Rows of the vault that hold the number or lead to it.
    [[nodiscard]] qint64 rowsOf(NumberId number) const
    {
        const QString id = QString::number(number.value);
        qint64 rows = count(QStringLiteral("number"), QStringLiteral("id = ") + id);
        for (const char *table : {"number_index", "bound_number", "left_number"})
            rows += count(QLatin1String(table), QStringLiteral("number_id = ") + id);
        return rows;
    }
    void hold(const QString &reason)
    {
        RetentionService retention(*desk.admin);
        for (const RetentionLine &line : taken(retention.states()))
            if (line.state.process == sales)
                taken(retention.change(sales, line.state.rule, {line.state.rule.days, reason}));
    }
};

} // namespace callveil
