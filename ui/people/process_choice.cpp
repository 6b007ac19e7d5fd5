// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/process_choice.h"

#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"

#include <QComboBox>
#include <QListWidget>
#include <QSignalBlocker>

namespace callveil {

namespace {
const QString listKey = QStringLiteral("processes");
}

ProcessChoice::ProcessChoice(FieldForm &form, const QString &label, bool mayChooseAll, QObject *parent)
    : QObject(parent), m_form(form), m_extent(new QComboBox(&form)), m_list(new QListWidget(&form))
{
    m_extent->setObjectName(QStringLiteral("extent"));
    if (mayChooseAll)
        m_extent->addItem(tr("All processes, later ones too"), true);
    m_extent->addItem(tr("Chosen processes"), false);
    m_list->setObjectName(QStringLiteral("chosenProcesses"));
    m_list->setAccessibleName(tr("Processes"));
    m_list->setTabKeyNavigation(false);
    m_list->setFixedHeight(form.fontMetrics().lineSpacing() * 6 + gridUnit(&form) * 2);
    form.addField(QStringLiteral("extent"), label, m_extent);
    form.explain(QStringLiteral("extent"),
        tr("All processes, also those that are made later, or only those that are ticked below."));
    form.addField(listKey, tr("&Processes"), m_list);
    form.explain(listKey, tr("Tick the processes that are meant."));
    connect(m_extent, &QComboBox::currentIndexChanged, this, &ProcessChoice::showList);
    connect(m_list, &QListWidget::itemChanged, this, &ProcessChoice::changed);
}

void ProcessChoice::setProcesses(const std::vector<Process> &processes, bool all, const QSet<ProcessId> &chosen)
{
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const Process &process : processes) {
            if (process.archivedAt && !chosen.contains(process.id))
                continue;
            auto *item = new QListWidgetItem(process.name, m_list);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(chosen.contains(process.id) ? Qt::Checked : Qt::Unchecked);
            item->setData(Qt::UserRole, process.id.value);
        }
        if (m_list->count() > 0)
            m_list->setCurrentRow(0);
    }
    m_extent->setCurrentIndex(qMax(0, m_extent->findData(all)));
    showList();
}

bool ProcessChoice::isAll() const
{
    return m_extent->currentData().toBool();
}

QList<ProcessId> ProcessChoice::chosen() const
{
    QList<ProcessId> ids;
    for (int row = 0; row < m_list->count() && !isAll(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            ids.append(ProcessId{m_list->item(row)->data(Qt::UserRole).toLongLong()});
    return ids;
}

void ProcessChoice::showList()
{
    m_form.setFieldVisible(listKey, !isAll());
    Q_EMIT changed();
}

} // namespace callveil
