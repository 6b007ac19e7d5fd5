// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reveal/reveal_service.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace callveil {

/// The search of the call log by a number: a button that asks for it, and a line that says what the log is narrowed to.
/// Two widgets, because they stand in two places of the page. The number itself is never here.
class NumberSearch final : public QObject {
    Q_OBJECT

public:
    NumberSearch(RevealService &service, QWidget *parent);

    [[nodiscard]] QPushButton *button() const { return m_button; }
    /// Takes no room while nothing was searched for.
    [[nodiscard]] QWidget *line() const { return m_line; }
    /// Null while the log is not narrowed.
    [[nodiscard]] const FoundCalls &found() const { return m_found; }
    void clear();

Q_SIGNALS:
    void foundChanged();

private:
    void ask();
    void take(const SearchOutcome &outcome);

    RevealService &m_service;
    QPushButton *m_button;
    QWidget *m_line;
    QLabel *m_text;
    FoundCalls m_found;
};

} // namespace callveil
