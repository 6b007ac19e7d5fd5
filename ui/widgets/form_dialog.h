// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QDialog>

class QDialogButtonBox;

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

    FieldForm *m_form;
    StatusLine *m_failure; ///< what is no field's fault
    QDialogButtonBox *m_buttons;
};

} // namespace callveil
