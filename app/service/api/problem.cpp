// SPDX-License-Identifier: GPL-3.0-or-later
#include "problem.h"

#include "ui/texts/fault_text.h"

#include <QDateTime>
#include <QHash>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace callveil {

namespace {

constexpr qint64 offlineSeconds = 5, busySeconds = 1;

/// What a kind of problem is called, after what it is found by: a fault, a code or a status.
template <typename Found>
struct Kind {
    Found of;
    int status; ///< 0: as its code says
    const char *key;
    const char *title;
    const char *detail = nullptr; ///< null: as the error says
};

/// Those that a program may want to tell from others.
constexpr std::array faultKinds{Kind<Fault>{Fault::PoolExhausted, 0, "pool-exhausted", "The pool has no number"},
    Kind<Fault>{Fault::DidNotFree, 0, "did-not-free", "The proxy number is taken"},
    Kind<Fault>{Fault::BindingUnknown, 0, "binding-unknown", "No such binding"},
    Kind<Fault>{Fault::BindingChanged, 0, "binding-changed", "The binding has changed"},
    Kind<Fault>{Fault::BindingExists, 0, "binding-exists", "The pair has another binding"},
    Kind<Fault>{Fault::PartyOptedOut, 0, "opted-out", "A party wants no calls"},
    Kind<Fault>{Fault::ProcessUnknown, 422, "process-unknown", "No such process"},
    Kind<Fault>{Fault::PoolUnknown, 422, "pool-unknown", "No such pool"},
    Kind<Fault>{Fault::AgentUnknown, 422, "agent-unknown", "No such agent"},
    Kind<Fault>{Fault::DidUnknown, 422, "did-unknown", "No such proxy number"},
    Kind<Fault>{Fault::BrandUnknown, 422, "brand-unknown", "No such brand"},
    Kind<Fault>{Fault::NumberNotPossible, 0, "number", "Not a telephone number"},
    Kind<Fault>{Fault::NumberCharacters, 0, "number", "Not a telephone number"},
    Kind<Fault>{Fault::WriterKeyMissing, 503, "not-ready", "The service is not ready"},
    Kind<Fault>{Fault::NeedsServer, 422, "needs-server", "The database is a file"}};
constexpr std::array codeKinds{Kind<ErrorCode>{ErrorCode::NotFound, 404, "not-found", "Not found"},
    Kind<ErrorCode>{ErrorCode::Conflict, 409, "conflict", "It does not fit what is there"},
    Kind<ErrorCode>{ErrorCode::Invalid, 422, "invalid", "The request breaks a rule"},
    Kind<ErrorCode>{ErrorCode::Denied, 503, "service-denied", "The service may not do this"},
    Kind<ErrorCode>{ErrorCode::Offline, 503, "offline", "The database cannot be reached"},
    Kind<ErrorCode>{ErrorCode::Busy, 503, "busy", "Others are faster"},
    Kind<ErrorCode>{ErrorCode::Cancelled, 503, "cancelled", "The request was cancelled"},
    Kind<ErrorCode>{ErrorCode::Internal, 500, "internal", "Something went wrong"}};
/// What needs no service to be wrong.
constexpr std::array statusKinds{
    Kind<int>{400, 400, "request", "Not understood", "This is no request of HTTP/1.1 that can be read without doubt."},
    Kind<int>{404, 404, "path", "No such path", "The API has no such path. Its manual names those that there are."},
    Kind<int>{405, 405, "method", "No such method",
        "This path does not take that method; the header Allow names those it takes."},
    Kind<int>{408, 408, "slow", "Too slow", "The request did not arrive within ten seconds. Send it again."},
    Kind<int>{411, 411, "length", "Length needed", "Send the body with a Content-Length, and not in chunks."},
    Kind<int>{413, 413, "too-large", "Too large", "A body has at most 64 KiB. Send less at once."},
    Kind<int>{414, 414, "request", "Path too long", "A path has at most 2048 bytes."},
    Kind<int>{
        415, 415, "content-type", "Wrong content type", "Send the body as the manual says, with its Content-Type."},
    Kind<int>{417, 417, "request", "Not understood", "Only 100-continue can be expected."},
    Kind<int>{431, 431, "too-large", "Headers too large", "The headers of a request have at most 16 KiB."},
    Kind<int>{505, 505, "request", "Version not supported", "Use HTTP/1.1."}};

/// Its entry in a table; null without one.
template <typename Found, std::size_t size>
const Kind<Found> *kindOf(Found of, const std::array<Kind<Found>, size> &kinds)
{
    const auto found = std::find_if(kinds.begin(), kinds.end(), [of](const auto &kind) { return kind.of == of; });
    return found == kinds.end() ? nullptr : &*found;
}

/// The member of a request that a field of a form is.
QString memberOf(const QString &field)
{
    static const QHash<QString, QString> members{{QStringLiteral("agent"), QStringLiteral("agent_number")},
        {QStringLiteral("proxy"), QStringLiteral("did")}, {QStringLiteral("case"), QStringLiteral("case_id")},
        {QStringLiteral("expiry"), QStringLiteral("expires_in")},
        {QStringLiteral("start"), QStringLiteral("started_at")}, {QStringLiteral("call"), QStringLiteral("call_ref")}};
    return members.value(field, field);
}

bool namesField(Fault fault)
{
    constexpr std::array faults{Fault::NameEmpty, Fault::TextTooLong, Fault::TextHoldsNumber, Fault::NumberNotPossible,
        Fault::NumberCharacters, Fault::ChoiceUnknown, Fault::TimeNotUnderstood, Fault::PartyIsProxy};
    return std::find(faults.begin(), faults.end(), fault) != faults.end();
}

HttpAnswer document(const QString &type, int status, const QJsonObject &members)
{
    HttpAnswer answer;
    answer.status = status;
    answer.type = type.toLatin1();
    answer.body = QJsonDocument(members).toJson(QJsonDocument::Compact) + '\n';
    return answer;
}

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

/// Why a pool has no number, and when to ask again.
HttpAnswer exhausted(const Error &error, const Kind<Fault> &kind)
{
    QJsonObject more{{QStringLiteral("reason"), error.args.value(1)}};
    const qint64 freeAt = error.args.value(2).toLongLong();
    if (freeAt == 0)
        return problem(409, text(kind.key), text(kind.title), faultText(error), more);
    const qint64 seconds = std::max<qint64>(1, (freeAt - QDateTime::currentMSecsSinceEpoch() + 999) / 1000);
    more.insert(QStringLiteral("next_free_at"), timeValue(freeAt));
    more.insert(QStringLiteral("retry_after"), seconds);
    return withRetry(problem(409, text(kind.key), text(kind.title), faultText(error), more), seconds);
}

} // namespace

HttpAnswer problem(
    int status, const QString &kind, const QString &title, const QString &detail, const QJsonObject &more)
{
    QJsonObject members = more;
    members.insert(QStringLiteral("type"), QString(QStringLiteral("urn:callveil:problem:") + kind));
    members.insert(QStringLiteral("title"), title);
    members.insert(QStringLiteral("status"), status);
    members.insert(QStringLiteral("detail"), detail);
    return document(QStringLiteral("application/problem+json"), status, members);
}

HttpAnswer problemOf(const Error &error)
{
    const auto *const known = kindOf(error.fault, faultKinds);
    const auto *const general = kindOf(error.code, codeKinds);
    if (known && known->of == Fault::PoolExhausted)
        return exhausted(error, *known);
    QJsonObject more;
    if (namesField(error.fault))
        more.insert(QStringLiteral("field"), memberOf(error.args.value(0)));
    const int status = known && known->status != 0 ? known->status : general->status;
    const HttpAnswer answer = problem(status, text(known ? known->key : general->key),
        text(known ? known->title : general->title), faultText(error), more);
    if (status != 503)
        return answer;
    return withRetry(answer, error.code == ErrorCode::Busy ? busySeconds : offlineSeconds);
}

HttpAnswer fieldProblem(const QString &field, const QString &what)
{
    return problem(422, QStringLiteral("field"), QStringLiteral("A member does not fit"),
        QStringLiteral("%1 %2").arg(field, what), {{QStringLiteral("field"), field}});
}

HttpAnswer plainProblem(int status)
{
    const auto *const known = kindOf(status, statusKinds);
    if (!known)
        return plainProblem(400);
    return problem(status, text(known->key), text(known->title), text(known->detail));
}

HttpAnswer withRetry(HttpAnswer answer, qint64 seconds)
{
    answer.headers.emplace_back("Retry-After", QByteArray::number(seconds));
    return answer;
}

HttpAnswer json(int status, const QJsonObject &members)
{
    return document(QStringLiteral("application/json"), status, members);
}

QJsonValue timeValue(std::optional<qint64> ms)
{
    return ms ? QJsonValue(QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODate)) : QJsonValue();
}

} // namespace callveil
