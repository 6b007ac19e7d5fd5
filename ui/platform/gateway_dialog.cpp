// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/gateway_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace callveil {

GatewayDialog::GatewayDialog(GatewayService &gateways, Gateway gateway, QWidget *parent)
    : FormDialog(gateway.id.isSet() ? tr("Edit gateway") : tr("New gateway"),
        gateway.id.isSet() ? tr("&Save") : tr("Cre&ate"), parent),
      m_gateways(gateways), m_stored(std::move(gateway))
{
    setObjectName(QStringLiteral("gatewayDialog"));
    addPlace();
    addUse();
}

void GatewayDialog::addPlace()
{
    m_name = new QLineEdit(m_stored.name, this);
    m_name->setObjectName(QStringLiteral("gatewayName"));
    form().addField(QStringLiteral("name"), tr("&Name"), m_name);
    form().explain(QStringLiteral("name"), tr("What you call this carrier."));
    m_target = new QLineEdit(m_stored.target, this);
    m_target->setObjectName(QStringLiteral("gatewayTarget"));
    m_target->setPlaceholderText(QStringLiteral("sip:gw.example.org:5061;transport=tls"));
    form().addField(QStringLiteral("target"), tr("&Target"), m_target,
        tr("The carrier's SIP address: its host, with port and transport when it names them, without a user."));
    m_prefixes = new QLineEdit(m_stored.prefixes.join(QStringLiteral(", ")), this);
    m_prefixes->setObjectName(QStringLiteral("gatewayPrefixes"));
    m_prefixes->setPlaceholderText(QStringLiteral("+44, +353"));
    form().addField(QStringLiteral("prefixes"), tr("&Prefixes"), m_prefixes,
        tr("With which the numbers begin that it serves: + and up to seven digits each. Empty: all numbers."));
}

void GatewayDialog::addUse()
{
    m_priority = addSpin(QStringLiteral("priority"), tr("Pr&iority"), m_stored.priority, Gateway::mostPriority,
        tr("Of several gateways that serve a number, the one with the lower figure is to be tried first."));
    m_channels = addSpin(QStringLiteral("channels"), tr("&Channels at most"), m_stored.channels, Gateway::mostChannels,
        tr("How many calls it carries at once. 0: not limited."));
    m_enabled = new QCheckBox(tr("&Enabled"), this);
    m_enabled->setObjectName(QStringLiteral("gatewayEnabled"));
    m_enabled->setWhatsThis(tr("A gateway that is not enabled is told to no switch."));
    m_enabled->setChecked(m_stored.enabled);
    form().addLine(m_enabled);
}

QSpinBox *GatewayDialog::addSpin(const QString &key, const QString &label, int value, int most, const QString &help)
{
    auto *spin = new QSpinBox(this);
    spin->setObjectName(key);
    spin->setRange(0, most);
    spin->setValue(value);
    form().addField(key, label, spin, help);
    form().layout()->setAlignment(spin, Qt::AlignLeading);
    return spin;
}

void GatewayDialog::save()
{
    const auto prefixes = readPrefixes(m_prefixes->text());
    if (!prefixes)
        return settle(prefixes.error());
    Gateway gateway = m_stored;
    gateway.name = m_name->text();
    gateway.target = m_target->text();
    gateway.prefixes = *prefixes;
    gateway.priority = m_priority->value();
    gateway.channels = m_channels->value();
    gateway.enabled = m_enabled->isChecked();
    whenAnswered(
        m_gateways.save(gateway), this, [this, name = gateway.name.simplified()](const Result<GatewayId> &answer) {
            if (answer)
                Q_EMIT saved(*answer, name);
            settle(answer ? std::nullopt : std::optional(answer.error()));
        });
}

} // namespace callveil
