-- CreateTable
CREATE TABLE "hub"."mesure_systeme" (
    "code" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "appels" INTEGER NOT NULL,
    "echecs" INTEGER NOT NULL,
    "dureeMs" BIGINT NOT NULL,

    CONSTRAINT "mesure_systeme_pkey" PRIMARY KEY ("code","minute")
);
