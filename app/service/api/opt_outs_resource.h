// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_call.h"
#include "services/platform/brand_service.h"
#include "services/platform/opt_out_service.h"

namespace callveil {

/// /v1/optouts: who wants no calls over the numbers of a brand any more, or again.
class OptOutsResource final : public QObject {
    Q_OBJECT

public:
    explicit OptOutsResource(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] std::vector<ApiRoute> routes();

private:
    struct Wish;

    void take(const ApiCall &call);
    void note(const ApiCall &call, const std::shared_ptr<Wish> &wish);

    OptOutService m_optOuts;
    BrandService m_brands;
};

} // namespace callveil
