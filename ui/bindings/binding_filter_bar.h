// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "services/pools/pool_service.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace callveil {

/// The conditions that bindings are filtered by: the active ones unless the person chooses otherwise. They take effect
/// as they are changed; what is typed only in part does not narrow, and a line says so.
class BindingFilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit BindingFilterBar(QWidget *parent = nullptr);

    void setChoices(const PoolOverview &overview);
    [[nodiscard]] BindingQuery query() const;
    /// True when it is another filter than the usual one.
    [[nodiscard]] bool isFiltering() const;
    void clear();
    /// The binding of a session, however it fares.
    void showOnly(const QString &session);
    /// The first field; Ctrl+F goes there.
    void focusFirst();

Q_SIGNALS:
    void filterChanged();

private:
    void setUpChoices();
    void setUpTexts();
    void change();
    void settle();
    void updateNote();
    [[nodiscard]] bool canClear() const;
    [[nodiscard]] QStringList numbers() const;
    [[nodiscard]] QStringList countries() const;

    QComboBox *m_state;
    QComboBox *m_pool;
    QComboBox *m_process;
    QLineEdit *m_number;
    QLineEdit *m_case;
    QLineEdit *m_session;
    QPushButton *m_clear;
    QLabel *m_note;
    QTimer m_pause; ///< typing settles before bindings are read
    QHash<qint64, QString> m_countries; ///< of the pools
    BindingQuery m_told; ///< what filterChanged() was last sent for
};

} // namespace callveil
