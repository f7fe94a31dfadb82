"""The values of a Helm chart in other documents than `values.yaml`."""

from itertools import pairwise

from vtexlint.parsers.model import Document

# `spec.values` of Flux, `helm.valuesObject` of Argo CD, `helmCharts` of Kustomize, `releases` of helmfile: the field, and the one around it
_VALUES = frozenset({"values", "valuesObject", "valuesInline", "valuesContent"})
_AROUND = frozenset({"spec", "helm", "helmCharts", "releases", "forProvider"})


def has_values(document: Document, container: int, name: str = "") -> bool:
    """Whether a container, or the field of this name in it, is in the values of a chart."""
    if name and name not in _VALUES:
        return False
    names = [key for key in document.ancestors(container) if isinstance(key, str)]
    return any(one in _VALUES and around in _AROUND for one, around in pairwise([name, *names] if name else names))
