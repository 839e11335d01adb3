"""Page → article: its own text, title, credits, dateline and publication date, each with its evidence. Door: `read.read_article`."""
