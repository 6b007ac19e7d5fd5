// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/leaks/leak.h"

#include <QScrollArea>
#include <QTimeZone>

namespace callveil {

/// All that is known of one finding: what it means, what to do, and when it was seen; with a button that leads to what
/// it is about.
class LeakDetails final : public QScrollArea {
    Q_OBJECT

public:
    explicit LeakDetails(const QTimeZone &zone, QWidget *parent = nullptr);

    /// `way`: what the button says; empty where nothing leads there.
    void show(const Leak &leak, const QString &way);
    void clear();

Q_SIGNALS:
    void wayChosen();

private:
    [[nodiscard]] QWidget *makeFacts(const Leak &leak);
    void setContent(const QList<QWidget *> &parts);

    QTimeZone m_zone;
};

} // namespace callveil
