// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/rotation_list.h"

#include "ui/privileges/access_words.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QVBoxLayout>

#include <memory>

namespace callveil {

RotationList::RotationList(const PageContext &context, AccessService &access, QWidget *parent)
    : QWidget(parent), m_context(context), m_access(access), m_lines(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("rotations"));
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(gridUnit(this) / 2);
    hide();
}

void RotationList::refresh(const QHash<ProcessId, QString> &names)
{
    const int request = ++m_request;
    m_access.rotations().then(this, [this, request, names](const Result<std::vector<DueRotation>> &due) {
        if (request != m_request)
            return;
        if (!due)
            return m_context.notifier.fail(due.error());
        show(*due, names);
    });
}

void RotationList::show(const std::vector<DueRotation> &due, const QHash<ProcessId, QString> &names)
{
    while (QLayoutItem *line = m_lines->takeAt(0)) {
        delete line->widget();
        delete line;
    }
    const CellTexts texts = accessTexts(m_context.zone).cells;
    for (const DueRotation &rotation : due) {
        auto *line = new StatusLine(this);
        m_lines->addWidget(line);
        line->say(Status::Warning,
            tr("%1: the vault is due for a new key since %2, because somebody who could open it may do so no longer.")
                .arg(names.value(rotation.process), texts.number(texts.time(rotation.dueSince))));
    }
    setVisible(!due.empty());
}

} // namespace callveil
