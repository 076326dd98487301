/**
 * Giving up digests (RFC 8058): one POST from the mail program, or the button of the page. Duties keep coming, one by one. GET changes nothing:
 * mail scanners open links.
 */
import express, { type Response, Router } from 'express';
import { lireJetonDesabonnement } from '../../prisma/syntheses.ts';
import type { Deps } from '../deps.ts';
import { CSP_PAGE_OF, page } from '../page-of/socle/gabarit.ts';
import { html } from '../page-of/socle/html.ts';

const CHEMIN = '/courriels/syntheses/:jeton';

export const createDesabonnement = ({ hub, horloge, config }: Pick<Deps, 'hub' | 'horloge' | 'config'>): Router => {
  const routeur = Router();
  const dire = (res: Response, texte: string, statut = 200): void =>
    void res
      .set({ 'Content-Security-Policy': CSP_PAGE_OF, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' })
      .status(statut)
      .type('html')
      .send(texte);

  const lireOrganisme = async (jeton: string) => {
    const siret = lireJetonDesabonnement(config.cleSystemes, jeton);
    return siret === null ? null : hub.organisme.findUnique({ where: { siret }, select: { siret: true, nom: true, syntheses: true } });
  };

  routeur.get(CHEMIN, async (req, res) => {
    const of = await lireOrganisme(req.params['jeton'] ?? '');
    if (!of) return dire(res, inconnu(), 404);
    dire(res, choix(of));
  });

  // No origin to check: the mail program that sends it has none. The address itself is the proof, and all it can do is this.
  routeur.post(CHEMIN, express.urlencoded({ extended: false, limit: '1kb' }), async (req, res) => {
    const of = await lireOrganisme(req.params['jeton'] ?? '');
    if (!of) return dire(res, inconnu(), 404);
    const syntheses = (req.body as Record<string, unknown> | undefined)?.['syntheses'] === 'oui';
    if (syntheses !== of.syntheses) {
      const date = new Date(horloge.maintenant());
      await hub.$transaction([
        hub.organisme.update({ where: { siret: of.siret }, data: { syntheses } }),
        hub.evenement.create({
          data: {
            cle: `syntheses:${of.siret}:${date.getTime()}`,
            date,
            acteur: `of:${of.siret}`,
            fait: 'SYNTHESES_MODIFIEES',
            detail: syntheses ? 'Synthèses demandées' : 'Synthèses refusées',
          },
        }),
      ]);
    }
    dire(res, choix({ ...of, syntheses }, true));
  });
  return routeur;
};

const choix = ({ nom, syntheses }: { nom: string; syntheses: boolean }, fait = false): string =>
  page(
    'Vos synthèses',
    html`${fait && html`<section class="bon" role="status"><p>C’est noté.</p></section>`}
<h1>${syntheses ? 'Vous recevez des synthèses' : 'Vous ne recevez plus de synthèses'}</h1>
<p>Une synthèse réunit dans un seul message plusieurs réponses attendues. Sans elle, chacune vous est demandée par un message : ces demandes ne s’arrêtent qu’avec la réponse.</p>
<form method="post"><input type="hidden" name="syntheses" value="${syntheses ? 'non' : 'oui'}"><button>${syntheses ? 'Ne plus recevoir de synthèses' : 'Recevoir de nouveau des synthèses'}</button></form>`,
    nom,
  );

const inconnu = (): string => page('Adresse inconnue', html`<h1>Cette adresse n’existe pas</h1><p>Ouvrez le lien depuis un courriel de Maillon.</p>`);
