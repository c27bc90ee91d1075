"""English words and first names one slip away from a name, or from a word of questions."""

from __future__ import annotations

# One slip from the name of a state, a city or a people.
OF_NAMES = """
    africana alina americana americanism americanist americano americas angara arina athena
    athene athenians bakunin baritones breton bretons brutish chian chiba chines ching chink
    chino chins chita cyrus delphi emigrated emigrates fiance franc frances franck franco francs
    geeks georgina giorgia greed green greene greens greer greet greets haman hellos hells
    hungry indiana indic indie indies indio indira indra isabel ismael ismail israfil kadar
    kantar landon lindon lyndon manana mascot muscats paras parcs pares parish parisians parks
    paros parts peaking pecking peeing peeking perking permian peruvians piking poking prussia
    puking saadi sandi sardis sultana terran tucks turds turfs turku turnkey turns turps tusks
    warrington
"""
# A letter more, a letter less or two swapped in a word of questions.
OF_QUESTIONS = """
    abiding armings bakers baking bakings blacked blacker blacking campion campions causers
    clauses delivery delver delvers disputed disputer endorser fiances fiends flavored flavoring
    flavors flights founded founding frights givings hostiles licking linking neural parings
    parton patroon provider providers rational rationales reflation scending shelled shelling
    sipped sipping smelled smelling spelled spelling spending strands strangers strangle
    strangler supplier suppliers swelled swelling
"""
LOOK_ALIKES = frozenset(OF_NAMES.split()) | frozenset(OF_QUESTIONS.split())
