// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <array>
#include <vector>

namespace callveil {

/// Prefixes of digits, each with a place in somebody's list. Those that a number begins with are found in as many steps
/// as they have digits, however many there are.
class PrefixTree final {
public:
    PrefixTree() : m_nodes(1) { }

    /// The place of a prefix; `fresh` when it is a new one, which has it from then on. Digits 0 to 9 alone.
    int placeOf(QStringView digits, int fresh)
    {
        int node = 0;
        for (const QChar digit : digits) {
            int next = m_nodes[size_t(node)].next[size_t(digit.unicode() - u'0')];
            if (next == 0) {
                next = int(m_nodes.size());
                m_nodes[size_t(node)].next[size_t(digit.unicode() - u'0')] = next;
                m_nodes.emplace_back();
            }
            node = next;
        }
        int &place = m_nodes[size_t(node)].place;
        if (place < 0)
            place = fresh;
        return place;
    }

    /// Calls `use(length, place)` for each prefix that the text begins with, the shortest first.
    template <typename Use>
    void eachOf(QStringView text, Use use) const
    {
        int node = 0;
        for (qsizetype length = 0; length < text.size();) {
            const int digit = text[length].unicode() - u'0';
            if (digit < 0 || digit > 9)
                return;
            node = m_nodes[size_t(node)].next[size_t(digit)];
            if (node == 0)
                return;
            ++length;
            if (const int place = m_nodes[size_t(node)].place; place >= 0)
                use(length, place);
        }
    }

private:
    struct Node {
        std::array<int, 10> next{}; ///< 0: none
        int place = -1; ///< -1: no prefix ends here
    };

    std::vector<Node> m_nodes; ///< the first is the root
};

} // namespace callveil
