-- AlterTable
ALTER TABLE "hub"."positionnement" ADD COLUMN     "bilan" TEXT;
