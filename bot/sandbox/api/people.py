"""auth.test, apps.connections.open, team.info, bots.info and users.*."""

from __future__ import annotations

from bot.sandbox.api.call import Call, Refusal
from bot.sandbox.seed import Json, SeedUser
from bot.sandbox.views.objects import domain, user_object


def auth_test(call: Call) -> Json:
    seed = call.store.seed
    return {
        "url": f"{call.base_url}/",
        "team": seed.team_name,
        "user": call.store.users[seed.bot_user_id].name,
        "team_id": seed.enterprise_id if seed.is_org_wide else seed.team_id,
        "user_id": seed.bot_user_id,
        "bot_id": call.store.bot_id,
        "is_enterprise_install": seed.is_org_wide,
    } | ({"enterprise_id": seed.enterprise_id} if seed.enterprise_id else {})


def open_connection(call: Call) -> Json:
    return {"url": call.opened_socket_url()}


def team_info(call: Call) -> Json:
    seed = call.store.seed
    return {"team": {"id": seed.team_id, "name": seed.team_name, "domain": domain(seed), "icon": {}}}


def bot_info(call: Call) -> Json:
    seed = call.store.seed
    if call.optional("bot") not in {None, call.store.bot_id}:
        raise Refusal("bot_not_found")
    bot = {
        "id": call.store.bot_id,
        "deleted": False,
        "name": seed.bot_name,
        "app_id": seed.app_id,
        "user_id": seed.bot_user_id,
    }
    return {"bot": bot}


def user_info(call: Call) -> Json:
    user = call.store.users.get(call.text("user", "user_not_found"))
    if user is None:
        raise Refusal("user_not_found")
    return {"user": _with_locale(call, user)}


def _with_locale(call: Call, user: SeedUser) -> Json:
    """Only who asks for it is told."""
    asked = {"locale": user.locale} if call.optional("include_locale") in ("1", "true") and not user.deleted else {}
    return user_object(call.store, user) | asked


def list_users(call: Call) -> Json:
    """The workspace's own, those whose account is deactivated among them."""
    rows, cursor = call.page([u for u in call.store.users.values() if not u.is_stranger and u.team_id is None])
    members = [_with_locale(call, user) for user in rows]
    return {"members": members, "cache_ts": 0, "response_metadata": {"next_cursor": cursor}}


def lookup_by_email(call: Call) -> Json:
    """Strangers from other companies are not found, as in Slack."""
    email = call.text("email", "users_not_found").lower()
    known = (u for u in call.store.users.values() if not u.is_stranger and not u.deleted)
    found = next((u for u in known if u.email.lower() == email), None)
    if found is None:
        raise Refusal("users_not_found")
    return {"user": user_object(call.store, found)}


METHODS = {
    "auth.test": auth_test,
    "apps.connections.open": open_connection,
    "team.info": team_info,
    "bots.info": bot_info,
    "users.info": user_info,
    "users.list": list_users,
    "users.lookupByEmail": lookup_by_email,
}
