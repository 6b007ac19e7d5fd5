// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/csv_tokenizer.h"

#include <csv.h>

namespace callveil {

namespace {

struct FeedTarget {
    CsvRow &row;
    bool complete = false;
};

void takeField(void *text, size_t length, void *target)
{
    static_cast<FeedTarget *>(target)->row.append(QByteArrayView(static_cast<const char *>(text), qsizetype(length)));
}

void takeRowEnd(int, void *target)
{
    static_cast<FeedTarget *>(target)->complete = true;
}

} // namespace

CsvTokenizer::CsvTokenizer(char delimiter, Mode mode) : m_parser(std::make_unique<csv_parser>())
{
    csv_init(m_parser.get(), mode == Mode::Strict ? CSV_STRICT : 0);
    csv_set_delim(m_parser.get(), uchar(delimiter));
    csv_set_blk_size(m_parser.get(), 4096);
}

CsvTokenizer::~CsvTokenizer()
{
    csv_free(m_parser.get());
}

void CsvTokenizer::reset()
{
    csv_fini(m_parser.get(), nullptr, nullptr, nullptr);
}

CsvTokenizer::State CsvTokenizer::feed(QByteArrayView line, CsvRow &row)
{
    FeedTarget target{row};
    const size_t length = size_t(line.size());
    const size_t taken = csv_parse(m_parser.get(), line.data(), length, takeField, takeRowEnd, &target);
    if (taken != length)
        return State::Malformed;
    return target.complete ? State::Complete : State::QuoteOpen;
}

} // namespace callveil
