FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY src src
COPY bundle bundle
# It is built by the version of Node that runs it, so it comes with code that is compiled already. Beside it is installed only what
# cannot be bundled.
RUN npm run build && npm ci --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
# By number, so that Kubernetes can tell that it is not root.
USER 1000:1000
EXPOSE 3000
# No HEALTHCHECK: the orchestrator probes /livez and /readyz itself.
# MCP_LISTEN_HOST is left to the operator on purpose: listening beyond loopback has to come with MCP_HTTP_AUTH.
ENTRYPOINT ["node", "dist/main.js"]
CMD ["http"]
