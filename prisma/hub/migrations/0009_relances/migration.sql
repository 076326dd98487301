-- AlterTable
ALTER TABLE "hub"."organisme" ADD COLUMN     "courrielRefuse" TEXT,
ADD COLUMN     "syntheses" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "hub"."processus" ADD COLUMN     "attentes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "hub"."relance" ADD COLUMN     "adresse" TEXT,
ADD COLUMN     "boite" TEXT,
ADD COLUMN     "groupe" TEXT,
ADD COLUMN     "rebondieLe" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "hub"."politique_version" (
    "cause" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "contenu" JSONB NOT NULL,
    "par" TEXT NOT NULL,
    "motif" TEXT,
    "le" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "politique_version_pkey" PRIMARY KEY ("cause","version")
);

-- CreateTable
CREATE TABLE "hub"."cadence" (
    "nom" TEXT NOT NULL,
    "prochain" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cadence_pkey" PRIMARY KEY ("nom")
);

-- CreateIndex
CREATE INDEX "processus_attentes_idx" ON "hub"."processus" USING GIN ("attentes");

-- CreateIndex
CREATE INDEX "relance_groupe_idx" ON "hub"."relance"("groupe");

-- CreateIndex
CREATE INDEX "relance_messageId_idx" ON "hub"."relance"("messageId");

-- CreateIndex
CREATE INDEX "relance_cause_envoyeeLe_idx" ON "hub"."relance"("cause", "envoyeeLe");
