// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/own_clipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>
#include <QRandomGenerator>

namespace callveil {

OwnClipboard::OwnClipboard(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OwnClipboard::clear);
}

OwnClipboard::~OwnClipboard()
{
    clear();
}

void OwnClipboard::copy(const QString &text, std::chrono::milliseconds time)
{
    quint32 salt[8];
    QRandomGenerator::system()->fillRange(salt);
    m_salt = QByteArray(reinterpret_cast<const char *>(salt), sizeof salt);
    m_hash = hashOf(text);
    auto *data = new QMimeData;
    data->setText(text);
    // Programs that keep a history of the clipboard leave these out.
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
#ifdef Q_OS_WIN
    data->setData(QStringLiteral("ExcludeClipboardContentFromMonitorProcessing"), QByteArrayLiteral("1"));
#elif defined(Q_OS_MACOS)
    data->setData(QStringLiteral("application/x-nspasteboard-concealed-type"), QByteArrayLiteral("1"));
#endif
    QGuiApplication::clipboard()->setMimeData(data);
    m_timer.start(time);
}

void OwnClipboard::clear()
{
    m_timer.stop();
    if (isOurs())
        QGuiApplication::clipboard()->clear();
    m_hash.clear();
}

bool OwnClipboard::isOurs() const
{
    return !m_hash.isEmpty() && qGuiApp && hashOf(QGuiApplication::clipboard()->text()) == m_hash;
}

QByteArray OwnClipboard::hashOf(const QString &text) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_salt);
    hash.addData(
        QByteArrayView(reinterpret_cast<const char *>(text.constData()), text.size() * qsizetype(sizeof(QChar))));
    return hash.result();
}

} // namespace callveil
