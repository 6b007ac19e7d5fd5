// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/sql_library.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

// Q_INIT_RESOURCE must stand outside any namespace; without it a static library's resources are not linked in.
static void initialiseSqlResources()
{
    Q_INIT_RESOURCE(callveil_sql);
}

namespace callveil {

const SqlLibrary &SqlLibrary::instance()
{
    static const SqlLibrary library;
    return library;
}

SqlLibrary::SqlLibrary()
{
    initialiseSqlResources();
    const QDir folder(QStringLiteral(":/sql/queries"));
    for (const QString &file : folder.entryList({QStringLiteral("*.sql")}))
        readFile(folder.filePath(file));
}

void SqlLibrary::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    const QString noun = path.section(u'/', -1).chopped(4);
    QString name;
    QString text;
    bool forEngine[2] = {true, true};
    const auto keep = [&] {
        for (int engine : {0, 1})
            if (!name.isEmpty() && forEngine[engine])
                m_texts[engine].insert(noun + u'.' + name, text.trimmed());
        text.clear();
    };
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(QLatin1String("-- name: "))) {
            keep();
            name = line.mid(9).trimmed();
            forEngine[0] = forEngine[1] = true;
        } else if (line.startsWith(QLatin1String("-- engine: "))) {
            forEngine[int(Engine::Sqlite)] = line.mid(11).trimmed() == QLatin1String("sqlite");
            forEngine[int(Engine::PostgreSql)] = !forEngine[int(Engine::Sqlite)];
        } else if (!line.startsWith(QLatin1String("--"))) {
            text += line + u'\n';
        }
    }
    keep();
}

const QString &SqlLibrary::text(Engine engine, QLatin1String name) const
{
    const auto found = m_texts[int(engine)].constFind(name);
    if (found == m_texts[int(engine)].constEnd())
        qFatal("no SQL statement %s", name.data());
    return *found;
}

QStringList SqlLibrary::names(Engine engine) const
{
    QStringList names = m_texts[int(engine)].keys();
    std::sort(names.begin(), names.end());
    return names;
}

QSet<QString> SqlLibrary::parameters(const QString &text)
{
    static const QRegularExpression named(QStringLiteral("(?<![:\\w]):[a-z_]+"));
    QSet<QString> names;
    for (auto it = named.globalMatch(text); it.hasNext();)
        names.insert(it.next().captured());
    return names;
}

QString SqlLibrary::withoutComments(const QString &script)
{
    QString text;
    for (const QString &line : script.split(u'\n'))
        if (!line.trimmed().startsWith(QLatin1String("--")))
            text += line + u'\n';
    return text;
}

QStringList SqlLibrary::split(const QString &script)
{
    QStringList statements;
    static const QRegularExpression beginsTrigger(QStringLiteral("^CREATE\\s+TRIGGER\\b"));
    QString trigger; // its statements end with semicolons too; its own end is END
    for (const QString &raw : withoutComments(script).split(QLatin1String(";\n"))) {
        const QString part = raw.trimmed();
        if (part.isEmpty())
            continue;
        if (!trigger.isEmpty() || part.contains(beginsTrigger)) {
            trigger += part + QLatin1String(";\n");
            if (part != QLatin1String("END"))
                continue;
            statements.append(trigger.chopped(2));
            trigger.clear();
        } else {
            statements.append(part);
        }
    }
    return statements;
}

} // namespace callveil
