// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/platform/api_key_table_model.h"

#include <QLocale>

namespace callveil {

ApiKeyTableModel::ApiKeyTableModel(CellTexts texts, ScopeText scope, QObject *parent)
    : ListTableModel({{tr("Name")}, {tr("Scopes")}, {tr("Per minute"), true}, {tr("Created by")}, {tr("Created at")},
                         {tr("Last used")}},
        parent),
      m_texts(std::move(texts)), m_scope(scope)
{ }

QString ApiKeyTableModel::scopesOf(const ApiKey &key) const
{
    QStringList words;
    for (const ApiScope scope : allApiScopes)
        if (key.scopes.contains(scope))
            words.append(m_scope(scope));
    return words.join(QStringLiteral(", "));
}

TableCell ApiKeyTableModel::cell(const ApiKey &item, int column) const
{
    switch (column) {
    case KeyName:
        return {item.name};
    case Scopes:
        return {scopesOf(item)};
    case PerMinute:
        return {QLocale().toString(item.perMinute), {}, item.perMinute};
    case CreatedBy:
        return {item.createdBy};
    case CreatedAt:
        return m_texts.timeCell(item.createdAt);
    default:
        if (!item.lastUsedAt) // before every time
            return {tr("never"), {}, qint64(0)};
        return m_texts.timeCell(*item.lastUsedAt);
    }
}

} // namespace callveil
