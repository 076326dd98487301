-- CreateTable
CREATE TABLE "hub"."acte_operateur" (
    "id" TEXT NOT NULL,
    "blocage" TEXT,
    "processus" TEXT NOT NULL,
    "cause" TEXT,
    "code" TEXT NOT NULL,
    "par" TEXT NOT NULL,
    "motif" TEXT,
    "demande" JSONB NOT NULL DEFAULT '{}',
    "date" TIMESTAMPTZ(3) NOT NULL,
    "reelLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "etat" TEXT NOT NULL DEFAULT 'DEMANDE',
    "refus" TEXT,
    "avant" JSONB NOT NULL DEFAULT '{}',
    "apres" JSONB,
    "operation" UUID,

    CONSTRAINT "acte_operateur_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."operation" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "filtre" JSONB NOT NULL,
    "demande" JSONB NOT NULL DEFAULT '{}',
    "motif" TEXT,
    "par" TEXT NOT NULL,
    "etat" TEXT NOT NULL DEFAULT 'EN_COURS',
    "arretDemande" BOOLEAN NOT NULL DEFAULT false,
    "creeLe" TIMESTAMPTZ(3) NOT NULL,
    "finieLe" TIMESTAMPTZ(3),

    CONSTRAINT "operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."operation_ligne" (
    "operation" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "blocage" TEXT NOT NULL,
    "etat" TEXT NOT NULL DEFAULT 'A_FAIRE',
    "refus" TEXT,
    "jusqua" TIMESTAMPTZ(3),
    "essai" INTEGER NOT NULL DEFAULT 1,
    "le" TIMESTAMPTZ(3),

    CONSTRAINT "operation_ligne_pkey" PRIMARY KEY ("operation","rang")
);

-- CreateTable
CREATE TABLE "hub"."note" (
    "id" UUID NOT NULL,
    "parcours" TEXT NOT NULL,
    "texte" TEXT NOT NULL,
    "par" TEXT NOT NULL,
    "date" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."vue_enregistree" (
    "id" UUID NOT NULL,
    "compte" UUID NOT NULL,
    "ecran" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "parametres" TEXT NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vue_enregistree_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "acte_operateur_blocage_date_idx" ON "hub"."acte_operateur"("blocage", "date");

-- CreateIndex
CREATE INDEX "acte_operateur_processus_date_idx" ON "hub"."acte_operateur"("processus", "date");

-- CreateIndex
CREATE INDEX "operation_creeLe_id_idx" ON "hub"."operation"("creeLe", "id");

-- CreateIndex
CREATE INDEX "operation_ligne_operation_etat_rang_idx" ON "hub"."operation_ligne"("operation", "etat", "rang");

-- CreateIndex
CREATE UNIQUE INDEX "operation_ligne_operation_blocage_key" ON "hub"."operation_ligne"("operation", "blocage");

-- CreateIndex
CREATE INDEX "note_parcours_date_idx" ON "hub"."note"("parcours", "date");

-- CreateIndex
CREATE UNIQUE INDEX "vue_enregistree_compte_ecran_nom_key" ON "hub"."vue_enregistree"("compte", "ecran", "nom");
