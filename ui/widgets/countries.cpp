// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/countries.h"

#include "domain/number/number_reader.h"
#include "ui/texts/platform_text.h"
#include "ui/widgets/search_combo.h"

#include <QLocale>

namespace callveil {

void listCountries(SearchCombo &combo)
{
    QList<std::pair<QString, QString>> countries;
    for (const QString &region : NumberReader::regions()) {
        if (QLocale::codeToTerritory(region) != QLocale::AnyTerritory)
            countries.append({countryText(region), region});
    }
    std::sort(countries.begin(), countries.end(),
        [](const auto &left, const auto &right) { return left.first.localeAwareCompare(right.first) < 0; });
    for (const auto &[text, region] : std::as_const(countries))
        combo.addItem(text, region);
}

} // namespace callveil
