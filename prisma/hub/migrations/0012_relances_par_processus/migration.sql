-- CreateIndex
CREATE INDEX "relance_processus_cause_envoyeeLe_idx" ON "hub"."relance"("processus", "cause", "envoyeeLe");
