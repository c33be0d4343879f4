"""A headless Chromium that opens the labelling page: what the page shows, and a picture of it."""

from __future__ import annotations

import base64
import re
import time
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from training.render.chromium import Printer

PATIENCE = 60.0
"""Seconds until a page must show what is waited for."""


class Browser(Printer):
    """`with Browser() as browser: browser.open(url); browser.run("document.title")`."""

    def log_in(self, url: str, user: str, password: str) -> None:
        """Take the cookies that a person gets who logs in to a Label Studio server."""
        cookies = CookieJar()
        opener = build_opener(HTTPCookieProcessor(cookies))
        page = opener.open(f"{url}/user/login/").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        form = {"csrfmiddlewaretoken": token[1], "email": user, "password": password}
        opener.open(Request(f"{url}/user/login/", urlencode(form).encode(), {"Referer": f"{url}/user/login/"}))
        self._call("Network.enable")
        for cookie in cookies:
            self._call("Network.setCookie", name=cookie.name, value=cookie.value or "", url=url)

    def open(self, url: str, width: int = 1600, height: int = 1000) -> None:
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self._call("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression, awaited."""
        answer = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, script: str) -> Any:
        """The value of an expression as soon as it is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            # A page that is still loading has no body yet.
            if value := self.run(f"(() => {{ try {{ return {script} }} catch {{ return false }} }})()"):
                return value
            time.sleep(0.3)
        raise TimeoutError(f"never true: {script}")

    def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            self._call("Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "")

    def picture(self) -> bytes:
        """What the page shows now, as PNG."""
        return base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"])
