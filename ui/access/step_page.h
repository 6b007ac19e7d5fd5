// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QWizardPage>

class QVBoxLayout;

namespace callveil {

class WaitingLine;
class FieldForm;
class StatusLine;
struct FirstStart;

/// A page of the first-start wizard whose Next may take time: it works without blocking, says what it waits for, and
/// goes on when the work is done.
class StepPage : public QWizardPage {
    Q_OBJECT

public:
    StepPage(FirstStart &state, const QString &title, const QString &sentence);

    bool validatePage() final;
    bool isComplete() const override { return !m_working; }
    [[nodiscard]] bool isWorking() const { return m_working; }

protected:
    /// Checks the fields, then calls finishStep(), now or after the work; or refuse().
    virtual void go() = 0;
    void startWork(const QString &text);
    void finishStep();
    /// The key of the field that a refusal is about, where its arguments do not say; empty for none.
    [[nodiscard]] virtual QString fieldOf(const Error &) const { return {}; }
    /// Beside the field that is at fault, else under the form.
    void refuse(const Error &error);

    FirstStart &m_state;
    QVBoxLayout *m_layout;
    FieldForm *m_form;

private:
    void setWorking(bool working);

    StatusLine *m_status;
    WaitingLine *m_busy;
    bool m_working = false;
    bool m_done = false;
    bool m_inside = false;
};

} // namespace callveil
