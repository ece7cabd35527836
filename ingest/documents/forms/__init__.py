"""The files that documents come in: each module takes the text out of one."""
