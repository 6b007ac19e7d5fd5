// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/search_combo.h"

#include "ui/widgets/grid.h"

#include <QCompleter>

namespace callveil {

SearchCombo::SearchCombo(QWidget *parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(24);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCaseSensitivity(Qt::CaseInsensitive);
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
