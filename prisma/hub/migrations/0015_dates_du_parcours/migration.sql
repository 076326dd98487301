-- AlterTable
ALTER TABLE "hub"."parcours" ADD COLUMN     "inscritLe" DATE,
ADD COLUMN     "interruptions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "sortieLe" DATE;
