// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/palette_icon.h"

#include "ui/widgets/palette_icon_engine.h"

#include <QFile>

namespace callveil {

namespace {

QByteArray picture(const QString &name)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString signOf(Status status)
{
    switch (status) {
    case Status::Neutral:
        return QStringLiteral("data_information");
    case Status::Ok:
        return QStringLiteral("data_success");
    case Status::Warning:
        return QStringLiteral("data_warning");
    case Status::Critical:
        return QStringLiteral("data_error");
    }
    return {};
}

} // namespace

QIcon paletteIcon(const QString &name)
{
    return QIcon(new PaletteIconEngine(picture(name), std::nullopt));
}

QIcon statusIcon(Status status)
{
    return QIcon(new PaletteIconEngine(picture(signOf(status)), status));
}

} // namespace callveil
