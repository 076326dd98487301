-- AlterTable
ALTER TABLE "hub"."personne" ADD COLUMN     "pic" BOOLEAN NOT NULL DEFAULT false;
