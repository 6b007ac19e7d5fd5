// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/gateway_panel.h"

#include "domain/base/when_answered.h"
#include "tables/platform/gateway_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/platform/gateway_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace callveil {

GatewayPanel::GatewayPanel(const PageContext &context, QWidget *parent)
    : PlatformPanel(parent), m_context(context), m_service(context.workspace),
      m_model(new GatewayTableModel(tableTexts(context.zone), this))
{
    makeTable();
    makeButtons();
    arrange();
    updateButtons();
}

void GatewayPanel::makeTable()
{
    m_table = new ListTable(
        tr("Gateways"), tr("There is no gateway yet. Choose New gateway… and name the SIP target of a carrier."), this);
    m_table->setObjectName(QStringLiteral("gateways"));
    m_table->setWhatsThis(tr("The carriers through which masked calls go out."));
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 3);
    m_table->setFlexibleColumn(GatewayTableModel::Prefixes);
    connect(m_table, &ListTable::idsSelected, this, &GatewayPanel::updateButtons);
    connect(m_table, &ListTable::chosen, this, &GatewayPanel::edit);
}

void GatewayPanel::makeButtons()
{
    m_new = new QPushButton(tr("&New gateway…"), this);
    m_new->setAccessibleName(tr("New gateway"));
    m_edit = new QPushButton(tr("&Edit…"), this);
    m_edit->setAccessibleName(tr("Edit gateway"));
    m_remove = new QPushButton(tr("&Remove"), this);
    m_remove->setAccessibleName(tr("Remove gateway"));
    connect(m_new, &QPushButton::clicked, this, &GatewayPanel::create);
    connect(m_edit, &QPushButton::clicked, this, &GatewayPanel::edit);
    connect(m_remove, &QPushButton::clicked, this, &GatewayPanel::remove);
}

void GatewayPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addStretch();
    bar->addWidget(m_remove);
    bar->addWidget(m_edit);
    bar->addWidget(m_new);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_table, 1);
    column->addLayout(bar);
    setTabOrder(m_table, m_remove);
    setTabOrder(m_remove, m_edit);
    setTabOrder(m_edit, m_new);
}

void GatewayPanel::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_service.list(), this, [this, request](const Result<std::vector<Gateway>> &gateways) {
        if (request != m_request)
            return;
        m_table->noteRead(gateways.has_value());
        if (!gateways)
            return m_context.notifier.fail(gateways.error());
        m_model->setItems(*gateways);
        if (const qint64 saved = std::exchange(m_saved, 0))
            m_table->selectIds({saved});
        updateButtons();
    });
}

std::optional<Gateway> GatewayPanel::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

void GatewayPanel::updateButtons()
{
    const bool chosen = current().has_value();
    m_edit->setEnabled(chosen);
    m_remove->setEnabled(chosen);
}

void GatewayPanel::create()
{
    openDialog({});
}

void GatewayPanel::edit()
{
    if (const auto gateway = current())
        openDialog(*gateway);
}

void GatewayPanel::openDialog(const Gateway &gateway)
{
    auto *dialog = new GatewayDialog(m_service, gateway, this);
    connect(
        dialog, &GatewayDialog::saved, this, [this, isNew = !gateway.id.isSet()](GatewayId id, const QString &name) {
            m_context.notifier.show(Notifier::Kind::Done,
                isNew ? tr("Gateway %1 was added.").arg(name) : tr("Gateway %1 was changed.").arg(name));
            m_saved = id.value;
        });
    connect(dialog, &QDialog::finished, this, &GatewayPanel::refresh); // also to see what somebody else changed
    dialog->open();
}

void GatewayPanel::remove()
{
    const auto gateway = current();
    if (!gateway
        || !m_context.prompt.confirm(this, tr("Remove gateway"),
            tr("The gateway “%1” is removed for good. To keep it for later, edit it and clear Enabled instead.")
                .arg(gateway->name),
            tr("Remove")))
        return;
    whenAnswered(m_service.remove(*gateway), this, [this, name = gateway->name](const Result<void> &answer) {
        if (answer)
            m_context.notifier.show(Notifier::Kind::Done, tr("Gateway %1 was removed.").arg(name));
        else
            m_context.notifier.fail(answer.error());
        refresh();
    });
}

} // namespace callveil
