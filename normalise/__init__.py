"""Document to Plan: areas, actions, milestones, leads. Knows the language, knows no PDF library."""
