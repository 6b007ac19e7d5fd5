// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace callveil {

/// What the server said to one statement.
struct SqlAnswer {
    QString state; ///< SQLSTATE; "00000" when it succeeded
    QString text; ///< rows, a line each, columns separated by '|'; notices; the error

    [[nodiscard]] bool succeeded() const { return state == QLatin1String("00000"); }
    [[nodiscard]] bool isDenied() const { return state == QLatin1String("42501"); }
    [[nodiscard]] QStringList rows() const { return text.split(u'\n', Qt::SkipEmptyParts); }
};

/// A psql that stays open, as somebody who types SQL under his own login; it goes on after errors.
class PsqlSession final {
public:
    /// `url` as for Psql. Ends the test program when the server does not let it in.
    explicit PsqlSession(const QString &url);
    ~PsqlSession();

    /// Sends one statement, or one line that begins with a backslash.
    [[nodiscard]] SqlAnswer ask(const QString &statement);
    /// The text of a statement that must succeed; ends the test program when it does not.
    QString run(const QString &statement);

private:
    QProcess m_process;
};

} // namespace callveil
