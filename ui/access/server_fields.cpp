// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/server_fields.h"

#include "ui/widgets/field_form.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QSpinBox>

namespace callveil {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("ServerFields", source);
}

const QString keys[] = {
    QStringLiteral("host"), QStringLiteral("port"), QStringLiteral("database"), QStringLiteral("tls")};

} // namespace

QString serverFieldOf(Fault fault)
{
    switch (fault) {
    case Fault::DatabaseUnreachable:
    case Fault::ServerTooOld:
    case Fault::ServerOlder:
        return QStringLiteral("host");
    case Fault::DatabaseTls:
        return QStringLiteral("tls");
    case Fault::DatabaseExists:
    case Fault::DatabaseAddress:
    case Fault::NameTaken:
        return QStringLiteral("database");
    case Fault::NeedsSuperuser:
        return QStringLiteral("login");
    case Fault::SuperuserRefused:
        return QStringLiteral("server-password");
    default:
        return {};
    }
}

ServerFields::ServerFields(FieldForm &form)
    : m_form(form), m_host(new QLineEdit), m_port(new QSpinBox), m_database(new QLineEdit), m_tls(new QComboBox)
{
    m_host->setObjectName(QStringLiteral("host"));
    m_port->setObjectName(QStringLiteral("port"));
    m_database->setObjectName(QStringLiteral("database"));
    m_tls->setObjectName(QStringLiteral("tls"));
    m_port->setRange(1, 65535);
    m_port->setGroupSeparatorShown(false);
    m_tls->addItem(text(QT_TRANSLATE_NOOP("ServerFields", "Check certificate and host name (verify-full)")),
        int(TlsMode::VerifyFull));
    m_tls->addItem(
        text(QT_TRANSLATE_NOOP("ServerFields", "Check certificate only (verify-ca)")), int(TlsMode::VerifyCa));
    m_tls->addItem(
        text(QT_TRANSLATE_NOOP("ServerFields", "Encrypt without checking (require)")), int(TlsMode::Require));
    m_tls->addItem(text(QT_TRANSLATE_NOOP("ServerFields", "No encryption (disable)")), int(TlsMode::Disable));
    form.addField(keys[0], text(QT_TRANSLATE_NOOP("ServerFields", "&Host")), m_host);
    form.addField(keys[1], text(QT_TRANSLATE_NOOP("ServerFields", "P&ort")), m_port);
    form.addField(keys[2], text(QT_TRANSLATE_NOOP("ServerFields", "&Database")), m_database,
        text(QT_TRANSLATE_NOOP("ServerFields", "Small letters, digits and underscores")));
    form.addField(keys[3], text(QT_TRANSLATE_NOOP("ServerFields", "&TLS mode")), m_tls);
    form.explain(keys[0],
        text(QT_TRANSLATE_NOOP("ServerFields", "The name or address of the computer that the server runs on.")));
    form.explain(keys[1], text(QT_TRANSLATE_NOOP("ServerFields", "On which port it listens; 5432 is usual.")));
    form.explain(keys[3],
        text(QT_TRANSLATE_NOOP("ServerFields",
            "How the connection is protected. Checking certificate and host name is right, except on this computer "
            "itself.")));
    DatabaseAddress usual;
    usual.database = QStringLiteral("callveil");
    setAddress(usual);
}

void ServerFields::setAddress(const DatabaseAddress &address)
{
    m_host->setText(address.host);
    m_port->setValue(address.port);
    m_database->setText(address.database);
    m_tls->setCurrentIndex(m_tls->findData(int(address.tls)));
}

DatabaseAddress ServerFields::address() const
{
    DatabaseAddress address;
    address.engine = Engine::PostgreSql;
    address.host = m_host->text().trimmed();
    address.port = m_port->value();
    address.database = m_database->text().trimmed();
    address.tls = TlsMode(m_tls->currentData().toInt());
    return address;
}

void ServerFields::setVisible(bool visible)
{
    for (const QString &key : keys)
        m_form.setFieldVisible(key, visible);
}

bool ServerFields::check()
{
    const DatabaseAddress typed = address();
    for (const auto &[key, value] : {std::pair(keys[0], typed.host), std::pair(keys[2], typed.database)})
        if (value.isEmpty())
            return !m_form.showError({ErrorCode::Invalid, Fault::NameEmpty, {key}, {}});
    return true;
}

} // namespace callveil
