// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_combo.h"

#include "ui/widgets/grid.h"

#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>

namespace callveil {

SearchCombo::SearchCombo(QWidget *parent) : QComboBox(parent), m_found(new QStringListModel(this))
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(24);
    // Qt's own filter keeps the order of the list.
    auto *completer = new QCompleter(m_found, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    setCompleter(completer);
    connect(lineEdit(), &QLineEdit::textEdited, this, &SearchCombo::find);
}

void SearchCombo::find(const QString &typed)
{
    QStringList beginning;
    QStringList containing;
    for (int entry = 0; entry < count(); ++entry) {
        const QString text = itemText(entry);
        if (text.startsWith(typed, Qt::CaseInsensitive))
            beginning.append(text);
        else if (text.contains(typed, Qt::CaseInsensitive))
            containing.append(text);
    }
    m_found->setStringList(beginning + containing);
}

QString SearchCombo::value() const
{
    const QString typed = currentText().trimmed();
    int entry = findText(typed, Qt::MatchFixedString);
    if (entry < 0)
        entry = findData(typed, Qt::UserRole, Qt::MatchFixedString);
    return entry < 0 ? typed : itemData(entry).toString();
}

void SearchCombo::setValue(const QString &data)
{
    const int entry = findData(data);
    setCurrentIndex(entry);
    if (entry < 0)
        setCurrentText(data);
}

} // namespace callveil
