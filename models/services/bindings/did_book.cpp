// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/did_book.h"

namespace callveil {

Result<std::shared_ptr<const DidBook>> DidBook::read(Connection &connection, std::shared_ptr<const DidBook> before)
{
    const auto mark = connection.one("binding.did_mark", {}, [](const Row &row) {
        return Mark{row.integer(0), row.maybe(1).value_or(0), row.maybe(2).value_or(0)};
    });
    if (!mark)
        return failed(mark);
    const Mark now = mark->value_or(Mark{});
    if (before && before->m_mark == now)
        return before;
    const auto book = std::make_shared<DidBook>();
    book->m_mark = now;
    const auto read = connection.forEach("binding.dids", {}, [&](const Row &row) {
        book->m_dids.insert(row.text(1), {{row.integer(0)}, {row.maybe(2).value_or(0)}, DidState(row.number(3))});
    });
    if (!read)
        return failed(read);
    return std::shared_ptr<const DidBook>(book);
}

const BookedDid *DidBook::find(const QString &number) const
{
    const auto found = m_dids.constFind(number);
    return found == m_dids.constEnd() ? nullptr : &*found;
}

Result<std::shared_ptr<const DidBook>> DidShelf::book(Connection &connection)
{
    std::shared_ptr<const DidBook> before;
    {
        const std::lock_guard lock(m_mutex);
        before = m_book;
    }
    auto book = DidBook::read(connection, std::move(before));
    if (book) {
        const std::lock_guard lock(m_mutex);
        m_book = *book;
    }
    return book;
}

} // namespace callveil
