-- Runs unchanged on H2 and PostgreSQL. Times are milliseconds since 1970 UTC, which both keep alike; reports and expectations are JSON texts.

-- One row a version; never deleted, since its digest says what answered then.
create table model_version (
  model varchar(64) not null,
  version varchar(64) not null,
  digest varchar(64) not null,
  state varchar(16) not null,
  origin varchar(16) not null,
  created bigint not null,
  created_by varchar(128) not null,
  progress integer not null,
  report varchar(1000000),
  epoch bigint not null,
  constraint pk_model_version primary key (model, version)
);

-- One row a model: who answers now. Every change raises the epoch; the second of two at once changes no row.
create table deployment (
  model varchar(64) not null,
  live varchar(64) not null,
  previous varchar(64),
  candidate varchar(64),
  trial varchar(16),
  percent integer not null,
  bake_until bigint,
  since bigint not null,
  epoch bigint not null,
  constraint pk_deployment primary key (model)
);

-- What was live when, who changed it, why. The key decides races: one change follows an epoch.
create table deployment_change (
  model varchar(64) not null,
  epoch bigint not null,
  at bigint not null,
  kind varchar(24) not null,
  live varchar(64) not null,
  previous varchar(64),
  candidate varchar(64),
  trial varchar(16),
  percent integer not null,
  changed_by varchar(128) not null,
  reason varchar(2000) not null,
  constraint pk_deployment_change primary key (model, epoch)
);
create index deployment_change_at on deployment_change (model, at);

create table inference_log (
  id varchar(36) not null,
  at bigint not null,
  model varchar(64) not null,
  version varchar(64) not null,
  source varchar(8),
  degraded boolean not null,
  failure varchar(32),
  latency_us integer not null,
  input_size integer not null,
  label varchar(100),
  score real,
  constraint pk_inference_log primary key (id)
);
create index inference_log_at on inference_log (model, at);

create table feedback (
  inference varchar(36) not null,
  model varchar(64) not null,
  version varchar(64) not null,
  at bigint not null,
  correct boolean not null,
  expected varchar(4000),
  given_by varchar(128) not null,
  constraint pk_feedback primary key (inference)
);
create index feedback_at on feedback (model, at);

-- What a version's answers looked like at first; drift is measured against it.
create table drift_reference (
  model varchar(64) not null,
  version varchar(64) not null,
  answers integer not null,
  histogram varchar(100000) not null,
  constraint pk_drift_reference primary key (model, version)
);

-- Append-only; each row holds the hash of the one before it.
create table audit_entry (
  number bigint not null,
  at bigint not null,
  caller varchar(128) not null,
  address varchar(64) not null,
  action varchar(48) not null,
  subject varchar(200) not null,
  reason varchar(2000) not null,
  before_hash varchar(64) not null,
  hash varchar(64) not null,
  constraint pk_audit_entry primary key (number)
);

-- One row, locked by whoever appends, so that entries follow each other on every node.
create table audit_head (
  id integer not null,
  number bigint not null,
  constraint pk_audit_head primary key (id)
);
insert into audit_head (id, number) values (1, 0);

create table api_key (
  hash varchar(64) not null,
  name varchar(64) not null,
  role varchar(16) not null,
  created bigint not null,
  created_by varchar(128) not null,
  expires bigint,
  revoked bigint,
  constraint pk_api_key primary key (hash),
  constraint api_key_name unique (name)
);

create table update_schedule (
  model varchar(64) not null,
  cron varchar(100) not null,
  zone varchar(64) not null,
  source varchar(1000) not null,
  strategy varchar(16) not null,
  percent integer not null,
  bake_seconds integer not null,
  next_run bigint not null,
  last_run bigint,
  last_outcome varchar(2000),
  changed_by varchar(128) not null,
  epoch bigint not null,
  constraint pk_update_schedule primary key (model)
);

-- Who may do a thing that one node at a time does, and until when.
create table lease (
  name varchar(64) not null,
  holder varchar(64) not null,
  until_at bigint not null,
  constraint pk_lease primary key (name)
);

-- Answers of changing requests by their Idempotency-Key; status 0 while the first is under way.
create table replay (
  scope varchar(400) not null,
  fingerprint varchar(64) not null,
  at bigint not null,
  status integer not null,
  body varchar(1000000),
  constraint pk_replay primary key (scope)
);
