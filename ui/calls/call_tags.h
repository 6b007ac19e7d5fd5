// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/tag_service.h"

#include <QObject>

class QAction;

namespace callveil {

class FilterBar;
class LegsPanel;
class TagAction;
struct PageContext;

/// The tags of the call log: the action that changes those of the chosen call, and what its filter offers.
class CallTags final : public QObject {
    Q_OBJECT

public:
    CallTags(const PageContext &context, QWidget *page);

    [[nodiscard]] TagService &service() { return m_service; }
    [[nodiscard]] QAction *action() const;
    /// Follows what the legs are shown of, and tells the filter which tags there are.
    void join(LegsPanel &legs, FilterBar &filter);
    /// Reads which tags there are.
    void refresh();

private:
    TagService m_service;
    TagAction *m_action;
    FilterBar *m_filter = nullptr;
};

} // namespace callveil
