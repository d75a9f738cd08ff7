"""From sentence graphs to statements: who says so, what happened, how certain, what was agreed and foretold."""
