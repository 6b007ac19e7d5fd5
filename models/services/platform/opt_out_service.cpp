// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/opt_out_service.h"

#include "domain/audit/deed_reference.h"
#include "domain/number/number_reader.h"
#include "services/platform/brand_book.h"
#include "services/pools/pool_rules.h"
#include "services/reveal/reveal_service.h"
#include "storage/bindings/binding_store.h"
#include "storage/platform/opt_out_store.h"
#include "storage/vault/route_keys.h"
#include "storage/vault/writer_keys.h"

#include <algorithm>

namespace callveil {

namespace {

const QString numberField = QStringLiteral("number");

QString objectOf(OptOutId entry)
{
    return QStringLiteral("opt-out %1").arg(entry.value);
}

QString described(const QString &brand)
{
    return QStringLiteral("brand %1").arg(typedInDeed(brand));
}

/// E.164. Without + it must be the same number in all countries of the brand in which it is one.
Result<QString> readNumber(const QString &typed, const QStringList &countries)
{
    if (typed.trimmed().isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {numberField});
    QStringList readings = NumberReader::readings(typed, countries);
    if (readings.size() == 1)
        return readings.front();
    const bool isUnclear = readings.size() > 1;
    for (QString &reading : readings)
        wipe(reading);
    if (isUnclear)
        return fail(ErrorCode::Invalid, Fault::NumberNotPossible, {numberField});
    const auto refused = NumberReader(countries.value(0)).readStrictly(typed, numberField);
    return refused ? fail(ErrorCode::Invalid, Fault::NumberNotPossible, {numberField}) : failed(refused);
}

/// A party of a brand, as opt-outs know it.
struct Party {
    Brand brand;
    QByteArray key;
};

Result<Party> partyOf(
    Connection &connection, const Identity &me, DidShelf &dids, const QString &brandName, const QString &typed)
{
    if (me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto book = BrandBook::read(connection, me);
    if (!book)
        return failed(book);
    const auto brand = book->find(brandName);
    if (!brand)
        return failed(brand);
    const auto proxies = dids.book(connection);
    if (!proxies)
        return failed(proxies);
    auto number = readNumber(typed, brand->countries);
    if (!number)
        return failed(number);
    const BookedDid *own = (*proxies)->find(*number);
    Party party{*brand, RouteKeys(me.writerKey).optOut(brand->key, WriterKeys(me.writerKey).agentIndex(*number))};
    wipe(*number);
    if (own && own->state != DidState::Retired)
        return fail(ErrorCode::Invalid, Fault::PartyIsProxy, {numberField});
    return party;
}

/// Whoever learns whether a number is on the list leaves an entry.
Result<bool> checkParty(Connection &connection, const Identity &me, const Party &party)
{
    const auto entry = OptOutStore(connection).find(party.brand.key, party.key);
    if (!entry)
        return failed(entry);
    const bool isListed = entry->has_value();
    const QString found =
        QStringLiteral("%1; listed %2")
            .arg(described(party.brand.name), isListed ? QStringLiteral("yes") : QStringLiteral("no"));
    const auto recorded = DeedLog(connection)
                              .append(me,
                                  {QStringLiteral("opt-out.check"),
                                      isListed ? objectOf(**entry) : QStringLiteral("opt-outs"), {}, found, {}});
    if (!recorded)
        return failed(recorded);
    return isListed;
}

Result<bool> addParty(Connection &connection, const Identity &me, const Party &party, OptOutSource source)
{
    const auto added = OptOutStore(connection).add(party.brand.key, party.key, source, me.id);
    if (!added)
        return failed(added);
    if (!*added) {
        const auto checked = checkParty(connection, me, party); // which is all that it was
        return checked ? Result<bool>(false) : failed(checked);
    }
    const QString after = QStringLiteral("%1; source %2").arg(described(party.brand.name), optOutSourceKey(source));
    const auto recorded =
        DeedLog(connection).append(me, {QStringLiteral("opt-out.add"), objectOf(**added), {}, after, {}});
    if (!recorded)
        return failed(recorded);
    return true;
}

/// False when it is gone.
Result<bool> removeEntry(Connection &connection, const Identity &me, OptOutId entry, const QString &brand)
{
    const auto removed = OptOutStore(connection).remove(entry);
    if (!removed || !*removed)
        return removed;
    const auto recorded =
        DeedLog(connection).append(me, {QStringLiteral("opt-out.remove"), objectOf(entry), described(brand), {}, {}});
    if (!recorded)
        return failed(recorded);
    return true;
}

/// False, and the try is recorded, when it is not on the list.
Result<bool> removeParty(Connection &connection, const Identity &me, const Party &party)
{
    const auto entry = OptOutStore(connection).find(party.brand.key, party.key);
    if (!entry)
        return failed(entry);
    const auto removed = *entry ? removeEntry(connection, me, **entry, party.brand.name) : Result<bool>(false);
    if (!removed || *removed)
        return removed;
    const auto checked = checkParty(connection, me, party);
    return checked ? Result<bool>(false) : failed(checked);
}

Result<std::vector<OptOut>> listed(Connection &connection, const Identity &me)
{
    const auto book = BrandBook::read(connection, me);
    if (!book)
        return failed(book);
    auto entries = OptOutStore(connection).list(OptOutService::mostListed);
    if (!entries)
        return entries;
    for (OptOut &entry : *entries) {
        entry.holds = book->withKey(entry.brand) != nullptr;
        entry.brand = book->nameOf(entry.brand);
    }
    if (!me.allProcesses)
        std::erase_if(*entries, [](const OptOut &entry) { return !entry.holds; });
    return entries;
}

/// What calls leave behind that go over `to` instead of `from`.
Result<LeftOptOuts> leftBetween(Connection &connection, const Pool &from, const Pool &to)
{
    const QString before = optOutBrand(from);
    if (foldedBrand(before) == foldedBrand(optOutBrand(to)))
        return LeftOptOuts{};
    const auto count = OptOutStore(connection).count(before);
    if (!count)
        return failed(count);
    return LeftOptOuts{*count, from.brand.isEmpty() ? from.name : from.brand, to.brand.isEmpty() ? to.name : to.brand};
}

/// Whether one of these numbers of the pool has a live binding.
Result<bool> areBound(Connection &connection, PoolId pool, const QList<SeenDid> &numbers)
{
    const auto use = BindingStore(connection).didUse(pool);
    if (!use)
        return failed(use);
    return std::any_of(
        numbers.begin(), numbers.end(), [&](const SeenDid &number) { return use->value(number.id) > 0; });
}

/// Of the first pool of these numbers that leaves something behind.
Result<LeftOptOuts> leftByMove(
    Connection &connection, const std::vector<Pool> &pools, const QList<SeenDid> &numbers, const Pool &to)
{
    for (const Pool &from : pools) {
        const bool isLeft = from.id != to.id
            && std::any_of(numbers.begin(), numbers.end(), [&](const SeenDid &seen) { return seen.pool == from.id; });
        const auto bound = isLeft ? areBound(connection, from.id, numbers) : Result<bool>(false);
        if (!bound)
            return failed(bound);
        const auto left = *bound ? leftBetween(connection, from, to) : Result<LeftOptOuts>();
        if (!left || left->count > 0)
            return left;
    }
    return LeftOptOuts{};
}

} // namespace

QFuture<Result<std::vector<OptOut>>> OptOutService::list()
{
    return read(Permission::ManagePools, listed);
}

QFuture<Result<std::vector<LiftedOptOuts>>> OptOutService::lifted()
{
    return read(
        Permission::ManagePools, [](Connection &connection, const Identity &me) -> Result<std::vector<LiftedOptOuts>> {
            const auto book = BrandBook::read(connection, me);
            if (!book)
                return failed(book);
            auto brands = OptOutStore(connection).lifted();
            if (brands)
                for (LiftedOptOuts &each : *brands)
                    each.brand = book->nameOf(each.brand);
            return brands;
        });
}

QFuture<Result<LeftOptOuts>> OptOutService::leftBehind(Pool pool)
{
    return read(Permission::ManagePools,
        [asked = std::move(pool)](Connection &connection, const Identity &me) -> Result<LeftOptOuts> {
            Pool changed = asked;
            changed.name = changed.name.simplified();
            changed.brand = changed.brand.simplified();
            const auto pools = seenPools(connection, me);
            if (!pools)
                return failed(pools);
            for (const Pool &stored : *pools)
                if (stored.id == changed.id)
                    return leftBetween(connection, stored, changed);
            return LeftOptOuts{};
        });
}

QFuture<Result<LeftOptOuts>> OptOutService::leftBehind(QList<SeenDid> numbers, PoolId to)
{
    return read(Permission::ManagePools,
        [numbers = std::move(numbers), to](Connection &connection, const Identity &me) -> Result<LeftOptOuts> {
            const auto pools = seenPools(connection, me);
            if (!pools)
                return failed(pools);
            for (const Pool &target : *pools)
                if (target.id == to)
                    return leftByMove(connection, *pools, numbers, target);
            return LeftOptOuts{}; // which nothing can be moved to
        });
}

QFuture<Result<LeftOptOuts>> OptOutService::leftByRemoval(Pool pool)
{
    return read(Permission::ManagePools,
        [pool = std::move(pool)](Connection &connection, const Identity &) -> Result<LeftOptOuts> {
            return pool.brand.isEmpty() ? leftBetween(connection, pool, Pool()) : Result<LeftOptOuts>();
        });
}

QFuture<Result<QStringList>> OptOutService::brands()
{
    return read(Permission::ManagePools, [](Connection &connection, const Identity &me) -> Result<QStringList> {
        const auto book = BrandBook::read(connection, me);
        if (!book)
            return failed(book);
        QStringList names;
        for (const Brand &brand : book->brands())
            names.append(brand.name);
        return names;
    });
}

/// Runs `body(Connection &, const Identity &, const Party &)` in a transaction; what was typed is wiped after it.
template <typename T, typename Body>
QFuture<Result<T>> OptOutService::withParty(QString brand, QString number, Body body)
{
    const auto typed = std::make_shared<const RevealedNumber>(std::move(number));
    return change(Permission::ManagePools,
        [typed, brand = std::move(brand), body = std::move(body), dids = m_dids](
            Connection &connection, const Identity &me) -> Result<T> {
            const auto party = partyOf(connection, me, *dids, brand, typed->text());
            if (!party)
                return failed(party);
            return body(connection, me, *party);
        });
}

QFuture<Result<bool>> OptOutService::add(QString brand, QString number, OptOutSource source)
{
    return withParty<bool>(std::move(brand), std::move(number),
        [source](Connection &connection, const Identity &me, const Party &party) -> Result<bool> {
            if ((me.role == Role::Service) == (source == OptOutSource::Person))
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            return addParty(connection, me, party, source);
        });
}

QFuture<Result<void>> OptOutService::remove(QString brand, QString number)
{
    const auto typed = std::make_shared<const RevealedNumber>(std::move(number));
    return read(Permission::ManagePools,
        [typed, brand = std::move(brand), dids = m_dids](Connection &connection, const Identity &me) -> Result<void> {
            // Told after the transaction: an error would take the entry in the record back.
            QString vain;
            const auto done = connection.transact([&]() -> Result<void> {
                const auto party = partyOf(connection, me, *dids, brand, typed->text());
                if (!party)
                    return failed(party);
                const auto removed = removeParty(connection, me, *party);
                if (!removed)
                    return failed(removed);
                vain = *removed ? QString() : party->brand.name;
                return {};
            });
            if (done && !vain.isEmpty())
                return fail(ErrorCode::NotFound, Fault::OptOutUnknown, {vain});
            return done;
        });
}

QFuture<Result<bool>> OptOutService::check(QString brand, QString number)
{
    return withParty<bool>(std::move(brand), std::move(number), checkParty);
}

QFuture<Result<void>> OptOutService::remove(OptOut entry)
{
    return change(
        Permission::ManagePools, [seen = std::move(entry)](Connection &connection, const Identity &me) -> Result<void> {
            const auto mine = listed(connection, me);
            if (!mine)
                return failed(mine);
            const auto stored =
                std::find_if(mine->begin(), mine->end(), [&](const OptOut &each) { return each.id == seen.id; });
            if (stored == mine->end())
                return fail(ErrorCode::Conflict, Fault::EntryChanged);
            const auto removed = removeEntry(connection, me, seen.id, stored->brand);
            if (!removed)
                return failed(removed);
            if (!*removed)
                return fail(ErrorCode::Conflict, Fault::EntryChanged);
            return {};
        });
}

} // namespace callveil
