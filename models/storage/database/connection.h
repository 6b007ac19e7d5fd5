// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "storage/database/credentials.h"
#include "storage/database/database_address.h"
#include "storage/database/row.h"

#include <QVariant>

#include <memory>
#include <type_traits>
#include <vector>

namespace callveil {

/// Named parameters of one statement: {{":process", id}, …}.
using Binds = std::initializer_list<std::pair<const char *, QVariant>>;

/// One connection to one database; belongs to the thread that opened it.
///
/// Statements are asked for by the name they have in SqlLibrary, prepared once and reused. A lost server connection is
/// noticed by its SQLSTATE; the operation that noticed it fails with Offline, and reopen() heals it.
class Connection final {
public:
    /// Opens a SQLite file that is there, or a server session.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(
        const DatabaseAddress &address, std::shared_ptr<const Credentials> credentials);
    ~Connection();

    [[nodiscard]] Engine engine() const { return m_address.engine; }
    [[nodiscard]] const DatabaseAddress &address() const { return m_address; }
    /// False after a lost connection was noticed, until reopen() succeeds.
    [[nodiscard]] bool isOnline() const { return m_online; }
    [[nodiscard]] Result<void> reopen();
    /// Runs `prepare` now, and in every session that replaces a lost one before anything else.
    [[nodiscard]] Result<void> prepareWith(std::function<Result<void>(Connection &)> prepare);

    /// All rows, each turned into a value by `read(const Row &)`.
    template <typename Read>
    [[nodiscard]] auto all(const char *statement, Binds binds, Read read)
        -> Result<std::vector<std::invoke_result_t<Read, const Row &>>>
    {
        std::vector<std::invoke_result_t<Read, const Row &>> values;
        const Result<void> done = forEach(statement, binds, [&](const Row &row) { values.push_back(read(row)); });
        if (!done)
            return failed(done);
        return values;
    }

    /// The first row, or nullopt when there is none.
    template <typename Read>
    [[nodiscard]] auto one(const char *statement, Binds binds, Read read)
        -> Result<std::optional<std::invoke_result_t<Read, const Row &>>>
    {
        std::optional<std::invoke_result_t<Read, const Row &>> value;
        const Result<void> done = forEach(statement, binds, [&](const Row &row) {
            if (!value)
                value.emplace(read(row));
        });
        if (!done)
            return failed(done);
        return value;
    }

    /// One integer of a statement that always answers one row.
    [[nodiscard]] Result<qint64> integer(const char *statement, Binds binds = {});
    /// Runs a statement that changes rows; answers how many.
    [[nodiscard]] Result<qint64> write(const char *statement, Binds binds = {});
    [[nodiscard]] Result<void> forEach(const char *statement, Binds binds, const std::function<void(const Row &)> &use);

    /// Runs `body` (() -> Result<T>) in one write transaction; any error of it rolls everything back. When the
    /// connection to a server breaks during COMMIT, a token tells whether it was committed; else fails with
    /// CommitUnknown.
    template <typename Body>
    [[nodiscard]] auto transact(Body body) -> std::invoke_result_t<Body>
    {
        if (const Result<void> begun = begin(); !begun)
            return failed(begun);
        auto result = body();
        if (!result) {
            rollback();
            return result;
        }
        if (const Result<void> done = commitWithToken(); !done)
            return failed(done);
        return result;
    }

    /// Runs `body`, which only reads, on what was committed when it began.
    template <typename Body>
    [[nodiscard]] auto snapshot(Body body) -> std::invoke_result_t<Body>
    {
        if (const Result<void> begun = begin(Access::Read); !begun)
            return failed(begun);
        auto result = body();
        rollback();
        return result;
    }

    /// Inside a transaction: runs `body`, and undoes just what it did when it fails.
    template <typename Body>
    [[nodiscard]] auto attempt(Body body) -> std::invoke_result_t<Body>
    {
        if (const Result<void> marked = savepoint("SAVEPOINT part"); !marked)
            return failed(marked);
        auto result = body();
        if (!result)
            if (const Result<void> undone = savepoint("ROLLBACK TO SAVEPOINT part"); !undone)
                return failed(undone);
        if (const Result<void> released = savepoint("RELEASE SAVEPOINT part"); !released)
            return failed(released);
        return result;
    }

    /// Runs a script of migrations or set-up (several statements).
    [[nodiscard]] Result<void> runScript(const QString &script);
    enum class Access { Write, Read };
    /// Begins and ends a plain transaction without a token, for migrations.
    [[nodiscard]] Result<void> begin(Access access = Access::Write);
    [[nodiscard]] Result<void> commit();
    void rollback();
    /// PostgreSQL: runs one COPY … FROM STDIN in text format. SQLite: not available.
    [[nodiscard]] Result<void> copyText(const QString &statement, const QByteArray &lines);
    /// SQLite: runs a statement made by BulkInsert with positional values.
    [[nodiscard]] Result<void> writePositional(const QString &statement, const QVariantList &values);
    /// Prepares the text as written, without running it: for the test of all statements.
    [[nodiscard]] Result<void> checkStatement(const QString &text);

private:
    struct Private;
    Connection(DatabaseAddress address, std::shared_ptr<const Credentials> credentials);
    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> openSession();
    [[nodiscard]] Result<void> prepareSession();
    [[nodiscard]] Result<void> run(const QString &text);
    [[nodiscard]] Result<void> savepoint(const char *command);
    [[nodiscard]] Result<void> commitWithToken();
    [[nodiscard]] Result<void> settleCommit(const QByteArray &token);
    [[nodiscard]] Error noteError(const QSqlQuery &query, const QString &statement);
    void disconnect();

    DatabaseAddress m_address;
    std::shared_ptr<const Credentials> m_credentials;
    std::unique_ptr<Private> m_private;
    std::function<Result<void>(Connection &)> m_prepare;
    bool m_online = false;
};

} // namespace callveil
