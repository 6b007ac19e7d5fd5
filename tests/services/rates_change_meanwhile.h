// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"

namespace callveil {

/// While it lives, whoever writes rows of one table changes rates with them: as if somebody else had done so in the
/// middle of his transaction. What is undone takes that change back.
class RatesChangeMeanwhile final {
public:
    /// `event`: "INSERT ON import_row". `when`: which rows, by NEW.
    RatesChangeMeanwhile(const TestOrganisation &organisation, const char *event, const QString &when)
        : m_look(organisation), m_embedded(organisation.engine() == Engine::Sqlite)
    {
        const QString change = QStringLiteral("UPDATE %1 SET valid_until = valid_from + 1 WHERE valid_until IS NULL;");
        const QString trigger = QStringLiteral("CREATE TRIGGER meanwhile AFTER %1 FOR EACH ROW WHEN (%2) %3");
        if (m_embedded) {
            m_look.run(trigger.arg(
                QLatin1String(event), when, QStringLiteral("BEGIN %1 END").arg(change.arg(QLatin1String("rate")))));
            return;
        }
        m_look.run(
            QStringLiteral("CREATE FUNCTION public.meanwhile() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
                           "SET session_replication_role = replica AS $$ BEGIN %1 RETURN NULL; END $$")
                .arg(change.arg(QLatin1String("cv.rate"))));
        m_look.run(trigger.arg(QLatin1String(event), when, QStringLiteral("EXECUTE FUNCTION public.meanwhile()")));
    }
    ~RatesChangeMeanwhile()
    {
        m_look.run(m_embedded ? QStringLiteral("DROP TRIGGER meanwhile")
                              : QStringLiteral("DROP FUNCTION public.meanwhile() CASCADE"));
    }

    RatesChangeMeanwhile(const RatesChangeMeanwhile &) = delete;
    RatesChangeMeanwhile &operator=(const RatesChangeMeanwhile &) = delete;

private:
    DatabaseLook m_look;
    bool m_embedded;
};

} // namespace callveil
