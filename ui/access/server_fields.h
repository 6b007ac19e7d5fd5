// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/workspace.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace callveil {

class FieldForm;

/// The field that a server's answer is about, "login" and "server-password" of its superuser included; empty: none.
[[nodiscard]] QString serverFieldOf(Fault fault);

/// The fields of a PostgreSQL server in a form: host, port, database, TLS mode. The form owns the widgets.
class ServerFields final {
public:
    explicit ServerFields(FieldForm &form);

    void setAddress(const DatabaseAddress &address);
    [[nodiscard]] DatabaseAddress address() const;
    void setVisible(bool visible);
    /// Says beside the field what is missing; true when nothing is.
    [[nodiscard]] bool check();

private:
    FieldForm &m_form;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_database;
    QComboBox *m_tls;
};

} // namespace callveil
