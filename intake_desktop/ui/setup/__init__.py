"""First run: service point, first helper, passphrase, recovery code."""
