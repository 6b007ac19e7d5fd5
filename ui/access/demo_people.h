// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace callveil {

/// The people of a demo database and their password; one click fills one in.
class DemoPeople final : public QWidget {
    Q_OBJECT

public:
    explicit DemoPeople(QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &userName, const QString &password);
};

} // namespace callveil
