"""Writes data/en/timex-feasts.tsv from the tables of the package holidays (see data/sources.toml), to standard output.

    pip download --no-deps holidays==0.109
    python3 xtask/train/feasts.py holidays-0.109-py3-none-any.whl > data/en/timex-feasts.tsv

The package is read, not run: each table is a literal of years, months and days.
"""

import re
import sys
import zipfile

FIRST, LAST = 1947, 2060
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
TABLES = {
    "hindu": "BASANT_PANCHAMI BUDDHA_PURNIMA CHHATH_PUJA DIWALI_INDIA DUSSEHRA GANESH_CHATURTHI GOVARDHAN_PUJA GUDI_PADWA"
    " GURU_GOBIND_SINGH_JAYANTI GURU_NANAK_JAYANTI GURU_PURNIMA GURU_RAVIDAS_JAYANTI HANUMAN_JAYANTI HOLI JANMASHTAMI"
    " KARWA_CHAUTH MAHA_ASHTAMI MAHA_NAVAMI MAHA_SHIVARATRI MAHAVIR_JAYANTI MAKAR_SANKRANTI ONAM PONGAL RAKSHA_BANDHAN"
    " RAM_NAVAMI RATH_YATRA SHARAD_NAVRATRI THAIPUSAM VAISAKHI VISHU",
    "chinese": "LUNAR_NEW_YEAR MID_AUTUMN DRAGON_BOAT DOUBLE_NINTH",
    "buddhist": "VESAK",
    "islamic": "ARBAEEN ASHURA EID_AL_ADHA EID_AL_FITR HIJRI_NEW_YEAR ISRA_AND_MIRAJ JUMUATUL_WIDA LAYLAT_AL_QADR MAWLID"
    " RAMADAN_BEGINNING",
    "hebrew": "HANUKKAH INDEPENDENCE_DAY LAG_BAOMER PASSOVER PURIM ROSH_HASHANAH SHAVUOT SUKKOT TISHA_BAV YOM_KIPPUR",
}
# Keys that are not the name of their table.
KEYS = {
    "DIWALI_INDIA": "diwali",
    "HIJRI_NEW_YEAR": "islamic new year",
    "RAMADAN_BEGINNING": "ramadan",
    "INDEPENDENCE_DAY": "israel independence day",
}
HEAD = """\
# Feasts that follow the moon or the stars: key, first year, month and day of each year from it on; `-` where there is none.
# From the tables of the Python package holidays 0.109 (https://github.com/vacanza/holidays, MIT), years 1947 to 2060 as far
# as those go. src/timex/named.rs reads it; timex-holidays.tsv gives the names, as `@key` with days before or after.
"""


def days(source: str, name: str) -> dict[int, str]:
    """Month and day of each year in the table `name`."""
    table = re.search(rf"^    {name}_DATES[^\n=]*= \{{(.*?)^    \}}", source, re.M | re.S)
    found = {}
    for year, value in re.findall(r"(\d{4}): (\(.*\)),", table[1]):
        month, day = re.search(r"\(([A-Z]{3}), (\d+)\)", value).groups()
        if FIRST <= int(year) <= LAST:
            found[int(year)] = f"{MONTHS.index(month) + 1:02d}{int(day):02d}"
    return found


def main() -> None:
    rows = []
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        for calendar, names in TABLES.items():
            source = wheel.read(f"holidays/calendars/{calendar}.py").decode()
            for name in names.split():
                found = days(source, name)
                years = range(min(found), max(found) + 1)
                key = KEYS.get(name, name.lower().replace("_", " "))
                rows.append((key, years[0], " ".join(found.get(year, "-") for year in years)))
    sys.stdout.write(HEAD)
    for row in sorted(rows):
        sys.stdout.write("\t".join(map(str, row)) + "\n")


if __name__ == "__main__":
    main()
