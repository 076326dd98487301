-- AlterTable
ALTER TABLE "hub"."publication" ADD COLUMN     "exporteeLe" TIMESTAMPTZ(3),
ADD COLUMN     "valideeLe" TIMESTAMPTZ(3),
ADD COLUMN     "visibleLe" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "hub"."session" ADD COLUMN     "guichetUnique" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "lieuSansSiret" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "hub"."compte_kairos" (
    "siret" TEXT NOT NULL,
    "etat" TEXT NOT NULL,
    "convention" TEXT,
    "conventionDebut" DATE,
    "conventionFin" DATE,
    "lueLe" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "compte_kairos_pkey" PRIMARY KEY ("siret")
);

-- CreateTable
CREATE TABLE "hub"."divergence" (
    "session" TEXT NOT NULL,
    "champ" TEXT NOT NULL,
    "smf" TEXT NOT NULL,
    "kairos" TEXT NOT NULL,
    "depuis" TIMESTAMPTZ(3) NOT NULL,
    "choix" TEXT,
    "choisiPar" TEXT,
    "choisiLe" TIMESTAMPTZ(3),

    CONSTRAINT "divergence_pkey" PRIMARY KEY ("session","champ")
);

-- CreateIndex
CREATE INDEX "compte_kairos_conventionFin_idx" ON "hub"."compte_kairos"("conventionFin");
