"""Reads the press about relations between states: raw pages in, a sourced, dated, merged record out."""
