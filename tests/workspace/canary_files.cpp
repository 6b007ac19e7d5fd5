// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/canary_files.h"

#include <array>

namespace callveil {

namespace {

constexpr std::array hidden{
    Canary{"customer", "91", "9845017263"},
    Canary{"caller", "91", "8039471625"},
    Canary{"american", "1", "7139264805"},
    Canary{"briton", "44", "7911482605"},
    Canary{"german", "49", "15173826405"},
    Canary{"frenchman", "33", "639185274"},
    Canary{"agent", "91", "9731806452"},
    Canary{"listed agent", "91", "7386924150"},
    Canary{"agent of the open process", "91", "9538174602"},
    Canary{"rejected", "91", "9620483715"},
    Canary{"previewed", "91", "8197530264"},
    Canary{"noted", "91", "9417352086"},
    Canary{"searched", "91", "8746203951"},
    Canary{"recorded", "91", "9482617305"},
    Canary{"charged", "91", "9163850274"},
    Canary{"dried", "91", "9274610583"},
    Canary{"contested", "91", "9356172840"},
    Canary{"interrupted", "91", "9058263714"},
    Canary{"refused", "91", "9601748325"},
    Canary{"routed", "91", "9781346025"},
    Canary{"password", "91", "9890361427"},
};
constexpr std::array open{
    Canary{"open customer", "91", "8527419603"},
    Canary{"open agent", "91", "7064928153"},
};

QByteArray full(const char *label)
{
    return canary(label).e164().toLatin1();
}

QByteArray national(const char *label)
{
    return canary(label).national;
}

/// One record as Asterisk's cdr_csv writes it.
QByteArray asteriskRow(const QByteArray &from, const QByteArray &to, const QByteArray &id)
{
    return '"' + full("charged") + "\",\"" + from + "\",\"" + to + "\",\"inbound\",\"\"\"" + national("caller")
        + "\"\" <" + from + ">\",\"SIP/trunk/" + national("recorded") + "-00000001\",\"SIP/" + to
        + "-00000002\",\"Dial\",\"SIP/" + to
        + ",30\",\"2026-03-02 10:00:00\",\"2026-03-02 10:00:05\",\"2026-03-02 10:01:05\",65,60,\"ANSWERED\","
        + "\"DOCUMENTATION\",\"" + id + "\",\"" + full("recorded") + "\"\n";
}

/// One record as FreeSWITCH's mod_cdr_csv writes it.
QByteArray freeswitchRow(const QByteArray &from, const QByteArray &to, char id)
{
    return '"' + national("caller") + "\",\"" + from + "\",\"" + to + "\",\"default\",\"2026-03-03 10:00:00\","
        + "\"2026-03-03 10:00:05\",\"2026-03-03 10:01:05\",\"65\",\"60\",\"NORMAL_CLEARING\",\"02132a5c-b9b1-4dbf-b79c-"
        + "bdf40885486" + id + "\",\"\",\"" + national("charged") + "\",\"PCMU\",\"PCMU\"\n";
}

} // namespace

std::span<const Canary> hiddenCanaries()
{
    return hidden;
}

std::span<const Canary> openCanaries()
{
    return open;
}

const Canary &canary(const char *label)
{
    for (const auto &list : {hiddenCanaries(), openCanaries()})
        for (const Canary &candidate : list)
            if (qstrcmp(candidate.label, label) == 0)
                return candidate;
    qFatal("no such canary: %s", label);
}

QByteArray canaryDid()
{
    return "+911140849200";
}

QByteArray asteriskCanaries()
{
    return asteriskRow(full("customer"), canaryDid(), "1772445600.1")
        + asteriskRow("0044" + national("briton"), "1001", "1772445600.2")
        + asteriskRow('0' + national("caller"), full("german"), "1772445600.3")
        + asteriskRow(full("american"), full("agent"), "1772445600.4");
}

QByteArray freeswitchCanaries()
{
    return freeswitchRow(full("customer"), canaryDid(), '1')
        + freeswitchRow("sip:" + full("caller") + "@pbx.example", "1001", '2')
        + freeswitchRow(full("frenchman"), national("agent"), '3')
        + freeswitchRow("*67" + national("customer"), canaryDid(), '4')
        + freeswitchRow("Anna " + national("customer"), canaryDid(), '5');
}

QByteArray genericCanaries()
{
    return "caller,receiver,timestamp,duration,recording_id,case_id,account_code,campaign\n(098450) 172-63,"
        + canaryDid() + ",2026-03-04 10:00:00,60,out-" + full("recorded").mid(1) + "-20260304,case 0"
        + national("recorded") + ',' + full("charged") + ',' + full("caller") + "\n+44 7911 482605," + canaryDid()
        + ",2026-03-04 11:00:00,60," + national("recorded") + ".wav,," + national("charged").insert(5, ' ')
        + ",\n+1 (713) 926-4805," + full("agent") + ",2026-03-04 12:00:00,60,rec_" + national("recorded") + "_1,,,\n";
}

QByteArray rejectedCanaries()
{
    return "caller,receiver,timestamp,duration\n" + full("rejected") + ',' + canaryDid() + ",no time at all,60\n"
        + national("rejected") + "\xe2\x80\x8b," + canaryDid() + ",2026-03-04 13:00:00,60\n" + full("customer") + ','
        + canaryDid() + ",2026-03-04 14:00:00,-5 " + full("rejected") + '\n' + full("customer") + ',' + canaryDid()
        + ",2026-03-04 15:00:00,61\n";
}

QByteArray callsOf(const char *label, int rows)
{
    QByteArray content = "caller,receiver,timestamp,duration\n";
    for (int i = 0; i < rows; ++i)
        content += full(label) + ',' + canaryDid() + ",2026-03-05 1" + QByteArray::number(i % 10) + ":00:00,"
            + QByteArray::number(1 + i) + '\n';
    return content;
}

QByteArray callsBetween(const char *caller, const char *callee, int rows)
{
    return callsOf(caller, rows).replace(canaryDid(), full(callee));
}

QByteArray agentCanaries(const QByteArray &process)
{
    return "agent,name,extension,number,processes\nA2,Listed,1002," + full("listed agent") + ',' + process
        + "\nA3,Damaged,1003,call " + full("rejected") + ',' + process + "\nA4," + full("rejected") + ",1004,,"
        + process + '\n';
}

} // namespace callveil
