// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace callveil {

class StatusLine;

/// Says what a search has narrowed a table to, and has a button that leads back. Takes no room until then.
class SearchResultLine final : public QWidget {
    Q_OBJECT

public:
    /// `back`: what the button says.
    SearchResultLine(const QString &back, QWidget *parent);

    void say(const QString &text);

Q_SIGNALS:
    void left();

private:
    StatusLine *m_text;
};

} // namespace callveil
