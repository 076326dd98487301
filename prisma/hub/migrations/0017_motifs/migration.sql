-- AlterTable
ALTER TABLE "hub"."positionnement" ADD COLUMN     "motifs" JSONB NOT NULL DEFAULT '{}';
