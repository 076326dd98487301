-- CreateTable
CREATE TABLE "hub"."affichage" (
    "systeme" TEXT NOT NULL,
    "sujet" TEXT NOT NULL,
    "montre" JSONB NOT NULL DEFAULT '{}',
    "essai" JSONB,

    CONSTRAINT "affichage_pkey" PRIMARY KEY ("systeme","sujet")
);
