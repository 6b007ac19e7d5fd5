// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace callveil {

/// Ours without the PG* variables of whoever runs the tests; with the password of the address.
[[nodiscard]] QProcessEnvironment psqlEnvironment(const QUrl &url);

/// One run of the psql program: the plainest client there is, so that fixtures are not tested with themselves.
class Psql final {
public:
    /// `url` is postgresql://user:password@host:port/database; the password travels in the environment.
    explicit Psql(const QString &url) : m_url(url) { }

    /// Each statement is sent by itself; stops at the first that fails. `input` is what \copy ... from stdin reads.
    [[nodiscard]] bool run(const QStringList &statements, const QByteArray &input = {});

    /// The rows, a line each, columns separated by '|'.
    [[nodiscard]] QString output() const { return m_output; }
    [[nodiscard]] QString error() const { return m_error; }

private:
    QString m_url;
    QString m_output;
    QString m_error;
};

} // namespace callveil
