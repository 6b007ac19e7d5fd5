// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/secret_clipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>

namespace callveil {

namespace {

QByteArray hashOf(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

void clearIfStill(const QByteArray &hash)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (hashOf(clipboard->text()) == hash)
        clipboard->clear();
}

} // namespace

void copySecret(const QString &secret, std::chrono::milliseconds lifetime)
{
    auto *data = new QMimeData;
    data->setText(secret);
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(data);
    QTimer::singleShot(lifetime, qGuiApp, [hash = hashOf(secret)] { clearIfStill(hash); });
    QObject::connect(qGuiApp, &QCoreApplication::aboutToQuit, data, [hash = hashOf(secret)] { clearIfStill(hash); });
}

} // namespace callveil
