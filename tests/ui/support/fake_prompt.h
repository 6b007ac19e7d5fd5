// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/prompt.h"

#include <QPageSize>
#include <QPdfWriter>

namespace callveil {

/// Answers questions as a test told it to, and remembers them.
class FakePrompt final : public Prompt {
public:
    bool agrees = true;
    Leave leave = Leave::Stay;
    QString typed; ///< for a line of text
    QString file; ///< for a file choice
    QString printed; ///< what stands for a printer: the document that it leaves; empty: none is chosen
    QString suggestion; ///< the file name that was proposed last
    QStringList questions; ///< all that was asked
    QString action; ///< the word of the button that agreed last

    bool confirm(QWidget *, const QString &, const QString &text, const QString &agreeing) override
    {
        questions.append(text);
        action = agreeing;
        return agrees;
    }
    Leave askToLeave(QWidget *, const QString &what) override
    {
        questions.append(what);
        return leave;
    }
    QString askText(QWidget *, const QString &title, const QString &, const QString &) override
    {
        questions.append(title);
        return typed;
    }
    QString openFile(QWidget *, const QString &title, const QString &) override
    {
        questions.append(title);
        return file;
    }
    QString saveFile(QWidget *, const QString &title, const QString &proposed, const QString &) override
    {
        questions.append(title);
        suggestion = proposed;
        return file;
    }
    std::shared_ptr<QPagedPaintDevice> choosePrinter(QWidget *, const QString &title, bool) override
    {
        questions.append(title);
        if (printed.isEmpty())
            return nullptr;
        auto printer = std::make_shared<QPdfWriter>(printed);
        printer->setPageSize(QPageSize(QPageSize::A4));
        return printer;
    }
    bool isAsking() const override { return false; }
    void dismiss() override { }
};

} // namespace callveil
