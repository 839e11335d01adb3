"""Page → article: its text, title, credits, dateline, publication date, each with its evidence. Door: `read.read_article`."""
