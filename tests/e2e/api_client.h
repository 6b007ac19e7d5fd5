// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QTimer>

namespace callveil {

/// What the API answered.
struct ApiAnswer {
    int status = 0; ///< 0: nothing
    QByteArray body, type, retryAfter;
    QJsonObject json;

    [[nodiscard]] QString text(const char *key) const { return json.value(QLatin1String(key)).toString(); }
    /// "pool-exhausted"
    [[nodiscard]] QString problem() const { return text("type").section(u':', -1); }
};

/// A program that uses the API with its key, and one that speaks HTTP as it likes.
struct ApiClient {
    static constexpr int longestMs = 60000;

    ApiClient() { network.setProxy(QNetworkProxy::NoProxy); }

    [[nodiscard]] QNetworkReply *begin(const QByteArray &method, const QByteArray &path, const QByteArray &body,
        const QByteArray &authorization, const QByteArray &type)
    {
        QNetworkRequest request(QUrl::fromEncoded("http://127.0.0.1:" + QByteArray::number(port) + path));
        if (!authorization.isEmpty())
            request.setRawHeader("Authorization", authorization);
        if (!body.isEmpty())
            request.setHeader(QNetworkRequest::ContentTypeHeader, type);
        return network.sendCustomRequest(request, method, body);
    }
    [[nodiscard]] static ApiAnswer answerOf(QNetworkReply *reply)
    {
        ApiAnswer answer;
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.body = reply->readAll();
        answer.type = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
        answer.retryAfter = reply->rawHeader("Retry-After");
        answer.json = QJsonDocument::fromJson(answer.body).object();
        reply->deleteLater();
        return answer;
    }
    [[nodiscard]] ApiAnswer send(const QByteArray &method, const QByteArray &path, const QByteArray &body,
        const QByteArray &authorization, const QByteArray &type = "application/json")
    {
        QNetworkReply *reply = begin(method, path, body, authorization, type);
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(longestMs, &loop, &QEventLoop::quit);
        if (!reply->isFinished())
            loop.exec();
        return answerOf(reply);
    }
    [[nodiscard]] ApiAnswer get(const QByteArray &path) { return send("GET", path, {}, bearer()); }
    [[nodiscard]] ApiAnswer post(const QByteArray &path, const QJsonObject &object)
    {
        return send("POST", path, QJsonDocument(object).toJson(), bearer());
    }
    /// Everything that comes until the other side closes, or nothing more for `ms`, or until `end` came.
    [[nodiscard]] QByteArray raw(const QByteArray &bytes, int ms = longestMs, const QByteArray &end = {}) const
    {
        QTcpSocket socket;
        socket.setProxy(QNetworkProxy::NoProxy);
        socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        if (!socket.waitForConnected(longestMs))
            return {};
        socket.write(bytes);
        QByteArray said;
        while ((end.isEmpty() || !said.contains(end)) && socket.waitForReadyRead(ms))
            said += socket.readAll();
        return said + socket.readAll();
    }
    [[nodiscard]] QByteArray bearer() const { return "Bearer " + key; }
    [[nodiscard]] static QByteArray basic(const QByteArray &user, const QByteArray &password)
    {
        return "Basic " + QByteArray(user + ':' + password).toBase64();
    }

    QNetworkAccessManager network;
    QByteArray key;
    quint16 port = 0;
};

} // namespace callveil
