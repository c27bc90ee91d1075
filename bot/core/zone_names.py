"""What people call time zones beyond tzdata's ids, countries and cities.

tzdata has no long names ("Central European Time"), no cities but its own ids (no Mumbai), and gave
up most abbreviations in 2017, as `+04` for AMT and AZT, because it had invented many of them.
CLDR has the long names, but few abbreviations and no other cities; babel, which carries it, takes
33 MB of disk and 7 MiB of memory. So here are the names that people type: abbreviations in daily
use, the provinces and the large cities that lie in a country of several zones, capitals and cities
of millions that are no id, and the names that a country has besides tzdata's.

A name under several zones means any of them. A word such as "time" or "standard time" at the end
of a name is left out.
"""

from __future__ import annotations

# Offered before anything is typed, from west to east: one for most offsets where many people live,
# and the zones of the first pack's region. They also lead where a country has several zones.
POPULAR = (
    "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York",
    "America/Mexico_City", "America/Sao_Paulo", "UTC", "Europe/London", "Europe/Paris",
    "Europe/Berlin", "Africa/Lagos", "Africa/Johannesburg", "Europe/Kyiv", "Europe/Istanbul",
    "Asia/Jerusalem", "Europe/Moscow", "Asia/Tehran", "Asia/Tbilisi", "Asia/Yerevan", "Asia/Baku",
    "Asia/Dubai", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip

COMMON_NAMES = {
    "UTC": "UTC, UCT, GMT, Z, Zulu, Coordinated Universal, Universal, Greenwich, Greenwich Mean",
    # Europe
    "Europe/London": "GMT, BST, British, UK, United Kingdom, Great Britain, England, Scotland,"
    " Wales, Northern Ireland, Manchester, Birmingham, Edinburgh, Glasgow, Cardiff",
    "Europe/Dublin": "IST, Irish",
    "Europe/Lisbon": "WET, WEST, Western European, Porto",
    "Europe/Berlin": "CET, CEST, MET, MEZ, MESZ, Central European, Middle European, München,"
    " Munich, Hamburg, Frankfurt, Cologne, Köln, Stuttgart",
    "Europe/Paris": "Marseille, Lyon",
    "Europe/Madrid": "Barcelona, Valencia, Seville",
    "Europe/Rome": "Milan, Naples, Turin",
    "Europe/Zurich": "Geneva, Bern, Basel",
    "Europe/Amsterdam": "Holland, Rotterdam, The Hague",
    "Europe/Brussels": "Antwerp",
    "Europe/Warsaw": "Kraków, Gdańsk",
    "Europe/Prague": "Czechia",
    "Europe/Belgrade": "Kosovo, Pristina",
    "Europe/Skopje": "Macedonia",
    "Europe/Sarajevo": "Bosnia",
    "Europe/Athens": "EET, EEST, Eastern European, Thessaloniki",
    "Europe/Kyiv": "Київ, Киев, Lviv, Kharkiv, Odesa, Odessa, Dnipro",
    "Europe/Istanbul": "TRT, Türkiye, Ankara, Izmir",
    "Europe/Moscow": "MSK, MSD, Москва, Saint Petersburg, St Petersburg, Санкт-Петербург",
    # The Caucasus and the Middle East
    "Asia/Yerevan": "AMT, Երևան, Ереван, Erevan, Gyumri, Hayastan",
    "Asia/Baku": "AZT, Bakı, Баку, Ganja, Gəncə, Nakhchivan, Azərbaycan",
    "Asia/Tbilisi": "GET, თბილისი, Тбилиси, Batumi",
    "Asia/Tehran": "IRST, IRDT, تهران, Tabriz, Isfahan, Mashhad",
    "Asia/Jerusalem": "IST, IDT, ירושלים, תל אביב, Haifa",
    "Asia/Riyadh": "AST, Arabia, Arabian, Jeddah, Mecca, Medina",
    "Asia/Dubai": "GST, Gulf, UAE, Emirates, Abu Dhabi",
    "Asia/Qatar": "Doha",
    "Asia/Bahrain": "Manama",
    # Asia
    "Asia/Karachi": "PKT, Lahore, Islamabad",
    "Asia/Kolkata": "IST, Indian, Delhi, New Delhi, Mumbai, Bombay, Bengaluru, Bangalore, Chennai,"
    " Madras, Hyderabad, Pune",
    "Asia/Dhaka": "BST",
    "Asia/Kathmandu": "NPT",
    "Asia/Almaty": "Astana, Nur-Sultan",
    "Asia/Bangkok": "ICT, Indochina",
    "Asia/Ho_Chi_Minh": "ICT, Hanoi, Ho Chi Minh City",
    "Asia/Jakarta": "WIB, Western Indonesia, Surabaya, Bandung",
    "Asia/Makassar": "WITA, Central Indonesia, Bali",
    "Asia/Jayapura": "WIT, Eastern Indonesia",
    "Asia/Singapore": "SGT",
    "Asia/Kuala_Lumpur": "MYT",
    "Asia/Shanghai": "CST, Beijing, Peking, Guangzhou, Shenzhen, Wuhan, Chengdu, Tianjin",
    "Asia/Hong_Kong": "HKT",
    "Asia/Manila": "PST, PHT, Philippine",
    "Asia/Tokyo": "JST, Osaka, Kyoto, Yokohama, Nagoya, Sapporo",
    "Asia/Seoul": "KST, Busan",
    # Africa
    "Africa/Lagos": "WAT, West Africa, Abuja",
    "Africa/Maputo": "CAT, Central Africa",
    "Africa/Nairobi": "EAT, East Africa",
    "Africa/Johannesburg": "SAST, Cape Town, Pretoria, Durban",
    "Africa/Casablanca": "Rabat, Marrakesh, Fes",
    "Africa/Cairo": "Alexandria",
    "Africa/Douala": "Yaoundé",
    "Africa/Abidjan": "Ivory Coast",
    "Africa/Kinshasa": "DRC, DR Congo",
    # The Americas
    "America/New_York": "Eastern, ET, EST, EDT, New York City, NYC, Washington DC, DC, Boston,"
    " Philadelphia, Atlanta, Miami, Connecticut, Delaware, Florida, Georgia, Maine, Maryland,"
    " Massachusetts, New Hampshire, New Jersey, North Carolina, Ohio, Pennsylvania, Rhode Island,"
    " South Carolina, Vermont, Virginia, West Virginia",
    "America/Detroit": "Michigan",
    "America/Indiana/Indianapolis": "Indiana",
    "America/Kentucky/Louisville": "Kentucky",
    "America/Chicago": "Central, CT, CST, CDT, Houston, Dallas, Austin, San Antonio, New Orleans,"
    " Minneapolis, St Louis, Alabama, Arkansas, Illinois, Iowa, Kansas, Louisiana, Minnesota,"
    " Mississippi, Missouri, Nebraska, North Dakota, Oklahoma, South Dakota, Tennessee, Texas,"
    " Wisconsin",
    "America/Denver": "Mountain, MT, MST, MDT, Salt Lake City, Albuquerque, Colorado, Montana,"
    " New Mexico, Utah, Wyoming",
    "America/Boise": "Idaho",
    "America/Phoenix": "MST, Arizona",
    "America/Los_Angeles": "Pacific, PT, PST, PDT, San Francisco, San Diego, Seattle, Las Vegas,"
    " Portland, California, Nevada, Oregon, Washington",
    "America/Anchorage": "AKST, AKDT, Alaska",
    "Pacific/Honolulu": "HST, Hawaii",
    "America/Toronto": "Ontario, Quebec, Ottawa",
    "America/Winnipeg": "Manitoba",
    "America/Regina": "Saskatchewan",
    "America/Edmonton": "Alberta, Calgary",
    "America/Vancouver": "British Columbia",
    "America/Halifax": "Atlantic, AST, ADT, Nova Scotia",
    "America/Moncton": "New Brunswick",
    "America/Puerto_Rico": "AST, San Juan",
    "America/St_Johns": "NST, NDT, Newfoundland, St John's",
    "America/Havana": "CST, CDT",
    "America/Mexico_City": "Guadalajara",
    "America/Sao_Paulo": "BRT, Brasília, Rio, Rio de Janeiro",
    "America/Manaus": "AMT, Amazon",
    "America/Argentina/Buenos_Aires": "ART",
    "America/Santiago": "CLT, CLST",
    "America/Bogota": "COT, Medellín",
    "America/Lima": "PET",
    "America/Caracas": "VET",
    "America/Guayaquil": "Quito",
    # Australia and the Pacific
    "Australia/Sydney": "AET, AEST, AEDT, Australian Eastern, Canberra, New South Wales, NSW",
    "Australia/Melbourne": "Victoria",
    "Australia/Brisbane": "AEST, Queensland, Gold Coast",
    "Australia/Hobart": "Tasmania",
    "Australia/Adelaide": "ACST, ACDT, Australian Central, South Australia",
    "Australia/Darwin": "ACST, Northern Territory",
    "Australia/Perth": "AWST, Australian Western, Western Australia",
    "Pacific/Auckland": "NZT, NZST, NZDT, Wellington, Christchurch",
    "Pacific/Bougainville": "BST",
    "Pacific/Pago_Pago": "SST",
    "Pacific/Guam": "ChST, Chamorro",
}

# tzdata has one short English name for each country. These are further ones of countries of several
# zones, by ISO code; those of the others stand above.
COUNTRIES_TOO = {"US": "US, USA, America"}
