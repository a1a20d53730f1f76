"""What every chat needs and no test changes, imported once for all chats that are served.

In: nothing. Out: modules in memory. It loads no model, starts no thread and asks nobody.
"""

from ui.app import keep_quiet

keep_quiet()

import faiss  # noqa: E402, F401
import gradio  # noqa: E402, F401
import torch  # noqa: E402, F401
import uvicorn  # noqa: E402, F401

import ui.api  # noqa: E402
import ui.page  # noqa: E402, F401
