// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/own_digits.h"

#include "domain/number/free_text.h"

#include <string>
#include <vector>

namespace callveil {

namespace {

constexpr size_t widestGap = 3; // as in ") 5" or " - "

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The digits of a text, and where each of them stands. A letter or a wide gap between two digits leaves a mark.
struct Digits {
    std::string text;
    std::vector<size_t> places;

    explicit Digits(const std::string &ascii)
    {
        bool broken = false;
        for (size_t i = 0; i < ascii.size(); ++i) {
            if (!isDigit(ascii[i])) {
                broken = broken || (ascii[i] >= 'A' && ascii[i] <= 'Z') || (ascii[i] >= 'a' && ascii[i] <= 'z');
                continue;
            }
            if (!places.empty() && (broken || i - places.back() > widestGap + 1))
                add('/', i);
            add(ascii[i], i);
            broken = false;
        }
    }

private:
    void add(char c, size_t place)
    {
        text += c;
        places.push_back(place);
    }
};

} // namespace

QString withOwnDigitsMasked(QString text, const QStringList &numbers)
{
    const Digits found(folded(text));
    std::vector<std::string> secrets;
    for (const QString &number : numbers) {
        std::string digits;
        for (const char c : folded(number))
            if (isDigit(c))
                digits += c;
        if (digits.size() >= leastFreeDigits)
            secrets.push_back(std::move(digits));
    }
    for (size_t i = 0; i + leastFreeDigits <= found.text.size(); ++i) {
        const std::string window = found.text.substr(i, leastFreeDigits);
        for (const std::string &secret : secrets) {
            if (secret.find(window) == std::string::npos)
                continue;
            for (size_t k = i; k < i + leastFreeDigits; ++k)
                text[qsizetype(found.places[k])] = u'x';
        }
    }
    return text;
}

} // namespace callveil
