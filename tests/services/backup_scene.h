// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "call_files.h"

#include "services/access/access_service.h"
#include "services/backup/backup_service.h"
#include "services/backup/restore_service.h"
#include "services/reveal/reveal_service.h"

#include <QDir>
#include <QFile>

namespace callveil {

/// All bytes of a file; ends the test program when it cannot be read.
inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

/// An organisation with calls and people, to be backed up and restored; and the places where that goes.
class BackupScene final {
public:
    explicit BackupScene(Engine engine, const QString &database = {})
        : desk(engine, database), process(desk.organisation.addProcess(*desk.admin, QStringLiteral("One"),
                                      QStringLiteral("GB"), {QStringLiteral("+442079460100")}))
    {
        import(desk, customerCalls(0, rows), process);
        taken(AccessService(*desk.admin).grant(Role::Supervisor, {}));
        static_cast<void>(desk.hire(QStringLiteral("asha"), Role::Supervisor));
        static_cast<void>(desk.hire(QStringLiteral("ben"), Role::Analyst));
        taken(PeopleService(*desk.admin).setDisabled(QStringLiteral("ben"), true));
    }

    static constexpr int rows = 30;

    [[nodiscard]] Engine engine() const { return desk.organisation.engine(); }
    /// A file in the folder, under a new name.
    [[nodiscard]] QString newFile()
    {
        return desk.organisation.folder() + QStringLiteral("/backup%1").arg(++m_counter);
    }

    [[nodiscard]] BackupOrder order(const QString &file) const
    {
        BackupOrder order{file, false, {}, {}};
        if (engine() == Engine::PostgreSql) {
            order.maintenanceUser = QStringLiteral("postgres");
            order.maintenancePassword = PostgresCluster::shared().superuserPassword();
        }
        return order;
    }

    [[nodiscard]] QFuture<Result<BackupReport>> backUp(const BackupOrder &order) const
    {
        return BackupService(*desk.admin).create(order, std::make_shared<BackupProgress>());
    }

    /// Backs up into a new file; answers it.
    [[nodiscard]] QString backedUp()
    {
        const QString file = newFile();
        static_cast<void>(taken(backUp(order(file))));
        return file;
    }

    /// A place where nothing is yet; on a server beside the original.
    [[nodiscard]] DatabaseAddress newPlace()
    {
        DatabaseAddress place = desk.organisation.address(QStringLiteral("postgres"));
        if (engine() == Engine::Sqlite)
            place.file = desk.organisation.folder() + QStringLiteral("/restored%1.db").arg(++m_counter);
        else
            place.database += QStringLiteral("_drill%1").arg(++m_counter);
        return place;
    }

    [[nodiscard]] RestoreOrder restoreOrder(const QString &file)
    {
        RestoreOrder order;
        order.file = file;
        order.place = newPlace();
        if (engine() == Engine::PostgreSql)
            order.superuserPassword = PostgresCluster::shared().superuserPassword();
        return order;
    }

    [[nodiscard]] QFuture<Result<RestoreReport>> restore(const RestoreOrder &order)
    {
        return RestoreService(desk.organisation.local()).restore(order, std::make_shared<BackupProgress>());
    }

    [[nodiscard]] SignInService::Answer enter(DatabaseAddress place, const QString &name)
    {
        place.user = name;
        return SignInService(desk.organisation.local()).signIn(place, name, TestOrganisation::password()).result();
    }

    /// Whether a restoring left nothing at its place.
    [[nodiscard]] bool isFree(const DatabaseAddress &place) const
    {
        if (engine() == Engine::Sqlite)
            return QDir(desk.organisation.folder()).entryList({QFileInfo(place.file).fileName() + u'*'}).isEmpty();
        return DatabaseLook(desk.organisation)
                   .number(QStringLiteral("SELECT (SELECT COUNT(*) FROM pg_database WHERE datname = '%1') + (SELECT "
                                          "COUNT(*) FROM pg_roles WHERE rolname ~ '^cv[us]?_%1[._]')")
                               .arg(place.database))
            == 0;
    }

    /// The files of a backup that are there, also unfinished ones.
    [[nodiscard]] QStringList filesOf(const QString &file) const
    {
        return QDir(desk.organisation.folder()).entryList({QFileInfo(file).fileName() + u'*'});
    }

    [[nodiscard]] qint64 backupsRecorded() const
    {
        return scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'backup.create'"));
    }

    Desk desk;
    ProcessId process;

private:
    int m_counter = 0;
};

} // namespace callveil
