// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/server_page.h"

#include "domain/base/when_answered.h"
#include "services/session/connection_file.h"
#include "ui/access/connection_choice.h"
#include "ui/access/connection_file_choice.h"
#include "ui/access/first_start_wizard.h"
#include "ui/access/password_fields.h"
#include "ui/access/server_fields.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace callveil {

ServerPage::ServerPage(FirstStart &state)
    : StepPage(
        state, tr("PostgreSQL server"), tr("Version 15 or newer. The superuser's login is used once and not kept.")),
      m_login(new QLineEdit(QStringLiteral("postgres"))), m_password(passwordEdit(QStringLiteral("serverPassword"))),
      m_words(new QLineEdit), m_import(new QPushButton(tr("&Import connection file…")))
{
    m_layout->insertWidget(0, setupKinds());
    m_layout->insertWidget(1, m_import, 0, Qt::AlignLeft);
    m_import->setObjectName(QStringLiteral("importConnection"));
    m_import->setAccessibleName(tr("Import connection file"));
    connect(m_import, &QPushButton::clicked, this, &ServerPage::importFile);
    m_server = std::make_unique<ServerFields>(*m_form);
    m_login->setObjectName(QStringLiteral("serverLogin"));
    m_words->setObjectName(QStringLiteral("fingerprintWords"));
    m_form->addField(QStringLiteral("login"), tr("&Superuser login"), m_login);
    m_form->explain(QStringLiteral("login"),
        tr("A login of the server that may make databases and roles. It is used once and not kept."));
    m_form->addField(QStringLiteral("server-password"), tr("Superuser &password"), m_password,
        tr("May be empty when the server asks for none"));
    m_form->addField(QStringLiteral("words"), tr("Fingerprint &words"), m_words,
        tr("Six words by which the organisation is known. An administrator has them; do not take them from the "
           "server."));
    setExisting(false);
}

ServerPage::~ServerPage() = default;

QWidget *ServerPage::setupKinds()
{
    auto *make = new QRadioButton(tr("&Make a new database there"));
    auto *existing = new QRadioButton(tr("Connect to one that &exists"));
    make->setObjectName(QStringLiteral("makeNew"));
    make->setWhatsThis(tr("For the first console: the database and its first administrator are made on the server."));
    existing->setObjectName(QStringLiteral("useExisting"));
    existing->setWhatsThis(tr("For every further console: it signs in to the database that is there."));
    make->setChecked(true);
    connect(existing, &QRadioButton::toggled, this, &ServerPage::setExisting);
    auto *kinds = new QWidget;
    auto *column = new QVBoxLayout(kinds);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(make);
    column->addWidget(existing);
    return kinds;
}

void ServerPage::initializePage()
{
    setExisting(m_state.existing);
}

void ServerPage::setExisting(bool existing)
{
    m_state.existing = existing;
    m_form->setFieldVisible(QStringLiteral("login"), !existing);
    m_form->setFieldVisible(QStringLiteral("server-password"), !existing);
    m_form->setFieldVisible(QStringLiteral("words"), existing);
    m_import->setVisible(existing);
    setFinalPage(existing); // Next becomes Finish
}

int ServerPage::nextId() const
{
    return m_state.existing ? -1 : int(FirstStartWizard::OrganisationStep);
}

void ServerPage::go()
{
    if (!m_server->check())
        return;
    m_state.order.address = m_server->address();
    if (m_state.existing)
        return connectToExisting();
    m_state.order.address.user = m_login->text().trimmed();
    m_state.order.superuserPassword = m_password->text();
    lookAtServer();
}

void ServerPage::lookAtServer()
{
    startWork(tr("Looking at the server…"));
    whenAnswered(m_state.context.setup.lookAtServer(m_state.order.address, m_state.order.superuserPassword), this,
        [this](const Result<void> &answer) {
            if (answer)
                finishStep();
            else
                refuse(answer.error());
        });
}

QString ServerPage::fieldOf(const Error &error) const
{
    return serverFieldOf(error.fault);
}

void ServerPage::connectToExisting()
{
    const AccessContext &context = m_state.context;
    const QByteArray fingerprint = context.words.read(m_words->text()).value_or(QByteArray());
    if (fingerprint.size() != 12)
        return m_form->showError(
            QStringLiteral("words"), tr("These are not six fingerprint words. Compare them letter by letter."));
    if (const auto pinned = pinOnce(context.local, m_state.order.address, fingerprint); !pinned)
        return m_form->showError(QStringLiteral("words"), faultText(pinned.error()));
    const bool isImported = m_state.order.address.place() == m_importedPlace;
    m_state.connection = saveConnection(context.local, m_state.order.address, isImported ? m_name : QString());
    if (isImported && !m_organisation.isEmpty())
        context.local.noteOrganisation(m_state.order.address.place(), m_organisation);
    finishStep();
}

void ServerPage::importFile()
{
    const QString path = chooseConnectionFileToRead(m_state.context.prompt, this);
    if (path.isEmpty())
        return;
    m_form->clearErrors();
    whenAnswered(ConnectionFile::read(path), this, [this](const Result<ConnectionFile> &file) {
        if (file)
            take(*file);
        else
            refuse(file.error());
    });
}

void ServerPage::take(const ConnectionFile &file)
{
    m_server->setAddress(file.address);
    m_words->setText(file.words().join(u' '));
    m_name = file.name;
    m_organisation = file.organisation;
    m_importedPlace = file.address.place();
}

} // namespace callveil
