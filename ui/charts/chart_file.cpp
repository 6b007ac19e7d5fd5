// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_file.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>

namespace callveil {

namespace {

template <typename Write>
QFuture<Result<void>> save(const QString &path, Write write)
{
    return QtFuture::makeReadyFuture().then(
        QtFuture::Launch::Async, [path, write = std::move(write)]() -> Result<void> {
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || !write(file) || !file.commit())
                return fail(
                    ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(path).fileName()}, file.errorString());
            return {};
        });
}

} // namespace

QString pictureFile(const QString &typed)
{
    const QString ending = QFileInfo(typed).suffix().toLower();
    const bool known = ending == QLatin1String("svg") || ending == QLatin1String("png");
    return known ? typed : QString(typed + QLatin1String(".png"));
}

QString suggestedPicture(const QString &name, const QDate &day)
{
    static const QRegularExpression others(
        QStringLiteral("[^\\p{L}\\p{M}\\p{N}]+"), QRegularExpression::UseUnicodePropertiesOption);
    const QString words = QString(name).replace(others, QStringLiteral(" ")).trimmed().toLower();
    const QString date = day.toString(Qt::ISODate);
    return (words.isEmpty() ? date : QStringLiteral("%1-%2").arg(QString(words).replace(u' ', u'-'), date))
        + QLatin1String(".png");
}

QFuture<Result<void>> savePng(const QString &path, const QImage &image)
{
    return save(path, [image](QIODevice &file) { return image.save(&file, "PNG"); });
}

QFuture<Result<void>> saveSvg(const QString &path, const QByteArray &svg)
{
    return save(path, [svg](QIODevice &file) { return file.write(svg) == svg.size(); });
}

} // namespace callveil
