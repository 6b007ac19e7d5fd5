// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace callveil {

class OwnClipboard;
class Prompt;
class StatusLine;

/// Shows the secret of a new API key, this once. Deletes itself when it is closed.
class ApiSecretDialog final : public QDialog {
    Q_OBJECT

public:
    ApiSecretDialog(Prompt &prompt, OwnClipboard &clipboard, const QString &keyName, const QString &secret,
        QWidget *parent = nullptr);

    /// Esc and the window's own button: asks, unless the secret was copied.
    void reject() override;

private:
    void arrange(const QString &keyName, const QString &secret);
    void copy(const QString &secret);

    Prompt &m_prompt;
    OwnClipboard &m_clipboard;
    StatusLine *m_copied;
    bool m_taken = false;
};

} // namespace callveil
