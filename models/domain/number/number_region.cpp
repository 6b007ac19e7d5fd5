// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/number_region.h"

#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/phonenumberutil.h>

namespace callveil {

namespace {

constexpr int northAmerica = 1;

struct State {
    const char *name, *code;
};

/// The library names a city with its state's code, and an area of several cities with the state's name.
constexpr State s_states[] = {
    {"Alabama", "AL"},
    {"Alaska", "AK"},
    {"Arizona", "AZ"},
    {"Arkansas", "AR"},
    {"California", "CA"},
    {"Colorado", "CO"},
    {"Connecticut", "CT"},
    {"Delaware", "DE"},
    {"Florida", "FL"},
    {"Georgia", "GA"},
    {"Hawaii", "HI"},
    {"Idaho", "ID"},
    {"Illinois", "IL"},
    {"Indiana", "IN"},
    {"Iowa", "IA"},
    {"Kansas", "KS"},
    {"Kentucky", "KY"},
    {"Louisiana", "LA"},
    {"Maine", "ME"},
    {"Maryland", "MD"},
    {"Massachusetts", "MA"},
    {"Michigan", "MI"},
    {"Minnesota", "MN"},
    {"Mississippi", "MS"},
    {"Missouri", "MO"},
    {"Montana", "MT"},
    {"Nebraska", "NE"},
    {"Nevada", "NV"},
    {"New Hampshire", "NH"},
    {"New Jersey", "NJ"},
    {"New Mexico", "NM"},
    {"New York", "NY"},
    {"North Carolina", "NC"},
    {"North Dakota", "ND"},
    {"Ohio", "OH"},
    {"Oklahoma", "OK"},
    {"Oregon", "OR"},
    {"Pennsylvania", "PA"},
    {"Rhode Island", "RI"},
    {"South Carolina", "SC"},
    {"South Dakota", "SD"},
    {"Tennessee", "TN"},
    {"Texas", "TX"},
    {"Utah", "UT"},
    {"Vermont", "VT"},
    {"Virginia", "VA"},
    {"Washington State", "WA"},
    {"West Virginia", "WV"},
    {"Wisconsin", "WI"},
    {"Wyoming", "WY"},
    {"Washington D.C.", "DC"},
    {"Alberta", "AB"},
    {"British Columbia", "BC"},
    {"Manitoba", "MB"},
    {"New Brunswick", "NB"},
    {"Newfoundland and Labrador", "NL"},
    {"Nova Scotia", "NS"},
    {"Ontario", "ON"},
    {"Quebec", "QC"},
    {"Saskatchewan", "SK"},
};

QString stateCode(const QString &place)
{
    for (const State &state : s_states)
        if (place == QLatin1String(state.name))
            return QLatin1String(state.code);
    return place;
}

} // namespace

QString regionOf(const QString &e164)
{
    using namespace i18n::phonenumbers;
    static const PhoneNumberOfflineGeocoder geocoder;
    static const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (util.Parse(e164.toStdString(), "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR)
        return {};
    if (!util.IsNumberGeographical(number))
        return {};
    const QString place =
        QString::fromStdString(geocoder.GetDescriptionForValidNumber(number, icu::Locale::getEnglish()));
    if (number.country_code() != northAmerica)
        return place;
    return stateCode(place.section(QLatin1String(", "), -1));
}

} // namespace callveil
