"""The chat: a page that asks, shows the cited answer, and opens the document at the sentence."""
