// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace callveil {

class StatusLine;

/// Says that a table does not hold all there is, and leads to the rest. Takes no room while it does.
class PagingLine final : public QWidget {
    Q_OBJECT

public:
    explicit PagingLine(QWidget *parent = nullptr);

    /// `isOlder`: the newest ones are not shown. `hasMore`: older ones than these fit too.
    void setPlace(bool isOlder, bool hasMore);

Q_SIGNALS:
    void olderWanted();
    void newestWanted();

private:
    StatusLine *m_text;
    QPushButton *m_older;
    QPushButton *m_newest;
};

} // namespace callveil
