// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/audit/audit_service.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace callveil {

class StatusLine;
class WrappedLabel;

/// What a verification found: that the record is whole, or its first broken entries with what to do about them. Takes
/// no room before the first one.
class VerifyPanel final : public QWidget {
    Q_OBJECT

public:
    explicit VerifyPanel(QWidget *parent = nullptr);

    /// `at`: when it ended; `whole`: the reader sees the deeds of everybody.
    void show(const DeedReport &report, QTime at, bool whole);
    void sayCancelled();
    void clear();

Q_SIGNALS:
    void entryWanted(const callveil::DeedBreak &entry);
    void acceptWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitList();
    void setBreaks(std::vector<DeedBreak> breaks);
    void goToCurrent();

    std::vector<DeedBreak> m_found;
    StatusLine *m_result;
    QWidget *m_broken;
    QListWidget *m_breaks;
    QPushButton *m_go;
    QPushButton *m_accept;
    WrappedLabel *m_advice;
};

} // namespace callveil
