"""PLOVER types, modes, contexts, quad classes and scores; status; the crosswalk to CAMEO."""
