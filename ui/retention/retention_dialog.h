// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/retention/retention_service.h"
#include "ui/widgets/form_dialog.h"

class QCheckBox;
class QSpinBox;

namespace callveil {

class NoteEdit;
class StatusLine;

/// How long one process keeps real numbers, and its legal hold. Says what the change deletes before it is saved.
class RetentionDialog final : public FormDialog {
    Q_OBJECT

public:
    RetentionDialog(RetentionService &service, const RetentionLine &line, QWidget *parent);

Q_SIGNALS:
    void changed(const QString &process);

protected:
    void save() override;

private:
    void addFields();
    void showEffect();
    void take(const Result<RetentionEffect> &effect);
    [[nodiscard]] RetentionRule chosen() const;

    RetentionService &m_service;
    RetentionLine m_line;
    QSpinBox *m_days;
    QCheckBox *m_holds;
    NoteEdit *m_reason;
    StatusLine *m_effect;
    int m_request = 0;
};

} // namespace callveil
