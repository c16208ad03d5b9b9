# The served mock for those who have no Node: docker build -t s3-replication-mock .
FROM node:22-slim AS build
WORKDIR /build
COPY . .
RUN npm ci --ignore-scripts \
 && npm run build \
 && npm pack --ignore-scripts \
 && mv s3-replication-mock-*.tgz package.tgz

FROM node:22-slim
ENV NODE_ENV=production
# Whoever reaches the container may call, unless S3_REPLICATION_MOCK_ACCESS_KEY and _SECRET_KEY are set.
ENV S3_REPLICATION_MOCK_HOST=0.0.0.0
ENV S3_REPLICATION_MOCK_PORT=9090
WORKDIR /app
COPY --from=build /build/package.tgz ./
# The SDK is for tests in JavaScript; a server has no use for it.
RUN npm install --omit=dev --omit=peer --ignore-scripts --no-audit --no-fund ./package.tgz \
 && rm package.tgz \
 && npm cache clean --force \
 && mkdir /data \
 && chown node:node /data
USER node
VOLUME /data
EXPOSE 9090
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "node_modules/s3-replication-mock/dist/cli/main.js", "health"]
ENTRYPOINT ["node", "node_modules/s3-replication-mock/dist/cli/main.js"]
CMD ["serve"]
