"""The part in C, which is not needed: without a compiler everything works, and takes longer."""

import sysconfig

from setuptools import Extension, setup

ASKING = Extension(
    "actionplans.extract._asking", ["extract/asking.c"], optional=True, py_limited_api=True
)

if sysconfig.get_config_var("Py_GIL_DISABLED"):  # where one build for all Pythons is not possible
    setup()
else:
    setup(ext_modules=[ASKING], options={"bdist_wheel": {"py_limited_api": "cp311"}})
