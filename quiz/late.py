"""Packages whose names are imported when they are asked for: what is not needed costs no start."""

import sys
from collections.abc import Callable, Mapping


def names(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Returns the `__getattr__` of a package (PEP 562).

    Args:
        package: Its name.
        homes: The module of the package that each of its names is defined in; a module is its own home.
    """

    def look(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home = f"{package}.{homes[name]}"
        __import__(home)  # importlib's own costs a start more than many a module
        module = sys.modules[home]
        found = module if homes[name] == name else getattr(module, name)
        setattr(sys.modules[package], name, found)
        return found

    return look
