// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/header_words.h"

#include <QMap>
#include <QSet>

#include <algorithm>

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
        "callerphoneno callingpartyid fromno phonefrom clid account "
        "anrufer anrufernummer anruferrufnummer rufnummeranrufer quelle quellnummer quellrufnummer von vonnummer "
        "origen numeroorigen númeroorigen numerodeorigen númerodeorigen llamante numerollamante numeroa "
        "appelant numeroappelant numéroappelant numérodelappelant origine emetteur émetteur de"},
    {CsvField::Callee,
        "callee calleenumber calleeno calleephone calleephonenumber calleenum calleemsisdn callednumber "
        "calledpartynumber calledparty called calledno callednum calledphone calledphoneno "
        "calledphonenumber calledmsisdn finalcalledpartynumber callto to tonumber tophone dst dest "
        "destination destinationnumber destinationphone destnumber destno dnis receiver receivernumber "
        "receiverno receiverphone recipient recipientnumber recnum bnumber bnum bnr bparty bpartynumber "
        "bpartyno partyb numberb msisdnb bmsisdn dialednumber diallednumber dialleddigits dialeddigits "
        "dialed dialled dialedno dialnumber terminatingnumber terminating target phoneto "
        "otherparty otherpartynumber othernumber calleeid calleephoneno "
        "angerufener angerufenenummer gerufener gerufenenummer ziel zielnummer zielrufnummer gewähltenummer "
        "gewaehltenummer gewählterufnummer an annummer empfänger empfaenger "
        "destino numerodestino númerodestino numerodedestino númerodedestino llamado numerollamado numerob "
        "marcado numeromarcado númeromarcado "
        "appelé appele numeroappele numéroappelé numérodestination destinataire vers numerocompose numérocomposé"},
    {CsvField::Subscriber,
        "subscriber subscribernumber subscriberno subscriberid msisdn phonenumber phone phoneno telephone "
        "telephonenumber tel mobile mobilenumber mobileno number targetno targetnumber line user "
        "rufnummer telefonnummer telefon nummer numero número teléfono telefono téléphone"},
    {CsvField::Customer,
        "customernumber customerphone customerphoneno customerphonenumber customermobile customermobileno "
        "customermobilenumber customermsisdn customercontact customercontactno customercontactnumber customertel "
        "customertelephone customerno clientnumber clientphone clientphonenumber clientmobile contactnumber "
        "contactno contactphone contactphonenumber contactmobile leadnumber leadphone leadphonenumber "
        "borrowernumber borrowerphone customer "
        "kundennummer kundenrufnummer kundentelefon kundentelefonnummer rufnummerkunde telefonnummerkunde kunde "
        "numerocliente númerocliente numerodelcliente númerodelcliente telefonocliente teléfonocliente cliente "
        "numeroclient numéroclient numéroduclient téléphoneclient telephoneclient"},
    {CsvField::Start,
        "start starttime startdatetime startstamp startedat startat starttimestamp startdate startdatetimeutc "
        "starttimeutc startutc startepoch startingtime calldate calldatetime calltimestamp callstart "
        "callstarttime callstartdate callstartedat calltime callstarted callstartdatetime setuptime "
        "datetimeorigination initiationtime initiatedat connectdatetime datetime dateandtime datetimeutc "
        "timestamp eventtime begin begintime begindate begindatetime calldateandtime createdat created "
        "createdtime date time when started from "
        "startzeit startzeitpunkt beginn anrufbeginn gesprächsbeginn datumuhrzeit datumzeit zeitpunkt anrufzeit "
        "datum uhrzeit zeit fechahora fechayhora fechainicio horainicio horadeinicio inicio fecha hora "
        "dateheure dateetheure datedebut datedébut heuredebut heuredébut debut début heure von"},
    {CsvField::StartDate,
        "startdate calldate date day dateofcall callstartdate begindate calldates "
        "datum anrufdatum startdatum fecha fechallamada fechainicio datedebut datedébut dateappel"},
    {CsvField::StartTime,
        "starttime calltime time timeofday timeofcall callstarttime begintime start initiationtime "
        "uhrzeit startzeit zeit hora horainicio heure heuredebut heuredébut heureappel"},
    {CsvField::Answer,
        "answer answertime answeredat answerstamp answeredtime answerdatetime connecttime connectedat "
        "connectedtime datetimeconnect answerepoch pickuptime answered "
        "angenommenum annahmezeit horarespuesta heurereponse heureréponse"},
    {CsvField::End,
        "end endtime enddatetime endstamp endedat endtimestamp enddate endepoch callend callendtime "
        "hanguptime hangupat disconnecttime disconnectedat datetimedisconnect stop stoptime finish "
        "finishtime finishedat releasetime completedat endtimeutc callenddate ended to "
        "ende endzeit endzeitpunkt anrufende gesprächsende bis fin fechafin horafin final datefin heurefin"},
    {CsvField::Duration,
        "duration callduration durationsec durationsecs durationseconds durationinseconds durationins "
        "durations dur callduration callduratio calldurationsec calldurationseconds calldurationinseconds "
        "totalduration length calllength seconds secs elapsed durationmin durationmins durationminutes "
        "durationms durationmilliseconds durationmsec talkduration calldurationms calldurationmin minutes "
        "callduratation durationhhmmss timeduration usage "
        "dauer anrufdauer gesprächsdauer gespraechsdauer verbindungsdauer dauersek dauerinsekunden sekunden "
        "duracion duración duracionllamada duraciónllamada duracionsegundos segundos "
        "duree durée dureeappel duréeappel duréesecondes secondes"},
    {CsvField::Billable,
        "billsec talking talk billseconds billsecs billableseconds billablesec billable billedseconds "
        "billedsec "
        "billedduration billduration billingduration billingseconds billableduration talktime talkseconds "
        "talktimems talktimesec conversationtime conversationduration connectedduration "
        "chargeableduration chargedduration chargeabletime ratedduration"},
    {CsvField::Direction,
        "direction calldirection dir inout inoutbound callflow incomingoutgoing directiontype calltype "
        "typeofcall recordtype cdrtype type richtung anrufrichtung gesprächsrichtung anruftyp anrufart art "
        "direccion dirección sentido tipo tipollamada tipodellamada sens direction typeappel typedappel"},
    {CsvField::Disposition,
        "disposition calldisposition callstatus status callresult result outcome calloutcome dialstatus "
        "hangupcause hangupreason state callstate releasecause terminationcause answered connected "
        "answerstate calltype typeofcall type ergebnis anrufstatus zustand estado resultado tipo tipollamada "
        "statut etat état résultat resultat anruftyp anrufart typeappel"},
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
    {CsvField::Consent,
        "consent recordingconsent consentrecording consenttorecording consenttorecord recordconsent callconsent "
        "consentgiven consented consentstatus einwilligung aufnahmeeinwilligung zustimmung consentimiento "
        "consentement"},
};

const QMap<CsvField, QStringList> &spellings()
{
    static const QMap<CsvField, QStringList> all = [] {
        QMap<CsvField, QStringList> map;
        for (const Spellings &spelling : s_spellings)
            map.insert(spelling.field, QString::fromUtf8(spelling.names).split(u' ', Qt::SkipEmptyParts));
        return map;
    }();
    return all;
}

bool isTimeField(CsvField field)
{
    return field == CsvField::Start || field == CsvField::StartDate || field == CsvField::StartTime
        || field == CsvField::Answer || field == CsvField::End;
}

bool holdsPart(const QString &plain, std::initializer_list<const char *> parts)
{
    return std::any_of(
        parts.begin(), parts.end(), [&](const char *part) { return plain.contains(QLatin1String(part)); });
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

HeaderKind headerKind(const QString &plain)
{
    bool time = false;
    bool other = false;
    for (auto field = spellings().begin(); field != spellings().end(); ++field) {
        const bool named = field->contains(plain);
        time = time || (named && isTimeField(field.key()));
        other = other || (named && !isTimeField(field.key()));
    }
    if (!time && !other) {
        time = holdsPart(plain,
            {"time", "date", "epoch", "stamp", "start", "begin", "ended", "zeit", "datum", "fecha", "hora", "heure"});
        other = holdsPart(plain,
            {"phone", "mobil", "msisdn", "num", "caller", "callee", "called", "calling", "dial", "dest", "sender",
                "rece", "tele"});
    }
    return time == other ? HeaderKind::Open : time ? HeaderKind::Time : HeaderKind::NotTime;
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
