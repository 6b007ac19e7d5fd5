// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/rotation_list.h"

#include "domain/base/when_answered.h"
#include "ui/privileges/access_words.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <chrono>
#include <limits>

namespace callveil {

using namespace std::chrono_literals;

namespace {

int countOf(qint64 numbers)
{
    return int(std::min<qint64>(numbers, std::numeric_limits<int>::max()));
}

} // namespace

RotationList::RotationList(const PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_rotations(context.workspace), m_lines(new QVBoxLayout),
      m_running(new QWidget(this)), m_bar(new QProgressBar), m_name(new StatusLine)
{
    setObjectName(QStringLiteral("rotations"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    m_lines->setSpacing(gridUnit(this) / 2);
    column->addLayout(m_lines);
    column->addWidget(makeProgress());
    m_clock.setInterval(200ms);
    connect(&m_clock, &QTimer::timeout, this, &RotationList::showProgress);
    hide();
}

RotationList::~RotationList()
{
    if (m_progress)
        m_progress->cancelled = true;
}

QWidget *RotationList::makeProgress()
{
    m_bar->setAccessibleName(tr("New key"));
    auto *cancel = new QPushButton(tr("Cance&l"));
    cancel->setObjectName(QStringLiteral("cancelRotation"));
    connect(cancel, &QPushButton::clicked, this, [this, cancel] {
        cancel->setEnabled(false);
        m_progress->cancelled = true;
    });
    auto *row = new QHBoxLayout(m_running);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(m_name);
    row->addWidget(m_bar, 1);
    row->addWidget(cancel);
    m_running->hide();
    return m_running;
}

void RotationList::refresh()
{
    if (m_progress)
        return; // it is read again when that one has ended
    const int request = ++m_request;
    whenAnswered(m_rotations.states(), this, [this, request](const Result<std::vector<VaultState>> &states) {
        if (request != m_request || m_progress)
            return;
        if (!states)
            return m_context.notifier.fail(states.error());
        show(*states);
    });
}

void RotationList::show(const std::vector<VaultState> &states)
{
    while (QLayoutItem *line = m_lines->takeAt(0)) {
        delete line->widget();
        delete line;
    }
    for (const VaultState &state : states)
        if (state.dueSince)
            addLine(state);
    setVisible(m_lines->count() > 0);
}

void RotationList::addLine(const VaultState &state)
{
    const CellTexts texts = accessTexts(m_context.zone).cells;
    auto *line = new QWidget(this);
    auto *text = new StatusLine(line);
    auto *give = new QPushButton(state.begun ? tr("Go on with new key…") : tr("Give new key…"), line);
    give->setAccessibleName(tr("Give the vault of %1 a new key").arg(state.name));
    give->setVisible(m_rotations.me()->may(Permission::ManageSecurity));
    connect(give, &QPushButton::clicked, this, [this, state] { ask(state); });
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    row->addWidget(text, 1);
    row->addWidget(give);
    m_lines->addWidget(line);
    QString sentences =
        tr("%1: the vault is due for a new key since %2, because somebody who could open it may do so no longer.")
            .arg(state.name, texts.number(texts.time(*state.dueSince)));
    if (state.damaged > 0)
        sentences += u' ' + damagedText(state.damaged);
    text->say(Status::Warning, sentences);
}

void RotationList::ask(const VaultState &state)
{
    const bool agreed = m_context.prompt.confirm(this, tr("New key"),
        tr("%n numbers of %1 are put under a new key. Whoever had the old one opens nothing of them any more. Imports "
           "go "
           "on meanwhile. You may cancel: the next run goes on where this one stood.",
            nullptr, countOf(state.numbersLeft))
            .arg(state.name),
        tr("Give new key"));
    if (agreed)
        run(state);
}

void RotationList::run(const VaultState &state)
{
    if (m_progress)
        return;
    m_progress = std::make_shared<RotationProgress>();
    m_name->say(Status::Neutral, tr("New key for %1").arg(state.name));
    for (auto *button : findChildren<QPushButton *>())
        button->setEnabled(button->objectName() == QLatin1String("cancelRotation"));
    showProgress();
    m_running->show();
    m_clock.start();
    whenAnswered(m_rotations.run(state.process, m_progress), this,
        [this, name = state.name](const Result<RotationReport> &report) { settle(name, report); });
}

QString RotationList::damagedText(qint64 numbers)
{
    return tr("%n numbers are damaged and stay under the old key. Bring them back from a backup, then give the new key "
              "again.",
        nullptr, countOf(numbers));
}

void RotationList::showProgress()
{
    // Thousandths: a bar counts in int, and numbers may be more.
    const qint64 all = m_progress->all;
    m_bar->setRange(0, all > 0 ? 1000 : 0);
    m_bar->setValue(all > 0 ? int(m_progress->done * 1000 / all) : 0);
}

void RotationList::settle(const QString &name, const Result<RotationReport> &report)
{
    m_clock.stop();
    m_running->hide();
    m_progress.reset();
    if (report) {
        const QString done =
            tr("The vault of %1 has a new key; %n numbers were put under it.", nullptr, countOf(report->numbers))
                .arg(name);
        if (report->damaged > 0)
            m_context.notifier.show(Notifier::Kind::Warning, done + u' ' + damagedText(report->damaged));
        else
            m_context.notifier.show(Notifier::Kind::Done, done);
    } else
        m_context.notifier.fail(report.error());
    refresh();
}

} // namespace callveil
