// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/header_column.h"

namespace callveil {

int columnNamed(const QStringList &header, std::initializer_list<QLatin1String> names)
{
    for (const QLatin1String name : names)
        for (int column = 0; column < header.size(); ++column)
            if (header[column].compare(name, Qt::CaseInsensitive) == 0)
                return column;
    return -1;
}

} // namespace callveil
