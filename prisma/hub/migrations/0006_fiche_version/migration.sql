-- CreateTable
CREATE TABLE "hub"."fiche_version" (
    "fiche" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "formation" JSONB NOT NULL,
    "recueLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" TEXT,
    "decideePar" TEXT,
    "decideeLe" TIMESTAMPTZ(3),

    CONSTRAINT "fiche_version_pkey" PRIMARY KEY ("fiche","empreinte")
);

-- What is there already is the first version that is known of each fiche.
INSERT INTO "hub"."fiche_version" ("fiche", "empreinte", "formation") SELECT numero, empreinte, formation FROM "hub"."fiche";
