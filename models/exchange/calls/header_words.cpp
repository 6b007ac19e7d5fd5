// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/header_words.h"

#include <QMap>
#include <QSet>

namespace callveil {

namespace {

/// The spellings of a field, between blanks.
struct Spellings {
    CsvField field;
    const char *names;
};

constexpr Spellings s_spellings[] = {
    {CsvField::Caller,
        "caller callernumber callerno calleridnumber callerphone callerphonenumber callernum callermsisdn "
        "callingnumber callingpartynumber callingparty calling callingno callingnum callingphone "
        "callingphoneno callingphonenumber callingmsisdn callnum callfrom from fromnumber fromphone src "
        "source sourcenumber sourcephone sourceno anumber anum anr aparty apartynumber apartyno partya "
        "numbera msisdna amsisdn ani cli clinumber origin origination originnumber originator "
        "originatingnumber originatingmsisdn originationnumber originating sender sendernumber callerid "
        "callerphoneno callingpartyid fromno phonefrom clid account"},
    {CsvField::Callee,
        "callee calleenumber calleeno calleephone calleephonenumber calleenum calleemsisdn callednumber "
        "calledpartynumber calledparty called calledno callednum calledphone calledphoneno "
        "calledphonenumber calledmsisdn finalcalledpartynumber callto to tonumber tophone dst dest "
        "destination destinationnumber destinationphone destnumber destno dnis receiver receivernumber "
        "receiverno receiverphone recipient recipientnumber recnum bnumber bnum bnr bparty bpartynumber "
        "bpartyno partyb numberb msisdnb bmsisdn dialednumber diallednumber dialleddigits dialeddigits "
        "dialed dialled dialedno dialnumber terminatingnumber terminating target phoneto "
        "otherparty otherpartynumber othernumber calleeid calleephoneno"},
    {CsvField::Subscriber,
        "subscriber subscribernumber subscriberno subscriberid msisdn phonenumber phone phoneno telephone "
        "telephonenumber tel mobile mobilenumber mobileno number customernumber customerphone "
        "contactnumber contactno targetno targetnumber line user"},
    {CsvField::Start,
        "start starttime startdatetime startstamp startedat startat starttimestamp startdate startdatetimeutc "
        "starttimeutc startutc startepoch startingtime calldate calldatetime calltimestamp callstart "
        "callstarttime callstartdate callstartedat calltime callstarted callstartdatetime setuptime "
        "datetimeorigination initiationtime initiatedat connectdatetime datetime dateandtime datetimeutc "
        "timestamp eventtime begin begintime begindate begindatetime calldateandtime createdat created "
        "createdtime date time when started from"},
    {CsvField::StartDate, "startdate calldate date day dateofcall callstartdate begindate calldates"},
    {CsvField::StartTime, "starttime calltime time timeofday timeofcall callstarttime begintime start initiationtime"},
    {CsvField::Answer,
        "answer answertime answeredat answerstamp answeredtime answerdatetime connecttime connectedat "
        "connectedtime datetimeconnect answerepoch pickuptime answered"},
    {CsvField::End,
        "end endtime enddatetime endstamp endedat endtimestamp enddate endepoch callend callendtime "
        "hanguptime hangupat disconnecttime disconnectedat datetimedisconnect stop stoptime finish "
        "finishtime finishedat releasetime completedat endtimeutc callenddate ended to"},
    {CsvField::Duration,
        "duration callduration durationsec durationsecs durationseconds durationinseconds durationins "
        "durations dur callduration callduratio calldurationsec calldurationseconds calldurationinseconds "
        "totalduration length calllength seconds secs elapsed durationmin durationmins durationminutes "
        "durationms durationmilliseconds durationmsec talkduration calldurationms calldurationmin minutes "
        "callduratation durationhhmmss timeduration usage"},
    {CsvField::Billable,
        "billsec talking talk billseconds billsecs billableseconds billablesec billable billedseconds "
        "billedsec "
        "billedduration billduration billingduration billingseconds billableduration talktime talkseconds "
        "talktimems talktimesec conversationtime conversationduration connectedduration "
        "chargeableduration chargedduration chargeabletime ratedduration"},
    {CsvField::Direction,
        "direction calldirection dir inout inoutbound callflow incomingoutgoing directiontype calltype "
        "typeofcall recordtype cdrtype type"},
    {CsvField::Disposition,
        "disposition calldisposition callstatus status callresult result outcome calloutcome dialstatus "
        "hangupcause hangupreason state callstate releasecause terminationcause answered connected "
        "answerstate calltype typeofcall type"},
    {CsvField::Medium,
        "medium media mediatype channeltype service servicetype usagetype eventtype recordtype cdrtype "
        "calltype typeofcall type"},
    {CsvField::LinkId,
        "linkedid sessionid callsessionid callid callsid calluuid uniqueid calluniqueid uuid "
        "conversationid interactionid callreference callref sipcallid globalcallidcallid correlationid "
        "linkid callguid guid"},
    {CsvField::Process, "process processname processid businessline lob project projectname"},
    {CsvField::Campaign, "campaign campaignname campaignid"},
    {CsvField::Agent, "agent agentid agentname agentcode agentnumber operator operatorid employee employeeid"},
    {CsvField::CaseId, "caseid case casenumber caseno ticket ticketid ticketnumber orderid order ordernumber"},
    {CsvField::RecordingId,
        "recordingid recording recordingfile recordingurl recordfile recordname recordid recordingfilename"},
    {CsvField::Account, "account accountcode accountid accountnumber accountno"},
};

const QMap<CsvField, QStringList> &spellings()
{
    static const QMap<CsvField, QStringList> all = [] {
        QMap<CsvField, QStringList> map;
        for (const Spellings &spelling : s_spellings)
            map.insert(spelling.field, QString::fromLatin1(spelling.names).split(u' ', Qt::SkipEmptyParts));
        return map;
    }();
    return all;
}

} // namespace

QString plainHeader(const QString &cell)
{
    QString plain;
    for (const QChar c : cell) {
        if (c.isLetterOrNumber())
            plain.append(c.toLower());
    }
    return plain;
}

const QStringList &headerSpellings(CsvField field)
{
    return spellings().find(field).value();
}

bool isHeaderSpelling(const QString &plain)
{
    static const QSet<QString> all = [] {
        QSet<QString> set{
            QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("cost"), QStringLiteral("price")};
        for (const QStringList &names : spellings())
            set.unite(QSet<QString>(names.begin(), names.end()));
        return set;
    }();
    return all.contains(plain);
}

std::optional<DurationUnit> headerUnit(const QString &plain)
{
    if (plain.endsWith(u"ms") || plain.endsWith(u"msec") || plain.contains(u"milli"))
        return DurationUnit::Milliseconds;
    if (plain.endsWith(u"min") || plain.endsWith(u"mins") || plain.endsWith(u"minutes"))
        return DurationUnit::Minutes;
    if (plain.contains(u"sec"))
        return DurationUnit::Seconds;
    return std::nullopt;
}

} // namespace callveil
