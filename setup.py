"""The part in C, which is not needed: without a compiler everything works, and takes longer."""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension(
            "actionplans.extract._asking",
            ["extract/asking.c"],
            optional=True,
            py_limited_api=True,
        )
    ],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
