// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reveal/reveal_service.h"
#include "ui/reveal/reveal_subject.h"

#include <QDialog>

#include <chrono>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace callveil {

class FieldForm;
class OwnClipboard;
class RevealedPlate;
class StatusLine;

/// How long a revealed number is there to see, and how long a copy of it is there to paste.
struct RevealTimes {
    std::chrono::milliseconds shown = std::chrono::seconds(20);
    std::chrono::milliseconds copied = std::chrono::seconds(10);
};

/// Asks why a number is needed, and then shows it for a short while. The number is in this dialog alone, and gone with
/// the time, with Hide now, and whenever the dialog is hidden by whatever. Deletes itself.
class RevealDialog final : public QDialog {
    Q_OBJECT

public:
    /// `subjects`: one or more, the usual one first. `clipboard` lives longer than the dialog: what was copied is
    /// cleared in its own time.
    RevealDialog(RevealService &service, const std::vector<RevealSubject> &subjects, const QString &process,
        OwnClipboard &clipboard, QWidget *parent, RevealTimes times = {});

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void makeFields(const std::vector<RevealSubject> &subjects, const QString &process);
    QWidget *makeButtons();
    void ask();
    void refuse(const Error &error);
    void present(const std::shared_ptr<const RevealedNumber> &number);
    void copy();
    void setBusy(bool busy);

    RevealService &m_service;
    OwnClipboard &m_clipboard;
    RevealTimes m_times;
    FieldForm *m_form;
    QComboBox *m_number;
    QLineEdit *m_reason;
    QLineEdit *m_ticket;
    StatusLine *m_note;
    RevealedPlate *m_plate;
    StatusLine *m_status;
    QPushButton *m_reveal;
    QPushButton *m_copy;
    QPushButton *m_close;
};

} // namespace callveil
