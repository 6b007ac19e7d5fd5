// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/binding_audit.h"

#include <QDateTime>

namespace callveil {

namespace {

struct Question {
    const char *fault;
    const char *sql; ///< counts what is wrong
};

constexpr Question s_questions[] = {
    {"numbers given twice",
        "SELECT COUNT(*) FROM binding b JOIN binding o ON o.did_id = b.did_id AND o.id > b.id AND b.free_at > "
        "o.created_at AND b.model IN (0, 1) AND o.model IN (0, 1) JOIN did d ON d.id = b.did_id "
        "JOIN pool p ON p.id = d.pool_id WHERE p.sharing = 0 "
        "OR (b.customer_number = o.customer_number AND b.customer_number <> 0) " // 0: erased
        "OR (b.agent_number = o.agent_number AND b.agent_number <> 0 AND NOT EXISTS (SELECT 1 FROM deed e WHERE "
        "e.action = 'binding.reassign' AND e.object IN ('binding ' || b.id, 'binding ' || o.id)))"},
    {"pairs without their two sides",
        "SELECT COUNT(*) FROM binding b WHERE b.ended_at IS NULL AND b.model IN (0, 1) AND 2 <> (SELECT COUNT(*) FROM "
        "binding_side s WHERE s.binding_id = b.id AND s.did_id = b.did_id AND s.free_at = b.free_at)"},
    {"pairs without their key",
        "SELECT COUNT(*) FROM binding b WHERE b.ended_at IS NULL AND b.model IN (0, 1) AND 1 <> (SELECT COUNT(*) FROM "
        "binding_key k WHERE k.binding_id = b.id)"},
    {"keys of nothing", "SELECT COUNT(*) FROM binding_key WHERE binding_id NOT IN (SELECT id FROM binding)"},
    {"live bindings whose numbers are gone",
        "SELECT COUNT(*) FROM binding b WHERE b.ended_at IS NULL AND (b.keeps_numbers = 0 OR 2 <> (SELECT COUNT(*) "
        "FROM number n WHERE n.id IN (b.customer_number, b.agent_number)))"},
    {"parties of nothing",
        "SELECT COUNT(*) FROM binding_party WHERE binding_id NOT IN (SELECT id FROM binding WHERE keeps_numbers = 1)"},
    {"numbers that no binding keeps",
        "SELECT COUNT(*) FROM bound_number n WHERE n.uses <> (SELECT COUNT(*) FROM binding b WHERE b.keeps_numbers = 1 "
        "AND b.customer_number = n.number_id) + (SELECT COUNT(*) FROM binding b WHERE b.keeps_numbers = 1 AND "
        "b.agent_number = n.number_id)"},
    {"numbers that are nobody's",
        "SELECT COUNT(*) FROM number WHERE id NOT IN (SELECT number_id FROM bound_number) AND id NOT IN (SELECT "
        "number_id FROM agent_process WHERE number_id IS NOT NULL)"},
    {"numbers without their index",
        "SELECT COUNT(*) FROM bound_number n WHERE NOT EXISTS (SELECT 1 FROM number_index i WHERE i.process_id = "
        "n.process_id AND i.blind = n.blind AND i.month = 0 AND i.number_id = n.number_id)"},
    {"epochs of nothing", "SELECT COUNT(*) FROM epoch WHERE id NOT IN (SELECT epoch_id FROM number)"},
    {"numbers whose epoch is gone", "SELECT COUNT(*) FROM number WHERE epoch_id NOT IN (SELECT id FROM epoch)"},
    {"proxy numbers that are free too early or too late",
        "SELECT COUNT(*) FROM did d LEFT JOIN (SELECT did_id, MAX(free_at) AS until FROM binding_side GROUP BY did_id) "
        "s "
        "ON s.did_id = d.id WHERE d.free_at <> COALESCE(s.until, 0) AND (d.free_at > {now} OR s.until > {now})"},
};

} // namespace

QStringList bindingFaults(const std::function<qint64(const QString &)> &count)
{
    QStringList faults;
    const QString now = QString::number(QDateTime::currentMSecsSinceEpoch());
    for (const Question &question : s_questions)
        if (const qint64 wrong = count(QString(QLatin1String(question.sql)).replace(QLatin1String("{now}"), now));
            wrong != 0)
            faults.append(QStringLiteral("%1: %2").arg(QLatin1String(question.fault)).arg(wrong));
    return faults;
}

} // namespace callveil
