// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/switch_login.h"

#include <QDialog>

class QGridLayout;

namespace callveil {

class OwnClipboard;
class Prompt;
class StatusLine;

/// Shows with what a switch reaches the database, its password this once. Deletes itself when it is closed.
class SwitchAccessDialog final : public QDialog {
    Q_OBJECT

public:
    SwitchAccessDialog(Prompt &prompt, OwnClipboard &clipboard, const SwitchAccess &access, QWidget *parent = nullptr);

    /// Esc and the window's own button: asks, unless the password was copied.
    void reject() override;

private:
    void arrange(const SwitchAccess &access);
    void addLine(QGridLayout &lines, const QString &label, const QString &name, const QString &text);
    /// With a button that copies it.
    void addSecret(QGridLayout &lines, const QString &label, const QString &button, const QString &name,
        const QString &text, const QString &buttonName);
    void copy(const QString &secret);

    Prompt &m_prompt;
    OwnClipboard &m_clipboard;
    StatusLine *m_copied;
    bool m_taken = false;
};

} // namespace callveil
