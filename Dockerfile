# Milepost as one container: docker build -t milepost . ; how it is run stands in compose.yaml and the README.
FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.txt requirements-teams.txt ./
RUN python -m venv /opt/milepost && /opt/milepost/bin/pip install --no-cache-dir --require-hashes -r requirements.txt -r requirements-teams.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY migrations migrations
COPY playbooks playbooks
RUN /opt/milepost/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
COPY --from=build /opt/milepost /opt/milepost
# Nobody in particular: it owns the volume and nothing else
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data milepost && install -d -o milepost -g milepost -m 0700 /data
ENV PATH=/opt/milepost/bin:$PATH PYTHONUNBUFFERED=1 DATABASE_URL=sqlite:////data/milepost.db HOST=0.0.0.0 PORT=3000
USER milepost
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["milepost"]
CMD ["serve"]
