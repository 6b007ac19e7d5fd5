// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/connection_file_dialog.h"

#include "domain/base/when_answered.h"
#include "services/base/workspace.h"
#include "ui/access/connection_file_choice.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/status_line.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

ConnectionFileDialog::ConnectionFileDialog(const Workspace &workspace, Prompt &prompt, QWidget *parent)
    : QDialog(parent), m_file{workspace.address().title(), workspace.address(), workspace.organisation(),
                           workspace.identity()->fingerprint},
      m_prompt(prompt), m_status(new StatusLine)
{
    setObjectName(QStringLiteral("connectionFileDialog"));
    setWindowTitle(tr("Connection for another console"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *exportButton = new QPushButton(tr("&Export…"));
    exportButton->setObjectName(QStringLiteral("exportConnection"));
    exportButton->setAccessibleName(tr("Export"));
    buttons->addButton(exportButton, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(gridUnit(this) * 3 / 2);
    layout->addWidget(new PageHead(tr("Connection for another console"),
        tr("A console trusts a server only when it knows these six words, from you or from the file.")));
    layout->addWidget(setupFacts());
    layout->addWidget(m_status);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(characters(this, 78));
    exportButton->setEnabled(m_file.address.engine == Engine::PostgreSql);
    m_status->say(Status::Neutral,
        exportButton->isEnabled()
            ? tr("The words are no secret. Read them out, or hand the file over, by a way that the server has no part "
                 "in. The other console takes the file under Manage connections, Import.")
            : tr("This database is a file on this computer: other consoles cannot connect to it, so there is nothing "
                 "to export."));
    connect(exportButton, &QPushButton::clicked, this, &ConnectionFileDialog::exportFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QWidget *ConnectionFileDialog::setupFacts()
{
    auto *facts = new QWidget;
    auto *form = new QFormLayout(facts);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(gridUnit(this));
    const auto add = [form](const QString &name, const QString &value) {
        auto *label = new QLabel(value);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        form->addRow(name, label);
        return label;
    };
    add(tr("Organisation"), m_file.organisation);
    add(tr("Database"), m_file.address.title());
    QLabel *words = add(tr("Fingerprint words"), m_file.words().join(QStringLiteral("  ")));
    words->setObjectName(QStringLiteral("fingerprint"));
    words->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return facts;
}

void ConnectionFileDialog::exportFile()
{
    const QString path = chooseConnectionFileToWrite(m_prompt, this);
    if (path.isEmpty())
        return;
    whenAnswered(m_file.write(path), this, [this, path](const Result<void> &written) {
        if (written)
            m_status->say(Status::Ok, tr("The connection is in “%1”.").arg(QFileInfo(path).fileName()));
        else
            m_status->say(Status::Critical, faultText(written.error()));
    });
}

} // namespace callveil
