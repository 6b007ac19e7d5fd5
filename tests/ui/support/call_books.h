// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/import_service.h"
#include "tables/call_file.h"
#include "ui/support/test_workspace.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>

namespace callveil {

/// Writes bytes into a file of the test's folder; answers its path.
inline QString writeFile(const TestWorkspace &test, const QString &name, const QByteArray &content)
{
    QFile file(test.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("a test file could not be written");
    return file.fileName();
}

/// A process with the DID of the call files.
inline ProcessId addCallProcess(TestWorkspace &test, const QString &name, const QStringList &dids = {CallFile::did})
{
    ProcessDetails details;
    details.process.name = name;
    details.process.country = QStringLiteral("US");
    details.process.timeZone = QStringLiteral("America/New_York");
    details.dids = dids;
    const auto id = ProcessService(test.workspace()).create(details).result();
    if (!id)
        qFatal("a test process could not be made");
    return *id;
}

/// Imports the file's calls without any screen.
inline void importCalls(TestWorkspace &test, ProcessId process, const CallFile &file)
{
    ImportOrder order;
    order.file = writeFile(test, QStringLiteral("calls.csv"), file.content());
    order.process = process;
    const auto summary = ImportService(test.workspace()).run(order, std::make_shared<ImportProgress>()).result();
    if (!summary || summary->legs != file.count())
        qFatal("the calls of a test could not be imported");
}

/// Everything that a screen shows or tells of itself: texts, tool tips, names for screen readers, all roles of all
/// cells. For showing that no number is in it.
inline QString everythingShown(const QWidget &root)
{
    QStringList texts;
    QList<QWidget *> widgets = root.findChildren<QWidget *>();
    widgets.append(const_cast<QWidget *>(&root));
    for (QWidget *widget : std::as_const(widgets)) {
        texts << widget->toolTip() << widget->windowTitle() << widget->whatsThis();
        if (QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget))
            for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
                texts << accessible->text(kind);
        const auto *view = qobject_cast<QAbstractItemView *>(widget);
        if (!view || !view->model())
            continue;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            for (int column = 0; column < view->model()->columnCount(); ++column)
                for (int role = 0; role <= Qt::UserRole + 8; ++role)
                    texts << view->model()->index(row, column).data(role).toString();
    }
    return texts.join(QLatin1Char('\n'));
}

} // namespace callveil
