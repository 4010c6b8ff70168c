"""One person's screen: what a door hands over, and Textual on top of it.

`protocol` says what a terminal is, `hosting` runs an app on one. The rest is what that takes:
`driver` (bytes to events, frames to bytes), `input` and `pacing` (pastes, floods), `safety` (what
may be shown as text), `outgoing` and `colour` (the last filters on a frame), `restore` (how a
terminal is given back), `patches` (what is drawn again), `turns` (who draws when), `keeping` (the
memory of many), and `textual_internals`, the one package that touches private names of Textual.
"""
