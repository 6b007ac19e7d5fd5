// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reveal/reveal_service.h"
#include "ui/reveal/reveal_subject.h"

#include <QAction>

namespace callveil {

class OwnClipboard;

/// "Reveal" of the call log: usable while the chosen leg, or another one of its call, has a number in the vault that
/// the person may view; otherwise it says why not.
class RevealAction final : public QAction {
    Q_OBJECT

public:
    RevealAction(RevealService &service, OwnClipboard &clipboard, QWidget *parent);

    /// `legs` of the chosen call; `chosen` is the place of the leg that the person is at; none: nothing is chosen.
    void setLegs(const std::vector<LegLine> &legs, size_t chosen, const QString &process);

private:
    [[nodiscard]] QString hindrance(const std::vector<LegLine> &legs) const;
    void open();

    RevealService &m_service;
    OwnClipboard &m_clipboard;
    std::vector<RevealSubject> m_subjects;
    QString m_process;
};

} // namespace callveil
