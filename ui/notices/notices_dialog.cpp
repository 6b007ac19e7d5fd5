// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notices/notices_dialog.h"

#include "ui/masking/table_texts.h"
#include "ui/notices/notice_link.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/notice_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/status_line.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

NoticesDialog::NoticesDialog(const QTimeZone &zone, QSet<Permission> permissions, QWidget *parent)
    : QDialog(parent), m_permissions(std::move(permissions)),
      m_model(new NoticeTableModel({tableTexts(zone), &noticeWeightText, &noticeText}, this)),
      m_list(new ListTable(tr("Notices"), tr("Nothing calls for your attention."), this)),
      m_failure(new StatusLine(this)), m_open(new QPushButton(tr("&Open"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Notices"));
    setObjectName(QStringLiteral("noticesDialog"));
    setHelpTopic(*this, QStringLiteral("notices"));
    m_list->setModel(m_model);
    m_list->setRowsShown(10, 4);
    m_list->setFlexibleColumn(NoticeTableModel::Text);
    m_list->setWhatsThis(tr("What calls for attention as things stand, for what you may see. A notice goes when its "
                            "cause does; met limits and changed policies stay for seven days. Return opens the page "
                            "where something can be done about it."));
    m_open->setToolTip(tr("Opens the page where something can be done about the chosen notice"));
    arrange();
    connect(m_list, &ListTable::chosen, this, &NoticesDialog::openCurrent);
    connect(m_list, &ListTable::idsSelected, this, &NoticesDialog::noteCurrent);
    connect(m_open, &QPushButton::clicked, this, &NoticesDialog::openCurrent);
    noteCurrent();
    m_list->setFocus();
}

void NoticesDialog::arrange()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_open, QDialogButtonBox::ActionRole);
    m_open->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &NoticesDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(m_list, 1);
    column->addWidget(m_failure);
    column->addWidget(buttons);
    resize(characters(this, 110), sizeHint().height());
}

void NoticesDialog::show(const std::vector<Notice> &notices, const SeenNotices &seen)
{
    std::vector<NoticeRow> rows;
    for (const Notice &notice : notices)
        rows.push_back({qint64(rows.size()) + 1, notice, seen.isNew(notice)});
    m_failure->clear();
    const bool isFirst = m_model->rowCount() == 0;
    m_model->setItems(std::move(rows));
    m_list->noteRead();
    if (isFirst && m_model->rowCount() > 0)
        m_list->selectIds({1});
    noteCurrent();
}

void NoticesDialog::tellFailure(const Error &error)
{
    m_failure->say(Status::Critical, faultText(error));
    m_list->noteRead(false);
}

const Notice *NoticesDialog::current() const
{
    const int row = m_model->rowOf(m_list->currentId());
    return row < 0 ? nullptr : &m_model->item(row).notice;
}

/// Whoever holds keys can give them, whatever pages he may use.
void NoticesDialog::noteCurrent()
{
    const Notice *notice = current();
    m_open->setEnabled(
        notice && (notice->kind == NoticeKind::KeysWaiting || noticeLink(*notice, m_permissions).has_value()));
}

void NoticesDialog::openCurrent()
{
    const Notice *notice = current();
    if (!isVisible() || !notice || !m_open->isEnabled())
        return; // Return in the list presses the button too
    const auto link = noticeLink(*notice, m_permissions);
    accept();
    if (link)
        Q_EMIT chosen(*link);
    else
        Q_EMIT keysAsked();
}

} // namespace callveil
