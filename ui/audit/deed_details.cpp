// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/deed_details.h"

#include "tables/base/cell_texts.h"
#include "ui/texts/deed_words.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/section_heading.h"
#include "ui/widgets/wrapped_label.h"

#include <QGridLayout>

#include <algorithm>

namespace callveil {

namespace {

/// So much of a hash tells two entries apart at a glance; the tool tip holds it whole.
constexpr int hashShown = 16;

QString withKey(const QString &text, const QString &key)
{
    return text == key || key.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, key);
}

WrappedLabel *valueLabel(const QString &text, QWidget *parent)
{
    auto *label = new WrappedLabel(text, parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

WrappedLabel *mutedLabel(const QString &text, QWidget *parent)
{
    auto *label = new WrappedLabel(text, parent);
    label->setMuted();
    return label;
}

const DeedField *find(const QList<DeedField> &fields, const QString &key)
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const DeedField &field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

/// The fields of both, those of `after` first, without the empty ones.
QList<DeedField> allFields(const QList<DeedField> &before, const QList<DeedField> &after)
{
    QList<DeedField> all;
    for (const QList<DeedField> *side : {&after, &before})
        for (const DeedField &field : *side)
            if (!field.value.isEmpty() && !find(all, field.key))
                all.append(field);
    return all;
}

QString valueOf(const QList<DeedField> &fields, const QString &key)
{
    const DeedField *field = find(fields, key);
    return field && !field->value.isEmpty() ? field->value : QStringLiteral("–");
}

QGridLayout *gridOn(QWidget *box)
{
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(gridUnit(box) * 3 / 2);
    grid->setVerticalSpacing(gridUnit(box) / 2);
    return grid;
}

} // namespace

DeedDetails::DeedDetails(DeedTexts texts, QWidget *parent) : QScrollArea(parent), m_texts(std::move(texts))
{
    setObjectName(QStringLiteral("deedDetails"));
    setAccessibleName(tr("Details"));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(characters(this, 36));
    clear();
}

void DeedDetails::clear()
{
    setContent({mutedLabel(tr("Choose an entry to see all that is recorded of it."), this)});
}

void DeedDetails::show(const DeedLine &line)
{
    QList<QWidget *> parts{makeFacts(line)};
    if (QWidget *changes = makeChanges(line)) {
        parts.append(sectionHeading(
            line.entry.deed.before.isEmpty() ? tr("What was recorded") : tr("What changed"), nullptr, this));
        parts.append(changes);
    }
    setContent(parts);
}

QWidget *DeedDetails::makeFacts(const DeedLine &line)
{
    const DeedEntry &entry = line.entry;
    auto *box = new QWidget(this);
    QGridLayout *grid = gridOn(box);
    grid->setColumnStretch(1, 1);
    const auto add = [&](const QString &name, const QString &value) {
        if (value.isEmpty())
            return;
        const int row = grid->rowCount();
        grid->addWidget(mutedLabel(name, box), row, 0);
        grid->addWidget(valueLabel(value, box), row, 1);
    };
    const QString hash = QString::fromLatin1(entry.hash.toHex());
    add(tr("When"), m_texts.number(exactTime(entry.at, m_texts.zone)));
    add(tr("Person"), m_texts.actorOf(line));
    add(tr("Action"), withKey(m_texts.action(entry.deed.action), entry.deed.action));
    add(tr("Object"), withKey(m_texts.objectOf(line), entry.deed.object));
    add(tr("Reason"), entry.deed.reason);
    add(tr("Console"), entry.console);
    add(tr("Entry"), tr("%1 of this person").arg(QLocale().toString(entry.seq)));
    add(tr("Hash"), m_texts.number(hash.size() > hashShown ? hash.first(hashShown) + u'…' : hash));
    box->findChildren<WrappedLabel *>().last()->setToolTip(hash);
    return box;
}

QWidget *DeedDetails::makeChanges(const DeedLine &line)
{
    const Deed &deed = line.entry.deed;
    const QList<DeedField> before = deedFields(deed.action, deed.before, m_texts.zone, line.names);
    const QList<DeedField> after = deedFields(deed.action, deed.after, m_texts.zone, line.names);
    const QList<DeedField> fields = allFields(before, after);
    if (fields.isEmpty())
        return nullptr;
    auto *box = new QWidget(this);
    QGridLayout *grid = gridOn(box);
    const bool compares = !before.isEmpty();
    if (compares) {
        grid->addWidget(mutedLabel(tr("Before"), box), 0, 1);
        grid->addWidget(mutedLabel(tr("After"), box), 0, 2);
    }
    for (const DeedField &field : fields) {
        const QString now = valueOf(after, field.key);
        const int row = grid->rowCount();
        grid->addWidget(mutedLabel(field.label, box), row, 0);
        if (compares)
            grid->addWidget(valueLabel(valueOf(before, field.key), box), row, 1);
        WrappedLabel *shown = valueLabel(now, box);
        if (compares && now != valueOf(before, field.key)) {
            QFont strong = shown->font();
            strong.setWeight(QFont::DemiBold);
            shown->setFont(strong);
        }
        grid->addWidget(shown, row, compares ? 2 : 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, compares ? 1 : 0);
    return box;
}

void DeedDetails::setContent(const QList<QWidget *> &parts)
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, gridUnit(this), 0);
    column->setSpacing(gridUnit(this));
    for (QWidget *part : parts)
        column->addWidget(part);
    column->addStretch();
    setWidget(content); // the one before goes
}

} // namespace callveil
