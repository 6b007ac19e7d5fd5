// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/tag_service.h"

#include <QAction>
#include <QTimeZone>

namespace callveil {

/// "Tags" of the call log: usable while a call is chosen.
class TagAction final : public QAction {
    Q_OBJECT

public:
    TagAction(TagService &service, const QTimeZone &zone, QWidget *parent);

    /// Nothing: no call is chosen.
    void setSession(const std::optional<TaggedSession> &session);

Q_SIGNALS:
    /// The session has other tags now.
    void tagged();

private:
    void open();

    TagService &m_service;
    QTimeZone m_zone;
    std::optional<TaggedSession> m_session;
};

} // namespace callveil
