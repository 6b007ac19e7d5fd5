// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"
#include "storage/pools/pool_store.h"

namespace callveil {

/// What opt-outs hold for: the numbers of all pools of a brand, or of one pool without a brand.
struct Brand {
    QString key; ///< optOutBrand()
    QString name; ///< the brand, or the pool's name
    QStringList countries; ///< of its pools, each once
};

/// The brands of the pools that a person sees.
class BrandBook final {
public:
    [[nodiscard]] static Result<BrandBook> read(Connection &connection, const Identity &me);

    /// In the order of the pools' names. A pool without a brand that is called like one stands as "pool NAME".
    [[nodiscard]] const std::vector<Brand> &brands() const { return m_brands; }
    /// By its name as it is typed. Fails with NameEmpty and BrandUnknown; what could be a number is not repeated.
    [[nodiscard]] Result<Brand> find(const QString &name) const;
    /// By optOutBrand(); nullptr for one that no pool has any more.
    [[nodiscard]] const Brand *withKey(const QString &key) const;
    /// What a brand is called, also one that no pool has any more.
    [[nodiscard]] QString nameOf(const QString &key) const;

private:
    void add(const Pool &pool, const QString &name);

    std::vector<Brand> m_brands;
    QHash<PoolId, QString> m_pools;
};

} // namespace callveil
