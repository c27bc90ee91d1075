"""English words that lie one slip away from a name or a word of questions, and are no slip."""

from __future__ import annotations

LOOK_ALIKES = frozenset(
    """
    abiding africans americana americanism americano americas angara athena athene attitudes
    bakers baking barking belied blacked blacker blacking breton bretons brighton brutish campion
    campions causers chariots chiba chine chines ching chino chins chita clauses clusters cypress
    cypriot cyrus delivery delphi disputed embraces emigrate emigrated emigrates emulates fiance
    fiances fiends finance flavor flavored flavors flavour flavoured flavours flights founded
    founding franc france's frances francine franck franco francs frights gauls geeks georgie
    georgina gorge greed greedy green greene greens greer greet greets hamad haman hells hello
    hellos hindustan hungry indiana indianapolis indic indicate indie indies indigo indio indira
    indra involve ismael ismail kadar kazoo landon licking linden linking lindon londoners lyndon
    manama's manana mascot moldova muscle musket opposer pairs panama paras parish parisian
    parisians parity parks parody paros parries parrish parrots parson parsons parton parts
    patroon peaking pecking peeing peeking pensions perking permian persian's persists person
    persona personas persons pertains peruvian peruvians pocking poking prussia prussian puking
    ramadan rational rationed rations reflation ruffians runway saadi sardis saudade shelled
    shelling smelled smelling spelled spelling spending strands strangers strangle strangler
    swelled swelling tartar tatar tatars tarmac terran trucks truck trunk trunks tucks turban
    turds turf turfs turin turkey's turku turn turned turner turning turnkey turns turps tusks
    tasks umpire unions united's unman warrington wellington
    """.split()
)
