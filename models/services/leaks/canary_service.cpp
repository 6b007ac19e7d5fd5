// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/leaks/canary_service.h"

#include "domain/number/number_reader.h"
#include "services/base/text_check.h"
#include "services/reveal/reveal_service.h"
#include "storage/leaks/canary_keys.h"
#include "storage/leaks/canary_store.h"
#include "storage/leaks/leak_store.h"
#include "storage/vault/writer_keys.h"

namespace callveil {

namespace {

const QString numberField = QStringLiteral("number");

QString objectOf(CanaryId canary)
{
    return QStringLiteral("canary %1").arg(canary.value);
}

/// Without + it must be the same number in all countries of processes in which it is one.
Result<PhoneNumber> readNumber(const QString &typed, const QStringList &countries)
{
    if (typed.trimmed().isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {numberField});
    QStringList readings = NumberReader::readings(typed, countries);
    const bool isUnclear = readings.size() > 1;
    for (QString &reading : readings)
        wipe(reading);
    if (isUnclear)
        return fail(ErrorCode::Invalid, Fault::NumberNotPossible, {numberField});
    for (const QString &country : countries)
        if (auto read = NumberReader(country).readStrictly(typed, numberField); read)
            return read;
    return NumberReader(countries.value(0)).readStrictly(typed, numberField);
}

Result<void> putPlaces(Connection &connection, const Identity &me, CanaryId canary, const QString &number)
{
    CanaryStore store(connection, me.id);
    const auto gaps = store.gaps();
    if (!gaps)
        return failed(gaps);
    const WriterKeys keys(me.writerKey);
    for (const CanaryGap &gap : *gaps)
        if (gap.canary == canary)
            if (const auto put = store.putPlace(gap, keys.blindIndex(gap.process, gap.revision, number)); !put)
                return put;
    return {};
}

Result<PlantedCanary> plantNumber(
    Connection &connection, const Identity &me, const Canary &wanted, const QString &number)
{
    CanaryStore store(connection, me.id);
    const auto answer =
        store.plant(wanted, WriterKeys(me.writerKey).agentIndex(number), CanaryKeys(me.writerKey).seal(number));
    if (!answer)
        return failed(answer);
    if (answer->outcome == PlantAnswer::Outcome::OverLimit)
        return fail(ErrorCode::Denied, Fault::SearchLimit, {QString::number(answer->most)});
    const bool isNew = answer->outcome == PlantAnswer::Outcome::Planted;
    const auto names = store.names();
    if (!names)
        return failed(names);
    if (const auto put = isNew ? putPlaces(connection, me, answer->canary, number) : Result<void>{}; !put)
        return failed(put);
    // Whoever learns that a number was planted before leaves an entry, too.
    const Deed deed{isNew ? QStringLiteral("canary.plant") : QStringLiteral("canary.check"), objectOf(answer->canary),
        {}, isNew ? QStringLiteral("name %1").arg(wanted.name) : QString(), {}};
    if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
        return failed(recorded);
    return PlantedCanary{answer->canary, isNew, names->value(answer->canary.value)};
}

Result<PlantedCanary> planted(
    Connection &connection, const Identity &me, DidShelf &dids, const QString &name, const QString &typed)
{
    if (me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    if (const auto fits = checkName(name, QStringLiteral("planted-in"), *countries); !fits)
        return failed(fits);
    const auto book = dids.book(connection);
    if (!book)
        return failed(book);
    auto number = readNumber(typed, *countries);
    if (!number)
        return failed(number);
    const BookedDid *own = (*book)->find(number->text);
    Canary wanted;
    wanted.name = name;
    wanted.country = number->region;
    const bool isOwn = own && own->state != DidState::Retired;
    auto done = isOwn ? Result<PlantedCanary>(fail(ErrorCode::Invalid, Fault::PartyIsProxy, {numberField}))
                      : plantNumber(connection, me, wanted, number->text);
    wipe(number->text);
    return done;
}

} // namespace

bool CanaryService::mayPlant(const Identity &me)
{
    return me.may(Permission::ViewAudit) && me.may(Permission::ManageSecurity) && me.allProcesses;
}

template <typename Body>
auto CanaryService::changeCanaries(Body body)
{
    using Answer = std::invoke_result_t<Body, Connection &, const Identity &>;
    return change(
        Permission::ViewAudit, [body = std::move(body)](Connection &connection, const Identity &me) -> Answer {
            if (!mayPlant(me))
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            return body(connection, me);
        });
}

QFuture<Result<std::vector<Canary>>> CanaryService::list()
{
    using Canaries = Result<std::vector<Canary>>;
    return read(Permission::ViewAudit, [](Connection &connection, const Identity &me) -> Canaries {
        auto canaries = CanaryStore(connection).list();
        const auto scanned = LeakStore(connection, me).lastScan();
        if (!canaries || !scanned)
            return canaries ? failed(scanned) : std::move(canaries);
        for (Canary &canary : *canaries)
            canary.isLookedFor = *scanned && **scanned >= canary.plantedAt;
        return canaries;
    });
}

QFuture<Result<PlantedCanary>> CanaryService::plant(CanaryOrder order)
{
    const auto typed = std::make_shared<const RevealedNumber>(std::move(order.number));
    return changeCanaries([typed, name = order.name.simplified(), dids = m_dids](Connection &connection,
                              const Identity &me) { return planted(connection, me, *dids, name, typed->text()); });
}

QFuture<Result<void>> CanaryService::remove(Canary canary)
{
    return changeCanaries([canary = std::move(canary)](Connection &connection, const Identity &me) -> Result<void> {
        const auto removed = CanaryStore(connection, me.id).remove(canary.id);
        if (!removed)
            return failed(removed);
        if (!*removed)
            return fail(ErrorCode::Conflict, Fault::EntryChanged);
        const Deed deed{
            QStringLiteral("canary.remove"), objectOf(canary.id), QStringLiteral("name %1").arg(canary.name), {}, {}};
        return DeedLog(connection).append(me, deed);
    });
}

} // namespace callveil
