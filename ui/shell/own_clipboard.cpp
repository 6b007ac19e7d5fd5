// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/own_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

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

void OwnClipboard::copy(const QString &text, std::chrono::milliseconds keep)
{
    m_text = text;
    auto *data = new QMimeData;
    data->setText(text);
    // Programs that keep what was copied are asked to leave this out.
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(data);
    m_timer.start(keep);
}

void OwnClipboard::clear()
{
    m_timer.stop();
    if (m_text.isEmpty())
        return;
    if (QGuiApplication::clipboard()->text() == m_text)
        QGuiApplication::clipboard()->clear();
    m_text.clear();
}

} // namespace callveil
