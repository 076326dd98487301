-- AlterTable
ALTER TABLE "hub"."tentative" ADD COLUMN     "positionnement" UUID;
