// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/service_enrolment.h"

#include "domain/base/base32.h"
#include "domain/people/password_rules.h"
#include "services/people/login_name.h"
#include "services/people/person_maker.h"

#include <QFile>

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

/// In the caller's transaction. The identity as its file has to hold it.
Result<ServiceFile> enrolled(Connection &connection, const Identity &me, const ServiceFile &file)
{
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
}

} // namespace

ServiceFile ServiceEnrolment::identityFor(QString name) const
{
    ServiceFile file{m_workspace.address(), m_workspace.organisation(), {}, std::move(name), newSecret()};
    file.address.user.clear();
    return file;
}

QFuture<Result<ServiceFile>> ServiceEnrolment::enrol(QString name)
{
    return change(
        Permission::ManageUsers, [file = identityFor(std::move(name))](Connection &connection, const Identity &me) {
            return enrolled(connection, me, file);
        });
}

/// The file comes first: an identity whose secret could not be written would be nobody's. It is written on the database
/// thread, so that it is there even when whoever asked is gone, and a slow disk holds nobody up.
QFuture<Result<EnrolledFile>> ServiceEnrolment::enrolInto(QString name, QString path)
{
    return read(Permission::ManageUsers,
        [file = identityFor(std::move(name)), path](
            Connection &connection, const Identity &me) -> Result<EnrolledFile> {
            if (const auto reserved = ServiceFile::reserve(path); !reserved)
                return failed(reserved);
            const auto made = connection.transact([&] { return enrolled(connection, me, file); });
            if (!made) {
                QFile::remove(path);
                return failed(made);
            }
            EnrolledFile answer{made->user, {}};
            if (const auto written = made->write(path); !written)
                answer.unwritten = written.error();
            return answer;
        });
}

} // namespace callveil
