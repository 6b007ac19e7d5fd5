// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/binding_rows.h"

#include "domain/base/answer_to.h"

#include <utility>

namespace callveil {

namespace {

/// One page of what was read row by row.
Result<BindingPage> joined(const QList<QFuture<Result<BindingPage>>> &answers)
{
    BindingPage page;
    for (const auto &answer : answers) {
        const auto part = answer.result();
        if (!part)
            return failed(part);
        page.now = part->now;
        page.bindings.insert(page.bindings.end(), part->bindings.begin(), part->bindings.end());
    }
    return page;
}

} // namespace

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
    read().then(answerTo(this, [this, request, quietly](const Result<BindingPage> &page) {
        if (request != m_request)
            return;
        m_asking = false;
        take(page, quietly);
    }));
}

QFuture<Result<BindingPage>> BindingRows::read()
{
    return m_found && !m_found->empty() ? readFound() : m_bindings.list(m_query);
}

/// By their ids: another search would be recorded and counted.
QFuture<Result<BindingPage>> BindingRows::readFound()
{
    QList<QFuture<Result<BindingPage>>> reads;
    for (const BindingId id : *m_found) {
        BindingFilter filter;
        filter.id = id;
        reads.append(m_bindings.list({filter, {}}));
    }
    return QtFuture::whenAll(reads.begin(), reads.end()).then(&joined);
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
