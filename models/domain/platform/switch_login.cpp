// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/switch_login.h"

#include "domain/number/free_text.h"

#include <QRegularExpression>

namespace callveil {

SwitchLogin::State SwitchLogin::state() const
{
    if (!exists)
        return State::Missing;
    return disabledAt ? State::Disabled : State::Enabled;
}

QString SwitchAccess::place() const
{
    QString server = host.isEmpty() || host.startsWith(u'/') ? QStringLiteral("localhost") : host;
    if (server.contains(u':'))
        server = QStringLiteral("[%1]").arg(server);
    return QStringLiteral("%1:%2").arg(server).arg(port);
}

QString SwitchAccess::url() const
{
    return QStringLiteral("postgres://%1:%2@%3/%4").arg(login, password, place(), database);
}

QString SwitchAccess::kamailioLine() const
{
    return QStringLiteral("#!substdef \"|CV_DATABASE|%1|g\"").arg(url());
}

QString quotableSwitchName(const QString &typed)
{
    constexpr qsizetype mostShown = 40;
    return digitCount(typed) < leastFreeDigits && typed.size() <= mostShown ? typed : QStringLiteral("…");
}

Result<QString> checkedSwitchName(const QString &typed)
{
    static const QRegularExpression form(QStringLiteral("\\A[a-z][a-z0-9-]{0,23}\\z"));
    const QString name = typed.trimmed();
    if (!form.match(name).hasMatch())
        return fail(ErrorCode::Invalid, Fault::SwitchNameInvalid, {quotableSwitchName(name)});
    return name;
}

} // namespace callveil
