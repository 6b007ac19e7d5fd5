// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/brand_book.h"

#include "domain/number/free_text.h"
#include "domain/platform/opt_out.h"
#include "services/pools/pool_rules.h"

#include <algorithm>

namespace callveil {

namespace {

bool isSame(const QString &left, const QString &right)
{
    return foldedBrand(left) == foldedBrand(right);
}

} // namespace

Result<BrandBook> BrandBook::read(Connection &connection, const Identity &me)
{
    const auto pools = seenPools(connection, me);
    if (!pools)
        return failed(pools);
    const auto removed = PoolStore(connection).removed();
    if (!removed)
        return failed(removed);
    BrandBook book;
    for (const Pool &pool : *removed) // what people opted out of has its name still
        if (seesPool(me, pool))
            book.m_pools.insert(pool.id, pool.name);
    const auto isBrand = [&](const QString &name) {
        return std::any_of(pools->begin(), pools->end(), [&](const Pool &each) { return isSame(each.brand, name); });
    };
    for (const Pool &pool : *pools) {
        book.m_pools.insert(pool.id, pool.name);
        const QString own = isBrand(pool.name) ? QStringLiteral("pool %1").arg(pool.name) : pool.name;
        book.add(pool, pool.brand.isEmpty() ? own : pool.brand);
    }
    return book;
}

void BrandBook::add(const Pool &pool, const QString &name)
{
    const QString key = optOutBrand(pool);
    const auto known =
        std::find_if(m_brands.begin(), m_brands.end(), [&](const Brand &each) { return isSame(each.key, key); });
    if (known == m_brands.end())
        m_brands.push_back({key, name, {pool.country}});
    else if (!known->countries.contains(pool.country))
        known->countries.append(pool.country);
}

Result<Brand> BrandBook::find(const QString &name) const
{
    const QString wanted = name.simplified();
    if (wanted.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("brand")});
    for (const Brand &brand : m_brands)
        if (isSame(brand.name, wanted))
            return brand;
    return fail(ErrorCode::NotFound, Fault::BrandUnknown, {quotable(wanted)});
}

const Brand *BrandBook::withKey(const QString &key) const
{
    const auto found =
        std::find_if(m_brands.begin(), m_brands.end(), [&](const Brand &each) { return isSame(each.key, key); });
    return found == m_brands.end() ? nullptr : &*found;
}

QString BrandBook::nameOf(const QString &key) const
{
    if (const Brand *brand = withKey(key))
        return brand->name;
    return key.startsWith(u'\n') ? m_pools.value(PoolId{key.mid(1).toLongLong()}, key.mid(1)) : key;
}

} // namespace callveil
