"""``/reconcile``: the Reconciliation Service API 0.2, as OpenRefine speaks it."""
