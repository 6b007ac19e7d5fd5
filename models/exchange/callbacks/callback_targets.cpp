// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/callbacks/callback_targets.h"

#include "domain/callbacks/callback_url.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace callveil {

namespace {

struct Range {
    const char *network;
    AddressKind kind;
};

using enum AddressKind;

// IANA's registries of special-purpose addresses. What is narrower stands first.
constexpr std::array s_ranges4{
    Range{"0.0.0.0/8", Never}, // this network
    Range{"10.0.0.0/8", Internal}, Range{"100.100.100.200/32", Never}, // metadata of a cloud
    Range{"100.64.0.0/10", Internal}, // shared by carriers
    Range{"127.0.0.0/8", Internal}, Range{"168.63.129.16/32", Never}, // metadata of a cloud
    Range{"169.254.0.0/16", Never}, // link-local, metadata of clouds
    Range{"172.16.0.0/12", Internal}, Range{"192.0.0.192/32", Never}, // metadata of a cloud
    Range{"192.0.0.0/24", Internal}, // protocol assignments
    Range{"192.0.2.0/24", Internal}, // documentation
    Range{"192.88.99.0/24", Never}, // relays of 6to4
    Range{"192.168.0.0/16", Internal}, Range{"198.18.0.0/15", Internal}, // measurements
    Range{"198.51.100.0/24", Internal}, // documentation
    Range{"203.0.113.0/24", Internal}, // documentation
    Range{"224.0.0.0/4", Never}, // multicast
    Range{"240.0.0.0/4", Never}, // reserved, broadcast
};

// Of IPv6 only 2000::/3 is given out to anybody; what is not named here and lies outside is never called.
constexpr std::array s_ranges6{
    Range{"::1/128", Internal},
    Range{"fd00:ec2::254/128", Never}, // metadata of a cloud
    Range{"fd20:ce::254/128", Never}, // metadata of a cloud
    Range{"fc00::/7", Internal},
    Range{"2001:db8::/32", Internal}, // documentation
    Range{"3fff::/20", Internal}, // documentation
    Range{"2001::/23", Never}, // protocol assignments, with Teredo, which embeds addresses
    Range{"2002::/16", Never}, // 6to4, which embeds addresses
    Range{"2000::/3", Public},
};

using Network = std::pair<QHostAddress, int>;

bool holds(const Network &network, const QHostAddress &address)
{
    return network.first.protocol() == address.protocol() && address.isInSubnet(network);
}

template <size_t count>
AddressKind kindIn(const std::array<Range, count> &ranges, const QHostAddress &address, AddressKind otherwise)
{
    for (const Range &range : ranges)
        if (holds(QHostAddress::parseSubnet(QLatin1String(range.network)), address))
            return range.kind;
    return otherwise;
}

tl::unexpected<Error> refused()
{
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
        {QStringLiteral("targets"), QStringLiteral("…"), QStringLiteral("10.1.2.3, 10.1.0.0/16, crm.example.org")});
}

/// A network as it is kept. A cloud's metadata inside of it stays closed (kindOf), so that 10.0.0.0/8 is one entry.
Result<QString> checkedNetwork(const QString &text)
{
    const Network network = QHostAddress::parseSubnet(text);
    const bool isFour = network.first.protocol() == QAbstractSocket::IPv4Protocol;
    const int longest = isFour ? 32 : 128, shortest = isFour ? 8 : 7;
    if (network.first.isNull() || network.second < shortest || network.second > longest
        || !network.first.scopeId().isEmpty() || kindOf(network.first) == Never)
        return refused();
    return network.second == longest ? network.first.toString()
                                     : QStringLiteral("%1/%2").arg(network.first.toString()).arg(network.second);
}

} // namespace

AddressKind kindOf(const QHostAddress &address)
{
    if (!address.scopeId().isEmpty())
        return Never;
    if (address.protocol() == QAbstractSocket::IPv4Protocol)
        return kindIn(s_ranges4, address, Public);
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        return kindIn(s_ranges6, address, Never);
    return Never;
}

CallbackTargets::CallbackTargets(const QStringList &entries)
{
    for (const QString &entry : entries) {
        if (const Network network = QHostAddress::parseSubnet(entry); !network.first.isNull())
            m_networks.push_back(network);
        else
            m_hosts.append(entry);
    }
}

bool CallbackTargets::mayCall(const QString &host, const QHostAddress &address) const
{
    const AddressKind kind = kindOf(address);
    if (kind != Internal)
        return kind == Public;
    return m_hosts.contains(host, Qt::CaseInsensitive)
        || std::any_of(
            m_networks.begin(), m_networks.end(), [&](const Network &network) { return holds(network, address); });
}

QStringList CallbackTargets::listed(const QString &text)
{
    static const QRegularExpression gaps(QStringLiteral("[,;\\s]+"));
    return text.split(gaps, Qt::SkipEmptyParts);
}

Result<QString> CallbackTargets::checkedEntry(const QString &typed)
{
    const QString text = typed.trimmed().toLower();
    if (text.contains(u'/') || text.contains(u':') || !QHostAddress::parseSubnet(text).first.isNull()) {
        // Qt completes "10" and "10.1" to networks of their own; nobody means these.
        const QString address = text.section(u'/', 0, 0);
        if (!address.contains(u':') && address.count(u'.') != 3)
            return refused();
        return checkedNetwork(text);
    }
    const auto url = readCallbackUrl(QStringLiteral("https://") + text + u'/');
    if (!url || url->host() != text || url->url.port() != -1)
        return refused();
    return text;
}

} // namespace callveil
