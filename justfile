# One-line chores; `just --list` shows them. Without just, run the lines by hand.

# lint, types and tests, as the continuous integration does
check:
    ruff format --check . && ruff check . && mypy && pytest -n 2 --dist worksteal

# put the code into its usual shape
format:
    ruff format . && ruff check --fix .

# convert the sample plan into out/
sample:
    actionplans convert samples/east-sussex-jtai/east-sussex-jtai.pdf

# write the data dictionary anew from the schema
dictionary:
    python docs/build_dictionary.py

# accuracy on the corpus, a line a layout
accuracy *ARGS:
    python bench/accuracy.py {{ARGS}}

# speed and memory beside the peers
speed *ARGS:
    python bench/speed.py {{ARGS}}
