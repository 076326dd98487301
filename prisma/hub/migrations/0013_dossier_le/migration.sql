-- AlterTable
ALTER TABLE "hub"."personne" ADD COLUMN     "dossierLe" TIMESTAMPTZ(3);
