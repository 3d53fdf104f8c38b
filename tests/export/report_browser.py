"""What the tests of the review page share: chromium, driven through its own protocol."""

from __future__ import annotations

import base64
import shutil
import sys
import time
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from actionplans.export.report import write_report

sys.path.insert(0, str(Path(__file__).parent))
from report_plans import draw_plan

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1280,800",
)  # fmt: skip


class Page:
    """The report in the browser: what a reader does, and what he then sees."""

    def __init__(self, driver, downloads):
        self.driver = driver
        self.downloads = downloads

    def open(self, path):
        self.driver.get(path.as_uri())
        self.until("return document.readyState === 'complete'")
        return self

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def until(self, script, *arguments, seconds=10):
        end = time.monotonic() + seconds
        while not (seen := self.run(script, *arguments)):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.02)
        return seen

    def press(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def set(self, identity, value):
        """Choose or write a value, as a reader does."""
        self.run(
            "const node = document.getElementById(arguments[0]); node.value = arguments[1];"
            "node.dispatchEvent(new Event('change'))", identity, value,
        )  # fmt: skip

    def correct(self, ref, field, value, reason):
        head = next(each for each in self.all(".head") if each.text.startswith(ref))
        if head.get_attribute("aria-expanded") == "false":
            head.click()
        self.press("e")
        self.set("edit-field", field)
        self.run("document.getElementById('edit-input').value = arguments[0]", value)
        self.one("#edit-reason").send_keys(reason)
        self.one("#edit .strong").click()

    def size(self, width, height):
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.refresh()

    def prefers(self, **settings):
        features = [
            {"name": f"prefers-{name.replace('_', '-')}", "value": value}
            for name, value in settings.items()
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def printed(self):
        """The text of the pages that go to a printer."""
        paper = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        with closing(pypdfium2.PdfDocument(base64.b64decode(paper["data"]))) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def one(self, selector):
        return self.driver.find_element("css selector", selector)

    def point_at(self, element):
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).move_to_element(element).perform()

    def refs(self):
        return self.run(
            "return [...document.querySelectorAll('.record')]"
            ".map((node) => node.querySelector('.ref').firstChild.textContent)"
        )

    def errors(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def downloaded(self, name):
        path, end = self.downloads / name, time.monotonic() + 10
        while not path.exists():
            assert time.monotonic() < end, f"{name} was not downloaded"
            time.sleep(0.05)
        return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if not CHROMIUM or not CHROMEDRIVER:
        pytest.skip("chromium and its driver are not installed")
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    downloads = tmp_path_factory.mktemp("downloads")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)}
    )
    yield driver, downloads
    driver.quit()


@pytest.fixture
def show(browser, tmp_path):
    """Writes the report of some plans and opens it; at the end there must be no error."""
    page = Page(*browser)

    def shown(*plans, **options):
        sources = {plan.plan_id: draw_plan(plan, tmp_path / plan.source_file) for plan in plans}
        path = write_report(plans, tmp_path, sources=sources, version="1.2.3", **options)
        page.open(path)
        page.run("localStorage.clear()")
        return page.open(path)

    yield shown
    page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    page.prefers()
    assert page.errors() == []
