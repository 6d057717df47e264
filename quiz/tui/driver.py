"""Reads what is typed, whatever bytes that is."""

import codecs
import sys
from functools import partial

from textual.driver import Driver

if sys.platform == "win32":

    def steady(driver: type[Driver]) -> type[Driver]:
        """Returns the driver as it is: it reads characters, not bytes."""
        return driver

else:
    from textual.drivers import linux_driver

    def _decoder(encoding: str) -> partial[codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), errors="ignore")

    # Textual's own decoder ends the app at a byte that is no UTF-8, and takes no other from outside.
    linux_driver.getincrementaldecoder = _decoder  # type: ignore[attr-defined,assignment]

    class _SteadyDriver(linux_driver.LinuxDriver):
        def _run_input_thread(self) -> None:
            try:
                self.run_input_thread()
            except Exception as error:
                # Textual would print it here, with the code around it.
                self._app.call_later(self._app._handle_exception, error)

    def steady(driver: type[Driver]) -> type[Driver]:
        """Returns the driver that reads as this one, and passes over bytes that are no UTF-8.

        They come from a terminal that is set to Latin-1, or from noise on a line.
        """
        return _SteadyDriver if driver is linux_driver.LinuxDriver else driver
