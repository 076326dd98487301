# One image for every role: `worker`, `api`, `systems`, and the one-shot `migrer`. Debian, not Alpine: the Temporal worker is built for glibc.
FROM node:24-bookworm-slim AS base
WORKDIR /maillon
ENV NPM_CONFIG_UPDATE_NOTIFIER=false

FROM base AS dependances
COPY package.json package-lock.json .npmrc ./
# No package of ours needs an install script.
RUN --mount=type=cache,target=/var/cache/npm npm ci --cache /var/cache/npm --omit=dev --ignore-scripts --no-audit --no-fund

FROM dependances AS construction
COPY . .
# The launcher generates the database clients; then the dashboard.
RUN node cli/maillon.mjs help && npx vite build admin

FROM base
ENV NODE_ENV=production PORT=3000 MAILLON_ECOUTE=0.0.0.0 MAILLON_DATA=/donnees
COPY --from=construction /maillon /maillon
RUN mkdir /donnees && chown node:node /donnees
# The code belongs to root and the process to `node`: it can write in /donnees and /tmp alone.
USER node
EXPOSE 3000
# Of the API; docker-compose.yml gives each other role its own.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/sante/vivant`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "cli/maillon.mjs"]
CMD ["api"]
