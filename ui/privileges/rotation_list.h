// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "ui/shell/page.h"

class QVBoxLayout;

namespace callveil {

/// The processes whose vault must get a new key, one line each. Takes no room while none is due.
class RotationList final : public QWidget {
    Q_OBJECT

public:
    RotationList(const PageContext &context, AccessService &access, QWidget *parent = nullptr);

    /// `names` are those of the processes.
    void refresh(const QHash<ProcessId, QString> &names);

private:
    void show(const std::vector<DueRotation> &due, const QHash<ProcessId, QString> &names);

    PageContext m_context;
    AccessService &m_access;
    QVBoxLayout *m_lines;
    int m_request = 0;
};

} // namespace callveil
