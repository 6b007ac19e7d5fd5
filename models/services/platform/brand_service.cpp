// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/brand_service.h"

#include "domain/number/number_reader.h"
#include "domain/platform/opt_out.h"
#include "services/platform/brand_book.h"
#include "services/pools/pool_rules.h"

#include <algorithm>

namespace callveil {

namespace {

/// The first of our numbers that the text may stand for; nullptr for none.
const BookedDid *didOf(const DidBook &book, const QString &typed, const std::vector<Pool> &pools)
{
    QStringList countries;
    for (const Pool &pool : pools)
        if (!countries.contains(pool.country))
            countries.append(pool.country);
    const QStringList readings = NumberReader::readings(typed, countries);
    for (const QString &reading : readings)
        if (const BookedDid *did = book.find(reading))
            return did;
    return nullptr;
}

} // namespace

QFuture<Result<QString>> BrandService::brandOf(QString did)
{
    return read(Permission::ManagePools,
        [typed = std::move(did), dids = m_dids](Connection &connection, const Identity &me) -> Result<QString> {
            const auto pools = seenPools(connection, me);
            const auto book = dids->book(connection);
            const auto brands = BrandBook::read(connection, me);
            if (!pools)
                return failed(pools);
            if (!book)
                return failed(book);
            if (!brands)
                return failed(brands);
            const BookedDid *found = didOf(**book, typed, *pools);
            const auto pool = std::find_if(
                pools->begin(), pools->end(), [&](const Pool &each) { return found && each.id == found->pool; });
            const Brand *brand = pool == pools->end() ? nullptr : brands->withKey(optOutBrand(*pool));
            if (!brand)
                return fail(ErrorCode::NotFound, Fault::DidUnknown);
            return brand->name;
        });
}

} // namespace callveil
