// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bindings_resource.h"

namespace callveil {

/// The call of Exotel's API that gives a customer and an agent a number, for programs that speak it already. The
/// account in its path is a process: its account, or its name.
class ExotelResource final : public QObject {
    Q_OBJECT

public:
    explicit ExotelResource(BindingsResource &bindings, QObject *parent = nullptr)
        : QObject(parent), m_bindings(bindings)
    { }

    [[nodiscard]] std::vector<ApiRoute> routes();

private:
    void allocate(const ApiCall &call);

    BindingsResource &m_bindings;
};

} // namespace callveil
