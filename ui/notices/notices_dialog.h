// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/notices/seen_notices.h"
#include "tables/notices/notice_table_model.h"
#include "ui/shell/page_link.h"

#include <QDialog>
#include <QSet>

class QPushButton;

namespace callveil {

class ListTable;
class StatusLine;
enum class Permission : qint8;

/// What calls for attention, each with the way to where something can be done about it. It follows while it is open.
/// Deletes itself when it is closed.
class NoticesDialog final : public QDialog {
    Q_OBJECT

public:
    NoticesDialog(const QTimeZone &zone, QSet<Permission> permissions, QWidget *parent);

    /// `seen`: before the dialog was opened.
    void show(const std::vector<Notice> &notices, const SeenNotices &seen);
    void tellFailure(const Error &error);

Q_SIGNALS:
    /// The dialog is closed already, in both cases.
    void chosen(const callveil::PageLink &link);
    void keysAsked();

private:
    void arrange();
    [[nodiscard]] const Notice *current() const;
    void noteCurrent();
    void openCurrent();

    QSet<Permission> m_permissions;
    NoticeTableModel *m_model;
    ListTable *m_list;
    StatusLine *m_failure;
    QPushButton *m_open;
};

} // namespace callveil
