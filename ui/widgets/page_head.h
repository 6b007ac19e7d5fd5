// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QHBoxLayout;

namespace callveil {

/// The head that every page has: a title, one sentence that says what the page is for, the main actions at the right.
class PageHead final : public QWidget {
    Q_OBJECT

public:
    PageHead(const QString &title, const QString &sentence, QWidget *parent = nullptr);

    /// Adds a button at the right and owns it; the last one added is the main action and stands outermost.
    void addButton(QAbstractButton *button);

private:
    QHBoxLayout *m_row;
};

} // namespace callveil
