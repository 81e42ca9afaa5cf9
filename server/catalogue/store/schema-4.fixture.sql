BEGIN;
CREATE TABLE snapshots (owner TEXT, region_id TEXT, fetched_at_ms INTEGER NOT NULL, request_id TEXT,
     dropped INTEGER NOT NULL, version TEXT NOT NULL, PRIMARY KEY (owner, region_id)) STRICT, WITHOUT ROWID;
CREATE TABLE images (owner TEXT, region_id TEXT, image_id TEXT, image_name TEXT NOT NULL, image_type TEXT NOT NULL,
     platform TEXT NOT NULL, description TEXT NOT NULL, first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
     position INTEGER, PRIMARY KEY (owner, region_id, image_id)) STRICT, WITHOUT ROWID;
CREATE TABLE changes (owner TEXT, id TEXT, at TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (owner, id)) STRICT;
CREATE TABLE listings (owner TEXT, language TEXT, fetched_at_ms INTEGER NOT NULL, regions TEXT NOT NULL,
     PRIMARY KEY (owner, language)) STRICT, WITHOUT ROWID;
CREATE TABLE owners (owner TEXT PRIMARY KEY, used_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_time ON changes (owner, at);
CREATE TABLE calls (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, operation TEXT NOT NULL, priority TEXT NOT NULL,
     ended_at_ms INTEGER) STRICT;
CREATE TABLE pauses (owner TEXT, operation TEXT, until_ms INTEGER NOT NULL, PRIMARY KEY (owner, operation))
     STRICT, WITHOUT ROWID;
INSERT INTO snapshots VALUES ('fixture-owner', 'cn-hangzhou', 1793491220000, 'R-3', 0, 'IAnFVjogWIqumxUO');
INSERT INTO snapshots VALUES ('fixture-owner', 'us-west-1', 1793491200000, 'R-2', 0, 'rOrrPPZ__9zeMAmw');
INSERT INTO images VALUES ('fixture-owner', 'cn-hangzhou', 'm-debian', 'Debian 12', 'system', 'Linux', 'Bookworm', '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:20.000Z', 2);
INSERT INTO images VALUES ('fixture-owner', 'cn-hangzhou', 'm-docker', 'Docker-26.1.3', 'app', 'Linux', '', '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', NULL);
INSERT INTO images VALUES ('fixture-owner', 'cn-hangzhou', 'm-docker-new', 'Docker-26.1.3', 'app', 'Linux', '', '2026-11-01T00:00:20.000Z', '2026-11-01T00:00:20.000Z', 1);
INSERT INTO images VALUES ('fixture-owner', 'cn-hangzhou', 'm-windows', 'Windows Server 2022', 'system', 'Windows', '', '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', 3);
INSERT INTO images VALUES ('fixture-owner', 'cn-hangzhou', 'm-wordpress', 'WordPress-6.9', 'app', 'Linux', 'it''s "quoted", 宝塔
second line', '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:20.000Z', 0);
INSERT INTO images VALUES ('fixture-owner', 'us-west-1', 'us-west-1-1', 'Docker-26.1.3', 'app', 'Linux', '', '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', 0);
INSERT INTO images VALUES ('fixture-owner', 'us-west-1', 'us-west-1-2', 'Docker-26.1.3', 'app', 'Linux', '', '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', 1);
INSERT INTO changes VALUES ('fixture-owner', '5hRGo2-ZSwmpxfULm7KKBJ', '2026-11-01T00:00:20.000Z', '{"id":"5hRGo2-ZSwmpxfULm7KKBJ","at":"2026-11-01T00:00:20.000Z","kind":"replaced","regionId":"cn-hangzhou","imageId":"m-docker","imageName":"Docker-26.1.3","imageType":"app","platform":"Linux","before":null,"candidates":[{"regionId":"cn-hangzhou","imageId":"m-docker-new","imageName":"Docker-26.1.3"}]}');
INSERT INTO changes VALUES ('fixture-owner', 'xLYdq2SrJOAH95ST01J4TD', '2026-11-01T00:00:20.000Z', '{"id":"xLYdq2SrJOAH95ST01J4TD","at":"2026-11-01T00:00:20.000Z","kind":"renamed","regionId":"cn-hangzhou","imageId":"m-wordpress","imageName":"WordPress-6.9","imageType":"app","platform":"Linux","before":"WordPress-6.8.3","candidates":[]}');
INSERT INTO changes VALUES ('fixture-owner', 'qf-Y6j94vatrS5nIQ8e1ap', '2026-11-01T00:00:20.000Z', '{"id":"qf-Y6j94vatrS5nIQ8e1ap","at":"2026-11-01T00:00:20.000Z","kind":"added","regionId":"cn-hangzhou","imageId":"m-docker-new","imageName":"Docker-26.1.3","imageType":"app","platform":"Linux","before":null,"candidates":[]}');
INSERT INTO changes VALUES ('fixture-owner', '9zLJbXy8XbbjZTcdZvgIoF', '2026-11-01T00:00:20.000Z', '{"id":"9zLJbXy8XbbjZTcdZvgIoF","at":"2026-11-01T00:00:20.000Z","kind":"described","regionId":"cn-hangzhou","imageId":"m-debian","imageName":"Debian 12","imageType":"system","platform":"Linux","before":"","candidates":[]}');
INSERT INTO listings VALUES ('fixture-owner', 'en-US', 1793491200000, '[{"regionId":"cn-hangzhou","localName":"cn-hangzhou en-US"},{"regionId":"us-west-1","localName":"us-west-1 en-US"}]');
INSERT INTO listings VALUES ('fixture-owner', 'zh-CN', 1793491200000, '[{"regionId":"cn-hangzhou","localName":"cn-hangzhou zh-CN"},{"regionId":"us-west-1","localName":"us-west-1 zh-CN"}]');
INSERT INTO owners VALUES ('fixture-owner', 1793491200000);
INSERT INTO calls VALUES (1, 'fixture-owner', 'ListRegions', 'view', 1793491200300);
INSERT INTO calls VALUES (2, 'fixture-owner', 'ListImages', 'operator', NULL);
INSERT INTO pauses VALUES ('fixture-owner', 'ListImages', 1793491260000);
PRAGMA application_id = 1398229314;
PRAGMA user_version = 4;
COMMIT;
