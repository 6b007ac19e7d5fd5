// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/reveal_action.h"

#include "ui/reveal/reveal_dialog.h"
#include "ui/widgets/palette_icon.h"

#include <QWidget>

#include <algorithm>

namespace callveil {

namespace {

/// Numbers of the chosen leg come first; those of other legs are named with their leg, and none comes twice.
std::vector<RevealSubject> subjectsOf(const std::vector<LegLine> &legs, size_t chosen)
{
    std::vector<RevealSubject> subjects;
    const auto add = [&](const LegLine &leg) {
        const bool own = &leg == &legs[chosen];
        for (const ShownParty *party : {&leg.customer, &leg.agentParty}) {
            const auto same = [&](const RevealSubject &known) { return known.number == party->number; };
            if (!party->number.isSet() || std::any_of(subjects.begin(), subjects.end(), same))
                continue;
            const QString name = party == &leg.customer ? RevealAction::tr("Customer") : RevealAction::tr("Agent");
            subjects.push_back(
                {party->number, own ? name : RevealAction::tr("%1 of leg %2").arg(name).arg(leg.leg), party->text});
        }
    };
    if (chosen < legs.size())
        add(legs[chosen]);
    for (const LegLine &leg : legs)
        add(leg);
    return subjects;
}

} // namespace

RevealAction::RevealAction(RevealService &service, OwnClipboard &clipboard, QWidget *parent)
    : QAction(paletteIcon(QStringLiteral("view_visible")), tr("Reveal…"), parent), m_service(service),
      m_clipboard(clipboard)
{
    setObjectName(QStringLiteral("reveal"));
    setShortcut(QKeySequence(tr("Ctrl+R")));
    setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(this, &QAction::triggered, this, &RevealAction::open);
    setLegs({}, 0, {});
}

void RevealAction::setLegs(const std::vector<LegLine> &legs, size_t chosen, const QString &process)
{
    m_process = process;
    m_subjects = subjectsOf(legs, chosen);
    const QString why = hindrance(legs);
    setEnabled(why.isEmpty());
    setToolTip(
        why.isEmpty() ? tr("Shows the number of a party for a short while; the reason is recorded (Ctrl+R)") : why);
}

QString RevealAction::hindrance(const std::vector<LegLine> &legs) const
{
    if (legs.empty())
        return tr("Choose a call to reveal a number of it.");
    if (!m_service.me()->viewsActual(legs.front().process))
        return tr("You may not view actual numbers of this process. After a grant, sign in again.");
    if (m_subjects.empty())
        return tr("The vault keeps no number of this call.");
    return {};
}

void RevealAction::open()
{
    auto *dialog = new RevealDialog(m_service, m_subjects, m_process, m_clipboard, qobject_cast<QWidget *>(parent()));
    dialog->open();
}

} // namespace callveil
