// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QDialog>

class QDialogButtonBox;
class QScrollArea;

namespace callveil {

class FieldForm;
class StatusLine;

/// A dialog of one form that saves through a service: refusals stand in their places, and the dialog stays open until
/// what was typed is saved or given up. Deletes itself when it is closed.
class FormDialog : public QDialog {
    Q_OBJECT

public:
    FormDialog(const QString &title, const QString &action, QWidget *parent);

protected:
    [[nodiscard]] FieldForm &form() { return *m_form; }
    /// For a form that is taller than small screens: its fields scroll, the buttons stay.
    void scrollFields();
    /// Sends what was typed to the service; ends with settle().
    virtual void save() = 0;
    /// Closes after success; shows a refusal otherwise.
    void settle(const std::optional<Error> &error);
    /// Refuses what the service need not be asked about.
    void refuse(const QString &key, const QString &text);
    virtual void refused(const Error &) { }
    void showEvent(QShowEvent *event) override;

private:
    void start();
    void showFault();

    FieldForm *m_form;
    StatusLine *m_failure; ///< what is no field's fault
    QDialogButtonBox *m_buttons;
    QScrollArea *m_scroll = nullptr; ///< around the fields, where they scroll
};

} // namespace callveil
