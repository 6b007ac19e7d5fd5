// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/news_lines.h"

#include "ui/masking/table_texts.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/wrapped_label.h"

#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace callveil {

namespace {

/// With the mnemonic; %1 stands for how many.
QString wordsOf(NewsKind kind)
{
    switch (kind) {
    case NewsKind::Calls:
        return NewsLines::tr("&Calls: %1");
    case NewsKind::Imports:
        return NewsLines::tr("&Imports: %1");
    case NewsKind::PolicyChanges:
        return NewsLines::tr("Changes of maskin&g: %1");
    case NewsKind::GrantChanges:
        return NewsLines::tr("Actual numbers granted or revo&ked: %1");
    case NewsKind::Reveals:
        return NewsLines::tr("Actual numbers asked fo&r: %1");
    case NewsKind::Findings:
        return NewsLines::tr("&New findings: %1");
    case NewsKind::OptOuts:
        return NewsLines::tr("Opt-outs &added: %1");
    }
    return {};
}

QString nameOf(NewsKind kind)
{
    switch (kind) {
    case NewsKind::Calls:
        return QStringLiteral("callsSince");
    case NewsKind::Imports:
        return QStringLiteral("importsSince");
    case NewsKind::PolicyChanges:
        return QStringLiteral("policiesSince");
    case NewsKind::GrantChanges:
        return QStringLiteral("grantsSince");
    case NewsKind::Reveals:
        return QStringLiteral("revealsSince");
    case NewsKind::Findings:
        return QStringLiteral("findingsSince");
    case NewsKind::OptOuts:
        return QStringLiteral("optOutsSince");
    }
    return {};
}

/// A changed text alone would move what the mnemonic and a screen reader are called.
void relabel(QPushButton &line, const QString &words, const QString &count)
{
    const QString text = words.arg(count);
    if (line.text() == text)
        return;
    line.setText(text);
    line.setAccessibleName(QString(text).remove(u'&').remove(QChar(0x2066)).remove(QChar(0x2069)));
}

} // namespace

NewsLines::NewsLines(const QTimeZone &zone, const QSet<Permission> &permissions, QWidget *parent)
    : QWidget(parent), m_zone(zone), m_permissions(permissions), m_sentence(new WrappedLabel(tr("Reading…"), this)),
      m_low(nullptr)
{
    m_sentence->setObjectName(QStringLiteral("sinceLastSignIn"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_sentence);
    auto *flow = new FlowLayout(gridUnit(this));
    column->addLayout(flow);
    for (const NewsKind kind : allNewsKinds) {
        m_lines.insert(kind, add(nameOf(kind), [this, kind] { return linkOf(kind); }));
        flow->addWidget(m_lines.value(kind));
    }
    m_low = add(QStringLiteral("lowPools"), [] { return PageLink{QStringLiteral("pools")}; });
    flow->addWidget(m_low);
}

QPushButton *NewsLines::add(const QString &name, std::function<PageLink()> link)
{
    auto *line = new QPushButton(this);
    line->setObjectName(name);
    line->setAutoDefault(false);
    line->setWhatsThis(tr("Leads to where it stands."));
    line->hide();
    connect(line, &QPushButton::clicked, this, [this, link = std::move(link)] { Q_EMIT followed(link()); });
    return line;
}

PageLink NewsLines::linkOf(NewsKind kind) const
{
    switch (kind) {
    case NewsKind::Calls:
        return {QStringLiteral("calls"), 0, {}, {}, m_since ? m_since->at : std::nullopt};
    case NewsKind::Imports: // whoever imports need not see the record, nor the calls
        return {m_permissions.contains(Permission::ViewAudit)     ? QStringLiteral("audit")
                : m_permissions.contains(Permission::ViewCallLog) ? QStringLiteral("calls")
                                                                  : QString()};
    case NewsKind::PolicyChanges:
        return {QStringLiteral("masking")};
    case NewsKind::GrantChanges:
        return {
            m_permissions.contains(Permission::ManageUsers) ? QStringLiteral("privileges") : QStringLiteral("audit")};
    case NewsKind::Reveals:
        return {QStringLiteral("audit")};
    case NewsKind::Findings:
        return {QStringLiteral("leaks")};
    case NewsKind::OptOuts:
        return {QStringLiteral("platform")};
    }
    return {};
}

void NewsLines::noteUnread()
{
    if (!m_since)
        m_sentence->say(tr("This could not be read."));
}

void NewsLines::showNews(const SinceSignIn &since)
{
    if (m_since == since)
        return;
    m_since = since;
    const QLocale locale;
    for (const NewsKind kind : allNewsKinds) {
        const auto news =
            std::find_if(since.news.begin(), since.news.end(), [kind](const News &each) { return each.kind == kind; });
        QPushButton &line = *m_lines.value(kind);
        const bool isShown = news != since.news.end() && news->count > 0 && !linkOf(kind).page.isEmpty();
        if (isShown) {
            const QString count = isolated(locale.toString(news->count));
            relabel(line, wordsOf(kind), news->orMore ? tr("%1 or more").arg(count) : count);
        }
        line.setVisible(isShown); // of what stays, nothing moves, and the focus stays where it is
    }
    say();
}

void NewsLines::showPools(const PoolSummary &summary)
{
    relabel(
        *m_low, tr("Pools with &too few numbers now: %1"), isolated(QLocale().toString(qlonglong(summary.low.size()))));
    m_low->setVisible(!summary.low.isEmpty());
    m_low->setToolTip(summary.low.join(QStringLiteral(", ")));
    say();
}

void NewsLines::say()
{
    if (!m_since)
        return;
    if (!m_since->at)
        return m_sentence->say(
            tr("This is your first sign-in. From the next one on, this place tells what happened meanwhile."));
    const CellTexts texts = tableTexts(m_zone);
    const QString at = texts.number(texts.time(*m_since->at));
    const bool isAny =
        std::any_of(m_lines.begin(), m_lines.end(), [](const QPushButton *line) { return !line->isHidden(); });
    m_sentence->say(isAny ? tr("You signed in before at %1. Since then:").arg(at)
                          : tr("You signed in before at %1. Nothing that you would see has happened since.").arg(at));
}

} // namespace callveil
