"""The conversation at the counter: sections, one question at a time in two languages, promises beside it."""

from intake_desktop.ui.conversation.screen import ConversationScreen

__all__ = ["ConversationScreen"]
