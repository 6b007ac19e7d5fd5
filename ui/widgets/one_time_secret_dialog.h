// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <chrono>
#include <vector>

class QGridLayout;
class QPushButton;

namespace callveil {

class OwnClipboard;
class Prompt;
class StatusLine;

/// A value under its label; with a button that copies it, a secret.
struct SecretLine {
    QString label;
    QString text;
    QString button = {}; ///< empty: none
    QString buttonName = {}; ///< for screen readers; empty: what the button says
};

/// A secret that is shown once, in words.
struct OneTimeSecret {
    QString objectName; ///< of the dialog
    QString title;
    QString text; ///< what to do with it
    std::vector<SecretLine> lines;
    QString kind; ///< title of the question
    QString question; ///< before it is lost: that it is not shown again, and what to do then; empty: it can be
};

/// Shows a secret, this once. Deletes itself when it is closed.
class OneTimeSecretDialog final : public QDialog {
    Q_OBJECT

public:
    OneTimeSecretDialog(
        Prompt &prompt, OwnClipboard &clipboard, const OneTimeSecret &secret, QWidget *parent = nullptr);

    /// How long the clipboard keeps the secret.
    void setClipboardLifetime(std::chrono::milliseconds lifetime) { m_lifetime = lifetime; }

    /// Esc and the window's own button: asks, unless the secret was copied.
    void reject() override;

private:
    void arrange(const OneTimeSecret &secret);
    void addLine(QGridLayout &grid, const SecretLine &line);
    [[nodiscard]] QPushButton *copyButton(const SecretLine &line);
    void copy(const QString &text);

    Prompt &m_prompt;
    OwnClipboard &m_clipboard;
    std::chrono::milliseconds m_lifetime = std::chrono::seconds(60);
    StatusLine *m_copied;
    QString m_kind, m_question;
    bool m_taken = false;
};

} // namespace callveil
