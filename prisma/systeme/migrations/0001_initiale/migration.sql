-- CreateTable
CREATE TABLE "ledger" (
    "rang" SERIAL NOT NULL,
    "cle" TEXT NOT NULL,
    "cleEffet" TEXT,
    "route" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "recu" TIMESTAMPTZ(3) NOT NULL,
    "statut" INTEGER NOT NULL,
    "reponse" JSONB NOT NULL,
    "rejeu" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ledger_pkey" PRIMARY KEY ("rang")
);

-- CreateTable
CREATE TABLE "piece" (
    "type" TEXT NOT NULL,
    "cle" TEXT NOT NULL,
    "session" TEXT,
    "creneau" TEXT,
    "personne" TEXT,
    "donnees" JSONB NOT NULL,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "piece_pkey" PRIMARY KEY ("type","cle")
);

-- CreateTable
CREATE TABLE "sortant" (
    "rang" SERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "corps" JSONB NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "essais" INTEGER NOT NULL DEFAULT 0,
    "prochain" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "envoyeLe" TIMESTAMPTZ(3),

    CONSTRAINT "sortant_pkey" PRIMARY KEY ("rang")
);

-- CreateTable
CREATE TABLE "reglage" (
    "nom" TEXT NOT NULL,
    "valeur" JSONB NOT NULL,

    CONSTRAINT "reglage_pkey" PRIMARY KEY ("nom")
);

-- CreateIndex
CREATE UNIQUE INDEX "ledger_cleEffet_key" ON "ledger"("cleEffet");

-- CreateIndex
CREATE INDEX "ledger_cle_idx" ON "ledger"("cle");

-- CreateIndex
CREATE INDEX "piece_type_session_idx" ON "piece"("type", "session");

-- CreateIndex
CREATE INDEX "piece_type_creneau_idx" ON "piece"("type", "creneau");

-- CreateIndex
CREATE INDEX "piece_type_personne_idx" ON "piece"("type", "personne");

-- CreateIndex
CREATE UNIQUE INDEX "sortant_id_key" ON "sortant"("id");

-- CreateIndex
CREATE INDEX "sortant_envoyeLe_prochain_idx" ON "sortant"("envoyeLe", "prochain");
