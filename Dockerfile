# Builds the page, and keeps only runtime packages. Development packages and the sources of the page are left out.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npx vite build && npm prune --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production
# A container's loopback cannot be reached from outside. The server does not start until sign-in, TLS and names are set.
ENV HOST=0.0.0.0
ENV PORT=8080
ENV DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/server ./server
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
VOLUME /data
EXPOSE 8080
USER node
CMD ["node", "--disable-warning=ExperimentalWarning", "server/start.ts"]
