-- AlterTable
ALTER TABLE "hub"."relance" ADD COLUMN     "essaiLe" TIMESTAMPTZ(3);
