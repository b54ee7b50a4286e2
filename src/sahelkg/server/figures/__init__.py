"""Figures as SVG, drawn here: styled by classes alone, every mark a link with a title, each beside a table of the same."""
