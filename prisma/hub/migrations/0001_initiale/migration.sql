-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "hub";

-- CreateTable
CREATE TABLE "hub"."organisme" (
    "siret" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "numeroActivite" TEXT,
    "courriel" TEXT,
    "telephone" TEXT,
    "adresse" JSONB,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisme_pkey" PRIMARY KEY ("siret")
);

-- CreateTable
CREATE TABLE "hub"."fiche" (
    "numero" TEXT NOT NULL,
    "intitule" TEXT NOT NULL,
    "organisme" TEXT NOT NULL,
    "etat" TEXT NOT NULL DEFAULT 'SOUMISE',
    "formation" JSONB NOT NULL,
    "empreinte" TEXT NOT NULL,
    "validee" TEXT,
    "valideeLe" TIMESTAMPTZ(3),
    "remarques" TEXT,
    "catalogue" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fiche_pkey" PRIMARY KEY ("numero")
);

-- CreateTable
CREATE TABLE "hub"."session" (
    "numero" TEXT NOT NULL,
    "fiche" TEXT NOT NULL,
    "intitule" TEXT NOT NULL,
    "debut" DATE NOT NULL,
    "fin" DATE,
    "modaliteEntreeSortie" TEXT NOT NULL,
    "ofResponsable" TEXT NOT NULL,
    "ofDispensateur" TEXT NOT NULL,
    "formacode" TEXT NOT NULL,
    "rome" TEXT[],
    "certifiante" BOOLEAN NOT NULL DEFAULT false,
    "codePostal" TEXT,
    "ville" TEXT,
    "placesTotales" INTEGER NOT NULL DEFAULT 0,
    "placesConventionnees" INTEGER NOT NULL DEFAULT 0,
    "placesDisponibles" INTEGER NOT NULL DEFAULT 0,
    "financeurs" JSONB NOT NULL DEFAULT '[]',
    "etatRecrutement" TEXT NOT NULL DEFAULT 'NON_RENSEIGNE',
    "offre" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("numero")
);

-- CreateTable
CREATE TABLE "hub"."publication" (
    "session" TEXT NOT NULL,
    "systeme" TEXT NOT NULL,
    "etat" TEXT NOT NULL,
    "depuis" TIMESTAMPTZ(3) NOT NULL,
    "raison" TEXT,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("session","systeme")
);

-- CreateTable
CREATE TABLE "hub"."creneau" (
    "id" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "modalite" TEXT NOT NULL,
    "debut" TIMESTAMPTZ(3) NOT NULL,
    "fin" TIMESTAMPTZ(3) NOT NULL,
    "lieu" JSONB,
    "places" INTEGER NOT NULL,
    "placesLibres" INTEGER NOT NULL,
    "statut" TEXT NOT NULL DEFAULT 'PUBLIE',
    "pieces" TEXT[],
    "commentaire" TEXT,
    "motif" TEXT,
    "origine" TEXT NOT NULL,
    "reference" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "creneau_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."personne" (
    "id" UUID NOT NULL,
    "idDE" TEXT,
    "empreinte" TEXT,
    "nom" TEXT NOT NULL,
    "prenom" TEXT NOT NULL,
    "courriel" TEXT,
    "telephone" TEXT,
    "adresse" JSONB,
    "statutDe" TEXT NOT NULL DEFAULT 'NON_INSCRIT',
    "statutDeLe" TIMESTAMPTZ(3),
    "dossierImilo" TEXT,
    "dossierSynchronise" BOOLEAN NOT NULL DEFAULT false,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "personne_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."parcours" (
    "id" TEXT NOT NULL,
    "personne" UUID NOT NULL,
    "session" TEXT NOT NULL,
    "etape" TEXT NOT NULL,
    "etapes" JSONB NOT NULL DEFAULT '[]',
    "positionnement" TEXT,
    "entreeLe" DATE,
    "version" INTEGER NOT NULL DEFAULT 0,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "parcours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."positionnement" (
    "id" UUID NOT NULL,
    "parcours" TEXT NOT NULL,
    "personne" UUID NOT NULL,
    "session" TEXT NOT NULL,
    "creneau" TEXT NOT NULL,
    "reseau" TEXT NOT NULL,
    "outil" TEXT NOT NULL,
    "structure" TEXT,
    "prescripteur" TEXT,
    "argumentaire" TEXT,
    "statut" TEXT NOT NULL DEFAULT 'DEMANDE',
    "presence" TEXT,
    "suite" TEXT,
    "motif" TEXT,
    "reference" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "positionnement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."transmission" (
    "parcours" TEXT NOT NULL,
    "systeme" TEXT NOT NULL,
    "fait" TEXT NOT NULL,
    "etat" TEXT NOT NULL,
    "depuis" TIMESTAMPTZ(3) NOT NULL,
    "regle" TEXT,
    "raison" TEXT,

    CONSTRAINT "transmission_pkey" PRIMARY KEY ("parcours","systeme","fait")
);

-- CreateTable
CREATE TABLE "hub"."demandeur" (
    "personne" UUID NOT NULL,
    "statut" TEXT NOT NULL,
    "depuis" TIMESTAMPTZ(3) NOT NULL,
    "differees" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "demandeur_pkey" PRIMARY KEY ("personne")
);

-- CreateTable
CREATE TABLE "hub"."processus" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "sujet" TEXT NOT NULL,
    "organisme" TEXT,
    "etape" TEXT NOT NULL,
    "etat" TEXT NOT NULL,
    "ouvert" BOOLEAN NOT NULL DEFAULT true,
    "depuis" TIMESTAMPTZ(3) NOT NULL,
    "echeance" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "processus_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."blocage" (
    "id" TEXT NOT NULL,
    "processus" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "sujet" JSONB NOT NULL,
    "acteurType" TEXT NOT NULL,
    "acteur" TEXT,
    "organisme" TEXT,
    "systeme" TEXT,
    "session" TEXT,
    "creneau" TEXT,
    "depuis" TIMESTAMPTZ(3) NOT NULL,
    "echeance" TIMESTAMPTZ(3),
    "niveau" INTEGER NOT NULL DEFAULT 0,
    "prochaineRelance" TIMESTAMPTZ(3),
    "derniereRelance" TIMESTAMPTZ(3),
    "veilleJusqua" TIMESTAMPTZ(3),
    "priseEnChargePar" TEXT,
    "priseEnChargeJusqua" TIMESTAMPTZ(3),
    "leveLe" TIMESTAMPTZ(3),
    "levePar" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blocage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."relance" (
    "id" TEXT NOT NULL,
    "blocage" TEXT NOT NULL,
    "processus" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "niveau" INTEGER NOT NULL,
    "organisme" TEXT,
    "canal" TEXT NOT NULL,
    "destinataire" TEXT,
    "objet" TEXT,
    "messageId" TEXT,
    "etat" TEXT NOT NULL,
    "prevueLe" TIMESTAMPTZ(3),
    "envoyeeLe" TIMESTAMPTZ(3),
    "echec" TEXT,

    CONSTRAINT "relance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."politique" (
    "cause" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "contenu" JSONB NOT NULL,
    "modifieePar" TEXT,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "politique_pkey" PRIMARY KEY ("cause")
);

-- CreateTable
CREATE TABLE "hub"."evenement" (
    "rang" BIGSERIAL NOT NULL,
    "cle" TEXT NOT NULL,
    "processus" TEXT,
    "parcours" TEXT,
    "date" TIMESTAMPTZ(3) NOT NULL,
    "reelLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acteur" TEXT NOT NULL,
    "systeme" TEXT,
    "fait" TEXT NOT NULL,
    "detail" TEXT,

    CONSTRAINT "evenement_pkey" PRIMARY KEY ("rang")
);

-- CreateTable
CREATE TABLE "hub"."reception" (
    "source" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "donnees" JSONB NOT NULL,
    "recuLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "etat" TEXT NOT NULL DEFAULT 'RECU',
    "essais" INTEGER NOT NULL DEFAULT 0,
    "prochain" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "transmisLe" TIMESTAMPTZ(3),
    "reponse" JSONB,

    CONSTRAINT "reception_pkey" PRIMARY KEY ("source","id")
);

-- CreateTable
CREATE TABLE "hub"."idempotence" (
    "client" TEXT NOT NULL,
    "cle" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "statut" INTEGER,
    "reponse" JSONB,
    "entetes" JSONB,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotence_pkey" PRIMARY KEY ("client","cle")
);

-- CreateTable
CREATE TABLE "hub"."catalogue" (
    "id" UUID NOT NULL,
    "etat" TEXT NOT NULL DEFAULT 'RECU',
    "version" TEXT,
    "octets" BIGINT NOT NULL DEFAULT 0,
    "lus" INTEGER NOT NULL DEFAULT 0,
    "acceptes" INTEGER NOT NULL DEFAULT 0,
    "inchanges" INTEGER NOT NULL DEFAULT 0,
    "refuses" INTEGER NOT NULL DEFAULT 0,
    "erreurs" JSONB NOT NULL DEFAULT '[]',
    "deposePar" TEXT,
    "recuLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finiLe" TIMESTAMPTZ(3),

    CONSTRAINT "catalogue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."catalogue_morceau" (
    "catalogue" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "octets" BYTEA NOT NULL,

    CONSTRAINT "catalogue_morceau_pkey" PRIMARY KEY ("catalogue","rang")
);

-- CreateTable
CREATE TABLE "hub"."etat_systeme" (
    "code" TEXT NOT NULL,
    "etat" TEXT NOT NULL DEFAULT 'OUVERT',
    "depuis" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dernierSucces" TIMESTAMPTZ(3),
    "dernierEchec" TIMESTAMPTZ(3),
    "motif" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "etat_systeme_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "hub"."calendrier" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "origine" TIMESTAMPTZ(3) NOT NULL,
    "vitesse" DOUBLE PRECISION NOT NULL,
    "avance" BIGINT NOT NULL,
    "vuLe" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendrier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."compte" (
    "id" UUID NOT NULL,
    "courriel" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "motDePasse" TEXT NOT NULL,
    "sirets" TEXT[],
    "reseau" TEXT,
    "structure" TEXT,
    "actif" BOOLEAN NOT NULL DEFAULT true,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "compte_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."session_compte" (
    "empreinte" TEXT NOT NULL,
    "compte" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expireLe" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_compte_pkey" PRIMARY KEY ("empreinte")
);

-- CreateTable
CREATE TABLE "hub"."cle_api" (
    "id" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "reseau" TEXT,
    "structure" TEXT,
    "siret" TEXT,
    "portees" TEXT[],
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expireLe" TIMESTAMPTZ(3),
    "revoqueeLe" TIMESTAMPTZ(3),
    "dernierUsage" TIMESTAMPTZ(3),

    CONSTRAINT "cle_api_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."lien_of" (
    "empreinte" TEXT NOT NULL,
    "organisme" TEXT NOT NULL,
    "creneau" TEXT,
    "session" TEXT,
    "expireLe" TIMESTAMPTZ(3) NOT NULL,
    "revoqueLe" TIMESTAMPTZ(3),
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lien_of_pkey" PRIMARY KEY ("empreinte")
);

-- CreateIndex
CREATE INDEX "fiche_etat_idx" ON "hub"."fiche"("etat");

-- CreateIndex
CREATE INDEX "fiche_organisme_idx" ON "hub"."fiche"("organisme");

-- CreateIndex
CREATE INDEX "session_fiche_idx" ON "hub"."session"("fiche");

-- CreateIndex
CREATE INDEX "session_ofDispensateur_idx" ON "hub"."session"("ofDispensateur");

-- CreateIndex
CREATE INDEX "session_formacode_idx" ON "hub"."session"("formacode");

-- CreateIndex
CREATE INDEX "session_debut_idx" ON "hub"."session"("debut");

-- CreateIndex
CREATE UNIQUE INDEX "creneau_reference_key" ON "hub"."creneau"("reference");

-- CreateIndex
CREATE INDEX "creneau_session_idx" ON "hub"."creneau"("session");

-- CreateIndex
CREATE INDEX "creneau_statut_fin_idx" ON "hub"."creneau"("statut", "fin");

-- CreateIndex
CREATE UNIQUE INDEX "personne_idDE_key" ON "hub"."personne"("idDE");

-- CreateIndex
CREATE UNIQUE INDEX "personne_empreinte_key" ON "hub"."personne"("empreinte");

-- CreateIndex
CREATE UNIQUE INDEX "personne_dossierImilo_key" ON "hub"."personne"("dossierImilo");

-- CreateIndex
CREATE INDEX "parcours_session_etape_idx" ON "hub"."parcours"("session", "etape");

-- CreateIndex
CREATE INDEX "parcours_personne_idx" ON "hub"."parcours"("personne");

-- CreateIndex
CREATE INDEX "parcours_etape_majLe_idx" ON "hub"."parcours"("etape", "majLe");

-- CreateIndex
CREATE UNIQUE INDEX "positionnement_reference_key" ON "hub"."positionnement"("reference");

-- CreateIndex
CREATE INDEX "positionnement_parcours_idx" ON "hub"."positionnement"("parcours");

-- CreateIndex
CREATE INDEX "positionnement_creneau_idx" ON "hub"."positionnement"("creneau");

-- CreateIndex
CREATE INDEX "positionnement_session_statut_idx" ON "hub"."positionnement"("session", "statut");

-- CreateIndex
CREATE INDEX "positionnement_structure_idx" ON "hub"."positionnement"("structure");

-- CreateIndex
CREATE INDEX "processus_ouvert_type_idx" ON "hub"."processus"("ouvert", "type");

-- CreateIndex
CREATE INDEX "processus_etat_idx" ON "hub"."processus"("etat");

-- CreateIndex
CREATE INDEX "blocage_leveLe_cause_idx" ON "hub"."blocage"("leveLe", "cause");

-- CreateIndex
CREATE INDEX "blocage_leveLe_depuis_idx" ON "hub"."blocage"("leveLe", "depuis");

-- CreateIndex
CREATE INDEX "blocage_processus_idx" ON "hub"."blocage"("processus");

-- CreateIndex
CREATE INDEX "blocage_creneau_idx" ON "hub"."blocage"("creneau");

-- CreateIndex
CREATE INDEX "blocage_leveLe_systeme_depuis_idx" ON "hub"."blocage"("leveLe", "systeme", "depuis");

-- CreateIndex
CREATE INDEX "blocage_organisme_idx" ON "hub"."blocage"("organisme");

-- CreateIndex
CREATE INDEX "relance_blocage_idx" ON "hub"."relance"("blocage");

-- CreateIndex
CREATE INDEX "relance_envoyeeLe_idx" ON "hub"."relance"("envoyeeLe");

-- CreateIndex
CREATE INDEX "relance_organisme_idx" ON "hub"."relance"("organisme");

-- CreateIndex
CREATE UNIQUE INDEX "evenement_cle_key" ON "hub"."evenement"("cle");

-- CreateIndex
CREATE INDEX "evenement_processus_rang_idx" ON "hub"."evenement"("processus", "rang");

-- CreateIndex
CREATE INDEX "evenement_parcours_rang_idx" ON "hub"."evenement"("parcours", "rang");

-- CreateIndex
CREATE INDEX "evenement_date_idx" ON "hub"."evenement"("date");

-- CreateIndex
CREATE INDEX "reception_etat_prochain_idx" ON "hub"."reception"("etat", "prochain");

-- CreateIndex
CREATE UNIQUE INDEX "compte_courriel_key" ON "hub"."compte"("courriel");

-- CreateIndex
CREATE INDEX "session_compte_compte_idx" ON "hub"."session_compte"("compte");

-- CreateIndex
CREATE INDEX "lien_of_creneau_idx" ON "hub"."lien_of"("creneau");
