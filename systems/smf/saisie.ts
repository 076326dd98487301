/** What an OF types in SMF: its seven screens, controlled whole (R4), by the mandataire alone (R13), told to the hub in LHEO (R9). */
import { z } from 'zod';
import { elementFormation } from '../../domain/lheo/ecriture.ts';
import type { Formation } from '../../domain/lheo/modele.ts';
import { ecrireElement } from '../../domain/lheo/xml.ts';
import { presserBoutons } from '../../domain/smf/boutons.ts';
import { controlerFiche } from '../../domain/smf/controle.ts';
import { depuisLheo } from '../../domain/smf/depuis-lheo.ts';
import { controlerRegion, controlerSaisie } from '../../domain/smf/droits.ts';
import type { FicheSmf } from '../../domain/smf/fiche.ts';
import { versLheo } from '../../domain/smf/vers-lheo.ts';
import type { Sortie } from '../socle/contrat.ts';
import { changee, neuve, type Piece, parCle } from '../socle/pieces.ts';
import { tousLesRefus } from '../socle/refus.ts';
import { type Decision, lier, type Regle, type Traitement } from '../socle/regles.ts';
import { contratSmf } from './contract.ts';
import { lireLheo } from './lheo.ts';
import { apresModification, FICHE_VIDE, FicheActe, passer, REFUS, sessionsDe } from './rules.ts';
import { Fiche } from './store.ts';

type Etat = Sortie<(typeof contratSmf)['deposerFiche']>;

/**
 * `ecrans`: what the seven screens hold, or `lheo`: the same in the common language; `par`: SIRET of the organisme that types, the mandataire when
 * it is not said. `texte`: what an `lheo` was read as.
 */
const saisie = (ebauche: boolean) =>
  FicheActe.extend({ ecrans: z.unknown().optional(), par: z.string().max(20).nullish() }).transform((e, ctx) => {
    if (e.ecrans === undefined) {
      const lu = e.lheo ? lireLheo(e.lheo, e.fiche) : null;
      if (lu?.ok === false) for (const f of lu.fautes) ctx.addIssue({ code: 'custom', path: ['lheo', f.chemin], message: f.message });
      return { ...e, ecrans: undefined, texte: lu?.ok ? lu.formation : undefined };
    }
    const lu = controlerFiche(presserBoutons(e.ecrans), { ebauche });
    const fautes = lu.ok ? [] : lu.fautes;
    if (lu.ok && lu.fiche.numero !== e.fiche) fautes.push({ chemin: 'numero', valeur: '', regle: 'R1', message: 'Ces écrans sont ceux d’une autre fiche.' });
    for (const f of fautes) ctx.addIssue({ code: 'custom', path: ['ecrans', f.chemin], message: `${f.message} (${f.regle})` });
    return { ...e, ecrans: lu.ok ? lu.fiche : undefined, texte: undefined as Formation | undefined };
  });
type Saisie = z.output<ReturnType<typeof saisie>>;

/** R13, R2: who may type this. */
const interdit = (e: Saisie, connue: Piece<Fiche> | undefined): Decision<Etat> | null => {
  const tenue = connue?.donnees.formation ? depuisLheo(connue.donnees.formation) : undefined;
  const fiche: FicheSmf | undefined = tenue ?? e.ecrans ?? (e.texte && depuisLheo(e.texte));
  const [reserve] = e.par && fiche ? controlerSaisie(fiche, e.par) : [];
  const [hors] = e.ecrans ? controlerRegion(e.ecrans) : [];
  return tousLesRefus(
    reserve && { refus: { ...REFUS.SAISIE_RESERVEE.refus, detail: reserve.message } },
    hors && { refus: { ...REFUS.HORS_REGION.refus, detail: hors.message } },
  );
};

/** Keeps what was typed; the event carries it in LHEO. An act without text leaves the one that is known. */
const garder = (e: Saisie, connue: Piece<Fiche> | undefined, etat: Fiche['etat'], type: string | null): Decision<Etat> => {
  const { ecrans, par: _, texte: lu, ...donnees } = e;
  const formation = lu ?? (ecrans && versLheo(ecrans, connue?.donnees.formation ?? undefined));
  const texte = formation && {
    formation,
    empreinte: null,
    intitule: formation.intitule,
    ofResponsable: formation.organisme.siret,
    numeroActivite: formation.organisme.numeroActivite,
  };
  const piece = changee(connue ?? neuve(Fiche, e.fiche, { ...FICHE_VIDE, fiche: e.fiche }), texte ?? {});
  const sessions = formation?.actions.flatMap((a) => a.sessions.map((s) => s.numero)) ?? [];
  const decision = passer(piece, etat, sessionsDe(e.fiche, sessions));
  // An LHEO goes on as it came: what SMF has no screen for is in it.
  const lheo = ecrans && formation && ecrireElement(elementFormation(formation, '2.3'));
  return type === null ? decision : { ...decision, evenements: [{ type, donnees: { ...donnees, ...(lheo !== undefined && { lheo }) } }] };
};

const regle = (decider: (e: Saisie, connue: Piece<Fiche> | undefined) => Decision<Etat>): Regle<Saisie, Etat> => ({
  lire: (e) => parCle(Fiche, e.fiche),
  decider: (lu, e) => {
    const connue = lu.un(Fiche, e.fiche);
    return interdit(e, connue) ?? decider(e, connue);
  },
});
const acteSaisi = (type: string, ebauche: boolean, decider: (e: Saisie, connue: Piece<Fiche> | undefined) => Decision<Etat>): Traitement =>
  lier({ chemin: `/actes/${type}`, entree: saisie(ebauche), sortie: contratSmf.deposerFiche.sortie }, regle(decider));

export const actesSaisis: Traitement[] = [
  /** A draft: nobody else sees it, and the hub is not told. */
  acteSaisi('fiche.enregistree', true, (e, connue) =>
    connue && connue.donnees.etat !== 'EN_SAISIE' ? REFUS.ETAT_INCOMPATIBLE : garder(e, connue, 'EN_SAISIE', null),
  ),
  /** The OF submits: a new fiche, or one that was returned. */
  acteSaisi('fiche.soumise', false, (e, connue) => {
    if (connue && !['EN_SAISIE', 'A_CORRIGER', 'SOUMISE'].includes(connue.donnees.etat)) return REFUS.ETAT_INCOMPATIBLE;
    return garder(e, connue, connue ? apresModification(connue.donnees) : 'SOUMISE', 'fiche.soumise');
  }),
  /** The OF edits: a validated fiche must be validated again. */
  acteSaisi('fiche.modifiee', false, (e, connue) => {
    if (!connue) return REFUS.FICHE_INCONNUE;
    return connue.donnees.etat === 'ARCHIVEE' ? REFUS.ETAT_INCOMPATIBLE : garder(e, connue, apresModification(connue.donnees), 'fiche.modifiee');
  }),
];
