// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/psql_session.h"

#include "support/postgres_programs.h"
#include "support/psql.h"

namespace callveil {

namespace {

constexpr int PatienceMs = 120'000;
const QByteArray mark = "\n## ";

} // namespace

PsqlSession::PsqlSession(const QString &url)
{
    const auto programs = PostgresPrograms::find();
    if (!programs)
        qFatal("no PostgreSQL 15 or newer is installed");
    const QUrl place(url);
    m_process.setProcessEnvironment(psqlEnvironment(place));
    m_process.setProcessChannelMode(QProcess::MergedChannels); // rows, errors and marks come in their order
    m_process.start(programs->path(QStringLiteral("psql")),
        {QStringLiteral("-XqAtw"), QStringLiteral("-d"), place.toString(QUrl::RemovePassword)});
    run(QStringLiteral("SELECT 1"));
}

PsqlSession::~PsqlSession()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(PatienceMs);
}

SqlAnswer PsqlSession::ask(const QString &statement)
{
    const bool isLine = statement.startsWith(u'\\');
    // What psql warns of is not buffered, and its rows are written out before.
    m_process.write(statement.toUtf8() + (isLine ? "" : ";") + "\n\\warn '\\n##' :SQLSTATE\n");
    QByteArray read = "\n";
    while (read.lastIndexOf(mark) < 0 || !read.endsWith('\n')) {
        if (!m_process.waitForReadyRead(PatienceMs) && m_process.bytesAvailable() == 0)
            qFatal("psql does not answer: %s%s", qPrintable(statement), read.constData());
        read += m_process.readAll();
    }
    const int end = read.lastIndexOf(mark);
    return {QString::fromUtf8(read.mid(end + mark.size())).trimmed(), QString::fromUtf8(read.left(end)).trimmed()};
}

QString PsqlSession::run(const QString &statement)
{
    const SqlAnswer answer = ask(statement);
    if (!answer.succeeded())
        qFatal("%s: %s", qPrintable(statement), qPrintable(answer.text));
    return answer.text;
}

} // namespace callveil
