"""Who asks: tokens, sessions of browsers, hosts, rates."""
