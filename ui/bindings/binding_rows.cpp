// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/binding_rows.h"

#include "domain/base/when_answered.h"

#include <utility>

namespace callveil {

BindingRows::BindingRows(BindingService &bindings, QObject *parent) : QObject(parent), m_bindings(bindings) { }

void BindingRows::show(const BindingQuery &query)
{
    m_query = query;
    m_found.reset();
    ask(false);
}

void BindingRows::showOlder()
{
    if (!m_hasOlder)
        return;
    m_query.filter.after = m_last;
    ask(false);
}

void BindingRows::showNewest()
{
    m_query.filter.after.reset();
    m_found.reset();
    ask(false);
}

void BindingRows::showFound(const BindingPage &found)
{
    m_found.emplace();
    for (const Binding &binding : found.bindings)
        m_found->push_back(binding.id);
    ++m_request;
    m_asking = false;
    take(found, false);
}

void BindingRows::reload()
{
    ask(false);
}

void BindingRows::look()
{
    if (!m_asking)
        ask(true);
}

void BindingRows::ask(bool quietly)
{
    const int request = ++m_request;
    m_asking = true;
    whenAnswered(read(), this, [this, request, quietly](const Result<BindingPage> &page) {
        if (request != m_request)
            return;
        m_asking = false;
        take(page, quietly);
    });
}

QFuture<Result<BindingPage>> BindingRows::read()
{
    return m_found && !m_found->empty() ? m_bindings.again(*m_found) : m_bindings.list(m_query);
}

void BindingRows::take(const Result<BindingPage> &page, bool quietly)
{
    if (!page) {
        if (!quietly)
            Q_EMIT failed(page.error());
        return;
    }
    const bool foundNone = m_found && m_found->empty();
    const BindingPage shown = foundNone ? BindingPage{{}, false, page->now} : *page;
    m_hasOlder = !m_found && shown.more && !shown.bindings.empty();
    if (m_hasOlder)
        m_last = {shown.bindings.back().createdAt, shown.bindings.back().id};
    Q_EMIT landed(shown);
}

} // namespace callveil
