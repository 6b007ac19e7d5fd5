// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <chrono>

namespace callveil {

class OwnClipboard;
class Prompt;
class StatusLine;

/// Shows a one-time password, this once. Deletes itself when it is closed.
class OneTimePasswordDialog final : public QDialog {
    Q_OBJECT

public:
    OneTimePasswordDialog(Prompt &prompt, OwnClipboard &clipboard, const QString &userName, const QString &password,
        QWidget *parent = nullptr);

    /// How long the clipboard keeps the password.
    void setClipboardLifetime(std::chrono::milliseconds lifetime) { m_lifetime = lifetime; }

    /// Esc and the window's own button: asks, unless the password was copied.
    void reject() override;

private:
    void arrange(const QString &userName, const QString &password);
    void copy(const QString &password);

    Prompt &m_prompt;
    OwnClipboard &m_clipboard;
    std::chrono::milliseconds m_lifetime = std::chrono::seconds(60);
    StatusLine *m_copied;
    bool m_taken = false;
};

} // namespace callveil
