// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"
#include "pool_scene.h"

#include "services/reports/report_service.h"
#include "storage/reports/roll_ups.h"
#include "workspace/day_sums.h"

namespace callveil {

/// A leg as it is put into the database, past all services.
struct PutLeg {
    QString account, country;
    qint64 agent = 0;
    int seconds = 0;
    bool isAnswered = true;
    qint64 revision = 901; ///< 900 masks nothing
    QString cost = QStringLiteral("NULL, NULL"); ///< "10000, 'EUR'"
    QString recharge = QStringLiteral("NULL, NULL");
};

/// Two processes whose calls, pools and requests a test puts down itself, so that every sum can be worked out by hand.
struct ReportScene : PoolScene {
    explicit ReportScene(Engine engine) : PoolScene(engine)
    {
        asNobody();
        for (int kind : {0, 1})
            look.run(QStringLiteral("INSERT INTO policy_revision (id, process_id, revision, kind, shown_leading, "
                                    "shown_trailing, created_by, created_at, effective_at) VALUES (%1, %2, %1, %3, 0, "
                                    "0, 1, 0, 0)")
                         .arg(900 + kind)
                         .arg(sales.value)
                         .arg(kind));
    }

    /// Monday, the second of March 2026.
    [[nodiscard]] static QDate monday() { return {2026, 3, 2}; }
    [[nodiscard]] static qint64 dayNumber(QDate day) { return QDate(1970, 1, 1).daysTo(day); }

    void asNobody() const // what is put down is nobody's deed
    {
        if (desk.organisation.engine() == Engine::PostgreSql)
            look.run(QStringLiteral("SET session_replication_role = replica"));
    }

    void call(ProcessId process, QDate day, const QList<PutLeg> &legs, qint64 campaign = 0)
    {
        const qint64 id = ++calls;
        int longest = 0, all = 0;
        bool isAnswered = false;
        for (const PutLeg &leg : legs) {
            longest = std::max(longest, leg.seconds);
            all += leg.seconds;
            isAnswered = isAnswered || leg.isAnswered;
        }
        look.run(QStringLiteral("INSERT INTO call_session (id, public_id, process_id, campaign_id, direction, "
                                "started_at, local_day, legs, talk_seconds, billable_seconds, disposition, batch_id) "
                                "VALUES (%1, %2, %3, %4, 0, %5, %6, %7, %8, %9, ")
                     .arg(id)
                     .arg(look.literal(QByteArray(16, char(id))))
                     .arg(process.value)
                     .arg(campaign)
                     .arg(dayNumber(day) * 86400000 + 36000000)
                     .arg(dayNumber(day))
                     .arg(legs.size())
                     .arg(longest)
                     .arg(all)
            + QStringLiteral("%1, 1)").arg(isAnswered ? 1 : 3));
        for (int place = 0; place < legs.size(); ++place)
            putLeg(id, place + 1, process, day, legs[place]);
    }

    /// Brings every call that was put down into the sums by day.
    void roll() const
    {
        QString ids;
        for (const QVariantList &row : look.run(QStringLiteral("SELECT id FROM call_session ORDER BY id")))
            ids += (ids.isEmpty() ? QString() : QStringLiteral(",")) + row.front().toString();
        if (desk.organisation.engine() == Engine::PostgreSql) {
            look.run(QStringLiteral("SELECT cv_api.roll_sessions('{%1}', 1)").arg(ids));
            return;
        }
        const auto connection = desk.organisation.superConnection();
        const auto rolled = RollUps(*connection).rollListed(u'[' + ids + u']', RollUps::Way::In);
        if (!rolled)
            qFatal("roll: %s", qPrintable(rolled.error().detail));
    }

    [[nodiscard]] QString sumsFault() const
    {
        for (const QString &differing : {differingCallDays(), differingCosts(), differingRecharges()})
            if (look.number(differing) != 0)
                return QStringLiteral("the sums by day differ from the calls");
        return {};
    }

    [[nodiscard]] Report report(const ReportRequest &request, Workspace *reader = nullptr) const
    {
        return taken(ReportService(reader ? *reader : *desk.admin).run(request));
    }

    DatabaseLook look{desk.organisation};
    qint64 calls = 0;

private:
    void putLeg(qint64 session, int place, ProcessId process, QDate day, const PutLeg &leg) const
    {
        const auto text = [](const QString &value) {
            return value.isEmpty() ? QStringLiteral("NULL") : QStringLiteral("'%1'").arg(value);
        };
        look.run(QStringLiteral("INSERT INTO call_leg (session_id, leg, kind, medium, direction, agent_id, country, "
                                "account, started_at, billable_seconds, disposition, customer_kind, customer_text, "
                                "agent_kind, agent_text, process_id, revision_id, cost_micros, currency, "
                                "recharge_micros, recharge_currency, batch_id) VALUES (%1, %2, 0, 0, 0, %3, %4, %5, "
                                "%6, %7, %8, 0, '', 0, '', ")
                     .arg(session)
                     .arg(place)
                     .arg(leg.agent)
                     .arg(text(leg.country), text(leg.account))
                     .arg(dayNumber(day) * 86400000 + 36000000)
                     .arg(leg.seconds)
                     .arg(leg.isAnswered ? 1 : 3)
            + QStringLiteral("%1, %2, %3, %4, 1)").arg(process.value).arg(leg.revision).arg(leg.cost, leg.recharge));
    }
};

/// "member currency: figures", "-" for none; behind "|" the period before.
[[nodiscard]] inline QStringList linesOf(const std::vector<ReportRow> &rows)
{
    const auto figures = [](const ReportFigures &values) {
        QStringList texts;
        for (const auto &value : values)
            texts.append(value ? QString::number(*value) : QStringLiteral("-"));
        return texts.join(u' ');
    };
    QStringList lines;
    for (const ReportRow &row : rows) {
        QString line = QStringLiteral("%1%2: %3")
                           .arg(row.member, row.currency.isEmpty() ? QString() : QString(u' ' + row.currency),
                               figures(row.figures));
        if (!row.before.empty())
            line += QStringLiteral(" | ") + figures(row.before);
        lines.append(line);
    }
    return lines;
}

} // namespace callveil
