// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reveal/reveal_service.h"

#include <QObject>

class QPushButton;
class QWidget;

namespace callveil {

class SearchResultLine;

/// The search of the call log by a number: a button that asks for it, and a line that says what the log is narrowed to.
/// Two widgets, because they stand in two places of the page. The number itself is never here.
class NumberSearch final : public QObject {
    Q_OBJECT

public:
    NumberSearch(RevealService &service, QWidget *parent);

    [[nodiscard]] QPushButton *button() const { return m_button; }
    /// Takes no room while nothing was searched for.
    [[nodiscard]] QWidget *line() const;
    /// Null while the log is not narrowed.
    [[nodiscard]] const FoundCalls &found() const { return m_found; }
    /// These calls, which something else has found; `text` says what they are.
    void narrow(FoundCalls calls, const QString &text);
    void clear();

Q_SIGNALS:
    void foundChanged();

private:
    void ask();
    void take(const SearchOutcome &outcome);

    RevealService &m_service;
    QPushButton *m_button;
    SearchResultLine *m_line;
    FoundCalls m_found;
};

} // namespace callveil
