// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/api_key_service.h"
#include "ui/widgets/form_dialog.h"

#include <QList>

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace callveil {

/// Makes a key of the HTTP API.
class ApiKeyDialog final : public FormDialog {
    Q_OBJECT

public:
    explicit ApiKeyDialog(ApiKeyService &keys, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The secret is nowhere else.
    void created(const QString &name, const callveil::NewApiKey &key);

protected:
    void save() override;
    void reject() override;

private:
    void addScopes();
    [[nodiscard]] QSet<ApiScope> chosen() const;

    ApiKeyService &m_keys;
    QLineEdit *m_name;
    QList<QCheckBox *> m_scopes; ///< in the order of allApiScopes
    QSpinBox *m_perMinute;
    bool m_waiting = false;
};

} // namespace callveil
