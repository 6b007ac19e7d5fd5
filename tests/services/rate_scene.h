// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "call_files.h"

#include "services/rates/rate_service.h"

namespace callveil {

/// A moment of the tests, whose calls are of the first of March 2026.
[[nodiscard]] inline qint64 momentOf(const char *text)
{
    return validityFrom(QLatin1String(text)).value();
}

/// A rate in EUR that is valid since New Year 2026.
[[nodiscard]] inline Rate rateOf(const char *prefix, const char *price, const char *increment = "1/1",
    RateKind kind = RateKind::Cost, const char *from = "2026-01-01")
{
    Rate rate;
    rate.kind = kind;
    rate.prefix = QLatin1String(prefix);
    rate.price = microsFrom(QLatin1String(price)).value();
    rate.currency = QStringLiteral("EUR");
    static_cast<void>(readIncrement(QLatin1String(increment), rate));
    rate.validFrom = momentOf(from);
    return rate;
}

/// A call centre with rates: whose database one program shares.
struct RateScene : LineDesk {
    explicit RateScene(Engine engine) : LineDesk(engine) { }

    RateService rates{*admin};
    DatabaseLook look{organisation};

    RateId add(const Rate &rate) { return taken(rates.add(rate)); }
    /// A call of a customer, whose start is so many seconds after midnight.
    void call(const QByteArray &id, const QByteArray &customer, int talk, int second = 36000)
    {
        import(*this, genericFile({{ id, customer, "+442079460100", second, talk }}), process);
    }
    /// "zone cost recharge" of every leg, in the order of their starts; "-" for what is not known.
    [[nodiscard]] QStringList legs() const
    {
        QStringList lines;
        for (const QVariantList &row :
            look.run(QStringLiteral("SELECT rate_zone, cost_micros, currency, recharge_micros, recharge_currency FROM "
                                    "call_leg ORDER BY started_at, session_id, leg"))) {
            const auto money = [&row](int column) {
                return row[column].isNull()
                    ? QStringLiteral("-")
                    : QStringLiteral("%1%2").arg(decimalText(row[column].toLongLong()), row[column + 1].toString());
            };
            lines.append(QStringLiteral("%1 %2 %3")
                             .arg(row[0].isNull() ? QStringLiteral("-") : row[0].toString(), money(1), money(3)));
        }
        return lines;
    }
    /// Action, object, before and after of the newest deeds on rates, the oldest of them first.
    [[nodiscard]] QList<QStringList> deeds(int count) const
    {
        QList<QStringList> deeds;
        for (const QVariantList &row : look.run(QStringLiteral("SELECT action, object, before, after FROM deed WHERE "
                                                               "action LIKE 'rate.%' ORDER BY seq DESC LIMIT %1")
                                                    .arg(count)))
            deeds.prepend({row[0].toString(), row[1].toString(), row[2].toString(), row[3].toString()});
        return deeds;
    }
    /// As if nobody had ever had a rate or called.
    void clear() const
    {
        if (organisation.engine() == Engine::PostgreSql)
            look.run(QStringLiteral("SET session_replication_role = replica")); // it is nobody's deed
        for (const char *table :
            {"rate", "call_leg", "call_session", "call_day", "charge_day", "import_row", "session_link"})
            look.run(QStringLiteral("DELETE FROM ") + QLatin1String(table));
    }
    ReratingReport rerate(bool dryRun, const char *from = "2026-03-01", const char *to = "2026-03-02")
    {
        return taken(rates.rerate({momentOf(from), momentOf(to), {}, dryRun}, std::make_shared<ReratingProgress>()));
    }
};

/// The scenes of a program, one for an engine.
class RateScenes final {
public:
    /// The one of the engine under test, cleared.
    [[nodiscard]] RateScene &take(Engine engine)
    {
        auto &scene = m_scenes[int(engine)];
        if (!scene)
            scene = std::make_unique<RateScene>(engine);
        scene->clear();
        return *scene;
    }
    void drop()
    {
        for (auto &scene : m_scenes)
            scene.reset();
    }

private:
    std::unique_ptr<RateScene> m_scenes[2];
};

} // namespace callveil
