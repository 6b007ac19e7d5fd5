// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_service.h"
#include "ui/shell/page.h"

#include <QDialog>

class QComboBox;

namespace callveil {

class BusyLine;
class DayRange;
class FieldForm;
class ListTable;
class StatusLine;
class UnratedTableModel;

/// The legs of a period that no rate was found for. Deletes itself when it is closed.
class UnratedDialog final : public QDialog {
    Q_OBJECT

public:
    UnratedDialog(const PageContext &context, RateService &rates, QWidget *parent);

    void refresh();

private:
    void addPeriod();
    void makeTable();
    void arrange();
    void take(const Result<UnratedList> &list);

    PageContext m_context;
    RateService &m_rates;
    UnratedTableModel *m_model;
    FieldForm *m_form;
    DayRange *m_days = nullptr;
    QComboBox *m_kind;
    ListTable *m_table;
    StatusLine *m_status;
    BusyLine *m_busy;
    int m_request = 0;
};

} // namespace callveil
