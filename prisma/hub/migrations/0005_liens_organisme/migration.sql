-- AlterTable
ALTER TABLE "hub"."lien_of" ADD COLUMN     "cause" TEXT;

-- AlterTable
ALTER TABLE "hub"."organisme" ADD COLUMN     "courrielCatalogue" TEXT;

-- CreateIndex
CREATE INDEX "lien_of_organisme_idx" ON "hub"."lien_of"("organisme");

-- What is known today came from the catalogues.
UPDATE "hub"."organisme" SET "courrielCatalogue" = "courriel";
