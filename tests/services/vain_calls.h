// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace callveil {

/// What a function that judges is asked in vain: about the other process, or somebody wider. {admin} is his login,
/// {sign_in} a sign-in of his, {number} and {epoch} are of the other process. The answer is a refusal, or these rows.
struct VainCall {
    QString sql;
    QString answer = {}; ///< rows; with "42501" the function refuses
};

inline const QString refused = QStringLiteral("42501");
inline const QString scram = QStringLiteral("SCRAM-SHA-256$4096:%1$%2:%2").arg(QString(24, u'A'), QString(44, u'A'));

inline QMap<QString, VainCall> vainCalls()
{
    return {
        {QStringLiteral("key_store"), {QStringLiteral("key_store(1, 3, 67108864, 'x')"), refused}},
        {QStringLiteral("sign_in_end"), {QStringLiteral("sign_in_end({sign_in})"), refused}},
        {QStringLiteral("deed_append"),
            {QStringLiteral("deed_append(1, 'x', 'x', '', '', '', 0, 'x', '', 'x', 'x')"), refused}},
        {QStringLiteral("login_verifier"), {QStringLiteral("login_verifier('{admin}', '%1')").arg(scram), refused}},
        {QStringLiteral("login_create"), {QStringLiteral("login_create('{admin}', '%1', '{}')").arg(scram), refused}},
        {QStringLiteral("login_groups"), {QStringLiteral("login_groups('{admin}', '{}')"), refused}},
        {QStringLiteral("login_enabled"), {QStringLiteral("login_enabled('{admin}', false)"), refused}},
        {QStringLiteral("person_rekey"), {QStringLiteral("person_rekey(1, '', '', '', 3, 67108864, '')"), refused}},
        {QStringLiteral("seal_give"), {QStringLiteral("seal_give(0, 2, 1, cv_api.me(), 'x')"), refused}},
        {QStringLiteral("vault_seal_add"), {QStringLiteral("vault_seal_add(2, 1, 0, 'x')"), refused}},
        {QStringLiteral("number_put"), {QStringLiteral("number_put(2, 1, 77, 'x', 78, 2, 0, 'b', 'x')"), refused}},
        {QStringLiteral("agent_index_put"), {QStringLiteral("agent_index_put('b', 2)"), refused}},
        {QStringLiteral("import_publish"), {QStringLiteral("import_publish('x', 2, 2, 'x', 0, 0)"), refused}},
        {QStringLiteral("reveal_request"),
            {QStringLiteral("outcome FROM cv_api.reveal_request({number}, 'why')"), QStringLiteral("1")}},
        {QStringLiteral("reveal_fetch"), {QStringLiteral("* FROM cv_api.reveal_fetch('x')"), {}}},
        {QStringLiteral("number_request"), {QStringLiteral("number_request(1, '{2,2,2}', '{a,b,c}', 'why')"), refused}},
        {QStringLiteral("held_numbers"), {QStringLiteral("held_numbers('x', '{2}', '{b}')"), refused}},
        {QStringLiteral("number_erase"), {QStringLiteral("number_erase('x', '{2}', '{b}', 'xxxxxx')"), refused}},
        {QStringLiteral("export_request"),
            {QStringLiteral("outcome FROM cv_api.export_request('{2}', '{}', '{}', 'why')"), QStringLiteral("1")}},
        {QStringLiteral("export_fetch"), {QStringLiteral("export_fetch('x', '{1}')"), refused}},
        {QStringLiteral("retention_set"), {QStringLiteral("retention_set(2, 90, '', 1, '')"), refused}},
        {QStringLiteral("retention_shred"), {QStringLiteral("retention_shred(2, 202603)"), refused}},
        {QStringLiteral("retention_sweep"), {QStringLiteral("retention_sweep(2, 202603, 9)"), refused}},
        {QStringLiteral("search_fetch"), {QStringLiteral("search_fetch('x', '{2}', '{b}', 9)"), refused}},
        {QStringLiteral("deed_chain"), {QStringLiteral("deed_chain(1, 0, 9)"), refused}},
        {QStringLiteral("pool_put"),
            {QStringLiteral("pool_put(2, 1, 'x', 'x', '', 'GB', '', 0, 0, 0, 1, 0, 60, 0, 0, 0, 0, 0, '', 0)"),
                refused}},
        {QStringLiteral("pool_serve"), {QStringLiteral("pool_serve(2, 1, 1)"), refused}},
        {QStringLiteral("pool_fall_back"), {QStringLiteral("pool_fall_back(2, 0, 0)"), refused}},
        {QStringLiteral("pool_add_did"), {QStringLiteral("pool_add_did(2, '+442079460999', '')"), refused}},
        {QStringLiteral("did_change"), {QStringLiteral("did_change(1, 2, 0, 2, 3)"), refused}},
        {QStringLiteral("emergency_prefill"), {QStringLiteral("emergency_prefill('ZZ', '{1234567}')"), refused}},
        {QStringLiteral("login_quiet"), {QStringLiteral("login_quiet('{admin}')"), refused}},
        {QStringLiteral("switch_make"), {QStringLiteral("switch_make('x', '%1')").arg(scram), refused}},
        {QStringLiteral("switch_bar"), {QStringLiteral("switch_bar(1)"), refused}},
        {QStringLiteral("switch_rekey"), {QStringLiteral("switch_rekey(1, '%1')").arg(scram), refused}},
        {QStringLiteral("switch_enable"), {QStringLiteral("switch_enable(1, false)"), refused}},
        {QStringLiteral("switch_remove"), {QStringLiteral("switch_remove(1)"), refused}},
        {QStringLiteral("switch_cut"), {QStringLiteral("switch_cut(1)"), refused}},
        {QStringLiteral("service_lead"), {QStringLiteral("service_lead('0123456789abcdef', 'x', 'x')"), refused}},
        {QStringLiteral("route_copy_put"), {QStringLiteral("route_copy_put(2, 0, 1, 'x')"), refused}},
        {QStringLiteral("agent_copy_put"), {QStringLiteral("agent_copy_put(2, 1, 'x')"), refused}},
        {QStringLiteral("route_begin"), {QStringLiteral("route_begin()"), refused}},
        {QStringLiteral("route_due"), {QStringLiteral("route_due(9)"), refused}},
        {QStringLiteral("route_bindings"), {QStringLiteral("* FROM cv_api.route_bindings('{1,2}')"), {}}},
        {QStringLiteral("route_put"),
            {QStringLiteral("route_put('{1}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')"),
                refused}},
        {QStringLiteral("record_bindings"), {QStringLiteral("* FROM cv_api.record_bindings('{2}', '{2}')"), refused}},
        {QStringLiteral("record_hold"), {QStringLiteral("* FROM cv_api.record_hold('{2}')"), refused}},
        {QStringLiteral("route_copies_keep"), {QStringLiteral("route_copies_keep('{}', '{}', '{}', '{}')"), refused}},
        {QStringLiteral("api_key_use"), {QStringLiteral("* FROM cv_api.api_key_use('x')"), refused}},
        {QStringLiteral("opt_out_list"), {QStringLiteral("* FROM cv_api.opt_out_list(9)"), {}}},
        {QStringLiteral("opt_out_find"),
            {QStringLiteral("opt_out_find(chr(10) || 2, int8send(2) || int8send(2))"), QStringLiteral("0")}},
        {QStringLiteral("opt_out_put"),
            {QStringLiteral("opt_out_put(chr(10) || 2, int8send(3) || int8send(3), 0)"), refused}},
        {QStringLiteral("opt_out_remove"), {QStringLiteral("opt_out_remove(1)"), QStringLiteral("f")}},
        {QStringLiteral("late_calls"), {QStringLiteral("* FROM cv_api.late_calls()"), {}}},
        {QStringLiteral("record_take"), {QStringLiteral("* FROM cv_api.record_take(9, 0)"), refused}},
        {QStringLiteral("record_done"), {QStringLiteral("record_done('{1}')"), refused}},
        {QStringLiteral("record_refuse"), {QStringLiteral("record_refuse('{1}', 1)"), refused}},
        {QStringLiteral("record_put"),
            {QStringLiteral("record_put('%1', 0, 1, '', '', '', 1, NULL, NULL, 0, 1)").arg(QString(16, u'x')),
                refused}},
        {QStringLiteral("record_state"), {QStringLiteral("* FROM cv_api.record_state()"), {}}},
        {QStringLiteral("call_test_request"),
            {QStringLiteral("call_test_request(1, 'short', '{2}', '{b}', 'why')"), refused}},
        {QStringLiteral("call_test"), {QStringLiteral("call_test('x', 1, '', '{2}', '{b}')"), refused}},
        {QStringLiteral("late_call_add"), {QStringLiteral("late_call_add(1, '44')"), refused}},
        {QStringLiteral("binding_agent"), {QStringLiteral("* FROM cv_api.binding_agent(2, 2)"), {}}},
        {QStringLiteral("binding_known"), {QStringLiteral("* FROM cv_api.binding_known(2, 'k', 'a', 'o')"), {}}},
        {QStringLiteral("binding_make"),
            {QStringLiteral(
                 "binding_make('%1', '%1', 2, 2, 2, 0, 0, '', 'x', 'x', 2, 1, 77, 'x', 78, 'b', 'x', 79, 'c', 'x', "
                 "2, 4, 1, 1, NULL, 'k', 'a', '', '{2}', '{a}', '{b}')")
                    .arg(QString(16, u'x')),
                refused}},
        {QStringLiteral("binding_release"), {QStringLiteral("binding_release(2, 1)"), refused}},
        {QStringLiteral("binding_extend"), {QStringLiteral("binding_extend(2, 1, NULL)"), refused}},
        {QStringLiteral("binding_record"), {QStringLiteral("binding_record(2, 1, 0)"), refused}},
        {QStringLiteral("binding_reassign"),
            {QStringLiteral("binding_reassign(2, 1, 0, 'x', 2, 1, 77, 'x', 78, 'b', 'x', 'k', 'p')"), refused}},
        {QStringLiteral("binding_tidy"), {QStringLiteral("* FROM cv_api.binding_tidy(9)"), QStringLiteral("0")}},
        {QStringLiteral("binding_search"),
            {QStringLiteral("* FROM cv_api.binding_search('x', '{2}', '{b}')"), refused}},
        {QStringLiteral("did_use"), {QStringLiteral("* FROM cv_api.did_use(2)"), {}}},
        {QStringLiteral("binding_ages"), {QStringLiteral("* FROM cv_api.binding_ages(2)"), {}}},
        {QStringLiteral("rotation_begin"), {QStringLiteral("rotation_begin(2, 2, 'x', 'x', 'x', 'x')"), refused}},
        {QStringLiteral("rotation_next"), {QStringLiteral("* FROM cv_api.rotation_next(2, 0)"), {}}},
        {QStringLiteral("rotation_numbers"), {QStringLiteral("* FROM cv_api.rotation_numbers(2, {epoch})"), {}}},
        {QStringLiteral("rotation_move"), {QStringLiteral("rotation_move(2, 1, 1, 2, 'x', '{}', '{}', 0)"), refused}},
        {QStringLiteral("rotation_leave"), {QStringLiteral("rotation_leave(2, 1)"), refused}},
        {QStringLiteral("rotation_finish"), {QStringLiteral("rotation_finish(2)"), refused}},
        {QStringLiteral("kit_hold"), {QStringLiteral("kit_hold(true)"), refused}},
        {QStringLiteral("recovery_seals"), {QStringLiteral("* FROM cv_api.recovery_seals()"), {}}},
        {QStringLiteral("recovery_seal_put"), {QStringLiteral("recovery_seal_put(0, 2, 1, 0, 'x', 'x')"), refused}},
        {QStringLiteral("recovery_replace"), {QStringLiteral("recovery_replace('x', 'x', 'x', 'x')"), refused}},
    };
}

} // namespace callveil
