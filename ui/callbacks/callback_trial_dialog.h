// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/callbacks/callback_probe.h"
#include "services/callbacks/callback_service.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace callveil {

class BusyLine;
class StatusLine;

/// Tries a URL: shows what is sent, what comes back and how long that took. Deletes itself when it is closed; what is
/// under way ends then.
class CallbackTrialDialog final : public QDialog {
    Q_OBJECT

public:
    CallbackTrialDialog(CallbackService &callbacks, CallbackKind kind, const QString &url, QWidget *parent = nullptr);
    ~CallbackTrialDialog() override;

    /// Sends it, once more if it was sent before.
    void send();

Q_SIGNALS:
    /// The URL itself was refused: the dialog has gone, and who asked shows it.
    void refused(const callveil::Error &error);

private:
    void arrange();
    [[nodiscard]] QPlainTextEdit *makeText(const QString &objectName, const QString &name, const QString &help);
    void take(const Result<CallbackTrial> &trial);
    void takeAnswer(const CallbackAnswer &answer);
    void setBusy(bool busy);
    void cancel();

    CallbackService &m_callbacks;
    CallbackKind m_kind;
    QString m_url;
    QFuture<CallbackAnswer> m_probe;
    QPlainTextEdit *m_request, *m_answer;
    StatusLine *m_signed, *m_result;
    BusyLine *m_busy;
    QPushButton *m_again;
    int m_asked = 0; ///< answers to other numbers were cancelled
};

} // namespace callveil
