// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/form_dialog.h"

class QCheckBox;
class QLineEdit;

namespace callveil {

class StatusLine;

/// Asks whoever may view actual numbers whether an export holds them, and why.
class ExportDialog final : public FormDialog {
    Q_OBJECT

public:
    explicit ExportDialog(QWidget *parent);

Q_SIGNALS:
    void chosen(bool actualNumbers, const QString &reason, const QString &ticket);

protected:
    void save() override;

private:
    void update();

    QCheckBox *m_actual;
    QLineEdit *m_reason;
    QLineEdit *m_ticket;
    StatusLine *m_warning;
};

} // namespace callveil
