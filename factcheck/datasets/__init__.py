"""Data sets to train and to measure on: their files as types, and which claims no training may see."""
