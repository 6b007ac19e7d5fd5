// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QDialog>
#include <QFuture>

#include <functional>

class QComboBox;
class QLabel;
class QPagedPaintDevice;
class QPushButton;

namespace callveil {

class PageView;
class Prompt;
class SheetPages;
class StatusLine;

/// What is to be printed.
struct PrintJob {
    QString title; ///< of the window and of the printer's queue
    std::shared_ptr<const SheetPages> pages;
    QString note; ///< what the person must know of them; may be empty
    bool warns = false; ///< the note is a warning
    std::function<QFuture<Result<void>>()> record; ///< asked before anything reaches the printer, which it allows
};

/// Shows the pages of a table before they are printed. Nothing reaches the printer that was not recorded. Deletes
/// itself when it is closed.
class PrintPreview final : public QDialog {
    Q_OBJECT

public:
    PrintPreview(PrintJob job, Prompt &prompt, QWidget *parent);

Q_SIGNALS:
    /// The printer has all pages; the preview closes.
    void printed();

private:
    QLayout *makePaging();
    QWidget *makeButtons();
    void turn(int by);
    void print();
    void send(std::shared_ptr<QPagedPaintDevice> printer);
    void fail(const QString &text);

    PrintJob m_job;
    Prompt &m_prompt;
    PageView *m_view;
    QPushButton *m_previous, *m_next, *m_print;
    QLabel *m_place;
    QComboBox *m_size;
    StatusLine *m_status;
};

} // namespace callveil
