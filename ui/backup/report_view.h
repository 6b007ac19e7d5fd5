// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/texts/backup_text.h"

#include <QWidget>

class QGridLayout;

namespace callveil {

/// The lines of a report on a backup: what was looked at on the left, what was found beside it.
class ReportView final : public QWidget {
    Q_OBJECT

public:
    explicit ReportView(QWidget *parent = nullptr);

    void show(const QList<ReportLine> &lines);
    void clear();

private:
    QGridLayout *m_rows;
};

} // namespace callveil
