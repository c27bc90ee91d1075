"""What was refused is kept for its writer, and for no more people than need it."""

from bot.core.card import Route
from bot.core.form import Choice, ChoiceField, Form, RoleField, TextField, refilled
from bot.on_discord.drafts import MOST, Drafts


def test_the_last_of_each_person_is_kept():
    drafts = Drafts()
    drafts.keep("discord:7", {"question": ("Tea?",)})
    drafts.keep("discord:8", {"question": ("Milk?",)})
    drafts.keep("discord:7", {"question": ("Coffee?",)})

    drafts.drop("discord:8")

    assert drafts.of("discord:7") == {"question": ("Coffee?",)}
    assert drafts.of("discord:8") == {}


def test_the_oldest_makes_room():
    drafts = Drafts()
    for number in range(MOST + 1):
        drafts.keep(f"discord:{number}", {"question": (str(number),)})

    assert drafts.of("discord:0") == {}
    assert drafts.of("discord:1") == {"question": ("1",)}


def test_a_form_is_filled_in_as_far_as_it_fits():
    yes, no = Choice("Yes", "yes", is_picked=True), Choice("No", "no")
    fields = (TextField("a", "A"), TextField("b", "B", value="b"), ChoiceField("c", "C", (yes, no)))
    form = Form("Form", Route("x"), (*fields, RoleField("d", "D")))

    filled = refilled(form, {"a": ("typed",), "c": ("no",), "d": ("5",), "gone": ("x",)})

    text, untouched, choice, role = filled.fields
    assert (text.value, untouched.value) == ("typed", "b")
    assert [each.is_picked for each in choice.choices] == [False, True]
    assert role == form.fields[-1]
