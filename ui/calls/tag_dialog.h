// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/tag_service.h"
#include "tables/calls/tag_table_model.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QStringListModel;

namespace callveil {

class ListTable;
class StatusLine;

/// The tags of one session: gives it some, and takes some away. Each change holds at once. Deletes itself when it is
/// closed.
class TagDialog final : public QDialog {
    Q_OBJECT

public:
    TagDialog(TagService &service, TaggedSession session, const QTimeZone &zone, QWidget *parent);

Q_SIGNALS:
    void changed();

private:
    void makeFields();
    void arrange();
    void readKnown();
    void refresh();
    void add();
    void remove();
    void settle(const Result<void> &answer);
    void updateButtons();

    TagService &m_service;
    TaggedSession m_session;
    TagTableModel *m_model;
    QLineEdit *m_tag;
    QStringListModel *m_known;
    ListTable *m_table;
    StatusLine *m_status;
    QPushButton *m_add;
    QPushButton *m_remove;
    bool m_busy = false;
};

} // namespace callveil
