"""views.*: modals on a person's stack, and the Home tab."""

from __future__ import annotations

from bot.sandbox.api.call import Call, Refusal
from bot.sandbox.blocks import new_view
from bot.sandbox.seed import Json

DEEPEST = 3


def _person(call: Call) -> str:
    trigger = call.optional("trigger_id") or call.optional("interactivity_pointer")
    if trigger is None:
        raise Refusal("invalid_arguments", "missing required field: trigger_id")
    user, error = call.triggers.take(trigger)
    if user is None:
        raise Refusal(error)
    return user


def open_view(call: Call) -> Json:
    view = new_view(_modal(call), call.store)
    call.store.views[_person(call)] = [view]
    call.store.changed()
    return {"view": view}


def push_view(call: Call) -> Json:
    modal = _modal(call)
    user = _person(call)
    stack = call.store.views.get(user, [])
    if not stack:
        raise Refusal("not_found", "push needs an open modal")
    if len(stack) >= DEEPEST:
        raise Refusal("push_limit_reached")
    view = new_view(modal, call.store, root=stack[0]["id"]) | {"previous_view_id": stack[-1]["id"]}
    stack.append(view)
    call.store.changed()
    return {"view": view}


def _modal(call: Call) -> Json:
    view = call.structure("view")
    if not isinstance(view, dict) or view.get("type") != "modal":
        raise Refusal("invalid_arguments", "must be a view of type modal [json-pointer:/view/type]")
    new_view(view, call.store)
    return view


def update_view(call: Call) -> Json:
    wanted = call.optional("view_id") or _id_of_external(call)
    found = call.store.view(wanted)
    if found is None:
        raise Refusal("not_found")
    if call.optional("hash") not in {None, found[1]["hash"]}:
        raise Refusal("hash_conflict")
    view = new_view(call.structure("view"), call.store, previous=found[1])
    call.store.replace_view(view["id"], view)
    return {"view": view}


def _id_of_external(call: Call) -> str:
    external = call.text("external_id")
    views = [view for stack in call.store.views.values() for view in stack]
    return next((str(view["id"]) for view in views if view["external_id"] == external), "")


def publish(call: Call) -> Json:
    user = call.text("user_id", "user_not_found")
    if user not in call.store.users:
        raise Refusal("user_not_found")
    given = call.structure("view")
    if not isinstance(given, dict) or given.get("type") != "home":
        raise Refusal("invalid_arguments", "must be a view of type home [json-pointer:/view/type]")
    old = call.store.homes.get(user)
    if old and call.optional("hash") not in {None, old["hash"]}:
        raise Refusal("hash_conflict")
    view = new_view(given, call.store, previous=old)
    call.store.homes[user] = view
    call.store.changed()
    return {"view": view}


METHODS = {
    "views.open": open_view,
    "views.push": push_view,
    "views.update": update_view,
    "views.publish": publish,
}
