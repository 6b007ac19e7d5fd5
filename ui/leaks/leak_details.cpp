// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/leak_details.h"

#include "ui/masking/table_texts.h"
#include "ui/texts/leak_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/section_heading.h"
#include "ui/widgets/wrapped_label.h"

#include <QGridLayout>
#include <QPushButton>

namespace callveil {

namespace {

WrappedLabel *mutedLabel(const QString &text, QWidget *parent)
{
    auto *label = new WrappedLabel(text, parent);
    label->setMuted();
    return label;
}

WrappedLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new WrappedLabel(text, parent);
    label->setTextFormat(Qt::PlainText); // names and reasons are typed
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

LeakDetails::LeakDetails(const QTimeZone &zone, QWidget *parent) : QScrollArea(parent), m_zone(zone)
{
    setObjectName(QStringLiteral("leakDetails"));
    setAccessibleName(tr("Details"));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(characters(this, 36));
    clear();
}

void LeakDetails::clear()
{
    setContent({mutedLabel(tr("Choose a finding to see what it means and what to do."), this)});
}

void LeakDetails::show(const Leak &leak, const QString &way)
{
    QList<QWidget *> parts{sectionHeading(leakKindText(leak.key.kind), nullptr, this),
        plainLabel(leakExplanation(leak), this), sectionHeading(tr("What to do"), nullptr, this),
        plainLabel(leakAdvice(leak), this)};
    if (!way.isEmpty()) {
        auto *button = new QPushButton(paletteIcon(QStringLiteral("go_next")), way, this);
        button->setObjectName(QStringLiteral("followLeak"));
        button->setAutoDefault(false);
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, &LeakDetails::wayChosen);
        parts.append(button);
    }
    parts.append(sectionHeading(tr("Facts"), nullptr, this));
    parts.append(makeFacts(leak));
    setContent(parts);
}

QWidget *LeakDetails::makeFacts(const Leak &leak)
{
    const CellTexts texts = tableTexts(m_zone);
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(gridUnit(box) * 3 / 2);
    grid->setVerticalSpacing(gridUnit(box) / 2);
    grid->setColumnStretch(1, 1);
    const auto add = [&](const QString &name, const QString &value) {
        if (value.isEmpty())
            return;
        const int row = grid->rowCount();
        grid->addWidget(mutedLabel(name, box), row, 0);
        grid->addWidget(plainLabel(value, box), row, 1);
    };
    const auto time = [&](qint64 at) { return texts.number(texts.time(at)); };
    add(tr("Severity"), leakSeverityText(leak.severity));
    add(tr("State"), leakStateText(leak.state));
    add(tr("Where"), leakWhereText(leak));
    add(tr("Since"), time(leak.oldestAt));
    if (leak.counted)
        add(tr("Newest"), time(leak.newestAt));
    add(tr("First found"), time(leak.firstSeen));
    add(tr("Last found"), time(leak.lastSeen));
    if (leak.settledAt)
        add(tr("Decided"),
            leak.settledBy.isSet() ? tr("%1, %2").arg(leak.settledByName, time(*leak.settledAt))
                                   : tr("by a scan, %1").arg(time(*leak.settledAt)));
    add(tr("Reason"), leak.reason);
    add(tr("Id"), QString::number(leak.id.value));
    return box;
}

void LeakDetails::setContent(const QList<QWidget *> &parts)
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(gridUnit(this), 0, gridUnit(this), 0); // beside the handle
    column->setSpacing(gridUnit(this));
    for (QWidget *part : parts)
        column->addWidget(part);
    column->addStretch();
    setWidget(content); // the one before goes
}

} // namespace callveil
