// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reveal/number_opener.h"

#include "storage/people/certificates.h"
#include "storage/vault/number_sealer.h"

namespace callveil {

namespace {
constexpr size_t mostEpochs = 1000; // 32 bytes each, in locked memory
}

Result<const SecretBytes *> NumberOpener::epochKey(const FetchedNumber &number)
{
    const auto known = m_epochs.find(number.number.epoch);
    if (known != m_epochs.end())
        return &known->second;
    const auto vault = m_vaults.open(number.process, number.generation);
    if (!vault)
        return failed(vault);
    auto key = openSeal(number.sealedKey, **vault);
    if (!key)
        return failed(key);
    if (m_epochs.size() >= mostEpochs)
        m_epochs.clear();
    return &m_epochs.emplace(number.number.epoch, std::move(*key)).first->second;
}

Result<QString> NumberOpener::textOf(const FetchedNumber &number)
{
    const auto key = epochKey(number);
    if (!key)
        return failed(key);
    return NumberSealer::open(number.number, **key, number.process, m_me.fingerprint);
}

Result<QHash<NumberId, QString>> NumberOpener::textsOf(const std::vector<FetchedNumber> &numbers)
{
    QHash<NumberId, QString> texts;
    for (const FetchedNumber &number : numbers) {
        if (texts.contains(number.number.id))
            continue;
        auto text = textOf(number);
        if (text)
            texts.insert(number.number.id, std::move(*text));
        else if (!isDamage(text.error()) && text.error().fault != Fault::VaultNotReadable)
            return failed(text);
    }
    return texts;
}

} // namespace callveil
