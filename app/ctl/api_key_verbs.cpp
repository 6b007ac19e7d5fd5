// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/number/free_text.h"
#include "services/platform/api_key_service.h"
#include "services/session/service_file.h"
#include "storage/processes/process_store.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

namespace callveil {

namespace {

int list(Command &command, ApiKeyService &service)
{
    const auto keys = service.list().result();
    if (!keys)
        return command.refuse(keys.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const ApiKey &key : *keys) {
        const QStringList scopes = apiScopeKeys(key.scopes);
        const QString used = key.lastUsedAt ? isoTime(*key.lastUsedAt) : QString();
        documents.append(QJsonObject{{QStringLiteral("key"), key.name}, {QStringLiteral("id"), key.id.value},
            {QStringLiteral("scopes"), QJsonArray::fromStringList(scopes)},
            {QStringLiteral("per_minute"), key.perMinute}, {QStringLiteral("created_by"), key.createdBy},
            {QStringLiteral("created_at"), isoTime(key.createdAt)},
            {QStringLiteral("last_used_at"), used.isEmpty() ? QJsonValue() : QJsonValue(used)}});
        rows.append({key.name, scopes.join(QStringLiteral(", ")), QString::number(key.perMinute), key.createdBy,
            isoTime(key.createdAt), used.isEmpty() ? QStringLiteral("never") : used});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("keys"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Name"), QStringLiteral("Scopes"), QStringLiteral("Per minute"),
                QStringLiteral("Created by"), QStringLiteral("Created at"), QStringLiteral("Last used")},
            rows);
    return Done;
}

Result<ApiKey> entered(const Command &command)
{
    ApiKey key;
    key.name = command.arguments().at(1);
    for (const QString &text : command.values("scope")) {
        const auto scope = apiScopeFromKey(text);
        if (!scope)
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("scopes"), quotable(text),
                    apiScopeKeys({allApiScopes.begin(), allApiScopes.end()}).join(QStringLiteral(", "))});
        key.scopes.insert(*scope);
    }
    bool fits = true;
    if (command.isSet("per-minute"))
        key.perMinute = command.value("per-minute").toInt(&fits);
    if (!fits)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("per-minute"), quotable(command.value("per-minute")),
                QStringLiteral("requests per minute, a whole number")});
    return key;
}

/// Into a file that was made for it, which goes with a failure; what somebody else put there meanwhile stays.
bool writeSecret(const QString &path, const QString &secret)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered);
    if (file.size() > 0)
        return false;
    const QByteArray line = secret.toLatin1() + '\n';
    const bool written = opened && file.write(line) == line.size();
    if (!written)
        file.remove();
    return written;
}

/// A key whose secret could not be written is nobody's, and stays no key.
int giveUp(Command &command, ApiKeyService &service, ApiKeyId key, const QString &path)
{
    if (const auto revoked = service.revoke(key).result(); !revoked) {
        command.err() << "callveilctl: the key was made, and its secret is lost; it could not be revoked either\n";
        return command.refuse(revoked.error());
    }
    return command.refuse({ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(path).fileName()}, {}});
}

int addIntoFile(Command &command, ApiKeyService &service, const ApiKey &wanted, const QString &path)
{
    // The file comes first: a key whose secret could not be written would be nobody's.
    if (const auto reserved = ServiceFile::reserve(path); !reserved)
        return command.refuse(reserved.error());
    auto made = service.create(wanted).result();
    if (!made) {
        QFile::remove(path);
        return command.refuse(made.error());
    }
    const bool written = writeSecret(path, made->secret);
    wipe(made->secret);
    if (!written)
        return giveUp(command, service, made->id, path);
    const QString name = wanted.name.simplified();
    command.tell(
        {{QStringLiteral("key"), name}, {QStringLiteral("id"), made->id.value}, {QStringLiteral("file"), path}},
        QStringLiteral("Made the API key %1. Its secret is in %2: whoever reads that file may use the key.")
            .arg(name, path));
    return Done;
}

int add(Command &command, ApiKeyService &service)
{
    const auto wanted = entered(command);
    if (!wanted)
        return command.refuse(wanted.error());
    if (command.isSet("key-file"))
        return addIntoFile(command, service, *wanted, command.value("key-file"));
    const auto made = service.create(*wanted).result();
    if (!made)
        return command.refuse(made.error());
    const QString name = wanted->name.simplified();
    command.tell({{QStringLiteral("key"), name}, {QStringLiteral("id"), made->id.value},
                     {QStringLiteral("secret"), made->secret}},
        QStringLiteral("Made the API key %1. Its secret is shown only now:\n%2").arg(name, made->secret));
    return Done;
}

int revoke(Command &command, ApiKeyService &service)
{
    const QString name = command.arguments().at(1);
    const auto keys = service.list().result();
    if (!keys)
        return command.refuse(keys.error());
    for (const ApiKey &key : *keys) {
        if (nameKey(key.name) != nameKey(name))
            continue;
        if (const auto revoked = service.revoke(key.id).result(); !revoked)
            return command.refuse(revoked.error());
        command.tell({{QStringLiteral("key"), key.name}, {QStringLiteral("id"), key.id.value}},
            QStringLiteral("Revoked the API key %1: within 5 seconds whoever uses it is refused.").arg(key.name));
        return Done;
    }
    return command.refuse({ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("key"), quotable(name)}, {}});
}

void addOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("scope"),
            QStringLiteral("add: what it may be used for; may be repeated. bindings: make, extend, release bindings; "
                           "pools: how full pools are; route: where a call goes, answered with real numbers, for "
                           "whoever may view those of all processes; "
                           "opt-outs: who wants no calls; records: hand in call records"),
            QStringLiteral("SCOPE")},
        {QStringLiteral("per-minute"),
            QStringLiteral("add: how many requests, 1 to %1; if left out, %2")
                .arg(ApiKey::mostPerMinute)
                .arg(ApiKey::usualPerMinute),
            QStringLiteral("N")},
        {QStringLiteral("key-file"),
            QStringLiteral("add: write the secret to this new file (0600) instead of printing it"),
            QStringLiteral("FILE")},
    });
    command.describe(QStringLiteral("list | add NAME --scope SCOPE… [--per-minute N] [--key-file FILE] | revoke NAME"),
        QStringLiteral("Keys with which programs and switches use the HTTP API of callveild. The secret of a key is "
                       "given once, when it is made, and kept nowhere; a revoked key is refused within 5 "
                       "seconds."));
}

} // namespace

int runApiKey(Command &command)
{
    addOptions(command);
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    const bool names = command.arguments().size() == 2;
    const bool adds = what == QLatin1String("add");
    if (names ? !adds && what != QLatin1String("revoke") : what != QLatin1String("list"))
        return command.misuse(QStringLiteral("expected list, add NAME or revoke NAME"));
    for (const char *option : {"scope", "per-minute", "key-file"})
        if (command.isSet(option) && !adds)
            return command.misuse(QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(option), what));
    if (adds && !command.isSet("scope"))
        return command.misuse(QStringLiteral("add needs --scope SCOPE"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    ApiKeyService service(**workspace);
    if (!names)
        return list(command, service);
    return adds ? add(command, service) : revoke(command, service);
}

} // namespace callveil
