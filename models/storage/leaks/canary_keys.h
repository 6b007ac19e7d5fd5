// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "storage/crypto/secret_bytes.h"

#include <memory>

namespace callveil {

/// Seals planted numbers under the organisation's writer key, so that whoever may look for numbers makes their blind
/// indexes under later revisions. What is opened is the caller's to wipe.
class CanaryKeys final {
public:
    explicit CanaryKeys(const SecretBytes &writerKey);

    [[nodiscard]] QByteArray seal(const QString &number) const;
    /// E.164. Fails with CiphertextDamaged.
    [[nodiscard]] Result<QString> open(const QByteArray &sealed) const;

private:
    std::shared_ptr<const SecretBytes> m_copy;
};

} // namespace callveil
