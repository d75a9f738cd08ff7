"""From a report's text to sentences, tokens and one sentence graph each, by one small encoder."""
