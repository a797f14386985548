"""Short names of common emoji. Unknown names stay as written."""

from __future__ import annotations

import re

NAMES = {
    "+1": "👍", "thumbsup": "👍", "-1": "👎", "wave": "👋", "pray": "🙏", "clap": "👏", "raised_hands": "🙌",
    "muscle": "💪", "ok_hand": "👌", "point_right": "👉", "point_down": "👇", "handshake": "🤝", "eyes": "👀",
    "brain": "🧠", "smile": "😄", "slightly_smiling_face": "🙂", "grinning": "😀", "wink": "😉",
    "blush": "😊", "thinking_face": "🤔", "disappointed": "😞", "worried": "😟", "neutral_face": "😐",
    "tada": "🎉", "confetti_ball": "🎊", "sparkles": "✨", "star": "⭐", "star2": "🌟", "trophy": "🏆",
    "medal": "🏅", "rocket": "🚀", "fire": "🔥", "heart": "❤️", "green_heart": "💚", "yellow_heart": "💛",
    "100": "💯", "warning": "⚠️", "rotating_light": "🚨", "exclamation": "❗", "question": "❓",
    "no_entry": "⛔", "x": "❌", "heavy_check_mark": "✔️", "white_check_mark": "✅",
    "ballot_box_with_check": "☑️", "information_source": "ℹ️", "red_circle": "🔴",
    "large_orange_circle": "🟠", "large_yellow_circle": "🟡", "large_green_circle": "🟢",
    "large_blue_circle": "🔵", "white_circle": "⚪", "black_circle": "⚫", "large_green_square": "🟩",
    "large_yellow_square": "🟨", "large_red_square": "🟥", "white_large_square": "⬜", "arrow_up": "⬆️",
    "arrow_down": "⬇️", "arrow_right": "➡️", "arrow_left": "⬅️", "arrow_upper_right": "↗️",
    "arrow_lower_right": "↘️", "chart_with_upwards_trend": "📈", "chart_with_downwards_trend": "📉",
    "bar_chart": "📊", "calendar": "📆", "date": "📅", "spiral_calendar_pad": "🗓️", "alarm_clock": "⏰",
    "hourglass_flowing_sand": "⏳", "stopwatch": "⏱️", "bell": "🔔", "no_bell": "🔕", "mega": "📣",
    "loudspeaker": "📢", "speech_balloon": "💬", "phone": "☎️", "telephone_receiver": "📞", "email": "✉️",
    "envelope": "✉️", "incoming_envelope": "📨", "inbox_tray": "📥", "memo": "📝", "pencil": "✏️",
    "pencil2": "✏️", "clipboard": "📋", "pushpin": "📌", "round_pushpin": "📍", "paperclip": "📎",
    "link": "🔗", "mag": "🔍", "bulb": "💡", "key": "🔑", "lock": "🔒", "gear": "⚙️",
    "hammer_and_wrench": "🛠️", "package": "📦", "moneybag": "💰", "money_with_wings": "💸", "dollar": "💵",
    "euro": "💶", "credit_card": "💳", "gem": "💎", "dart": "🎯", "triangular_flag_on_post": "🚩",
    "checkered_flag": "🏁", "seedling": "🌱", "herb": "🌿", "sunny": "☀️", "cloud": "☁️", "rainbow": "🌈",
    "zap": "⚡", "snowflake": "❄️", "sunrise": "🌅", "coffee": "☕", "birthday": "🎂", "gift": "🎁",
    "zzz": "💤", "bust_in_silhouette": "👤", "busts_in_silhouette": "👥", "crown": "👑",
    "mortar_board": "🎓", "family": "👪", "office": "🏢", "house": "🏠", "world_map": "🗺️", "compass": "🧭",
    "motorway": "🛣️", "mountain": "⛰️", "recycle": "♻️", "repeat": "🔁", "arrows_counterclockwise": "🔄",
    "leftwards_arrow_with_hook": "↩️", "one": "1️⃣", "two": "2️⃣", "three": "3️⃣", "four": "4️⃣",
    "five": "5️⃣", "heavy_plus_sign": "➕", "heavy_minus_sign": "➖", "small_blue_diamond": "🔹",
    "small_orange_diamond": "🔸", "ghost": "👻", "robot_face": "🤖", "innocent": "😇", "sweat_smile": "😅",
    "cry": "😢",
}  # fmt: skip
SHORT = re.compile(r":([a-z0-9_+'-]+):")


def with_emoji(text: str) -> str:
    return SHORT.sub(lambda found: NAMES.get(found[1], found[0]), text)
