"""Texts for the property tests: pages made of lines as they occur, and of anything at all."""

from hypothesis import strategies as st

LINES = st.sampled_from(
    [
        "The old mill by the river burned down on Friday night, and nobody was hurt, the police said.",
        "„Wir haben alles verloren“, sagte der Müller am Samstag dem Reporter dieser Zeitung vor Ort.",
        "Мельница у реки сгорела в ночь на субботу, сообщили в полиции, никто не пострадал.",
        "河边的老磨坊星期五夜里被烧毁，警方说没有人受伤。",
        "What is left",
        "Subscribe",
        "Share",
        "0",
        "12:30",
        "Photo: Jane Roe / Reuters",
        "The mill on Friday. (AP Photo/Jane Roe)",
        "© Sputnik / A. Roe / Go to the mediabankThe mill on Friday night with the fire brigade in front of it",
        "The mill on Friday night with the fire brigade in front of it - Valley Post Online",
        "Заголовок открываемого материала",
        "Advertisement",
        "Read more: Mill owner speaks",
        "https://example.org/mill",
        "[The mill](https://example.org/mill) is ![gone](a.jpg) now",
        "# Mill burns down",
        "caf\u00c3\u00a9 so\u00adft\u00a0space  two",
        "log in or register",
        "",
        "   ",
        "* * *",
        "<p>",
        "\ud800 lone\x00",
    ]
)
PAGES = st.lists(LINES | st.text(max_size=60), max_size=25).map("\n".join)
TEXTS = PAGES | st.text(max_size=400) | st.lists(LINES, min_size=8, max_size=40).map(" ".join)
