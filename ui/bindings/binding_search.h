// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"

#include <QObject>

class QPushButton;
class QWidget;

namespace callveil {

class SearchResultLine;

/// The search of bindings by a real number: a button that asks for it, and a line that says what the table is narrowed
/// to. Two widgets, because they stand in two places of the page. The number itself is never here.
class BindingSearch final : public QObject {
    Q_OBJECT

public:
    BindingSearch(BindingService &bindings, QWidget *parent);

    [[nodiscard]] QPushButton *button() const { return m_button; }
    /// Takes no room while nothing was searched for.
    [[nodiscard]] QWidget *line() const;
    void clear();

Q_SIGNALS:
    void found(const callveil::BindingPage &page);
    void cleared();

private:
    void ask();
    void take(const BindingPage &page);

    BindingService &m_bindings;
    QPushButton *m_button;
    SearchResultLine *m_line;
};

} // namespace callveil
