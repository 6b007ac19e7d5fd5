// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/import_draft.h"

#include "domain/base/when_answered.h"

namespace callveil {

using namespace std::chrono_literals;

namespace {

const QString s_generic = QStringLiteral("generic-csv");

} // namespace

ImportDraft::ImportDraft(ImportService &service, QObject *parent) : QObject(parent), m_service(service)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_pause, &QTimer::timeout, this, &ImportDraft::read);
}

CsvMapping ImportDraft::mapping() const
{
    return m_order.mapping.value_or(m_preview.mapping.value_or(CsvMapping{}));
}

bool ImportDraft::needsMapping() const
{
    return m_preview.format == s_generic;
}

bool ImportDraft::isComplete() const
{
    if (m_state != State::Ready)
        return false;
    if (needsMapping())
        return mapping().check() && hasNumbers() && !m_preview.calls.empty();
    return !m_preview.calls.empty() || !m_preview.rejects.empty();
}

bool ImportDraft::hasNumbers() const
{
    const QMap<CsvField, int> columns = mapping().columns;
    return columns.contains(CsvField::Caller) || columns.contains(CsvField::Callee)
        || columns.contains(CsvField::Subscriber) || columns.contains(CsvField::Customer);
}

ImportOrder ImportDraft::order() const
{
    ImportOrder order = m_order;
    order.format = m_preview.format;
    if (needsMapping())
        order.mapping = mapping();
    return order;
}

void ImportDraft::setFile(const QString &file)
{
    m_order.file = file;
    m_order.format.clear();
    m_order.mapping.reset();
    readSoon();
}

void ImportDraft::setTarget(ProcessId process, CampaignId campaign)
{
    if (m_order.process == process && m_order.campaign == campaign)
        return;
    m_order.process = process;
    m_order.campaign = campaign;
    readSoon();
}

void ImportDraft::setFormat(const QString &format)
{
    if (m_order.format == format)
        return;
    m_order.format = format;
    m_order.mapping.reset();
    readSoon();
}

void ImportDraft::setMapping(const CsvMapping &mapping)
{
    if (needsMapping() && this->mapping().toJson() == mapping.toJson())
        return;
    m_order.mapping = mapping;
    m_order.format = s_generic;
    readSoon();
}

void ImportDraft::readSoon()
{
    ++m_request;
    if (m_order.file.isEmpty())
        return;
    m_state = State::Reading;
    m_pause.start();
    Q_EMIT changed();
}

void ImportDraft::read()
{
    whenAnswered(m_service.preview(m_order), this, [this, request = m_request](Result<ImportPreview> preview) {
        if (request == m_request)
            take(std::move(preview));
    });
}

void ImportDraft::take(Result<ImportPreview> preview)
{
    if (preview) {
        m_preview = std::move(*preview);
        m_state = State::Ready;
        if (tryGuess())
            return;
    } else {
        m_preview = {};
        m_error = preview.error();
        m_state = State::Failed;
    }
    Q_EMIT changed();
}

bool ImportDraft::tryGuess()
{
    // A file that was not recognised comes with guessed columns and without calls: they show what the guess is worth.
    const bool untried = needsMapping() && !m_order.mapping && m_preview.calls.empty() && m_preview.rejects.empty();
    if (!untried || !m_preview.mapping || !m_preview.mapping->check())
        return false;
    m_order.mapping = m_preview.mapping;
    m_order.format = s_generic;
    readSoon();
    return true;
}

} // namespace callveil
