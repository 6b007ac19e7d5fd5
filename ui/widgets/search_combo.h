// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

class QStringListModel;

namespace callveil {

/// A combo box for long lists: typing finds every entry that contains the text; those that begin with it come first.
class SearchCombo final : public QComboBox {
    Q_OBJECT

public:
    explicit SearchCombo(QWidget *parent = nullptr);

    /// The data of the entry whose text or data was typed or chosen; the typed text itself when there is none, so that
    /// it can be refused by name.
    [[nodiscard]] QString value() const;
    void setValue(const QString &data);

private:
    void find(const QString &typed);

    QStringListModel *m_found;
};

} // namespace callveil
