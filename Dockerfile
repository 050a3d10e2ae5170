# Edgewise as an image: `docker build -t edgewise .`; docs/operations.md says how it is run.
# Nothing in the root file system is written at run time: start it with --read-only, /data as a volume and /tmp in memory.

FROM node:20-bookworm-slim AS build
WORKDIR /app
# Without scripts: what needs building is built below, once the sources are there.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    EDGEWISE_STORE=embedded:/data/store \
    EDGEWISE_SNAPSHOTS=/data/snapshots \
    EDGEWISE_CHECKPOINTS=/data/checkpoints \
    EDGEWISE_KEYS=/data/keys.json \
    EDGEWISE_HOST=0.0.0.0 \
    EDGEWISE_PORT=4000 \
    EDGEWISE_ADMIN_HOST=0.0.0.0 \
    EDGEWISE_ADMIN_PORT=9464 \
    EDGEWISE_LOG_FORMAT=json
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/CHANGELOG.md ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/cypher ./cypher
COPY --from=build /app/graph-schema ./graph-schema
RUN mkdir /data && chown 1000:1000 /data
VOLUME /data
# By number, so that an orchestrator can tell that it is not root.
USER 1000:1000
EXPOSE 4000 9464
# Alive, not ready: a server that waits for its first snapshot is healthy.
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.EDGEWISE_ADMIN_PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The program itself is process 1, so that SIGTERM reaches it and it drains.
ENTRYPOINT ["node", "/app/dist/cli/edgewise.js"]
CMD ["serve"]
