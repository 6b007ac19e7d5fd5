// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/api_key.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The keys of the HTTP API, without their secrets.
class ApiKeyTableModel final : public ListTableModel<ApiKey> {
    Q_DECLARE_TR_FUNCTIONS(ApiKeyTableModel)

public:
    enum Column { KeyName, Scopes, PerMinute, CreatedBy, CreatedAt, LastUsed };
    using ScopeText = QString (*)(ApiScope scope);

    ApiKeyTableModel(CellTexts texts, ScopeText scope, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const ApiKey &item, int column) const override;
    [[nodiscard]] qint64 idOf(const ApiKey &item) const override { return item.id.value; }

private:
    [[nodiscard]] QString scopesOf(const ApiKey &key) const;

    CellTexts m_texts;
    ScopeText m_scope;
};

} // namespace callveil
