// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_call.h"
#include "json_fields.h"
#include "services/records/record_service.h"

namespace callveil {

/// /v1/cdr: takes call records in, one or up to a hundred. One that is known already is not taken twice.
class RecordsResource final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype mostAtOnce = 100;

    explicit RecordsResource(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] std::vector<ApiRoute> routes();

private:
    struct Batch;

    void take(const ApiCall &call);
    void addNext(const std::shared_ptr<Batch> &batch);

    RecordService m_records;
};

} // namespace callveil
