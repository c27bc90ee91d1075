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
        await expect(page.get_by_text("Welcome.").last).to_be_visible()
        await page.locator("#channel-composer-input").click()
        await pick(page, "/why", "/why")
        await pick(page, "teher", "Iran")
        await pick(page, "arm", "Armenia")
        await page.keyboard.press("Enter")

        answer = page.get_by_role("heading", name="Why does Iran back Armenia?")
        await expect(answer).to_be_visible()
        await expect(page.get_by_text("Our reading:").last).to_be_visible()
        await expect(page.get_by_role("link", name="[1]").first).to_have_attribute(
            "href", re.compile("^https?://")
        )

        await page.get_by_role("button", name="Iran", exact=True).last.click()

        await expect(page.get_by_role("heading", name="Iran", exact=True)).to_be_visible()
        await expect(answer).not_to_be_visible()
