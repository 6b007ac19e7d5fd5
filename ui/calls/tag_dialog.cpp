// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/tag_dialog.h"

#include "domain/base/when_answered.h"
#include "services/calls/call_log_service.h"
#include "ui/masking/table_texts.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>

namespace callveil {

TagDialog::TagDialog(TagService &service, TaggedSession session, const QTimeZone &zone, QWidget *parent)
    : QDialog(parent), m_service(service), m_session(std::move(session)),
      m_model(new TagTableModel(tableTexts(zone), this)), m_tag(new QLineEdit(this)),
      m_known(new QStringListModel(this)),
      m_table(new ListTable(tr("Tags"), tr("This session has no tag. Type a word and choose Add."), this)),
      m_status(new StatusLine(this)), m_add(new QPushButton(tr("&Add"), this)),
      m_remove(new QPushButton(tr("&Remove"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Tags of a session"));
    setObjectName(QStringLiteral("tagDialog"));
    makeFields();
    arrange();
    connect(m_tag, &QLineEdit::textChanged, this, &TagDialog::updateButtons);
    connect(m_table, &ListTable::idsSelected, this, &TagDialog::updateButtons);
    connect(m_add, &QPushButton::clicked, this, &TagDialog::add);
    connect(m_remove, &QPushButton::clicked, this, &TagDialog::remove);
    updateButtons();
    readKnown();
    refresh();
    m_tag->setFocus();
}

void TagDialog::makeFields()
{
    m_tag->setObjectName(QStringLiteral("newTag"));
    m_tag->setMaxLength(TagService::longest);
    m_tag->setWhatsThis(tr("A word by which calls like this one are found again. It is stored in clear: no telephone "
                           "numbers."));
    auto *completer = new QCompleter(m_known, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_tag->setCompleter(completer);
    m_table->setObjectName(QStringLiteral("sessionTags"));
    m_table->setModel(m_model);
    m_table->setRowsShown(5, 3);
    m_table->setFlexibleColumn(TagTableModel::Tag);
    m_table->setWhatsThis(tr("The tags of the session. Your own can be taken back; whoever manages processes removes "
                             "anybody's."));
    m_add->setDefault(true);
    m_remove->setAutoDefault(false);
}

void TagDialog::arrange()
{
    auto *about = new WrappedLabel(
        tr("All calls of %1 have these tags, and everybody who sees the calls sees them. Each change is recorded.")
            .arg(isolated(CallLogService::sessionName(m_session.session))),
        this);
    auto *label = new QLabel(tr("&New tag"), this);
    label->setBuddy(m_tag);
    auto *row = new QHBoxLayout;
    row->setSpacing(gridUnit(this));
    for (QWidget *part : std::initializer_list<QWidget *>{label, m_tag, m_add, m_remove})
        row->addWidget(part);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &TagDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(about);
    column->addLayout(row);
    column->addWidget(m_status);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
    resize(characters(this, 70), sizeHint().height());
}

void TagDialog::readKnown()
{
    whenAnswered(m_service.known(), this, [this](const Result<QStringList> &known) {
        if (known) // they only spare typing
            m_known->setStringList(*known);
    });
}

void TagDialog::refresh()
{
    whenAnswered(m_service.of(m_session), this, [this](const Result<std::vector<SessionTag>> &tags) {
        m_table->noteRead(tags.has_value());
        if (tags)
            m_model->setItems(*tags);
        else
            m_status->say(Status::Critical, faultText(tags.error()));
        updateButtons();
    });
}

void TagDialog::add()
{
    m_busy = true;
    updateButtons();
    whenAnswered(m_service.add(m_session, m_tag->text()), this, [this](const Result<void> &added) {
        if (added)
            m_tag->clear();
        settle(added);
        m_tag->setFocus();
    });
}

void TagDialog::remove()
{
    const int row = m_model->rowOf(m_table->currentId());
    if (row < 0)
        return;
    m_busy = true;
    updateButtons();
    whenAnswered(m_service.remove(m_session, m_model->item(row).tag), this,
        [this](const Result<void> &removed) { settle(removed); });
}

void TagDialog::settle(const Result<void> &answer)
{
    m_busy = false;
    if (answer)
        m_status->clear();
    else
        m_status->say(Status::Critical, faultText(answer.error()));
    refresh();
    if (answer)
        Q_EMIT changed();
}

void TagDialog::updateButtons()
{
    const auto me = m_service.me();
    const int row = m_model->rowOf(m_table->currentId());
    const bool mayRemove = row >= 0 && (m_model->item(row).by == me->id || me->may(Permission::ManageProcesses));
    m_add->setEnabled(!m_busy && !m_tag->text().trimmed().isEmpty());
    m_remove->setEnabled(!m_busy && mayRemove);
    m_remove->setToolTip(row >= 0 && !mayRemove ? tr("Somebody else gave this tag.") : QString());
}

} // namespace callveil
