// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "known_names.h"
#include "services/bindings/binding_service.h"

namespace callveil {

/// --agent, --expiry and --reason, which "bind" and "binding" share.
void addBindOptions(Command &command);
/// The further ones of "binding".
void addBindingOptions(Command &command);
/// What is wrong with the options of a verb ("list", "stale"): one that it does not know would be left out in silence.
[[nodiscard]] QString misusedBindingOption(const Command &command, const QString &what);
/// --reason is for --expiry never, which needs it.
[[nodiscard]] QString misusedReason(const Command &command);

/// Nullopt when the option is no whole number in that range.
[[nodiscard]] std::optional<int> wholeNumber(const Command &command, const char *option, int least, int most);
[[nodiscard]] std::optional<BindingId> bindingIdFrom(const QString &text);
/// Minutes, the key of a template, never, or pool, which an empty text stands for.
[[nodiscard]] Result<ExpiryOrder> expiryFrom(const QString &text, const QString &reason);
/// The key of a model; empty: session.
[[nodiscard]] Result<BindingModel> modelFrom(const QString &text);
/// yes, no, or as-pool, which an empty text stands for.
[[nodiscard]] Result<RecordingChoice> recordingFrom(const QString &text);
/// As the options of "list" say it.
[[nodiscard]] Result<BindingQuery> bindingQueryFrom(const Command &command, const KnownNames &names);

/// A signed-in workspace and what things are called in it.
struct BindingRun {
    std::shared_ptr<Workspace> workspace;
    KnownNames names;
};
/// Signs in; says why and answers the exit code when that fails.
[[nodiscard]] tl::expected<BindingRun, int> beginBindings(Command &command);
/// The one binding with the database's time, or BindingUnknown.
[[nodiscard]] Result<BindingPage> bindingWithId(BindingService &service, BindingId id);

} // namespace callveil
