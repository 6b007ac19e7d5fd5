// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/retention/held_service.h"
#include "ui/shell/page.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace callveil {

class FieldForm;
class HeldTableModel;
class ListTable;
class NumberField;
class StatusLine;

/// What is stored of one number, and its erasure. The number is typed, never shown by us, and wiped when the dialog
/// closes. Deletes itself when it is closed.
class HeldDialog final : public QDialog {
    Q_OBJECT

public:
    HeldDialog(const PageContext &context, QWidget *parent);

Q_SIGNALS:
    void erased();

private:
    void addFields();
    void makeButtons();
    void arrange();
    void report();
    void take(const HeldReport &report);
    void erase();
    void takeErased(const ErasureReport &report);
    void copy() const;
    void refuse(const Error &error);
    void setWorking(bool working);
    /// What is shown belongs to the number that was looked up: another one is looked up anew.
    void forget();
    [[nodiscard]] HeldOrder order() const;

    PageContext m_context;
    HeldService m_service;
    HeldTableModel *m_model;
    FieldForm *m_form;
    ListTable *m_table;
    StatusLine *m_status;
    NumberField *m_number;
    QLineEdit *m_reason;
    QLineEdit *m_ticket;
    QPushButton *m_report;
    QPushButton *m_erase;
    QPushButton *m_copy;
    bool m_working = false;
};

} // namespace callveil
