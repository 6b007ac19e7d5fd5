// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/service_enrolment.h"

#include "domain/base/base32.h"
#include "domain/people/password_rules.h"
#include "services/people/login_name.h"
#include "services/people/person_maker.h"

namespace callveil {

namespace {

constexpr qsizetype secretBytes = 32;

std::shared_ptr<const SecretBytes> newSecret()
{
    QByteArray random = randomBytes(secretBytes);
    QString text = toBase32(random);
    QByteArray letters = text.toLatin1();
    wipe(random);
    wipe(text);
    return std::make_shared<const SecretBytes>(SecretBytes::takeFrom(letters));
}

} // namespace

QFuture<Result<ServiceFile>> ServiceEnrolment::enrol(QString name)
{
    ServiceFile file{m_workspace.address(), m_workspace.organisation(), {}, std::move(name), newSecret()};
    file.address.user.clear();
    return change(Permission::ManageUsers,
        [file = std::move(file)](Connection &connection, const Identity &me) -> Result<ServiceFile> {
            if (const auto fits = checkUserName(file.user); !fits)
                return failed(fits);
            if (!isServiceName(file.user))
                return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                    {QStringLiteral("name"), file.user, QStringLiteral("names that begin with callveild")});
            if (!me.allProcesses) // nobody makes somebody wider than himself
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            NewPerson person{file.user, {}, Role::Service, true, {}, file.password()};
            const auto made = makePerson(connection, me, person, QStringLiteral("service.enrol"));
            wipe(person.password);
            if (!made)
                return failed(made);
            if (connection.engine() == Engine::PostgreSql) // what it sends holds real numbers
                if (const auto quiet =
                        connection.write("service.quiet", {{":login", loginName(connection.address(), file.user)}});
                    !quiet)
                    return failed(quiet);
            ServiceFile filled = file;
            filled.fingerprint = me.fingerprint;
            return filled;
        });
}

} // namespace callveil
