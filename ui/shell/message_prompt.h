// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/prompt.h"

#include <QList>

class QDialog;

namespace callveil {

/// Asks in boxes of the desktop: the one place of modal boxes. The safe button is the default, Esc cancels.
class MessagePrompt final : public Prompt {
public:
    [[nodiscard]] bool confirm(
        QWidget *parent, const QString &title, const QString &text, const QString &action) override;
    [[nodiscard]] Leave askToLeave(QWidget *parent, const QString &what) override;
    [[nodiscard]] QString askText(
        QWidget *parent, const QString &title, const QString &label, const QString &initial) override;
    [[nodiscard]] QString openFile(QWidget *parent, const QString &title, const QString &filter) override;
    [[nodiscard]] QString saveFile(
        QWidget *parent, const QString &title, const QString &suggestion, const QString &filter) override;
    [[nodiscard]] std::shared_ptr<QPagedPaintDevice> choosePrinter(
        QWidget *parent, const QString &title, bool landscape) override;
    [[nodiscard]] bool isAsking() const override { return !m_asked.isEmpty(); }
    void dismiss() override;

private:
    /// Waits for the answer.
    int ask(QDialog &dialog);

    QList<QDialog *> m_asked; ///< the innermost last
};

} // namespace callveil
