"""Figures that check each other decide what a damaged filing says: `reconcile(draft, digital)`."""

from extraction.reconcile.flow import reconcile
from extraction.reconcile.reconciled import Reconciled, Repair

__all__ = ["Reconciled", "Repair", "reconcile"]
