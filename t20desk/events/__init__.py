"""Events: their tree, their days, their guests, their programme, and what came of them."""
