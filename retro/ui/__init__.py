"""The screens: what people see and press. No rules live here; a screen draws a view and submits
commands."""
