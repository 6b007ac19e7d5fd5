// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/audit/deed_table_model.h"

#include <QScrollArea>

class QGridLayout;

namespace callveil {

/// All that is recorded of one deed: the facts, and what stood before and after it, field by field.
class DeedDetails final : public QScrollArea {
    Q_OBJECT

public:
    explicit DeedDetails(DeedTexts texts, QWidget *parent = nullptr);

    void show(const DeedLine &line);
    void clear();

private:
    QWidget *makeFacts(const DeedLine &line);
    QWidget *makeChanges(const DeedLine &line);
    void setContent(const QList<QWidget *> &parts);

    DeedTexts m_texts;
};

} // namespace callveil
