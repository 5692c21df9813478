"""Invented names per language, in Latin letters and in the language's own script.

A given name is drawn from a short list; a family name is put together from a beginning and an end, so that a large
population has many different names and none of them is taken from a register. Each part is written
``latin:own script``; where a language uses Latin letters with signs of its own, the signs are kept in both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

type Part = tuple[str, str]  # Latin letters, own script


@dataclass(frozen=True, slots=True)
class NameList:
    """The parts of names in one language (ISO 639-3); a family name is a beginning followed by an end."""

    language: str
    female: tuple[Part, ...]
    male: tuple[Part, ...]
    beginnings: tuple[Part, ...]
    endings: tuple[Part, ...]


def _parts(text: str) -> tuple[Part, ...]:
    pairs = (word.partition(":") for word in text.split())
    return tuple((latin, own or latin) for latin, _, own in pairs)


def _list(language: str, female: str, male: str, beginnings: str, endings: str) -> NameList:
    return NameList(language, _parts(female), _parts(male), _parts(beginnings), _parts(endings))


ARABIC = _list(
    "ara",
    "Amal:أمل Rima:ريما Salma:سلمى Huda:هدى Lina:لينا Nour:نور Rana:رنا Samar:سمر Yasmin:ياسمين Dalia:داليا "
    "Hanan:حنان Maysa:ميسا Rasha:رشا Abir:عبير Farah:فرح Iman:إيمان",
    "Karim:كريم Samir:سمير Bilal:بلال Fadi:فادي Hadi:هادي Jamal:جمال Khaled:خالد Majd:مجد Nabil:نبيل Omar:عمر "
    "Rami:رامي Tarek:طارق Walid:وليد Ziad:زياد Anas:أنس Basel:باسل",
    "Ha:ها Sa:سا Ra:را Na:نا Ja:جا Ma:ما Ka:كا Ba:با Fa:فا Sha:شا Da:دا Wa:وا",
    "med:مد lim:لم sheed:شد sser:صر dour:دور mir:مر far:فر zem:زم rouq:روق hid:هد nan:نان keem:كم",
)
TIGRINYA = _list(
    "tir",
    "Selam:ሰላም Mehret:ምሕረት Lemlem:ለምለም Freweyni:ፍረወይኒ Abrehet:ኣብረሀት Senait:ሰናይት Luwam:ሉዋም Rahwa:ራህዋ "
    "Tsega:ጸጋ Azieb:ኣዜብ Feven:ፌቨን Winta:ዊንታ",
    "Samuel:ሳሙኤል Yonas:ዮናስ Filmon:ፊልሞን Merhawi:መርሃዊ Tesfay:ተስፋይ Awet:ኣወት Biniam:ቢንያም Haben:ሃበን "
    "Kibrom:ክብሮም Mussie:ሙሴ Robel:ሮቤል Temesgen:ተመስገን",
    "Tesfa:ተስፋ Gebre:ገብረ Habte:ሃብተ Kidane:ኪዳነ Welde:ወልደ Haile:ሃይለ Tekle:ተክለ Zere:ዘርኣ",
    "mariam:ማርያም mikael:ሚካኤል selassie:ስላሴ yesus:የሱስ giorgis:ጊዮርጊስ ab:ኣብ tsion:ጽዮን medhin:መድህን",
)
DARI = _list(
    "prs",
    "Parwana:پروانه Shirin:شیرین Laila:لیلا Nilofar:نیلوفر Zarmina:زرمینه Marwa:مروه Sahar:سحر Roya:رویا "
    "Fariba:فریبا Hosna:حسنا Shabnam:شبنم Mina:مینا",
    "Farid:فرید Jawad:جواد Nasir:ناصر Hamid:حمید Rustam:رستم Yama:یما Zaki:ذکی Mirwais:میرویس Idris:ادریس "
    "Edris:ادریس Sohrab:سهراب Wahid:وحید",
    "Rah:ره Noor:نور Shah:شاه Gul:گل Saf:صف Mir:میر Khwaja:خواجه Az:عز Nek:نیک Amir:امیر",
    "mani:مانی zada:زاده yar:یار zai:زی pur:پور dad:داد khel:خیل bakhsh:بخش wand:وند",
)
PASHTO = _list(
    "pus",
    "Spogmai:سپوږمۍ Palwasha:پلوشه Zarlakht:زرلښت Gulalai:ګلالۍ Malalai:ملالۍ Wagma:وږمه Brekhna:برېښنا Shaista:ښایسته",
    "Baryalai:بریالی Zmarai:زمری Toryalai:توریالی Wais:ویس Khushal:خوشال Aimal:ایمل Spin:سپین Janan:جانان",
    "Wror:ورور Stan:ستان Zad:زاد Ghar:غر Mom:مم Tar:تر Yus:یوس Saf:صاف",
    "zai:زی khel:خېل yar:یار man:من mal:مل wal:وال",
)
PERSIAN = _list(
    "fas",
    "Shirin:شیرین Parisa:پریسا Nasrin:نسرین Mahsa:مهسا Azadeh:آزاده Setareh:ستاره Golnar:گلنار Leila:لیلا "
    "Niloufar:نیلوفر Bahar:بهار Roya:رویا Taraneh:ترانه",
    "Arash:آرش Babak:بابک Dariush:داریوش Farhad:فرهاد Kaveh:کاوه Mehrdad:مهرداد Navid:نوید Omid:امید "
    "Pouya:پویا Siavash:سیاوش Kian:کیان Behzad:بهزاد",
    "Kar:کار Mehr:مهر Sha:شا Rost:رست Far:فر Bah:به Noor:نور Del:دل Jav:جاو Sohr:سهر",
    "imi:یمی ami:امی anian:انیان abi:ابی pour:پور zadeh:زاده vand:وند dad:داد",
)
KURDISH = _list(
    "kur",
    "Berîvan Rojîn Zelal Hêvî Dîlan Gulîstan Nazdar Şilan Evîn Jînda",
    "Azad Baran Rojhat Serhat Dilovan Rêber Şivan Zana Agît Mîran",
    "Ber Roj Şer Kel Mîr Zer Gul Hêv",
    "zan dar van şîn mend wan bar şêr",
)
TURKISH = _list(
    "tur",
    "Şerife Ayşe Gülay Çiğdem Özlem Nurgül Songül Hülya Yıldız Işıl Tuğba İpek",
    "Emre Çağrı Oğuz Gökhan İlker Şükrü Tuğrul Yiğit Ömer Ümit Barış Doğan",
    "Yıl Öz Kara Ak Gök Demir Şah Taş Güç Er",
    "dız türk soy tepe han doğan bulut gül kaya lı",
)
SOMALI = _list(
    "som",
    "Hodan Ayaan Sagal Ifrah Idil Fowsia Deqa Ubah Hibaq Sahra",
    "Abshir Guled Liban Mahad Warsame Yonis Dalmar Kulmiye Bashir Sharma",
    "War Gu Cab Dir Far Sam Xir Low",
    "same leed dulle shire axan atar siye aye",
)
AMHARIC = _list(
    "amh",
    "Tigist:ትግስት Hirut:ሂሩት Meseret:መሰረት Aster:አስቴር Bethlehem:ቤተልሔም Genet:ገነት Saba:ሳባ Zenebech:ዘነበች",
    "Abebe:አበበ Dawit:ዳዊት Girma:ግርማ Henok:ሄኖክ Kebede:ከበደ Tadesse:ታደሰ Yared:ያሬድ Bekele:በቀለ",
    "Worku:ወርቁ Tessema:ተሰማ Lemma:ለማ Desta:ደስታ Alemu:አለሙ Mulu:ሙሉ Assefa:አሰፋ Demis:ደምስ",
    "geta:ጌታ neh:ነህ gena:ገና sew:ሰው work:ወርቅ alem:ዓለም",
)
UKRAINIAN = _list(
    "ukr",
    "Olena:Олена Oksana:Оксана Nadiya:Надія Iryna:Ірина Yuliya:Юлія Kateryna:Катерина Halyna:Галина Zoya:Зоя "
    "Lesya:Леся Svitlana:Світлана",
    "Andriy:Андрій Taras:Тарас Bohdan:Богдан Mykola:Микола Oleh:Олег Yuriy:Юрій Vasyl:Василь Serhiy:Сергій "
    "Dmytro:Дмитро Petro:Петро",
    "Koval:Ковал Bondar:Бондар Shevch:Шевч Melny:Мельни Tkach:Ткач Hrytsa:Грица Lysen:Лисен Moro:Моро",
    "enko:енко chuk:чук yak:як ets:ець ovych:ович yshyn:ишин",
)
SPANISH = _list(
    "spa",
    "María Lucía Inés Belén Rocío Sofía Verónica Mónica Ángela Noemí",
    "José Andrés Jesús Ramón Tomás Iván Óscar Julián Martín Raúl",
    "Mend Rodr Gonz Fern Vel Cas Mor Ben",
    "oza íguez ález ández ásquez illo ales ítez",
)

LISTS = {
    names.language: names
    for names in (
        ARABIC, TIGRINYA, DARI, PASHTO, PERSIAN, KURDISH, TURKISH, SOMALI, AMHARIC, UKRAINIAN, SPANISH,
    )
}  # fmt: skip

DUTCH_GIVEN = (
    *("Anneke", "Bram", "Carlijn", "Daan", "Esther", "Floor", "Geert", "Hanneke", "Ilse", "Jeroen", "Kees"),
    *("Loes", "Maarten", "Nienke", "Otto", "Petra", "Quinten", "Rianne", "Sjoerd", "Tineke", "Ursula", "Vincent"),
    *("Wendy", "Yvonne", "Fatma", "Rachid", "Soraya", "Winston", "Mei", "Sanjay"),
)
DUTCH_FAMILY = (
    *("Akkerveld", "Boschkamp", "Dijkhof", "Eikelaar", "Vlietstra", "Groenewold", "Heuvelman", "Iepenburg"),
    *("Kromhout", "Lindeveld", "Meerwijk", "Noorderhof", "Oosterdam", "Polderman", "Rietdijk", "Slootweg"),
    *("Terpstaal", "Uiterwaard", "Veldkant", "Weideman", "Zandhoek", "Haverkamp", "Bruggelaar", "Molendorp"),
)


def draw(language: str, female: npt.NDArray[np.bool_], rng: np.random.Generator) -> list[tuple[str, str, str]]:
    """Draw a name for each person of one language: given name, family name, whole name in the own script."""
    names = LISTS[language]
    n = len(female)
    given = np.where(female, rng.integers(0, len(names.female), n), rng.integers(0, len(names.male), n)).tolist()
    first = rng.integers(0, len(names.beginnings), n).tolist()
    last = rng.integers(0, len(names.endings), n).tolist()
    drawn = []
    for is_female, g, f, k in zip(female.tolist(), given, first, last, strict=True):
        name = names.female[g] if is_female else names.male[g]
        start, end = names.beginnings[f], names.endings[k]
        drawn.append((name[0], start[0] + end[0], f"{name[1]} {start[1]}{end[1]}"))
    return drawn


def draw_dutch(count: int, rng: np.random.Generator) -> list[str]:
    """Draw names for people who work for an organisation; none of these family names is common."""
    given = rng.integers(0, len(DUTCH_GIVEN), count).tolist()
    family = rng.integers(0, len(DUTCH_FAMILY), count).tolist()
    return [f"{DUTCH_GIVEN[g]} {DUTCH_FAMILY[f]}" for g, f in zip(given, family, strict=True)]
