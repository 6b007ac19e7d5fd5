// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "services/reveal/reveal_service.h"
#include "ui/bindings/binding_choices.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class CallButton;
class ReleaseLine;

/// What is done with the chosen bindings.
class BindingActions final : public QWidget {
    Q_OBJECT

public:
    BindingActions(const PageContext &context, BindingService &bindings, QWidget *parent = nullptr);

    void setChoices(const BindingChoices &choices);
    /// `now`: the moment by which their states are judged.
    void setChosen(std::vector<Binding> chosen, qint64 now);
    void explain();

Q_SIGNALS:
    /// Bindings are others now.
    void changed();
    /// Why the chosen binding got its number.
    void explained(const QString &text);

private:
    using Act = void (BindingActions::*)();
    [[nodiscard]] QPushButton *addButton(const QString &text, const QString &name, Act act);
    void makeButtons();
    void makeRecordingMenu();
    void updateButtons();
    void updateReveal();
    [[nodiscard]] QString hindrance() const;
    [[nodiscard]] QString caseHindrance() const;
    [[nodiscard]] std::vector<Binding> activeOnes() const;
    [[nodiscard]] bool isActive(const Binding &binding) const;
    void reassign();
    void extend();
    void record(RecordingChoice choice);
    void release();
    void releaseAll(const std::vector<Binding> &bindings);
    void closeCase();
    void askToClose(const BindingPage &live);
    void reveal();
    void setBusy(bool busy);
    void settle(const std::optional<Error> &error, const QString &done);

    PageContext m_context;
    BindingService &m_bindings;
    RevealService m_reveals;
    BindingChoices m_choices;
    std::vector<Binding> m_chosen;
    qint64 m_now = 0;
    QPushButton *m_reassign, *m_extend, *m_recording, *m_release, *m_close, *m_explain, *m_reveal;
    CallButton *m_call;
    ReleaseLine *m_progress;
    bool m_busy = false; ///< an answer is on its way
};

} // namespace callveil
