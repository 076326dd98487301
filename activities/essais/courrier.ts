/** For tests of the mails: a real SMTP server, a real PostgreSQL with one slot that is over and four people expected. */
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { hubDeTest } from '../../e2e/outils/base.ts';
import type { Hub } from '../../prisma/hub.ts';
import { createTransport } from '../courriels/transport.ts';
import { createLecture } from '../lecture.ts';
import { createRelances } from '../relances.ts';

export const OF = '99912345800013';
export const MANDATAIRE = '99954321800013';
export const MAINTENANT = Date.parse('2026-11-12T12:00:00+01:00');
export const CRENEAU = 'ICO-103725-1';
export const PERSONNES = ['Lefebvre', 'Mbarki', 'Okonkwo', 'Delaunay'];
export const POSITIONNEMENTS = PERSONNES.map((_, i) => `00000000-0000-4000-8000-00000000000${i}`);

/** What the tests share; `remettre` puts everything back. */
export const ouvrirCourrier = async () => {
  const base = await hubDeTest(4);
  const { hub } = base;
  const smtp = await startSmtp();
  const transport = createTransport(smtp.url);
  const options = {
    hub,
    transport,
    urlHub: 'https://maillon.example',
    expediteur: 'Maillon <ne-pas-repondre@maillon.example>',
    cle: 'secret des essais',
    politiques: createLecture(hub).politiques,
  };
  return {
    hub,
    smtp,
    options,
    relances: createRelances(options),
    remettre: async () => {
      smtp.recus.length = 0;
      Object.assign(smtp.etat, { refus: null, refusMessage: null, lenteur: Promise.resolve() });
      await semer(hub);
    },
    close: async () => {
      transport.close();
      await smtp.close();
      await base.close();
    },
  };
};

/** A real SMTP server that keeps what it accepts; `refus` decides on each recipient. */
const startSmtp = async () => {
  const recus: { brut: string; lu: ParsedMail; a: string[] }[] = [];
  const etat: { refus: number | null; refusMessage: number | null; lenteur: Promise<void> } = { refus: null, refusMessage: null, lenteur: Promise.resolve() };
  const echec = (code: number) => Object.assign(new Error('boîte inconnue contact@of.example'), { responseCode: code });
  const serveur = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_, __, suite) => suite(etat.refus === null ? null : echec(etat.refus)),
    onData: (flux, session, suite) => {
      const morceaux: Buffer[] = [];
      flux.on('data', (m: Buffer) => morceaux.push(m));
      flux.on('end', () => {
        if (etat.refusMessage !== null) return suite(echec(etat.refusMessage));
        void etat.lenteur.then(async () => {
          const brut = Buffer.concat(morceaux);
          recus.push({ brut: brut.toString(), lu: await simpleParser(brut), a: session.envelope.rcptTo.map((r) => r.address) });
          suite(null);
        });
      });
    },
  });
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
  const { port } = serveur.server.address() as AddressInfo;
  return { recus, etat, url: `smtp://127.0.0.1:${port}`, close: () => new Promise<void>((fini) => serveur.close(fini)) };
};

const semer = async (hub: Hub): Promise<void> => {
  for (const table of ['relance', 'tentative', 'lien_of', 'blocage', 'positionnement', 'personne', 'creneau', 'session', 'organisme', 'compte'])
    await hub.$executeRawUnsafe(`DELETE FROM hub.${table}`);
  await hub.organisme.createMany({
    data: [
      { siret: OF, nom: 'Formation Estuaire', courriel: 'contact@of.example', telephone: '02 35 00 00 00' },
      { siret: MANDATAIRE, nom: 'Groupement Seine', courriel: 'marches@mandataire.example' },
    ],
  });
  await hub.session.create({
    data: {
      numero: '103725',
      fiche: 'A825286',
      intitule: 'Soudeur',
      debut: new Date('2026-12-01'),
      modaliteEntreeSortie: 'DATES_FIXES',
      ofResponsable: MANDATAIRE,
      ofDispensateur: OF,
      formacode: '23076',
      rome: [],
      offre: {},
    },
  });
  await hub.creneau.create({
    data: {
      id: CRENEAU,
      session: '103725',
      modalite: 'ICO',
      debut: new Date('2026-11-12T09:30:00Z'),
      fin: new Date('2026-11-12T11:00:00Z'),
      lieu: { ville: 'Le Havre' },
      places: 12,
      placesLibres: 8,
      pieces: ['CV'],
      origine: 'KAIROS',
    },
  });
  for (const [i, nom] of PERSONNES.entries()) {
    const personne = await hub.personne.create({ data: { nom, prenom: 'Camille', idDE: `123456${i}A`, courriel: i === 3 ? null : `camille${i}@de.example` } });
    await hub.positionnement.create({
      data: {
        id: POSITIONNEMENTS[i],
        parcours: `${personne.id}:103725`,
        personne: personne.id,
        session: '103725',
        creneau: CRENEAU,
        reseau: i === 0 ? 'CAP_EMPLOI' : i === 3 ? 'PE' : 'ML',
        outil: i === 3 ? 'AUDEF' : 'OUIFORM',
        statut: 'CONFIRME',
        argumentaire: 'Motif à ne pas divulguer',
        creeLe: new Date(MAINTENANT),
      },
    });
  }
};
