// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/service_enrolment.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;
class QPushButton;

namespace callveil {

class Prompt;

/// Asks for the name of a service and where its identity is to be written, and enrols it. The secret is in the file
/// alone, and never in the window.
class EnrolServiceDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `name` is proposed.
    EnrolServiceDialog(ServiceEnrolment &enrolment, Prompt &prompt, const QString &name, QWidget *parent = nullptr);

    /// The first of callveild, callveild-2, callveild-3… that is not taken.
    [[nodiscard]] static QString freeName(const QStringList &taken);

Q_SIGNALS:
    void enrolled(const callveil::EnrolledFile &service, const QString &path);

protected:
    void save() override;
    void reject() override;
    void showEvent(QShowEvent *event) override;

private:
    void choosePlace();
    void settleEnrolment(const Result<EnrolledFile> &answer, const QString &path);

    ServiceEnrolment &m_enrolment;
    Prompt &m_prompt;
    QLineEdit *m_name;
    QLineEdit *m_file;
    QPushButton *m_choose;
    bool m_waiting = false;
};

} // namespace callveil
