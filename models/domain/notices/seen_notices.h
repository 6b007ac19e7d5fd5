// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notices/notice.h"

#include <QHash>
#include <QStringList>

namespace callveil {

/// Which notices a person has looked at. What has gone meanwhile and comes again is new again.
class SeenNotices final {
public:
    SeenNotices() = default;
    /// As lines() wrote them; lines of another form are left out.
    explicit SeenNotices(const QStringList &lines);

    /// "pool-low 7 3": no name, no number.
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] bool isNew(const Notice &notice) const;
    /// Forgets what is not there any more; whether anything was.
    bool keepOnly(const std::vector<Notice> &present);
    void look(const std::vector<Notice> &present);

private:
    QHash<QString, qint64> m_marks; ///< by Notice::key()
};

} // namespace callveil
