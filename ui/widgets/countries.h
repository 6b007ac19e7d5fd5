// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace callveil {

class SearchCombo;

/// Offers every country that has telephone numbers, by name; the data is its ISO code.
void listCountries(SearchCombo &combo);

} // namespace callveil
