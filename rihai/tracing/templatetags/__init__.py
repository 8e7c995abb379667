"""Words of tracing's codes for templates."""
