# hatcheck with the browser that prints the PDF and fonts that it prints with.
#   docker build --tag hatcheck .
#   docker run --rm --volume "$PWD:/data" --env JIRA_EMAIL --env JIRA_API_TOKEN hatcheck report
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs --quiet \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends chromium fonts-dejavu-core fonts-noto-cjk ca-certificates \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/hatcheck
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY --from=build /build/templates templates
COPY --from=build /build/schema schema
RUN ln -s /opt/hatcheck/dist/cli.js /usr/local/bin/hatcheck \
 && mkdir /data && chown node:node /data
ENV HATCHECK_BROWSER=/usr/bin/chromium NODE_ENV=production
USER node
WORKDIR /data
ENTRYPOINT ["hatcheck"]
CMD ["--help"]
