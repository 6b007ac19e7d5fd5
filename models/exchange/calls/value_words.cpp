// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/value_words.h"

#include "exchange/calls/text_scanner.h"

#include <QHash>
#include <QList>
#include <QString>

#include <algorithm>

namespace callveil {

namespace {

using Table = QHash<QByteArray, CallWords>;

constexpr CallWords s_in{Direction::Inbound, {}, {}};
constexpr CallWords s_out{Direction::Outbound, {}, {}};
constexpr CallWords s_internal{Direction::Internal, {}, {}};
constexpr CallWords s_answered{{}, Disposition::Answered, {}};
constexpr CallWords s_noAnswer{{}, Disposition::NoAnswer, {}};
constexpr CallWords s_busy{{}, Disposition::Busy, {}};
constexpr CallWords s_failed{{}, Disposition::Failed, {}};
constexpr CallWords s_cancelled{{}, Disposition::Cancelled, {}};
constexpr CallWords s_voicemail{{}, Disposition::Voicemail, {}};
constexpr CallWords s_missed{Direction::Inbound, Disposition::NoAnswer, {}};
constexpr CallWords s_voice{{}, {}, Medium::Voice};
constexpr CallWords s_sms{{}, {}, Medium::Sms};
constexpr CallWords s_other{{}, {}, Medium::Other};

void add(Table &table, CallWords meaning, std::initializer_list<const char *> phrases)
{
    for (const char *phrase : phrases)
        table.insert(phrase, meaning);
}

/// Keys are lower case with single blanks between words.
Table makeTable()
{
    Table table;
    add(table, s_in,
        {"in", "inbound", "incoming", "received", "receive", "i", "mt", "mtc", "terminating", "terminated", "02",
            "from external", "incomming", "eingehend", "eingang", "ankommend", "entrante", "recibida", "entrada",
            "entrant", "reçu"});
    add(table, s_out,
        {"out", "outbound", "outgoing", "dialed", "dialled", "placed", "o", "mo", "moc", "originating", "originated",
            "01", "outward", "click to call", "ausgehend", "ausgang", "abgehend", "saliente", "realizada", "salida",
            "sortant", "émis"});
    add(table, s_internal,
        {"internal", "intern", "interna", "interno", "interne", "intercom", "ext to ext", "extension to extension"});
    add(table, s_answered,
        {"answered", "answer", "completed", "complete", "success", "successful", "succeeded", "ok", "connected",
            "established", "done", "normal clearing", "normal call clearing", "yes", "true", "answered call",
            "finished", "angenommen", "beantwortet", "erfolgreich", "contestada", "contestado", "atendida", "répondu",
            "repondu", "décroché"});
    add(table, s_noAnswer,
        {"no answer", "noanswer", "not answered", "unanswered", "na", "no", "false", "ring no answer", "not connected",
            "no user response", "subscriber absent", "allotted timeout", "timeout", "abandoned", "abandon",
            "no response", "ringing", "unreachable", "not reachable", "progress timeout", "media timeout", "no pickup",
            "nicht angenommen", "keine antwort", "unbeantwortet", "no contestada", "no contestado", "sin respuesta",
            "non répondu", "non repondu", "sans réponse", "pas de réponse"});
    add(table, s_missed,
        {"missed", "missed call", "miss", "verpasst", "verpasster anruf", "entgangen", "perdida", "manqué", "manque"});
    add(table, s_busy, {"busy", "user busy", "line busy", "besetzt", "ocupado", "occupé", "occupe"});
    add(table, s_failed,
        {"failed", "fail", "failure", "error", "congestion", "rejected", "declined", "blocked", "denied",
            "unallocated number", "call rejected", "number changed", "invalid number", "unsuccessful",
            "destination out of order", "no route destination", "chanunavail", "not found", "dropped",
            "normal temporary failure", "recovery on timer expire", "network out of order", "invalid number format",
            "incompatible destination", "user not registered", "normal circuit congestion", "switch congestion",
            "service unavailable", "normal unspecified", "bearercapability notavail", "outgoing call barred",
            "incoming call barred", "fehlgeschlagen", "fallida", "échec", "exchange routing error",
            "mandatory ie missing"});
    add(table, s_cancelled,
        {"cancel", "canceled", "cancelled", "originator cancel", "lose race", "picked off", "hangup", "caller hangup",
            "abgebrochen", "cancelada", "annulé"});
    add(table, s_voicemail, {"voicemail", "voice mail", "vm", "machine", "answering machine", "left voicemail"});
    add(table, s_voice, {"voice", "call", "calls", "voice call", "phone", "phone call", "audio", "telephony", "tel"});
    add(table, s_sms, {"sms", "text", "mms", "message", "text message"});
    add(table, s_other, {"data", "gprs", "internet", "fax", "chat", "email", "video", "4g", "5g", "lte", "ussd"});
    return table;
}

const Table &table()
{
    static const Table words = makeTable();
    return words;
}

QList<QByteArray> wordsOf(QByteArrayView cell)
{
    QList<QByteArray> words(1);
    for (const char byte : cell) {
        const bool part = TextScanner::isDigit(byte) || TextScanner::isLetter(byte) || uchar(byte) >= 0x80;
        if (part)
            words.last().append(byte >= 'A' && byte <= 'Z' ? char(byte + 32) : byte);
        else if (!words.last().isEmpty())
            words.append(QByteArray());
    }
    if (words.last().isEmpty())
        words.removeLast();
    return words;
}

void merge(CallWords &into, const CallWords &from)
{
    into.direction = into.direction ? into.direction : from.direction;
    into.disposition = into.disposition ? into.disposition : from.disposition;
    into.medium = into.medium ? into.medium : from.medium;
}

/// "smsin", "callout": two words written as one.
CallWords joinedWords(const QByteArray &word)
{
    CallWords found;
    for (const char *kind : {"sms", "call", "voice", "calls"}) {
        const QByteArray rest = word.startsWith(kind) ? word.mid(qstrlen(kind)) : QByteArray();
        if (const CallWords meaning = table().value(rest); meaning.direction) {
            merge(found, meaning);
            merge(found, table().value(kind));
        }
    }
    return found;
}

bool isNegation(const QByteArray &word)
{
    return word == "no" || word == "not" || word == "nicht" || word == "non" || word == "sin" || word == "pas";
}

bool saysNothingAboutAnswer(const QList<QByteArray> &words)
{
    const QByteArray phrase = words.join(' ');
    return phrase == "normal clearing" || phrase == "normal call clearing" || phrase == "none" || phrase.isEmpty();
}

} // namespace

CallWords callWords(QByteArrayView cell)
{
    const QList<QByteArray> words = wordsOf(cell);
    if (words.isEmpty() || words.size() > 6)
        return {};
    const auto phrase = table().constFind(words.join(' '));
    if (phrase != table().constEnd())
        return *phrase;
    CallWords found;
    for (const QByteArray &word : words) {
        // A single letter, digit or negation means nothing inside a longer phrase.
        if (word.size() > 2 || word == "in" || word == "mo" || word == "mt")
            merge(found, table().value(word));
        merge(found, joinedWords(word));
    }
    if (found.disposition == Disposition::Answered && std::any_of(words.begin(), words.end(), isNegation))
        found.disposition = Disposition::NoAnswer;
    return found;
}

Disposition hangupDisposition(QByteArrayView cause, bool answered)
{
    if (answered)
        return Disposition::Answered;
    const QList<QByteArray> words = wordsOf(cause);
    if (words.isEmpty())
        return Disposition::Unknown;
    if (saysNothingAboutAnswer(words))
        return Disposition::NoAnswer;
    return table().value(words.join(' '), s_failed).disposition.value_or(Disposition::Failed);
}

} // namespace callveil
