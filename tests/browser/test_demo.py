"""The demo as a newcomer meets it: one command, then a page that is typed into."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright, expect

CHROMIUM = shutil.which("chromium")
# Without these Chromium asks its maker's servers for things, which no test should.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]

expect.set_options(timeout=20_000)  # a machine may be busy

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
    pytest.mark.timeout(120),
]


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """Run `bedfellows demo` and give the address it prints."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", "-m", "bot", "demo", "--no-browser", "--port", "0"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=os.environ | {"BEDFELLOWS_LOG": "ERROR"},
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            printed = (await process.stdout.readline()).decode()
        found = re.search(r"http://127\.0\.0\.1:\S+", printed)
        assert found, printed
        yield found.group()
    finally:
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    assert process.returncode == 0


@asynccontextmanager
async def browser_page(address: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page(viewport={"width": 1000, "height": 1400})
        await page.goto(address)
        await expect(page.get_by_text("Welcome.").last).to_be_visible()
        yield page
        await browser.close()


async def pick(page: Page, typed: str, offered: str) -> None:
    """Type into the field that has the focus and take what is offered first."""
    await page.keyboard.type(typed, delay=30)
    first = page.get_by_role("option", selected=True).and_(page.locator(":visible")).last
    await expect(first).to_contain_text(offered)
    await page.keyboard.press("Enter")


async def test_a_newcomer_asks_why_and_presses_a_button():
    async with demo() as address, browser_page(address) as page:
        await page.locator("#channel-composer-input").click()
        await pick(page, "/why", "/why")
        await pick(page, "teher", "Iran")
        await pick(page, "arm", "Armenia")
        await send(page)

        answer = page.get_by_role("heading", name="Why does Iran back Armenia?")
        await expect(answer).to_be_visible()
        await expect(page.get_by_text("Our reading:").last).to_be_visible()
        await expect(page.get_by_role("link", name="[1]").first).to_have_attribute(
            "href", re.compile("^https?://")
        )

        await page.get_by_role("button", name="Iran", exact=True).last.click()

        await expect(page.get_by_role("heading", name="Iran", exact=True)).to_be_visible()
        await expect(answer).not_to_be_visible()


async def send(page: Page) -> None:
    """Send the command, once what was picked last stands in it."""
    await expect(page.locator("div[role=option]:visible")).to_have_count(0)
    await page.keyboard.press("Enter")


async def give(page: Page, command: str, *picked: tuple[str, str]) -> None:
    await choose(page, command)
    for typed, offered in picked:
        await pick(page, typed, offered)
    await expect(page.locator("#send-message")).to_be_enabled()
    await page.locator("#send-message").click()


async def be(page: Page, viewer: str) -> None:
    """Use the page as *viewer*, once it is theirs: what is typed before is lost."""
    (number,) = await page.select_option("#viewer-picker", label=viewer)
    theirs = "number => simcordPreview.ready && simcordPreview.viewerId === number"
    await page.wait_for_function(theirs, arg=number)


async def choose(page: Page, command: str) -> None:
    """Type *command* and take it."""
    await page.locator("#channel-composer-input").click()
    await page.keyboard.type(command, delay=30)
    await expect(page.locator("div[role=option]:visible")).to_have_count(1)
    await page.keyboard.press("Enter")
    composer = page.locator("form", has=page.locator("#send-message"))
    await expect(composer).to_contain_text(command)


async def test_the_moderator_moves_time_on_to_the_daily_explainer():
    async with demo() as address, browser_page(address) as page:
        await be(page, "Mira")
        await give(page, "/demo next")

        await expect(page.locator(".thread-summary")).to_contain_text("2 messages")
        await expect(page.get_by_role("button", name="Report an error")).to_be_visible()

        await give(page, "/demo thread")
        await expect(page.get_by_text("Poll:").last).to_be_visible()
        await give(page, "/settings panel")
        place_and_time = page.get_by_role("button", name="Change place and time")
        await expect(place_and_time).to_be_visible()
        await expect(page.get_by_text("09:00 UTC").last).to_be_visible()


async def test_a_member_cannot_move_time():
    async with demo() as address, browser_page(address) as page:
        await give(page, "/demo next")

        refused = page.get_by_text("Only the moderator moves time here").last
        await expect(refused).to_be_visible()


async def test_a_secret_poll_is_asked_voted_in_and_closed():
    async with demo() as address, browser_page(address) as page:
        await be(page, "Mira")
        await give(page, "/poll new")
        form = page.locator("dialog[open], [role=dialog]").last
        await form.locator("[name=question]").fill("Which tea?")
        await form.locator("[name=options]").fill("Green\nBlack")
        await form.locator("[data-custom-id=kind] .select-trigger").click()
        await page.get_by_role("option", name="Secret").click()
        await form.get_by_role("button", name="Submit").click()

        # Nobody has to renew the page for what comes of itself.
        await expect(page.get_by_role("button", name="My vote")).to_be_visible()

        for viewer, answer in (("Ada", "Green"), ("Ben", "Black"), ("Mira", "Green")):
            await be(page, viewer)
            await page.get_by_role("button", name=answer, exact=True).click()
            await expect(page.get_by_text("Your vote is counted.").last).to_be_visible()
            await expect(page.get_by_text(f"You chose {answer}.").last).to_be_visible()
        await give(page, "/poll close", ("tea", "Which tea?"))

        await expect(page.get_by_text("Green — 2 votes, 67 %").last).to_be_visible()
        await expect(page.get_by_text("3 people voted.").last).to_be_visible()
        await expect(page.get_by_role("button", name="My vote")).not_to_be_visible()
