// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/shell/diagnostics.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/status_line.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace callveil {

AboutDialog::AboutDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_service(workspace), m_database(new QLabel(tr("Reading…"), this)),
      m_copied(new StatusLine(this)), m_copy(new QPushButton(tr("&Copy diagnostics"), this)),
      m_licences(new QPushButton(tr("&Licences"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Callveil"));
    setObjectName(QStringLiteral("aboutDialog"));
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->addWidget(
        new PageHead(tr("Callveil"), tr("Administrator console for phone number masking in call centres")));
    layout->addLayout(makeFacts());
    layout->addWidget(m_copied);
    makeButtons();
    whenAnswered(m_service.facts(), this, [this](const Result<DatabaseFacts> &facts) {
        if (facts)
            m_facts = *facts;
        m_database->setText(facts ? engineText(*facts) : tr("It does not answer."));
        m_copy->setEnabled(true);
    });
}

QFormLayout *AboutDialog::makeFacts()
{
    auto *facts = new QFormLayout;
    const auto add = [facts](const QString &name, QLabel *label) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        facts->addRow(name, label);
    };
    add(tr("Version"), new QLabel(QCoreApplication::applicationVersion()));
    add(tr("Qt"), new QLabel(QString::fromLatin1(qVersion())));
    add(tr("Database"), m_database);
    add(tr("System"), new QLabel(QSysInfo::prettyProductName()));
    add(tr("Licence"), new QLabel(QStringLiteral("GPL-3.0-or-later")));
    return facts;
}

void AboutDialog::makeButtons()
{
    m_copy->setEnabled(false); // until the database has answered
    m_copy->setAutoDefault(false);
    m_copy->setToolTip(tr("For whoever helps you: versions and looks, no number, no name and no address"));
    m_licences->setAutoDefault(false);
    m_licences->setToolTip(tr("What this program is made of, and under which licences"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    buttons->addButton(m_licences, QDialogButtonBox::HelpRole);
    layout()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, &AboutDialog::copyDiagnostics);
    connect(m_licences, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT licencesWanted();
    });
}

void AboutDialog::copyDiagnostics()
{
    QGuiApplication::clipboard()->setText(diagnosticsText(m_facts));
    m_copied->say(Status::Ok, tr("Copied. It holds no telephone number, no name and no address."));
}

} // namespace callveil
