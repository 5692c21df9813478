"""Who may open which address, about which record: the table itself. Its words are those of ``access_rows``."""

from dataclasses import replace

from tests.project.access_coaching import COACHING
from tests.project.access_files import FILES
from tests.project.access_matching import MATCHING
from tests.project.access_money import MONEY
from tests.project.access_network import NETWORK
from tests.project.access_placing import PLACING
from tests.project.access_rows import (
    A_GROUP,
    A_PLAN,
    A_PROPOSAL,
    A_ROUND,
    AGREED,
    AGREED_TOGETHER,
    BEFORE_THE_START,
    CANDIDATES,
    CASEWORKERS,
    DIRECT,
    DIRECTORS,
    EARNED,
    EVERYONE,
    GOES_ON,
    GONE,
    GUIDE,
    HOLDS,
    KEPT_BY,
    LEARNING,
    LESSONS,
    LINKS_TO_AGREE,
    MANAGED,
    MEET,
    MEMBERS,
    NO_ONE,
    OK,
    ONLY_BUTTON,
    OURS,
    PATTERNS,
    READ_BY,
    REST,
    ROSTERS,
    SIGNED_IN,
    SUPPLY,
    SUPPLY_THERE,
    THEIRS,
    WORK_BY_WEEK,
    Row,
    account,
    button,
    form,
    link,
    of,
    page,
    second_step,
    way,
)
from tests.project.access_signals import SIGNALS
from tests.project.access_trials import TRIALS
from tests.project.access_wage import WAGE

ROUTES: dict[str, Row] = {
    "home:home": Row(frozenset({OK, GOES_ON}), frozenset({ONLY_BUTTON}), EVERYONE),
    "home:step_in": replace(form(NO_ONE), hidden=True),  # only in the demo
    "privacy:declared": page(EVERYONE),
    "web:language": button(EVERYONE),
    "web:guide": page(EVERYONE),
    "web:guide_plain": page(EVERYONE),
    # Organisations
    "parties:organisations": page(MEMBERS),
    "parties:new_organisation": form(DIRECTORS),
    "parties:organisation": page({"groenwerk": OURS, "nieuwegein": OURS, "amersfoort": THEIRS}),
    "parties:change_organisation": form(MANAGED),
    "parties:trail": page(MANAGED),
    "parties:add_site": form(MANAGED),
    "parties:invite": form(MANAGED),
    "parties:change_site": form(of("site of", MANAGED)),
    "parties:remove_site": form(of("site of", MANAGED)),
    "parties:withdraw_invitation": form(of("invitation to", MANAGED)),
    "parties:end_membership": form(
        of("membership of", {"roos": "rik", "els": DIRECT, "bas": DIRECT, "bert": "dirk", "dirk": NO_ONE})
    ),
    "parties:accept": link(dict.fromkeys(("link to nieuwegein", "link to amersfoort", "a used link"), EVERYONE)),
    "parties:switch": button(SIGNED_IN),
    "parties:account": form(SIGNED_IN),
    **FILES,
    **MONEY,
    **COACHING,
    **SIGNALS,
    **NETWORK,
    **PLACING,
    **MATCHING,
    **TRIALS,
    **WAGE,
    # Agreements
    "trajectories:agreements": page(f"{DIRECTORS} {CASEWORKERS} bas bob bert lotte lisa lena mo mia mats {CANDIDATES}"),
    "trajectories:agreement": page(of("agreement of", AGREED | AGREED_TOGETHER)),
    "trajectories:agreement_document": page(of("agreement of", AGREED | AGREED_TOGETHER)),
    "trajectories:agreement_terms": form(
        of("agreement of", {"nour": f"{DIRECT} bas", "nasir": "dirk bert", "groen": DIRECT, "ams": "dirk"})
    ),
    "trajectories:agreement_send": form(
        of("agreement of", {"nour": f"{DIRECT} bas", "nasir": "dirk bert", "groen": DIRECT, "ams": "dirk"})
    ),
    "trajectories:agreement_answer": form(
        of(
            "agreement of",
            {
                "nour": "karim bas lotte mo nour",
                "nasir": "kaat bert lena mats nasir",
                "groen": "roos karim bas lotte mo",
                "ams": "dirk kaat bert lena mats",
            },
        )
    ),
    "trajectories:agreement_help": form(of("agreement of", {"nour": "karim", "nasir": "kaat"})),
    "trajectories:agreement_ask": form(
        of("side of", {"bas": f"{DIRECT} bas", "nour": f"{DIRECT} karim", "bert": "dirk bert", "nasir": "dirk kaat"})
    ),
    "trajectories:agreement_thanks": page(EVERYONE),
    "trajectories:agreement_by_link": link(LINKS_TO_AGREE),
    "trajectories:agreement_link_document": Row(frozenset({OK, GONE}), frozenset({ONLY_BUTTON}), LINKS_TO_AGREE),
    # What waits, and letters
    "notices:mine": page(MEMBERS),
    "notices:soonest": page(MEMBERS),
    "notices:organisation": page(MEMBERS),
    "notices:region": page(DIRECTORS),
    "notices:take": button({"matter of karim": "karim", "matter of bas": "bas", "matter of dirk": "dirk"}),
    "notices:give": form({"matter of karim": "karim", "matter of bas": "bas", "matter of dirk": "dirk"}),
    "notices:away": form(MEMBERS),
    "notices:come_back": button({"absence of karim": "karim", "absence of dirk": "dirk"}),
    "notices:reminders": form(MEMBERS),
    "notices:term": form(DIRECTORS),
    "notices:letters": page(f"{DIRECTORS} els bob"),
    "notices:send_again": button(
        {"letter to els": "els", "letter to samuel": f"els {DIRECT}", "letter to dirk": "dirk"}
    ),
    # Workplaces
    "placement:workplaces": page(MEMBERS),
    "placement:new": form(f"{DIRECTORS} bas bob bert"),
    "placement:workplace": page(
        of(
            "workplace",
            {
                "tuin": f"{DIRECT} {GUIDE} bas lotte",
                "steiger": f"{DIRECT} {GUIDE} bas {REST}",
                "hal": f"{DIRECT} {GUIDE} bob lisa",
                "kas": "dirk kaat bert lena",
            },
        )
    ),
    "placement:change": form(of("workplace", {"tuin": f"{DIRECT} bas", "hal": f"{DIRECT} bob", "kas": "dirk bert"})),
    "placement:confirm": button(of("workplace", {"tuin": f"{DIRECT} bas", "hal": f"{DIRECT} bob", "kas": "dirk bert"})),
    "placement:withdraw": form(of("workplace", {"tuin": f"{DIRECT} bas", "hal": f"{DIRECT} bob", "kas": "dirk bert"})),
    "placement:offer": form(of("workplace", {"tuin": DIRECT, "hal": DIRECT, "kas": "dirk"})),
    "placement:withdraw_offer": button(of("offer of", {"tuin": DIRECT, "hal": DIRECT, "kas": "dirk"})),
    # Blueprints, groups and what they share
    "trajectories:blueprints": page(MEMBERS),
    "trajectories:blueprint": page(
        {"an example": MEMBERS, "blueprint of-roos": OURS, "blueprint of-rik": OURS, "blueprint of-wc-a": THEIRS}
    ),
    "trajectories:compare": page({"an example": MEMBERS, "blueprint of-roos": OURS, "blueprint of-wc-a": THEIRS}),
    "trajectories:copy_blueprint": form(
        {"an example": DIRECTORS, "blueprint of-roos": DIRECT, "blueprint of-wc-a": "dirk"}
    ),
    "trajectories:change_blueprint": form(
        {"an example": NO_ONE, "blueprint of-roos": "roos", "blueprint of-rik": "rik", "blueprint of-wc-a": "dirk"}
    ),
    "trajectories:retire_blueprint": form(
        {"an example": NO_ONE, "blueprint of-roos": "roos", "blueprint of-rik": "rik", "blueprint of-wc-a": "dirk"}
    ),
    "trajectories:groups": page(MEMBERS),
    "trajectories:new_group": form(DIRECTORS),
    "trajectories:group": page(A_GROUP | {"bouw": f"{DIRECT} {GUIDE} bas {REST}", "ams": "dirk kaat bert lena"}),
    "trajectories:waiting": page(A_GROUP | {"bouw": f"{DIRECT} {GUIDE} bas {REST}", "ams": "dirk kaat bert lena"}),
    "trajectories:change_group": form({"groen": DIRECT, "bouw": NO_ONE, "ams": "dirk"}),
    "trajectories:withdraw_group": form({"groen": DIRECT, "zorg": DIRECT, "ams": "dirk"}),
    "trajectories:participants": page({"bouw": f"{DIRECT} {GUIDE} bas", "groen": NO_ONE, "ams": NO_ONE}),
    "trajectories:sign_profile": button({"bouw": f"{GUIDE} bas vera vik", "groen": NO_ONE, "ams": NO_ONE}),
    "trajectories:mentor": form({"bouw": DIRECT, "groen": NO_ONE, "ams": NO_ONE}),
    "trajectories:end_mentoring": button({"bouw": DIRECT, "groen": NO_ONE, "ams": NO_ONE}),
    "trajectories:gate": button({"bouw": DIRECT, "groen": NO_ONE, "ams": NO_ONE}),
    "trajectories:together": button({"bouw": DIRECT, "groen": NO_ONE, "ams": NO_ONE}),
    "trajectories:leaflet": page(
        {
            "groen": f"{A_GROUP['groen']} nour",
            "zorg": A_GROUP["zorg"],
            "bouw": f"{DIRECT} {GUIDE} bas {REST}",
            "ams": "dirk kaat bert lena nasir",
        }
    ),
    "trajectories:exceptions": page(DIRECTORS),
    "trajectories:reach": page(f"{DIRECTORS} {CASEWORKERS} mo mia mats vera vik viv"),
    "trajectories:my_path": page(CANDIDATES),
    "trajectories:path": page(of("path of", LEARNING)),
    "trajectories:step": form(
        {
            "leaving of amal": f"{DIRECT} karim amal",
            "leaving of samuel": f"{DIRECT} els samuel",
            "leaving of aziz": "dirk kaat aziz",
            "advice about amal": LEARNING["amal"],
        }
    ),
    **BEFORE_THE_START,
    "trajectories:resources": page(MEMBERS),
    "trajectories:new_resource": form(DIRECTORS),
    "trajectories:change_resource": form({"resource nt2": DIRECT, "resource nt2-a": "dirk"}),
    # Lessons
    "learning:today": page(MEET),
    "learning:mine": way(CANDIDATES),
    "learning:calendar": form(f"{MEET} {CANDIDATES}"),
    "learning:feed": page({"calendar of amal": EVERYONE}),
    "learning:closed": form("lotte lisa lena"),
    "learning:teacher_away": form(f"{DIRECTORS} lotte lisa lena mo mia mats"),
    "learning:reopen": button(of("closed days of", {"lotte": "lotte", "lena": "lena"})),
    "learning:group": page(LESSONS),
    "learning:group_language": page(LESSONS),
    "learning:week": form(PATTERNS),
    "learning:plan": button(PATTERNS),
    "learning:end_slot": button({f"theory slot of {name}": who for name, who in PATTERNS.items()}),
    "learning:rosters": form(DIRECTORS),
    "learning:roster": page(of("roster of", ROSTERS)),
    "learning:roster_progress": Row(frozenset({204}), frozenset({ONLY_BUTTON}), of("roster of", ROSTERS)),
    **{f"learning:roster_{do}": button(of("roster of", ROSTERS)) for do in ("again", "take", "aside")},
    "learning:roster_lesson": form(of("lesson of", ROSTERS)),
    "learning:roster_places": page(of("lesson of", ROSTERS)),
    "learning:roster_let_go": button(of("lesson of", ROSTERS)),
    "learning:roster_shift": form(of("shift of", {"amal": DIRECT, "samuel": DIRECT, "aziz": "dirk"})),
    "learning:roster_shift_let_go": button(of("shift of", {"amal": DIRECT, "samuel": DIRECT, "aziz": "dirk"})),
    "learning:resources": page(f"{DIRECTORS} lotte lisa lena"),
    "learning:new_resource": form(f"{DIRECTORS} lotte lisa lena"),
    "learning:resource_week": form(of("week of", {"tessa": f"{DIRECT} lotte", "tara": "dirk lena"})),
    "learning:session": form(HOLDS),
    "learning:move": form(HOLDS),
    "learning:cancel": form(HOLDS),
    "learning:staff": form(HOLDS),
    **WORK_BY_WEEK,
    "learning:language": page(of("learning of", LEARNING)),
    "learning:measure": button(
        of(
            "learning of",
            {"amal": "karim bas lotte lisa mo", "samuel": "els bob lotte lisa mo", "aziz": "kaat bert lena mats"},
        )
    ),
    "learning:take_back": button(of("level of", {"amal": "lotte", "samuel": "lisa", "aziz": "lena"})),
    "learning:processes": page(
        {"an example": MEMBERS, "blueprint of-roos": OURS, "blueprint of-rik": OURS, "blueprint of-wc-a": THEIRS}
    ),
    "learning:new_process": form(
        {"an example": f"{SUPPLY} {SUPPLY_THERE}", "blueprint of-roos": SUPPLY, "blueprint of-wc-a": SUPPLY_THERE}
    ),
    "learning:change_process": form({"process of ours": SUPPLY, "process of theirs": SUPPLY_THERE}),
    "learning:new_word": form({"process of ours": SUPPLY, "process of theirs": SUPPLY_THERE}),
    "learning:remove_word": button({"word of ours": f"{DIRECT} lotte", "word of theirs": "dirk lena"}),
    "learning:word_picture": form({"word of ours": f"{DIRECT} lotte", "word of theirs": "dirk lena"}),
    "learning:picture": page({"word of ours": f"{OURS} amal samuel", "word of theirs": f"{THEIRS} aziz"}),
    "learning:progress": page(of("learning of", LEARNING)),
    "learning:words": page(of("learning of", LEARNING)),
    "learning:credentials": page(of("learning of", LEARNING)),
    "learning:tick": button(
        of("learning of", {"amal": "bas lotte lisa mo", "samuel": "bob lotte lisa mo", "aziz": "bert lena mats"})
    ),
    **EARNED,
    "learning:inburgering": page({"amal": "karim amal", "samuel": "els samuel", "aziz": "kaat aziz"}),
    "learning:civic_plan": form(KEPT_BY),
    "learning:civic_route": form(KEPT_BY),
    "learning:civic_hours": form(KEPT_BY),
    "learning:civic_close": button(KEPT_BY),
    "learning:civic_exam": form(KEPT_BY),
    "learning:civic_extension": form(KEPT_BY),
    "learning:civic_move": form(KEPT_BY),
    "learning:civic_remove_exam": button(of("exam of", KEPT_BY)),
    "learning:civic_remove_extension": button(of("extension of", KEPT_BY)),
    "learning:civic_remove_move": button(of("move of", KEPT_BY)),
    "learning:civic_entries": page({"amal": "karim amal", "samuel": "els samuel", "aziz": "kaat aziz"}),
    "learning:civic_reopen": button(KEPT_BY),
    "learning:civic_remove_route": button(of("route of", KEPT_BY)),
    "learning:civic_remove_hours": button(of("hours of", KEPT_BY)),
    # Plans
    "planning:rounds": page(DIRECTORS),
    "planning:new": form(DIRECTORS),
    "planning:counts": page(DIRECTORS),
    "planning:round": page(A_ROUND),
    "planning:progress": Row(frozenset({204}), frozenset({ONLY_BUTTON}), A_ROUND),
    "planning:ask": button(A_ROUND),
    "planning:repeat": button(A_ROUND),
    "planning:change": button(A_ROUND),
    "planning:plan": button(A_ROUND),
    "planning:people": page(A_PLAN),
    "planning:gains": page(A_PLAN),
    "planning:money": page(A_PLAN),
    "planning:locks": page(A_PLAN),
    "planning:compare": page(A_PLAN),
    "planning:audit": page(A_PLAN),
    "planning:print": page(A_PLAN),
    "planning:person": page(
        {
            "amal in our plan": f"{DIRECT} karim amal",
            "samuel in our plan": f"{DIRECT} els samuel",
            "aziz in their plan": "dirk kaat aziz",
            "amal in their plan": NO_ONE,
            "aziz in our plan": NO_ONE,
        }
    ),
    "planning:lock_person": button(
        {
            "amal in our plan": DIRECT,
            "aziz in their plan": "dirk",
            "amal in their plan": NO_ONE,
            "aziz in our plan": NO_ONE,
        }
    ),
    "planning:object": button(
        {
            "amal in our plan": "karim amal",
            "samuel in our plan": "els samuel",
            "aziz in their plan": "kaat aziz",
            "amal in their plan": NO_ONE,
            "aziz in our plan": NO_ONE,
        }
    ),
    "planning:in_file": Row(  # with the seal of who opened the file; to anybody else it only leads to the file
        frozenset({OK, GOES_ON}),
        frozenset({ONLY_BUTTON}),
        {
            "amal as karim opened the file": READ_BY["amal"],
            "samuel as els opened the file": READ_BY["samuel"],
            "aziz as kaat opened the file": READ_BY["aziz"],
        },
    ),
    "planning:group": page(A_PROPOSAL),
    "planning:decide": button(A_PROPOSAL),
    "planning:lock_group": button(A_PROPOSAL),
    "planning:print_group": page(A_PROPOSAL),
    "planning:unlock": button(
        {"lock of our what-if": DIRECT, "lock of our plan": NO_ONE, "lock of their what-if": "dirk"}
    ),
    "planning:cost_of_lock": button(
        {"lock of our plan": DIRECT, "lock of our what-if": NO_ONE, "lock of their plan": "dirk"}
    ),
    "planning:objections": page(DIRECTORS),
    "planning:answer": form({"objection of amal": DIRECT, "objection of samuel": DIRECT, "objection of aziz": "dirk"}),
    "planning:own": page(CASEWORKERS),
    "planning:mine": Row(frozenset({OK, GOES_ON}), frozenset({ONLY_BUTTON}), CANDIDATES),
    "planning:mine_in_file": way(CANDIDATES),
    "planning:decided": page(MEMBERS),
    # Money
    # Workbooks
    "exchange:exchange": form(f"{DIRECTORS} {CASEWORKERS}"),
    "exchange:template": page(f"{DIRECTORS} {CASEWORKERS}"),
    "exchange:region": button(f"{DIRECTORS} {CASEWORKERS}"),
    "exchange:plan": button({"our plan": DIRECT, "our what-if": NO_ONE, "their plan": "dirk"}),
    "exchange:delivery": form({"workbook of roos": "roos", "workbook of karim": "karim", "workbook of dirk": "dirk"}),
    "exchange:take_in": button({"workbook of roos": "roos", "workbook of karim": "karim", "workbook of dirk": "dirk"}),
    # Signing in, and the own account
    "account_login": account(EVERYONE),
    "account_logout": account(EVERYONE),
    "account_inactive": account(EVERYONE),
    "account_signup": account(EVERYONE),
    "account_email_verification_sent": account(EVERYONE),
    "account_reset_password": account(EVERYONE),
    "account_reset_password_done": account(EVERYONE),
    "account_reset_password_from_key": account({"a used key": EVERYONE}),
    "account_reset_password_from_key_done": account(EVERYONE),
    "account_confirm_email": Row(frozenset({OK}), frozenset({404}), {"a used link": EVERYONE}),
    "account_request_login_code": account(EVERYONE),
    "account_confirm_login_code": account(EVERYONE),
    "openid_connect_login": Row(frozenset({404}), frozenset({404}), {"a house that is not named": EVERYONE}),
    "openid_connect_callback": Row(frozenset({404}), frozenset({ONLY_BUTTON}), {"a house that is not named": EVERYONE}),
    "account_reauthenticate": account(SIGNED_IN),
    "account_email": account(SIGNED_IN),
    "account_change_password": account(SIGNED_IN),
    "account_set_password": account(SIGNED_IN),
    "mfa_index": account(SIGNED_IN),
    "mfa_authenticate": account(SIGNED_IN),
    "mfa_reauthenticate": account(SIGNED_IN),
    "mfa_activate_totp": account(SIGNED_IN),
    "mfa_deactivate_totp": second_step(SIGNED_IN),
    "mfa_view_recovery_codes": second_step(SIGNED_IN),
    "mfa_generate_recovery_codes": account(SIGNED_IN),
    "mfa_download_recovery_codes": second_step(SIGNED_IN),
}
