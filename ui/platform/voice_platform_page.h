// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QTabWidget;

namespace callveil {

class PlatformPanel;

/// Voice Platform: what the platform that carries the calls is told.
class VoicePlatformPage final : public Page {
    Q_OBJECT

public:
    explicit VoicePlatformPage(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    /// `topic`: its own page of help; without one that of the tab.
    void add(PlatformPanel *panel, const QString &title, const QString &topic = {});

    QTabWidget *m_parts;
};

} // namespace callveil
