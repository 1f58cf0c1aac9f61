# Both bases can be pinned: --build-arg BUILD_BASE=docker.io/library/node:24-bookworm-slim@sha256:... and the same with RUN_BASE.
ARG BUILD_BASE=docker.io/library/node:24-bookworm-slim
# Has the C++ library that Node needs and certificates; no shell, no package manager.
ARG RUN_BASE=gcr.io/distroless/cc-debian12

FROM ${BUILD_BASE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY src src
COPY bundle bundle
# It is built by the very Node that runs it, so it comes with code that is compiled already. Into the built package is installed only
# what cannot be bundled, and of that only what is for this C library.
RUN npm run build && npm ci --prefix dist && rm -rf dist/node_modules/.package-lock.json dist/node_modules/@libsql/*-musl

FROM ${RUN_BASE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="orvion-mcp" \
      org.opencontainers.image.description="Orvion invoices for AI agents, over the Model Context Protocol." \
      org.opencontainers.image.vendor="Orvion" \
      org.opencontainers.image.url="https://orvion.sh" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# A sandbox in a container keeps nothing unless it is given a path: the image has no place to write to.
ENV NODE_ENV=production ORVION_MCP_SANDBOX_DATABASE=:memory:
WORKDIR /app
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /app/dist dist
# By number, so that Kubernetes can tell that it is not root.
USER 10001:10001
EXPOSE 3000
# No HEALTHCHECK: the orchestrator probes /livez and /readyz itself.
# ORVION_MCP_LISTEN_HOST is left to the operator on purpose: listening beyond loopback has to come with ORVION_MCP_HTTP_AUTH.
ENTRYPOINT ["/usr/local/bin/node", "/app/dist/main.js"]
CMD ["http"]
