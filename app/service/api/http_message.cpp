// SPDX-License-Identifier: GPL-3.0-or-later
#include "http_message.h"

#include "storage/crypto/secret_bytes.h"

#include <array>

namespace callveil {

namespace {

struct Phrase {
    int status;
    const char *text;
};
constexpr std::array phrases{Phrase{200, "OK"}, Phrase{201, "Created"}, Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"}, Phrase{403, "Forbidden"}, Phrase{404, "Not Found"}, Phrase{405, "Method Not Allowed"},
    Phrase{408, "Request Timeout"}, Phrase{409, "Conflict"}, Phrase{411, "Length Required"},
    Phrase{413, "Content Too Large"}, Phrase{414, "URI Too Long"}, Phrase{415, "Unsupported Media Type"},
    Phrase{417, "Expectation Failed"}, Phrase{422, "Unprocessable Content"}, Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"}, Phrase{500, "Internal Server Error"},
    Phrase{503, "Service Unavailable"}, Phrase{505, "HTTP Version Not Supported"}};

} // namespace

HttpRequest::~HttpRequest()
{
    wipe(body);
    wipe(authorization);
}

QByteArray reasonPhrase(int status)
{
    for (const Phrase &phrase : phrases)
        if (phrase.status == status)
            return phrase.text;
    return {};
}

QByteArray written(const HttpAnswer &answer, bool keepsOpen, bool withBody)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonPhrase(answer.status);
    text += "\r\nContent-Type: " + answer.type;
    text += "\r\nContent-Length: " + QByteArray::number(answer.body.size());
    text += "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: ";
    text += keepsOpen ? "keep-alive" : "close";
    for (const auto &[name, value] : answer.headers)
        text += "\r\n" + name + ": " + value;
    text += "\r\n\r\n";
    if (withBody)
        text += answer.body;
    return text;
}

} // namespace callveil
