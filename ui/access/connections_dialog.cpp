// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/connections_dialog.h"

#include "ui/access/server_fields.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace callveil {

ConnectionsDialog::ConnectionsDialog(const AccessContext &context, QWidget *parent)
    : QDialog(parent), m_context(context), m_list(new QListWidget), m_form(new FieldForm), m_name(new QLineEdit),
      m_file(new QLineEdit), m_words(new QLineEdit), m_remove(new QPushButton(tr("&Remove"))), m_empty(new StatusLine)
{
    setObjectName(QStringLiteral("connectionsDialog"));
    setWindowTitle(tr("Connections"));
    setupForm();
    auto *right = new QVBoxLayout;
    right->addWidget(m_form);
    right->addWidget(m_empty);
    right->addStretch();
    auto *columns = new QHBoxLayout;
    columns->setSpacing(gridUnit(this) * 2);
    columns->addWidget(setupList());
    columns->addLayout(right, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);
    setMinimumWidth(characters(this, 110));
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectionsDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &ConnectionsDialog::reject);
    for (const ConnectionChoice &saved : savedChoices(m_context.local))
        m_drafts.append({saved.name, saved.address, pinnedWords(saved.address)});
    fill();
    present(m_drafts.isEmpty() ? -1 : 0);
}

ConnectionsDialog::~ConnectionsDialog() = default;

QWidget *ConnectionsDialog::setupList()
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Sa&ved connections"));
    label->setBuddy(m_list);
    m_list->setObjectName(QStringLiteral("connections"));
    m_list->setAccessibleName(tr("Saved connections")); // lists do not take it from their label
    m_list->setMinimumWidth(characters(this, 28));
    auto *add = new QPushButton(tr("&Add"));
    add->setObjectName(QStringLiteral("addConnection"));
    add->setAutoDefault(false);
    m_remove->setObjectName(QStringLiteral("removeConnection"));
    m_remove->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(add);
    row->addWidget(m_remove);
    layout->addWidget(label);
    layout->addWidget(m_list, 1);
    layout->addLayout(row);
    connect(add, &QPushButton::clicked, this, &ConnectionsDialog::add);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionsDialog::removeCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        keep();
        present(row);
    });
    return column;
}

void ConnectionsDialog::setupForm()
{
    m_name->setObjectName(QStringLiteral("connectionName"));
    m_file->setObjectName(QStringLiteral("file"));
    m_words->setObjectName(QStringLiteral("fingerprintWords"));
    m_form->addField(QStringLiteral("name"), tr("&Name"), m_name);
    m_form->addField(QStringLiteral("file"), tr("&File"), m_file);
    m_server = std::make_unique<ServerFields>(*m_form);
    m_form->addField(QStringLiteral("words"), tr("Fingerprint &words"), m_words,
        tr("Six words by which the organisation is known. An administrator has them; do not take them from the "
           "server."));
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &name) {
        if (QListWidgetItem *item = m_list->item(m_shown))
            item->setText(name);
    });
}

QString ConnectionsDialog::pinnedWords(const DatabaseAddress &address) const
{
    const QByteArray pinned = m_context.local.pinned(address.place());
    return pinned.isEmpty() ? QString() : m_context.words.write(pinned).join(u' ');
}

void ConnectionsDialog::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Draft &draft : std::as_const(m_drafts))
        m_list->addItem(draft.name);
}

/// Takes what stands in the form into its draft.
void ConnectionsDialog::keep()
{
    if (m_shown < 0 || m_shown >= m_drafts.size())
        return;
    Draft &draft = m_drafts[m_shown];
    draft.name = m_name->text().trimmed();
    draft.words = m_words->text();
    if (draft.address.engine == Engine::Sqlite)
        draft.address.file = m_file->text();
    else
        draft.address = m_server->address();
}

void ConnectionsDialog::present(int row)
{
    m_shown = row;
    m_form->clearErrors();
    m_form->setVisible(row >= 0);
    m_remove->setEnabled(row >= 0);
    if (row < 0)
        return m_empty->say(Status::Neutral, tr("No connection is saved yet. Press Add to enter a server."));
    m_empty->clear();
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentRow(row);
    const Draft &draft = m_drafts[row];
    const bool embedded = draft.address.engine == Engine::Sqlite;
    m_name->setText(draft.name);
    m_file->setText(draft.address.file);
    m_words->setText(draft.words);
    m_form->setFieldVisible(QStringLiteral("file"), embedded);
    m_server->setVisible(!embedded);
    if (!embedded)
        m_server->setAddress(draft.address);
}

void ConnectionsDialog::add()
{
    keep();
    Draft draft;
    draft.name = tr("New server");
    draft.address.engine = Engine::PostgreSql;
    draft.address.database = QStringLiteral("callveil");
    m_drafts.append(draft);
    fill();
    present(int(m_drafts.size()) - 1);
    m_name->setFocus();
    m_name->selectAll();
}

void ConnectionsDialog::removeCurrent()
{
    m_drafts.removeAt(m_shown);
    const int next = qMin(m_shown, int(m_drafts.size()) - 1);
    fill();
    present(next);
}

/// Shows the draft with what is wrong beside its field, if anything is.
bool ConnectionsDialog::check(int row)
{
    const Draft draft = m_drafts[row];
    present(row);
    const QString name = QStringLiteral("name");
    if (draft.name.isEmpty())
        return !m_form->showError({ErrorCode::Invalid, Fault::NameEmpty, {name}, {}});
    for (int other = 0; other < row; ++other)
        if (m_drafts[other].name == draft.name)
            return !m_form->showError({ErrorCode::Conflict, Fault::NameTaken, {name, draft.name}, {}});
    if (draft.address.engine == Engine::PostgreSql && !m_server->check())
        return false;
    if (!draft.words.trimmed().isEmpty() && m_context.words.read(draft.words).value_or(QByteArray()).size() != 12) {
        m_form->showError(
            QStringLiteral("words"), tr("These are not six fingerprint words. Compare them letter by letter."));
        return false;
    }
    return true;
}

void ConnectionsDialog::save()
{
    keep();
    for (int row = 0; row < m_drafts.size(); ++row)
        if (!check(row))
            return;
    QList<SavedConnection> connections;
    for (const Draft &draft : std::as_const(m_drafts)) {
        connections.append({draft.name, addressText(draft.address)});
        if (!draft.words.trimmed().isEmpty())
            m_context.local.pin(draft.address.place(), *m_context.words.read(draft.words));
    }
    m_context.local.setConnections(connections);
    accept();
}

} // namespace callveil
