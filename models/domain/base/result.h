// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/fault.h"

#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace callveil {

/// What kind of answer a failed operation gives; decides what a caller may do next.
enum class ErrorCode {
    NotFound, ///< the thing named does not exist (any more)
    Conflict, ///< somebody else was faster, or a name is taken
    Invalid, ///< an argument breaks a rule; the fault names field and remedy
    Denied, ///< the person may not do this
    Offline, ///< the database cannot be reached; nothing was saved
    Busy, ///< the database is held by another writer; trying again may help
    Cancelled, ///< the person cancelled; nothing was saved
    Internal, ///< a bug or a damaged database
};

/// Why an operation failed. `fault` and `args` are turned into a translated text by ui/texts; `detail` is for the log
/// and the "Details" button. Neither args nor detail ever hold a real number.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    Fault fault = Fault::Unexpected;
    QStringList args;
    QString detail;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// The failed half of a Result: `return fail(ErrorCode::Invalid, Fault::NameEmpty);`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, Fault fault, QStringList args = {}, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, fault, std::move(args), std::move(detail)});
}

/// Hands the error of another Result on.
template <typename T>
[[nodiscard]] tl::unexpected<Error> failed(const Result<T> &result)
{
    return tl::unexpected<Error>(result.error());
}

} // namespace callveil
