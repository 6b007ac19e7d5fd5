// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/leaks/canary_service.h"
#include "ui/shell/page.h"

#include <QDialog>

class QPushButton;

namespace callveil {

class CanaryTableModel;
class ListTable;
class StatusLine;

/// The numbers that were planted: which there are, and whether they turned up. Deletes itself when it is closed.
class CanaryDialog final : public QDialog {
    Q_OBJECT

public:
    CanaryDialog(const PageContext &context, CanaryService &canaries, QWidget *parent = nullptr);

private:
    void makeTable();
    QWidget *makeButtons();
    void read();
    void updateButtons();
    void plant();
    void tellPlanted(const PlantedCanary &canary);
    void removeSelected();

    PageContext m_context;
    CanaryService &m_canaries;
    CanaryTableModel *m_model;
    ListTable *m_table;
    StatusLine *m_status;
    QPushButton *m_plant, *m_remove;
    int m_request = 0; ///< answers to other numbers are late
};

} // namespace callveil
