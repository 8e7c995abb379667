"""What only a real browser can show: scripts under the strict policy, passkeys, access for everybody."""
