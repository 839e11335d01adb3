"""PLOVER's types, modes and contexts with their scores, and the codes of states and bodies: data files and one loader each."""
