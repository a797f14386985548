"""How a KPI that was measured for one product of an account is kept beside that of the whole account (method C14)."""

from typing import Final

BETWEEN: Final = "/"  # no playbook's KPI has it in its key


def of_product(kpi: str, product: str) -> str:
    """ "weekly-use/Alerts"."""
    return f"{kpi}{BETWEEN}{product}"


def product_of(key: str) -> tuple[str, str]:
    """KPI and product; "" for that of the whole account."""
    kpi, _, product = key.partition(BETWEEN)
    return kpi, product


__all__ = ["BETWEEN", "of_product", "product_of"]
