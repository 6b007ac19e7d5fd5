// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/connections_dialog.h"

#include "domain/base/when_answered.h"
#include "services/session/connection_file.h"
#include "services/session/saved_passwords.h"
#include "ui/access/connection_file_choice.h"
#include "ui/access/server_fields.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace callveil {

ConnectionsDialog::ConnectionsDialog(const AccessContext &context, QWidget *parent)
    : QDialog(parent), m_context(context), m_list(new QListWidget), m_form(new FieldForm), m_name(new QLineEdit),
      m_file(new QLineEdit), m_words(new QLineEdit), m_remove(new QPushButton(tr("&Remove"))),
      m_export(new QPushButton(tr("&Export…"))), m_empty(new StatusLine), m_notice(new StatusLine)
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
    layout->addWidget(m_notice);
    layout->addWidget(buttons);
    setMinimumWidth(characters(this, 110));
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectionsDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &ConnectionsDialog::reject);
    for (const ConnectionChoice &saved : savedChoices(m_context.local)) {
        const QString place = saved.address.place();
        m_drafts.append({saved.name, saved.address, pinnedWords(saved.address), m_context.local.pinned(place), {}});
        m_places.append(place);
    }
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
    m_list->setWhatsThis(
        tr("The databases that this computer knows. The one that is chosen can be changed beside the list."));
    m_list->setAccessibleName(tr("Saved connections")); // lists do not take it from their label
    m_list->setMinimumWidth(characters(this, 28));
    layout->addWidget(label);
    layout->addWidget(m_list, 1);
    layout->addWidget(setupButtons());
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        keep();
        present(row);
    });
    return column;
}

QWidget *ConnectionsDialog::setupButtons()
{
    auto *buttons = new QWidget;
    auto *grid = new QGridLayout(buttons);
    grid->setContentsMargins(0, 0, 0, 0);
    auto *add = new QPushButton(tr("&Add"));
    auto *import = new QPushButton(tr("&Import…"));
    int count = 0;
    const auto addButton = [&](QPushButton *button, const QString &name, void (ConnectionsDialog::*slot)()) {
        button->setObjectName(name);
        button->setAutoDefault(false);
        grid->addWidget(button, count / 2, count % 2);
        ++count;
        connect(button, &QPushButton::clicked, this, slot);
    };
    import->setAccessibleName(tr("Import"));
    m_export->setAccessibleName(tr("Export"));
    addButton(add, QStringLiteral("addConnection"), &ConnectionsDialog::add);
    addButton(m_remove, QStringLiteral("removeConnection"), &ConnectionsDialog::removeCurrent);
    addButton(import, QStringLiteral("importConnection"), &ConnectionsDialog::importFile);
    addButton(m_export, QStringLiteral("exportConnection"), &ConnectionsDialog::exportFile);
    return buttons;
}

void ConnectionsDialog::setupForm()
{
    m_name->setObjectName(QStringLiteral("connectionName"));
    m_file->setObjectName(QStringLiteral("file"));
    m_words->setObjectName(QStringLiteral("fingerprintWords"));
    m_form->addField(QStringLiteral("name"), tr("&Name"), m_name);
    m_form->explain(QStringLiteral("name"),
        tr("What you call this connection on this computer; the sign-in lists it by this name."));
    m_form->addField(QStringLiteral("file"), tr("&File"), m_file);
    m_form->explain(QStringLiteral("file"), tr("Where the database file is on this computer."));
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
    m_export->setEnabled(row >= 0 && m_drafts[row].address.engine == Engine::PostgreSql);
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
    m_notice->clear();
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
    m_notice->clear();
    const QString place = m_drafts.takeAt(m_shown).address.place();
    if (rowOf(place) < 0)
        m_removed.append(place);
    const int next = qMin(m_shown, int(m_drafts.size()) - 1);
    fill();
    present(next);
}

void ConnectionsDialog::importFile()
{
    m_notice->clear();
    const QString path = chooseConnectionFileToRead(m_context.prompt, this);
    if (path.isEmpty())
        return;
    whenAnswered(ConnectionFile::read(path), this, [this](const Result<ConnectionFile> &file) {
        if (file)
            take(*file);
        else
            m_notice->say(Status::Critical, faultText(file.error()));
    });
}

void ConnectionsDialog::take(const ConnectionFile &file)
{
    keep();
    const QString place = file.address.place();
    const auto fits = checkPin(m_context.local, file.address, file.fingerprint);
    if (!fits && !m_removed.contains(place))
        return m_notice->say(Status::Critical, faultText(fits.error()));
    int row = rowOf(place);
    if (row < 0) {
        row = int(m_drafts.size());
        m_drafts.append({freeName(file.name), file.address, {}, {}, {}});
    }
    Draft &draft = m_drafts[row];
    draft.words = file.words().join(u' ');
    draft.organisation = file.organisation;
    fill();
    present(row);
    const QString whose = file.organisation.isEmpty() ? file.address.title() : file.organisation;
    m_notice->say(Status::Neutral, tr("Read the connection to %1. Check it, then press Save.").arg(whose));
}

void ConnectionsDialog::exportFile()
{
    m_notice->clear();
    keep();
    if (!check(m_shown))
        return;
    const Draft &draft = m_drafts[m_shown];
    const auto fingerprint = m_context.words.read(draft.words);
    if (draft.words.trimmed().isEmpty() || !fingerprint)
        return m_form->showError(
            QStringLiteral("words"), faultText({ErrorCode::NotFound, Fault::FingerprintUnknown, {}, {}}));
    const QString path = chooseConnectionFileToWrite(m_context.prompt, this);
    if (path.isEmpty())
        return;
    const QString organisation = m_context.local.organisation(draft.address.place());
    whenAnswered(ConnectionFile{draft.name, draft.address, organisation, *fingerprint}.write(path), this,
        [this, path](const Result<void> &written) {
            if (written)
                m_notice->say(Status::Ok, tr("The connection is in “%1”.").arg(QFileInfo(path).fileName()));
            else
                m_notice->say(Status::Critical, faultText(written.error()));
        });
}

int ConnectionsDialog::rowOf(const QString &place) const
{
    for (int row = 0; row < m_drafts.size(); ++row)
        if (m_drafts[row].address.place() == place)
            return row;
    return -1;
}

QString ConnectionsDialog::freeName(const QString &name) const
{
    QString wanted = name;
    const auto isTaken = [&](const Draft &draft) { return draft.name == wanted; };
    for (int number = 2; std::any_of(m_drafts.begin(), m_drafts.end(), isTaken); ++number)
        wanted = QStringLiteral("%1 (%2)").arg(name).arg(number);
    return wanted;
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
    return checkWords(draft);
}

/// What is pinned already is typed over only where it was shown.
bool ConnectionsDialog::checkWords(const Draft &draft)
{
    if (draft.words.trimmed().isEmpty())
        return true;
    const QString field = QStringLiteral("words");
    const QByteArray fingerprint = m_context.words.read(draft.words).value_or(QByteArray());
    if (fingerprint.size() != 12) {
        m_form->showError(field, tr("These are not six fingerprint words. Compare them letter by letter."));
        return false;
    }
    const auto fits = checkPin(m_context.local, draft.address, fingerprint);
    const bool isDeliberate =
        m_context.local.pinned(draft.address.place()) == draft.known || m_removed.contains(draft.address.place());
    if (!fits && !isDeliberate)
        m_form->showError(field, faultText(fits.error()));
    return fits || isDeliberate;
}

void ConnectionsDialog::save()
{
    keep();
    for (int row = 0; row < m_drafts.size(); ++row)
        if (!check(row))
            return;
    const QStringList forgotten = forget();
    QList<SavedConnection> connections;
    for (const Draft &draft : std::as_const(m_drafts)) {
        connections.append({draft.name, addressText(draft.address)});
        if (!draft.words.trimmed().isEmpty())
            m_context.local.pin(draft.address.place(), *m_context.words.read(draft.words));
        if (!draft.organisation.isEmpty())
            m_context.local.noteOrganisation(draft.address.place(), draft.organisation);
    }
    m_context.local.setConnections(connections);
    if (forgotten.isEmpty())
        return accept();
    setEnabled(false);
    whenAnswered(m_context.passwords.forgetAll(forgotten), this, [this](const Result<void> &gone) {
        setEnabled(true);
        if (gone)
            return accept();
        m_notice->say(Status::Warning,
            tr("The connections are saved, but a password is still in the key chain. %1").arg(faultText(gone.error())));
    });
}

/// Unpins the places to which no connection leads any more. Answers where passwords are saved that must go: there, and
/// where another organisation is expected from now on.
QStringList ConnectionsDialog::forget()
{
    QStringList places;
    for (const QString &place : std::as_const(m_places))
        if (rowOf(place) < 0) {
            m_context.local.unpin(place);
            places.append(place);
        }
    for (const Draft &draft : std::as_const(m_drafts)) {
        const QByteArray known = m_context.local.pinned(draft.address.place());
        const QByteArray words = m_context.words.read(draft.words).value_or(QByteArray());
        if (!known.isEmpty() && !words.isEmpty() && known != words)
            places.append(draft.address.place());
    }
    places.removeIf([this](const QString &place) { return m_context.passwords.users(place).isEmpty(); });
    return places;
}

} // namespace callveil
