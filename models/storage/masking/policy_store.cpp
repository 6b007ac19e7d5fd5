// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/masking/policy_store.h"

namespace callveil {

namespace {

PolicyRevision readRevision(const Row &row)
{
    PolicyRevision r;
    r.id = {row.integer(0)};
    r.process = {row.integer(1)};
    r.revision = row.number(2);
    r.policy = {MaskingKind(row.number(3)), row.number(4), row.number(5)};
    r.note = row.text(6);
    r.createdBy = {row.integer(7)};
    r.createdAt = row.integer(8);
    r.effectiveAt = row.integer(9);
    return r;
}

PolicyRevision readNamedRevision(const Row &row)
{
    PolicyRevision r = readRevision(row);
    r.createdByName = row.text(10);
    r.cancelledAt = row.maybe(11);
    return r;
}

} // namespace

Result<PolicyRevision> PolicyStore::inForce(ProcessId process)
{
    const auto found = m_connection.one("policy.in_force", {{":process", process.value}}, readRevision);
    if (!found)
        return failed(found);
    if (!*found)
        return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {QString::number(process.value)});
    return **found;
}

Result<int> PolicyStore::lastRevision(ProcessId process)
{
    const auto last = m_connection.integer("policy.last_revision", {{":process", process.value}});
    if (!last)
        return failed(last);
    return int(*last);
}

Result<RevisionId> PolicyStore::insert(
    ProcessId process, int last, const MaskingPolicy &policy, const QString &note, PersonId by, qint64 effectiveAt)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto id = m_connection.integer("policy.insert",
        {{":process", process.value}, {":revision", last + 1}, {":kind", int(policy.kind)},
            {":leading", policy.leading}, {":trailing", policy.trailing}, {":note", note}, {":person", by.value},
            {":now", *now}, {":effective_at", effectiveAt}});
    if (!id && id.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, Fault::RevisionChanged, {}, id.error().detail);
    if (!id)
        return failed(id);
    return RevisionId{*id};
}

Result<std::vector<PolicyRevision>> PolicyStore::history(ProcessId process)
{
    return m_connection.all("policy.history", {{":process", process.value}}, readNamedRevision);
}

Result<std::vector<PolicyRevision>> PolicyStore::all()
{
    return m_connection.all("policy.all_revisions", {}, [](const Row &row) {
        PolicyRevision r = readNamedRevision(row);
        r.inForce = row.flag(12);
        return r;
    });
}

Result<std::vector<PolicyRevision>> PolicyStore::since(RevisionId revision)
{
    return m_connection.all("policy.since", {{":revision", revision.value}}, readNamedRevision);
}

Result<RevisionId> PolicyStore::newest()
{
    const auto newest = m_connection.integer("policy.newest");
    if (!newest)
        return failed(newest);
    return RevisionId{*newest};
}

Result<void> PolicyStore::cancel(RevisionId revision, PersonId by)
{
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    const auto cancelled = m_connection.write(
        "policy.cancel", {{":person", by.value}, {":now", *now}, {":revision", revision.value}, {":moment", *now}});
    if (!cancelled)
        return failed(cancelled);
    if (*cancelled == 0)
        return fail(ErrorCode::Conflict, Fault::RevisionNotWaiting);
    return {};
}

Result<std::vector<ShapeCount>> PolicyStore::shapes(ProcessId process)
{
    return m_connection.all("policy.shapes", {{":process", process.value}}, [](const Row &row) {
        return ShapeCount{{row.number(0), row.number(1)}, row.integer(2)};
    });
}

} // namespace callveil
