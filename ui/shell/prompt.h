// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <memory>

class QPagedPaintDevice;
class QWidget;

namespace callveil {

/// Asks a person something in a modal box. The other outlet for messages; tests answer it without any timer.
class Prompt {
public:
    virtual ~Prompt() = default;

    /// A question whose safe answer is No; `action` is the text of the button that goes on ("Apply", "Discard").
    [[nodiscard]] virtual bool confirm(
        QWidget *parent, const QString &title, const QString &text, const QString &action) = 0;
    /// Unsaved changes: apply them, discard them, or stay.
    enum class Leave { Apply, Discard, Stay };
    [[nodiscard]] virtual Leave askToLeave(QWidget *parent, const QString &what) = 0;
    /// One line of text; nullopt-like empty when cancelled.
    [[nodiscard]] virtual QString askText(
        QWidget *parent, const QString &title, const QString &label, const QString &initial = {}) = 0;
    [[nodiscard]] virtual QString openFile(QWidget *parent, const QString &title, const QString &filter) = 0;
    [[nodiscard]] virtual QString saveFile(
        QWidget *parent, const QString &title, const QString &suggestion, const QString &filter) = 0;
    /// A printer, or what stands for one; pages begin in the corner of the paper. Nothing when cancelled.
    [[nodiscard]] virtual std::shared_ptr<QPagedPaintDevice> choosePrinter(
        QWidget *parent, const QString &title, bool landscape) = 0;

    /// Whether somebody is being asked: whoever asked stands in the call, and must not go away.
    [[nodiscard]] virtual bool isAsking() const = 0;
    /// Cancels what is asked. Whoever asked goes on when the caller has returned to the event loop.
    virtual void dismiss() = 0;
};

} // namespace callveil
