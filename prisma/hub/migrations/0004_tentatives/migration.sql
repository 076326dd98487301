-- AlterTable
ALTER TABLE "hub"."creneau" ADD COLUMN     "aRelire" TEXT[],
ADD COLUMN     "jumelle" TEXT,
ADD COLUMN     "textes" JSONB;

-- CreateTable
CREATE TABLE "hub"."tentative" (
    "cle" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "creneau" TEXT,
    "motif" TEXT NOT NULL,
    "auteur" TEXT NOT NULL,
    "date" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tentative_pkey" PRIMARY KEY ("cle")
);

-- CreateIndex
CREATE INDEX "tentative_session_date_idx" ON "hub"."tentative"("session", "date");

-- CreateIndex
CREATE INDEX "tentative_creneau_date_idx" ON "hub"."tentative"("creneau", "date");

-- CreateIndex
CREATE UNIQUE INDEX "creneau_jumelle_key" ON "hub"."creneau"("jumelle");
