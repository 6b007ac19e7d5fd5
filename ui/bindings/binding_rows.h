// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"

#include <QObject>

namespace callveil {

/// What a table of bindings shows: a page of those that a filter lets through, or what a search by number found.
/// Answers that come too late are dropped.
class BindingRows final : public QObject {
    Q_OBJECT

public:
    BindingRows(BindingService &bindings, QObject *parent);

    /// From the newest.
    void show(const BindingQuery &query);
    void showOlder();
    void showNewest();
    /// These alone, however they fare, until showNewest().
    void showFound(const BindingPage &found);
    /// Reads again what is shown.
    void reload();
    /// The same by itself: what fails shows in the connection light, and one question at a time is enough.
    void look();

    [[nodiscard]] bool isFound() const { return m_found.has_value(); }
    [[nodiscard]] bool isOlder() const { return m_query.filter.after.has_value(); }
    [[nodiscard]] bool hasOlder() const { return m_hasOlder; }

Q_SIGNALS:
    void landed(const callveil::BindingPage &page);
    void failed(const callveil::Error &error);

private:
    void ask(bool quietly);
    [[nodiscard]] QFuture<Result<BindingPage>> read();
    void take(const Result<BindingPage> &page, bool quietly);

    BindingService &m_bindings;
    BindingQuery m_query;
    std::optional<std::vector<BindingId>> m_found;
    std::optional<std::pair<qint64, BindingId>> m_last; ///< of the page that is shown
    bool m_hasOlder = false;
    bool m_asking = false;
    int m_request = 0; ///< answers to other numbers are late
};

} // namespace callveil
