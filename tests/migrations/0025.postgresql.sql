--
-- PostgreSQL database dump
--


-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: audit_row(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
  who jsonb := current_setting('milepost.acting')::jsonb;
  old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  this jsonb := coalesce(new_row, old_row);
  left_out text[] := string_to_array(TG_ARGV[3], ',');
  was jsonb := old_row - left_out;
  is_now jsonb := new_row - left_out;
  account bigint;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, n.value) INTO was, is_now
      FROM jsonb_each(was) o JOIN jsonb_each(is_now) n ON n.key = o.key AND n.value IS DISTINCT FROM o.value;
    IF was IS NULL THEN RETURN NULL; END IF;
  ELSE
    was := jsonb_strip_nulls(was);
    is_now := jsonb_strip_nulls(is_now);
  END IF;
  IF TG_ARGV[2] = 'stakeholder_id' THEN
    SELECT s.account_id INTO account FROM stakeholders s WHERE s.id = (this ->> 'stakeholder_id')::bigint;
  ELSIF TG_ARGV[2] <> '' THEN
    account := (this ->> TG_ARGV[2])::bigint;
  END IF;
  INSERT INTO audit (workspace_id, at, via, person_id, who, deed, what, row, account_id, before, after)
  SELECT (this ->> TG_ARGV[1])::bigint, (who ->> 'at')::timestamptz, who ->> 'via', (who ->> 'person_id')::bigint,
    who ->> 'who', CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,
    TG_TABLE_NAME, (SELECT json_agg(this -> k.name ORDER BY k.n)
      FROM unnest(string_to_array(TG_ARGV[0], ',')) WITH ORDINALITY AS k (name, n)), account, was::json, is_now::json;
  RETURN NULL;
END $$;


--
-- Name: spells_behind_account_events_row(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_account_events_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT a.workspace_id, a.id FROM accounts a WHERE a.id IN (OLD.account_id, NEW.account_id); RETURN NULL; END $$;


--
-- Name: spells_behind_account_events_rows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_account_events_rows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT DISTINCT a.workspace_id, a.id FROM accounts a JOIN changed c ON c.account_id = a.id WHERE c.kind = 'stage_entered'; RETURN NULL; END $$;


--
-- Name: spells_behind_account_facts_row(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_account_facts_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT a.workspace_id, a.id FROM accounts a WHERE a.id IN (OLD.account_id, NEW.account_id); RETURN NULL; END $$;


--
-- Name: spells_behind_account_facts_rows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_account_facts_rows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT DISTINCT a.workspace_id, a.id FROM accounts a JOIN changed c ON c.account_id = a.id; RETURN NULL; END $$;


--
-- Name: spells_behind_accounts_row(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_accounts_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT a.workspace_id, a.id FROM accounts a WHERE a.id IN (OLD.id, NEW.id); RETURN NULL; END $$;


--
-- Name: spells_behind_accounts_rows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_accounts_rows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT DISTINCT a.workspace_id, a.id FROM accounts a JOIN changed c ON c.id = a.id; RETURN NULL; END $$;


--
-- Name: spells_behind_milestones_reached_row(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_milestones_reached_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT a.workspace_id, a.id FROM accounts a WHERE a.id IN (OLD.account_id, NEW.account_id); RETURN NULL; END $$;


--
-- Name: spells_behind_milestones_reached_rows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_milestones_reached_rows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT DISTINCT a.workspace_id, a.id FROM accounts a JOIN changed c ON c.account_id = a.id; RETURN NULL; END $$;


--
-- Name: spells_behind_tasks_done_row(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_tasks_done_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT a.workspace_id, a.id FROM accounts a WHERE a.id IN (OLD.account_id, NEW.account_id); RETURN NULL; END $$;


--
-- Name: spells_behind_tasks_done_rows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_tasks_done_rows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT DISTINCT a.workspace_id, a.id FROM accounts a JOIN changed c ON c.account_id = a.id; RETURN NULL; END $$;


--
-- Name: spells_behind_version_milestones_rows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_version_milestones_rows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT a.workspace_id, a.id FROM accounts a WHERE a.workspace_id IN (SELECT c.workspace_id FROM changed c); RETURN NULL; END $$;


--
-- Name: spells_behind_version_stages_rows(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.spells_behind_version_stages_rows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO spells_behind (workspace_id, account_id) SELECT a.workspace_id, a.id FROM accounts a WHERE a.workspace_id IN (SELECT c.workspace_id FROM changed c); RETURN NULL; END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_events (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    period integer NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    key text DEFAULT ''::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    by_id bigint,
    by_text text,
    stakeholder_id bigint,
    source text DEFAULT 'person'::text NOT NULL,
    fingerprint text DEFAULT ''::text NOT NULL,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: account_events_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.account_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: account_events_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.account_events_id_seq OWNED BY public.account_events.id;


--
-- Name: account_facts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_facts (
    account_id bigint NOT NULL,
    known_since timestamp with time zone NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL,
    stage text NOT NULL,
    stage_position integer NOT NULL,
    stage_since date,
    milestone text NOT NULL,
    milestone_position integer NOT NULL,
    milestone_since date,
    milestone_due_on date,
    health integer,
    health_known double precision NOT NULL,
    health_until date,
    health_measured integer,
    band integer,
    band_before integer,
    band_since date,
    kpi_newest_on date,
    kpis_stale integer NOT NULL,
    started_on date,
    last_review_on date,
    last_contact_on date,
    last_survey_on date,
    next_notice_on date,
    next_end_on date,
    deadline_on date,
    outcome_missing_since date,
    decision_makers integer NOT NULL,
    decision_makers_untagged integer NOT NULL,
    champions integer NOT NULL,
    champion_left_on date,
    placed boolean DEFAULT true NOT NULL
);


--
-- Name: account_facts_history; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_facts_history (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL,
    stage text NOT NULL,
    stage_position integer NOT NULL,
    stage_since date,
    milestone text NOT NULL,
    milestone_position integer NOT NULL,
    milestone_since date,
    milestone_due_on date,
    health integer,
    health_known double precision NOT NULL,
    health_until date,
    health_measured integer,
    band integer,
    band_before integer,
    band_since date,
    kpi_newest_on date,
    kpis_stale integer NOT NULL,
    started_on date,
    last_review_on date,
    last_contact_on date,
    last_survey_on date,
    next_notice_on date,
    next_end_on date,
    deadline_on date,
    outcome_missing_since date,
    decision_makers integer NOT NULL,
    decision_makers_untagged integer NOT NULL,
    champions integer NOT NULL,
    champion_left_on date,
    placed boolean DEFAULT true NOT NULL
);


--
-- Name: account_facts_history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.account_facts_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: account_facts_history_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.account_facts_history_id_seq OWNED BY public.account_facts_history.id;


--
-- Name: account_names; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_names (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    folded text NOT NULL,
    kind text NOT NULL,
    shown text NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: account_names_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.account_names_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: account_names_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.account_names_id_seq OWNED BY public.account_names.id;


--
-- Name: account_risks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_risks (
    account_id bigint NOT NULL,
    score double precision NOT NULL,
    band integer NOT NULL,
    telling boolean DEFAULT false NOT NULL,
    reasons json NOT NULL,
    at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: accounts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts (
    id bigint NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    domain text,
    parent_id bigint,
    csm_id bigint,
    tier text,
    segment text,
    started_on date,
    entry_stage text,
    status text DEFAULT 'active'::text NOT NULL,
    churned_on date,
    churn_reason text,
    period integer DEFAULT 1 NOT NULL,
    playbook_version_id bigint NOT NULL,
    moved_at timestamp with time zone,
    settling boolean DEFAULT false NOT NULL,
    turned_on date,
    view text,
    view_at timestamp with time zone,
    view_by bigint,
    created_at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL,
    channel_id bigint,
    place_asked_on date
);


--
-- Name: accounts_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.accounts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: accounts_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.accounts_id_seq OWNED BY public.accounts.id;


--
-- Name: acting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.acting (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    via text NOT NULL,
    person_id bigint,
    who text NOT NULL
);


--
-- Name: acting_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.acting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: acting_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.acting_id_seq OWNED BY public.acting.id;


--
-- Name: advocacy_asks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.advocacy_asks (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'asked'::text NOT NULL,
    stakeholder_id bigint,
    asked_on date NOT NULL,
    asked_by bigint NOT NULL,
    answered_on date,
    answered_by bigint,
    note text DEFAULT ''::text NOT NULL,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: advocacy_asks_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.advocacy_asks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: advocacy_asks_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.advocacy_asks_id_seq OWNED BY public.advocacy_asks.id;


--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: api_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_keys (
    id bigint NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    workspace_id bigint NOT NULL,
    scope text DEFAULT 'all'::text NOT NULL,
    expires_at timestamp with time zone
);


--
-- Name: api_keys_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.api_keys_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: api_keys_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.api_keys_id_seq OWNED BY public.api_keys.id;


--
-- Name: audit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    via text NOT NULL,
    person_id bigint,
    who text NOT NULL,
    deed text NOT NULL,
    what text NOT NULL,
    "row" json,
    account_id bigint,
    before json,
    after json,
    workspace_id bigint NOT NULL
);


--
-- Name: audit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: audit_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.audit_id_seq OWNED BY public.audit.id;


--
-- Name: changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.changes (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    account_id bigint,
    kind text NOT NULL,
    subject text NOT NULL,
    before json NOT NULL,
    after json NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: changes_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: changes_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.changes_id_seq OWNED BY public.changes.id;


--
-- Name: channels; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.channels (
    id bigint NOT NULL,
    installation_id bigint,
    platform_id text,
    name text DEFAULT ''::text NOT NULL,
    outsiders boolean,
    checked_at timestamp with time zone,
    workspace_id bigint NOT NULL,
    formerly json
);


--
-- Name: channels_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.channels_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: channels_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.channels_id_seq OWNED BY public.channels.id;


--
-- Name: concerns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.concerns (
    id bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    refs json NOT NULL,
    since timestamp with time zone NOT NULL,
    over_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: concerns_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.concerns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: concerns_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.concerns_id_seq OWNED BY public.concerns.id;


--
-- Name: contracts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    product text NOT NULL,
    starts_on date,
    ends_on date,
    notice_on date,
    auto_renew boolean,
    term_months integer,
    amount bigint,
    currency text,
    stand_in boolean DEFAULT false NOT NULL,
    retired boolean DEFAULT false NOT NULL,
    call text,
    call_at timestamp with time zone,
    call_by bigint,
    outcome text,
    outcome_for date,
    outcome_at timestamp with time zone,
    outcome_reason text,
    outcome_note text,
    workspace_id bigint NOT NULL,
    term text DEFAULT ''::text NOT NULL
);


--
-- Name: contracts_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.contracts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: contracts_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.contracts_id_seq OWNED BY public.contracts.id;


--
-- Name: conversations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.conversations (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    place text NOT NULL,
    about json NOT NULL,
    until timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: conversations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.conversations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: conversations_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.conversations_id_seq OWNED BY public.conversations.id;


--
-- Name: ctas; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ctas (
    id bigint NOT NULL,
    account_id bigint,
    subject text NOT NULL,
    rule text NOT NULL,
    occurrence text NOT NULL,
    type text NOT NULL,
    priority integer NOT NULL,
    level integer,
    title text DEFAULT ''::text NOT NULL,
    owner_id bigint,
    handed_over boolean DEFAULT false NOT NULL,
    opened_on date NOT NULL,
    due_on date NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    wake_on date,
    closed_at timestamp with time zone,
    closed_why text,
    note text DEFAULT ''::text NOT NULL,
    tried_on date,
    tell text DEFAULT ''::text NOT NULL,
    told_at timestamp with time zone,
    changed_at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL,
    promise text DEFAULT ''::text NOT NULL
);


--
-- Name: ctas_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.ctas_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: ctas_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.ctas_id_seq OWNED BY public.ctas.id;


--
-- Name: file_questions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.file_questions (
    id bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    refs json NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    answer text,
    answered_at timestamp with time zone,
    answered_by bigint,
    workspace_id bigint NOT NULL
);


--
-- Name: file_questions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.file_questions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: file_questions_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.file_questions_id_seq OWNED BY public.file_questions.id;


--
-- Name: hand_overs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.hand_overs (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    from_id bigint,
    to_id bigint NOT NULL,
    by_id bigint NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    looks_until timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: hand_overs_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.hand_overs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: hand_overs_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.hand_overs_id_seq OWNED BY public.hand_overs.id;


--
-- Name: health_overrides; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.health_overrides (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    score integer NOT NULL,
    reason text NOT NULL,
    until date NOT NULL,
    by_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: health_overrides_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.health_overrides_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: health_overrides_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.health_overrides_id_seq OWNED BY public.health_overrides.id;


--
-- Name: identities; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.identities (
    id bigint NOT NULL,
    user_id text NOT NULL,
    person_id bigint NOT NULL,
    direct_channel text,
    guest boolean DEFAULT false NOT NULL,
    workspace_id bigint NOT NULL,
    installation_id bigint NOT NULL,
    seen_at timestamp with time zone,
    email text,
    gone_since timestamp with time zone
);


--
-- Name: identities_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.identities_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: identities_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.identities_id_seq OWNED BY public.identities.id;


--
-- Name: imported_rows; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.imported_rows (
    workspace_id bigint NOT NULL,
    file_kind text NOT NULL,
    row_key text NOT NULL,
    cells json NOT NULL
);


--
-- Name: installations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.installations (
    id bigint NOT NULL,
    surface text NOT NULL,
    team_id text NOT NULL,
    bot_user_id text,
    matched_at timestamp with time zone,
    workspace_id bigint NOT NULL,
    name text,
    outage text,
    outage_since timestamp with time zone,
    retry_at timestamp with time zone
);


--
-- Name: installations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.installations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: installations_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.installations_id_seq OWNED BY public.installations.id;


--
-- Name: intents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.intents (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    command json NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: intents_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.intents_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: intents_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.intents_id_seq OWNED BY public.intents.id;


--
-- Name: kept_losses; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.kept_losses (
    id bigint NOT NULL,
    as_of date NOT NULL,
    at timestamp with time zone NOT NULL,
    seen json NOT NULL,
    traits json NOT NULL,
    worth json NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: kept_losses_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.kept_losses_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: kept_losses_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.kept_losses_id_seq OWNED BY public.kept_losses.id;


--
-- Name: kpi_latest; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.kpi_latest (
    account_id bigint NOT NULL,
    kpi text NOT NULL,
    value double precision NOT NULL,
    observed_at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: kpi_observations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.kpi_observations (
    account_id bigint NOT NULL,
    kpi text NOT NULL,
    observed_at timestamp with time zone NOT NULL,
    value double precision NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: learned_times; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.learned_times (
    version_id bigint NOT NULL,
    milestone text NOT NULL,
    cohort text NOT NULL,
    name text NOT NULL,
    accounts integer NOT NULL,
    median_days integer NOT NULL,
    most_days integer NOT NULL,
    learned_on date NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: milestones_reached; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.milestones_reached (
    account_id bigint NOT NULL,
    period integer NOT NULL,
    milestone text NOT NULL,
    reached_on date,
    via text NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: other_emails; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.other_emails (
    id bigint NOT NULL,
    email text NOT NULL,
    person_id bigint NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: other_emails_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.other_emails_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: other_emails_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.other_emails_id_seq OWNED BY public.other_emails.id;


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    kind text NOT NULL,
    once text NOT NULL,
    person_id bigint,
    account_id bigint,
    cta_id bigint,
    parent_id bigint,
    refs json NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    delivery_id text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    lease_until timestamp with time zone,
    message json,
    edit boolean DEFAULT false NOT NULL,
    reason text,
    posted_channel text,
    posted_ts text,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    workspace_id bigint NOT NULL,
    installation_id bigint NOT NULL,
    channel_id bigint,
    direct boolean DEFAULT false NOT NULL
);


--
-- Name: outbox_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: outbox_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;


--
-- Name: outcome_goals; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outcome_goals (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    period integer NOT NULL,
    workspace_id bigint NOT NULL,
    goal text NOT NULL,
    unit text DEFAULT ''::text NOT NULL,
    then_value double precision NOT NULL,
    then_on date NOT NULL,
    now_value double precision,
    now_on date,
    target double precision NOT NULL,
    due_on date NOT NULL,
    stakeholder_id bigint,
    source text DEFAULT ''::text NOT NULL,
    undone_at timestamp with time zone
);


--
-- Name: outcome_goals_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.outcome_goals_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: outcome_goals_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.outcome_goals_id_seq OWNED BY public.outcome_goals.id;


--
-- Name: people; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.people (
    id bigint NOT NULL,
    email text,
    name text NOT NULL,
    role text,
    timezone text,
    digest_at text DEFAULT '08:00'::text NOT NULL,
    digest_days text DEFAULT '12345'::text NOT NULL,
    work_from text DEFAULT '09:00'::text NOT NULL,
    work_to text DEFAULT '18:00'::text NOT NULL,
    alert_budget integer DEFAULT 3 NOT NULL,
    away_until date,
    cover_id bigint,
    created_at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL,
    channel_id bigint,
    installation_id bigint,
    role_from text,
    manager_id bigint,
    day_order text,
    wants_week boolean DEFAULT true NOT NULL
);


--
-- Name: people_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: people_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.people_id_seq OWNED BY public.people.id;


--
-- Name: persona_tags; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.persona_tags (
    id bigint NOT NULL,
    stakeholder_id bigint NOT NULL,
    persona text NOT NULL,
    evidence text NOT NULL,
    confidence text NOT NULL,
    by_id bigint,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: persona_tags_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.persona_tags_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: persona_tags_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.persona_tags_id_seq OWNED BY public.persona_tags.id;


--
-- Name: plan_goals; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.plan_goals (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    period integer NOT NULL,
    goal text NOT NULL,
    side text NOT NULL,
    stakeholder_id bigint,
    due_on date NOT NULL,
    milestone text DEFAULT ''::text NOT NULL,
    event_id bigint,
    cta_id bigint NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: plan_goals_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.plan_goals_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: plan_goals_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.plan_goals_id_seq OWNED BY public.plan_goals.id;


--
-- Name: planned_steps; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.planned_steps (
    account_id bigint NOT NULL,
    period integer NOT NULL,
    task text NOT NULL,
    starts_on date,
    ends_on date,
    moved_from date,
    person_id bigint,
    stakeholder_id bigint,
    workspace_id bigint NOT NULL
);


--
-- Name: platform_notes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.platform_notes (
    id bigint NOT NULL,
    installation_id bigint NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    value json NOT NULL,
    until timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: platform_notes_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.platform_notes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: platform_notes_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.platform_notes_id_seq OWNED BY public.platform_notes.id;


--
-- Name: playbook_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.playbook_versions (
    id bigint NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    source json NOT NULL,
    current boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: playbook_versions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.playbook_versions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: playbook_versions_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.playbook_versions_id_seq OWNED BY public.playbook_versions.id;


--
-- Name: post_mortems; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.post_mortems (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    period integer NOT NULL,
    reason text NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    differently text DEFAULT ''::text NOT NULL,
    foreseeable boolean,
    by_id bigint,
    at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: post_mortems_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.post_mortems_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: post_mortems_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.post_mortems_id_seq OWNED BY public.post_mortems.id;


--
-- Name: proposals; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.proposals (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    kind text NOT NULL,
    what text NOT NULL,
    name text NOT NULL,
    whom text DEFAULT ''::text NOT NULL,
    why text DEFAULT ''::text NOT NULL,
    stakeholder_id bigint,
    made_on date NOT NULL,
    by_id bigint NOT NULL,
    event_id bigint NOT NULL,
    outcome text,
    note text DEFAULT ''::text NOT NULL,
    settled_on date,
    settled_by bigint,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: proposals_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.proposals_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: proposals_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.proposals_id_seq OWNED BY public.proposals.id;


--
-- Name: published_pages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.published_pages (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    period integer NOT NULL,
    workspace_id bigint NOT NULL,
    view text NOT NULL,
    hash text NOT NULL,
    snapshot json NOT NULL,
    chosen json NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by bigint NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone
);


--
-- Name: published_pages_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.published_pages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: published_pages_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.published_pages_id_seq OWNED BY public.published_pages.id;


--
-- Name: reactions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reactions (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    period integer NOT NULL,
    reaction text NOT NULL,
    occurrence text NOT NULL,
    about text NOT NULL,
    value double precision,
    was double precision,
    stakeholder_id bigint,
    by_id bigint,
    happened_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: reactions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.reactions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: reactions_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.reactions_id_seq OWNED BY public.reactions.id;


--
-- Name: receipts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.receipts (
    id bigint NOT NULL,
    key text NOT NULL,
    at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: receipts_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.receipts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: receipts_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.receipts_id_seq OWNED BY public.receipts.id;


--
-- Name: releases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.releases (
    id bigint NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,
    released_on date NOT NULL,
    by_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL,
    expects_milestone text DEFAULT ''::text NOT NULL,
    expects_points integer
);


--
-- Name: releases_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.releases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: releases_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.releases_id_seq OWNED BY public.releases.id;


--
-- Name: revisits; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.revisits (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    quarter text NOT NULL,
    persona text NOT NULL,
    playbook text NOT NULL,
    stage text NOT NULL,
    success text NOT NULL,
    wrong text DEFAULT ''::text NOT NULL,
    weak text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: revisits_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.revisits_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: revisits_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.revisits_id_seq OWNED BY public.revisits.id;


--
-- Name: risk_models; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.risk_models (
    id bigint NOT NULL,
    trained_at timestamp with time zone NOT NULL,
    as_of date NOT NULL,
    why text NOT NULL,
    accounts integer NOT NULL,
    lost integer NOT NULL,
    undated integer NOT NULL,
    oldest integer NOT NULL,
    losses json NOT NULL,
    auc double precision,
    auc_low double precision,
    auc_high double precision,
    base double precision,
    model text NOT NULL,
    bands json NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: risk_models_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.risk_models_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: risk_models_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.risk_models_id_seq OWNED BY public.risk_models.id;


--
-- Name: sayings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sayings (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    kind text NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    stage text DEFAULT ''::text NOT NULL,
    stakeholder_id bigint,
    said_on date NOT NULL,
    by_id bigint NOT NULL,
    event_id bigint NOT NULL,
    cta_id bigint,
    outcome text,
    note text DEFAULT ''::text NOT NULL,
    settled_on date,
    settled_by bigint,
    told_on date,
    undone_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: sayings_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.sayings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: sayings_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.sayings_id_seq OWNED BY public.sayings.id;


--
-- Name: slots; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.slots (
    id bigint NOT NULL,
    recipient text NOT NULL,
    kind text NOT NULL,
    local_date date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state text DEFAULT 'due'::text NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: slots_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.slots_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: slots_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.slots_id_seq OWNED BY public.slots.id;


--
-- Name: spells; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.spells (
    account_id bigint NOT NULL,
    number integer NOT NULL,
    version_id bigint NOT NULL,
    state integer NOT NULL,
    since integer,
    turned integer,
    ended integer,
    days integer,
    seen integer,
    lost integer NOT NULL,
    gone integer,
    due integer,
    workspace_id bigint NOT NULL
);


--
-- Name: spells_behind; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.spells_behind (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: spells_behind_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.spells_behind_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: spells_behind_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.spells_behind_id_seq OWNED BY public.spells_behind.id;


--
-- Name: stakeholders; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.stakeholders (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    name text NOT NULL,
    email text,
    title text,
    role text,
    status text DEFAULT 'active'::text NOT NULL,
    left_on date,
    vision text,
    vision_on date,
    persona text,
    created_at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: stakeholders_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.stakeholders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: stakeholders_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.stakeholders_id_seq OWNED BY public.stakeholders.id;


--
-- Name: stuck_chances; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.stuck_chances (
    version_id bigint NOT NULL,
    milestone text NOT NULL,
    cohort text NOT NULL,
    name text NOT NULL,
    day integer NOT NULL,
    limit_days integer NOT NULL,
    share double precision NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL,
    accounts integer NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: success_plans; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.success_plans (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    period integer NOT NULL,
    workspace_id bigint NOT NULL,
    problem text DEFAULT ''::text NOT NULL,
    outcome text DEFAULT ''::text NOT NULL,
    measure text DEFAULT ''::text NOT NULL,
    confirmed_on date,
    confirmed_by bigint,
    spent bigint,
    returned bigint,
    currency text,
    returned_how text DEFAULT ''::text NOT NULL,
    offer_one text DEFAULT ''::text NOT NULL,
    offer_two text DEFAULT ''::text NOT NULL
);


--
-- Name: success_plans_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.success_plans_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: success_plans_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.success_plans_id_seq OWNED BY public.success_plans.id;


--
-- Name: tasks_done; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tasks_done (
    account_id bigint NOT NULL,
    period integer NOT NULL,
    task text NOT NULL,
    done_on date,
    by_id bigint,
    workspace_id bigint NOT NULL
);


--
-- Name: tickets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tickets (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    key text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    link text,
    priority text,
    workspace_id bigint NOT NULL
);


--
-- Name: tickets_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.tickets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: tickets_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.tickets_id_seq OWNED BY public.tickets.id;


--
-- Name: version_bands; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_bands (
    version_id bigint NOT NULL,
    "position" integer NOT NULL,
    band text NOT NULL,
    floor integer NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: version_kpis; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_kpis (
    version_id bigint NOT NULL,
    kpi text NOT NULL,
    weight double precision NOT NULL,
    worst double precision NOT NULL,
    best double precision NOT NULL,
    fresh_days integer NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: version_milestones; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_milestones (
    version_id bigint NOT NULL,
    "position" integer NOT NULL,
    milestone text NOT NULL,
    stage_position integer NOT NULL,
    usual_days integer NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: version_segment_tests; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_segment_tests (
    version_id bigint NOT NULL,
    segment text NOT NULL,
    milestone text NOT NULL,
    kpi text NOT NULL,
    minimum double precision NOT NULL,
    fresh_days integer NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: version_stages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_stages (
    version_id bigint NOT NULL,
    "position" integer NOT NULL,
    stage text NOT NULL,
    laer text NOT NULL,
    enters_days integer,
    before_sale boolean DEFAULT false NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: version_tasks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_tasks (
    version_id bigint NOT NULL,
    milestone text NOT NULL,
    task text NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: version_tests; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_tests (
    version_id bigint NOT NULL,
    milestone text NOT NULL,
    kpi text NOT NULL,
    minimum double precision NOT NULL,
    fresh_days integer NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: warnings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.warnings (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    period integer NOT NULL,
    warned_on date NOT NULL,
    ended_on date,
    share double precision NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: warnings_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.warnings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: warnings_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.warnings_id_seq OWNED BY public.warnings.id;


--
-- Name: webhook_calls; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_calls (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    period integer NOT NULL,
    reaction text NOT NULL,
    occurrence text NOT NULL,
    target text NOT NULL,
    delivery_id text NOT NULL,
    event text NOT NULL,
    about text NOT NULL,
    value double precision,
    was double precision,
    account_key text NOT NULL,
    account_name text NOT NULL,
    stage text NOT NULL,
    milestone text NOT NULL,
    happened_on date NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    lease_until timestamp with time zone,
    reason text,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    workspace_id bigint NOT NULL
);


--
-- Name: webhook_calls_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.webhook_calls_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: webhook_calls_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.webhook_calls_id_seq OWNED BY public.webhook_calls.id;


--
-- Name: webhook_targets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_targets (
    id bigint NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    off_at timestamp with time zone NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: webhook_targets_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.webhook_targets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: webhook_targets_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.webhook_targets_id_seq OWNED BY public.webhook_targets.id;


--
-- Name: webhook_tries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_tries (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    call_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    status integer,
    milliseconds integer NOT NULL,
    workspace_id bigint NOT NULL
);


--
-- Name: webhook_tries_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.webhook_tries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: webhook_tries_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.webhook_tries_id_seq OWNED BY public.webhook_tries.id;


--
-- Name: workspaces; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.workspaces (
    id bigint NOT NULL,
    name text NOT NULL,
    timezone text,
    playbook text DEFAULT 'laer'::text NOT NULL,
    baseline_at timestamp with time zone,
    ticked_at timestamp with time zone,
    figures_open_at timestamp with time zone,
    imported_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    csm_access text DEFAULT 'own'::text NOT NULL,
    promises_since date
);


--
-- Name: workspaces_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.workspaces_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: workspaces_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.workspaces_id_seq OWNED BY public.workspaces.id;


--
-- Name: account_events id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_events ALTER COLUMN id SET DEFAULT nextval('public.account_events_id_seq'::regclass);


--
-- Name: account_facts_history id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_facts_history ALTER COLUMN id SET DEFAULT nextval('public.account_facts_history_id_seq'::regclass);


--
-- Name: account_names id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_names ALTER COLUMN id SET DEFAULT nextval('public.account_names_id_seq'::regclass);


--
-- Name: accounts id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts ALTER COLUMN id SET DEFAULT nextval('public.accounts_id_seq'::regclass);


--
-- Name: acting id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acting ALTER COLUMN id SET DEFAULT nextval('public.acting_id_seq'::regclass);


--
-- Name: advocacy_asks id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.advocacy_asks ALTER COLUMN id SET DEFAULT nextval('public.advocacy_asks_id_seq'::regclass);


--
-- Name: api_keys id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys ALTER COLUMN id SET DEFAULT nextval('public.api_keys_id_seq'::regclass);


--
-- Name: audit id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);


--
-- Name: changes id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.changes ALTER COLUMN id SET DEFAULT nextval('public.changes_id_seq'::regclass);


--
-- Name: channels id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels ALTER COLUMN id SET DEFAULT nextval('public.channels_id_seq'::regclass);


--
-- Name: concerns id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concerns ALTER COLUMN id SET DEFAULT nextval('public.concerns_id_seq'::regclass);


--
-- Name: contracts id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts ALTER COLUMN id SET DEFAULT nextval('public.contracts_id_seq'::regclass);


--
-- Name: conversations id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations ALTER COLUMN id SET DEFAULT nextval('public.conversations_id_seq'::regclass);


--
-- Name: ctas id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ctas ALTER COLUMN id SET DEFAULT nextval('public.ctas_id_seq'::regclass);


--
-- Name: file_questions id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.file_questions ALTER COLUMN id SET DEFAULT nextval('public.file_questions_id_seq'::regclass);


--
-- Name: hand_overs id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs ALTER COLUMN id SET DEFAULT nextval('public.hand_overs_id_seq'::regclass);


--
-- Name: health_overrides id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.health_overrides ALTER COLUMN id SET DEFAULT nextval('public.health_overrides_id_seq'::regclass);


--
-- Name: identities id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.identities ALTER COLUMN id SET DEFAULT nextval('public.identities_id_seq'::regclass);


--
-- Name: installations id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.installations ALTER COLUMN id SET DEFAULT nextval('public.installations_id_seq'::regclass);


--
-- Name: intents id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.intents ALTER COLUMN id SET DEFAULT nextval('public.intents_id_seq'::regclass);


--
-- Name: kept_losses id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kept_losses ALTER COLUMN id SET DEFAULT nextval('public.kept_losses_id_seq'::regclass);


--
-- Name: other_emails id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.other_emails ALTER COLUMN id SET DEFAULT nextval('public.other_emails_id_seq'::regclass);


--
-- Name: outbox id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);


--
-- Name: outcome_goals id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outcome_goals ALTER COLUMN id SET DEFAULT nextval('public.outcome_goals_id_seq'::regclass);


--
-- Name: people id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people ALTER COLUMN id SET DEFAULT nextval('public.people_id_seq'::regclass);


--
-- Name: persona_tags id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.persona_tags ALTER COLUMN id SET DEFAULT nextval('public.persona_tags_id_seq'::regclass);


--
-- Name: plan_goals id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_goals ALTER COLUMN id SET DEFAULT nextval('public.plan_goals_id_seq'::regclass);


--
-- Name: platform_notes id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.platform_notes ALTER COLUMN id SET DEFAULT nextval('public.platform_notes_id_seq'::regclass);


--
-- Name: playbook_versions id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.playbook_versions ALTER COLUMN id SET DEFAULT nextval('public.playbook_versions_id_seq'::regclass);


--
-- Name: post_mortems id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.post_mortems ALTER COLUMN id SET DEFAULT nextval('public.post_mortems_id_seq'::regclass);


--
-- Name: proposals id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.proposals ALTER COLUMN id SET DEFAULT nextval('public.proposals_id_seq'::regclass);


--
-- Name: published_pages id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.published_pages ALTER COLUMN id SET DEFAULT nextval('public.published_pages_id_seq'::regclass);


--
-- Name: reactions id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reactions ALTER COLUMN id SET DEFAULT nextval('public.reactions_id_seq'::regclass);


--
-- Name: receipts id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.receipts ALTER COLUMN id SET DEFAULT nextval('public.receipts_id_seq'::regclass);


--
-- Name: releases id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.releases ALTER COLUMN id SET DEFAULT nextval('public.releases_id_seq'::regclass);


--
-- Name: revisits id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.revisits ALTER COLUMN id SET DEFAULT nextval('public.revisits_id_seq'::regclass);


--
-- Name: risk_models id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.risk_models ALTER COLUMN id SET DEFAULT nextval('public.risk_models_id_seq'::regclass);


--
-- Name: sayings id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sayings ALTER COLUMN id SET DEFAULT nextval('public.sayings_id_seq'::regclass);


--
-- Name: slots id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.slots ALTER COLUMN id SET DEFAULT nextval('public.slots_id_seq'::regclass);


--
-- Name: spells_behind id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spells_behind ALTER COLUMN id SET DEFAULT nextval('public.spells_behind_id_seq'::regclass);


--
-- Name: stakeholders id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stakeholders ALTER COLUMN id SET DEFAULT nextval('public.stakeholders_id_seq'::regclass);


--
-- Name: success_plans id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.success_plans ALTER COLUMN id SET DEFAULT nextval('public.success_plans_id_seq'::regclass);


--
-- Name: tickets id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tickets ALTER COLUMN id SET DEFAULT nextval('public.tickets_id_seq'::regclass);


--
-- Name: warnings id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.warnings ALTER COLUMN id SET DEFAULT nextval('public.warnings_id_seq'::regclass);


--
-- Name: webhook_calls id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_calls ALTER COLUMN id SET DEFAULT nextval('public.webhook_calls_id_seq'::regclass);


--
-- Name: webhook_targets id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_targets ALTER COLUMN id SET DEFAULT nextval('public.webhook_targets_id_seq'::regclass);


--
-- Name: webhook_tries id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_tries ALTER COLUMN id SET DEFAULT nextval('public.webhook_tries_id_seq'::regclass);


--
-- Name: workspaces id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.workspaces ALTER COLUMN id SET DEFAULT nextval('public.workspaces_id_seq'::regclass);


--
-- Data for Name: account_events; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account_events VALUES
	(2, 19, 1, 'churned', '2026-01-22 00:00:00+00', '', 'Price; the team that used it was dissolved', NULL, NULL, NULL, 'import', '', NULL, 1),
	(7, 4, 1, 'stage_entered', '2025-06-15 19:20:00+00', 'land', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(12, 4, 1, 'task_done', '2025-06-23 15:10:00+00', 'goal-agreed', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(13, 30, 1, 'stage_entered', '2025-06-23 19:25:00+00', 'land', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(16, 30, 1, 'task_done', '2025-06-29 15:20:00+00', 'goal-agreed', '', 4, NULL, NULL, 'import', '', NULL, 1),
	(18, 4, 1, 'task_done', '2025-07-01 15:50:00+00', 'kick-off-held', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(20, 30, 1, 'task_done', '2025-07-06 15:50:00+00', 'kick-off-held', '', 4, NULL, NULL, 'import', '', NULL, 1),
	(25, 4, 1, 'task_done', '2025-07-09 15:40:00+00', 'data-source-live', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(26, 30, 1, 'task_done', '2025-07-12 15:40:00+00', 'data-source-live', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(31, 4, 1, 'task_done', '2025-07-17 15:20:00+00', 'first-users-invited', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(32, 30, 1, 'task_done', '2025-07-19 15:40:00+00', 'first-users-invited', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(41, 4, 1, 'task_done', '2025-07-25 15:25:00+00', 'first-result-shown', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(42, 30, 1, 'task_done', '2025-07-25 15:45:00+00', 'first-result-shown', '', 4, NULL, NULL, 'import', '', NULL, 1),
	(43, 30, 1, 'milestone_reached', '2025-07-25 18:10:00+00', 'first-value', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(44, 4, 1, 'milestone_reached', '2025-07-25 18:30:00+00', 'first-value', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(45, 30, 1, 'stage_entered', '2025-07-25 19:25:00+00', 'adopt', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(46, 4, 1, 'stage_entered', '2025-07-25 19:40:00+00', 'adopt', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(56, 30, 1, 'task_done', '2025-08-07 15:05:00+00', 'weekly-job-chosen', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(57, 4, 1, 'task_done', '2025-08-07 15:40:00+00', 'weekly-job-chosen', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(71, 30, 1, 'task_done', '2025-08-21 15:10:00+00', 'team-trained', '', 4, NULL, NULL, 'import', '', NULL, 1),
	(72, 4, 1, 'task_done', '2025-08-21 15:25:00+00', 'team-trained', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(75, 30, 1, 'review', '2025-08-22 14:10:00+00', 'ebr', 'Looked back on the plan together and agreed on the next steps.', 4, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(88, 4, 1, 'review', '2025-09-01 14:10:00+00', 'qbr', 'Looked back on the plan together and agreed on the next steps.', 1, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(90, 30, 1, 'contact', '2025-09-02 11:20:00+00', 'kenji.zeller@driftwell.example', 'Lunch at their office; met two new users.', 4, NULL, 117, 'import', 'ba95b9ffdc73f6d1', NULL, 1),
	(94, 30, 1, 'task_done', '2025-09-03 15:05:00+00', 'own-admin-named', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(95, 4, 1, 'contact', '2025-09-04 11:10:00+00', 'henrik.quist@corvane.example', 'Chat about the training dates.', 1, NULL, 16, 'import', '3ebda264b9c3dd41', NULL, 1),
	(99, 4, 1, 'task_done', '2025-09-04 15:40:00+00', 'own-admin-named', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(106, 20, 1, 'stage_entered', '2025-09-10 19:25:00+00', 'land', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(119, 20, 1, 'contact', '2025-09-16 11:55:00+00', 'henrik.rossi@saltmarsh.example', 'Short call: questions about roles and access.', 3, NULL, 80, 'import', '58f9537e3080928b', NULL, 1),
	(120, 30, 1, 'task_done', '2025-09-16 15:15:00+00', 'old-way-stopped', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(121, 30, 1, 'milestone_reached', '2025-09-16 18:35:00+00', 'habit', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(122, 4, 1, 'task_done', '2025-09-17 15:25:00+00', 'old-way-stopped', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(123, 4, 1, 'milestone_reached', '2025-09-17 18:35:00+00', 'habit', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(124, 20, 1, 'task_done', '2025-09-18 15:15:00+00', 'goal-agreed', '', 3, NULL, NULL, 'import', '', NULL, 1),
	(134, 30, 1, 'contact', '2025-09-23 11:55:00+00', 'kenji.zeller@driftwell.example', 'Lunch at their office; met two new users.', 4, NULL, 117, 'import', 'ba95b9ffdc73f6d1', NULL, 1),
	(136, 2, 1, 'stage_entered', '2025-09-23 19:45:00+00', 'land', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(142, 4, 1, 'contact', '2025-09-26 11:55:00+00', 'grace.stein@corvane.example', 'Walked through last month''s figures together.', 1, NULL, 18, 'import', 'a9c831bd2d130b34', NULL, 1),
	(145, 20, 1, 'task_done', '2025-09-27 15:35:00+00', 'kick-off-held', '', 3, NULL, NULL, 'import', '', NULL, 1),
	(149, 2, 1, 'task_done', '2025-09-30 15:10:00+00', 'goal-agreed', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(152, 20, 1, 'contact', '2025-10-03 11:00:00+00', 'wanjiru.falk@saltmarsh.example', 'Short call: questions about roles and access.', 3, NULL, 79, 'import', '58f9537e3080928b', NULL, 1),
	(155, 20, 1, 'note', '2025-10-03 12:05:00+00', '', 'Met the team on site. The second shift wants a training of its own.', 3, NULL, NULL, 'import', 'f6761dc4b5194c61', NULL, 1),
	(157, 20, 1, 'task_done', '2025-10-05 15:05:00+00', 'data-source-live', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(161, 30, 1, 'contact', '2025-10-07 11:05:00+00', 'kenji.zeller@driftwell.example', 'Lunch at their office; met two new users.', 4, NULL, 117, 'import', 'ba95b9ffdc73f6d1', NULL, 1),
	(168, 30, 1, 'task_done', '2025-10-08 15:25:00+00', 'baseline-recorded', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(169, 2, 1, 'task_done', '2025-10-08 15:35:00+00', 'kick-off-held', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(173, 2, 1, 'contact', '2025-10-09 11:25:00+00', 'yusuf.mbeki@brightwater.example', 'Walked through last month''s figures together.', 1, NULL, 6, 'import', 'a9c831bd2d130b34', NULL, 1),
	(182, 4, 1, 'task_done', '2025-10-11 15:30:00+00', 'baseline-recorded', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(189, 20, 1, 'task_done', '2025-10-14 15:25:00+00', 'first-users-invited', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(194, 2, 1, 'task_done', '2025-10-15 15:50:00+00', 'data-source-live', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(196, 2, 1, 'review', '2025-10-17 14:30:00+00', 'ebr', 'Looked back on the plan together and agreed on the next steps.', 1, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1);
INSERT INTO public.account_events VALUES
	(199, 4, 1, 'contact', '2025-10-20 11:55:00+00', 'tomas.winter@corvane.example', 'Short call: questions about roles and access.', 1, NULL, 15, 'import', '58f9537e3080928b', NULL, 1),
	(202, 2, 1, 'contact', '2025-10-22 11:10:00+00', 'yusuf.mbeki@brightwater.example', 'Walked through last month''s figures together.', 1, NULL, 6, 'import', 'a9c831bd2d130b34', NULL, 1),
	(204, 20, 1, 'task_done', '2025-10-22 15:40:00+00', 'first-result-shown', '', 3, NULL, NULL, 'import', '', NULL, 1),
	(208, 20, 1, 'milestone_reached', '2025-10-22 18:45:00+00', 'first-value', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(209, 20, 1, 'stage_entered', '2025-10-22 19:20:00+00', 'adopt', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(213, 2, 1, 'task_done', '2025-10-23 15:40:00+00', 'first-users-invited', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(218, 30, 1, 'contact', '2025-10-24 11:15:00+00', 'kenji.zeller@driftwell.example', 'Walked through last month''s figures together.', 4, NULL, 117, 'import', 'a9c831bd2d130b34', NULL, 1),
	(237, 19, 1, 'stage_entered', '2025-10-28 19:45:00+00', 'land', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(240, 20, 1, 'contact', '2025-10-29 11:50:00+00', 'arjun.mbeki@saltmarsh.example', 'Short call: questions about roles and access.', 3, NULL, 81, 'import', '58f9537e3080928b', NULL, 1),
	(246, 2, 1, 'task_done', '2025-10-30 15:35:00+00', 'first-result-shown', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(247, 30, 1, 'task_done', '2025-10-30 15:50:00+00', 'result-measured', '', 4, NULL, NULL, 'import', '', NULL, 1),
	(248, 2, 1, 'milestone_reached', '2025-10-30 18:10:00+00', 'first-value', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(250, 2, 1, 'stage_entered', '2025-10-30 19:50:00+00', 'adopt', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(266, 2, 1, 'contact', '2025-11-05 11:10:00+00', 'nadia.winter@brightwater.example', 'Short call: questions about roles and access.', 1, NULL, 8, 'import', '58f9537e3080928b', NULL, 1),
	(270, 4, 1, 'task_done', '2025-11-05 15:55:00+00', 'result-measured', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(272, 19, 1, 'task_done', '2025-11-06 15:15:00+00', 'goal-agreed', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(277, 19, 1, 'contact', '2025-11-07 11:10:00+00', 'mateo.brandt@ravensholt.example', 'Lunch at their office; met two new users.', 2, NULL, 76, 'import', 'ba95b9ffdc73f6d1', NULL, 1),
	(279, 19, 1, 'note', '2025-11-07 12:55:00+00', '', 'Their data owner is back from leave; the mapping goes on.', 2, NULL, NULL, 'import', 'cb68b08dd1620372', NULL, 1),
	(281, 20, 1, 'task_done', '2025-11-07 15:40:00+00', 'weekly-job-chosen', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(295, 19, 1, 'survey', '2025-11-13 10:00:00+00', 'nps 5', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(299, 20, 1, 'survey', '2025-11-13 10:10:00+00', 'nps 7', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(307, 4, 1, 'survey', '2025-11-13 10:40:00+00', 'nps 7', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(310, 30, 1, 'survey', '2025-11-13 10:45:00+00', 'nps 7', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(312, 2, 1, 'survey', '2025-11-13 10:55:00+00', 'nps 7', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(315, 4, 1, 'contact', '2025-11-13 11:00:00+00', 'grace.stein@corvane.example', 'Short call: questions about roles and access.', 1, NULL, 18, 'import', '58f9537e3080928b', NULL, 1),
	(322, 30, 1, 'contact', '2025-11-14 11:05:00+00', 'marcus.winter@driftwell.example', 'Call about the next step of the plan.', 4, NULL, 116, 'import', 'f657796b78cc487a', NULL, 1),
	(328, 30, 1, 'review', '2025-11-14 14:35:00+00', 'ebr', 'Looked back on the plan together and agreed on the next steps.', 4, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(333, 2, 1, 'task_done', '2025-11-15 15:15:00+00', 'weekly-job-chosen', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(334, 19, 1, 'task_done', '2025-11-15 15:15:00+00', 'kick-off-held', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(340, 20, 1, 'contact', '2025-11-18 11:00:00+00', 'arjun.mbeki@saltmarsh.example', 'Call about the next step of the plan.', 3, NULL, 81, 'import', 'f657796b78cc487a', NULL, 1),
	(341, 20, 1, 'note', '2025-11-18 12:45:00+00', '', 'Met the team on site. The second shift wants a training of its own.', 3, NULL, NULL, 'import', 'f6761dc4b5194c61', NULL, 1),
	(344, 20, 1, 'review', '2025-11-19 14:10:00+00', 'qbr', 'Looked back on the plan together and agreed on the next steps.', 3, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(345, 4, 1, 'review', '2025-11-19 14:40:00+00', 'qbr', 'Looked back on the plan together and agreed on the next steps.', 1, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(350, 30, 1, 'task_done', '2025-11-21 15:15:00+00', 'result-confirmed', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(361, 20, 1, 'task_done', '2025-11-23 15:10:00+00', 'team-trained', '', 3, NULL, NULL, 'import', '', NULL, 1),
	(368, 2, 1, 'contact', '2025-11-25 11:20:00+00', 'yusuf.mbeki@brightwater.example', 'Call about the next step of the plan.', 1, NULL, 6, 'import', 'f657796b78cc487a', NULL, 1),
	(370, 2, 1, 'note', '2025-11-25 12:35:00+00', '', 'New budget round starts next month. They''ll want figures by then.', 1, NULL, NULL, 'import', 'e0de35b9dc3d7a0d', NULL, 1),
	(373, 19, 1, 'task_done', '2025-11-25 15:30:00+00', 'data-source-live', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(381, 19, 1, 'contact', '2025-11-28 11:20:00+00', 'isla.winter@ravensholt.example', 'Short call: questions about roles and access.', 2, NULL, 75, 'import', '58f9537e3080928b', NULL, 1),
	(386, 4, 1, 'task_done', '2025-11-29 15:20:00+00', 'result-confirmed', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(394, 2, 1, 'task_done', '2025-12-01 15:45:00+00', 'team-trained', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(397, 4, 1, 'contact', '2025-12-03 11:10:00+00', 'grace.stein@corvane.example', 'Lunch at their office; met two new users.', 1, NULL, 18, 'import', 'ba95b9ffdc73f6d1', NULL, 1),
	(403, 19, 1, 'task_done', '2025-12-04 15:25:00+00', 'first-users-invited', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(405, 30, 1, 'contact', '2025-12-05 11:05:00+00', 'kenji.zeller@driftwell.example', 'Short call: questions about roles and access.', 4, NULL, 117, 'import', '58f9537e3080928b', NULL, 1),
	(408, 30, 1, 'note', '2025-12-05 12:15:00+00', '', 'Their data owner is back from leave; the mapping goes on.', 4, NULL, NULL, 'import', 'cb68b08dd1620372', NULL, 1),
	(420, 2, 1, 'contact', '2025-12-08 11:30:00+00', 'henrik.reyes@brightwater.example', 'Short call: questions about roles and access.', 1, NULL, 7, 'import', '58f9537e3080928b', NULL, 1),
	(426, 20, 1, 'task_done', '2025-12-09 15:50:00+00', 'own-admin-named', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(427, 11, 1, 'stage_entered', '2025-12-09 19:45:00+00', 'land', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(429, 11, 1, 'contact', '2025-12-10 11:55:00+00', 'amara.adeyemi@halcyon-labs.example', 'Chat about the training dates.', 2, NULL, 43, 'import', '3ebda264b9c3dd41', NULL, 1),
	(432, 20, 1, 'contact', '2025-12-11 11:25:00+00', 'wanjiru.falk@saltmarsh.example', 'Chat about the training dates.', 3, NULL, 79, 'import', '3ebda264b9c3dd41', NULL, 1);
INSERT INTO public.account_events VALUES
	(443, 30, 1, 'task_done', '2025-12-13 15:05:00+00', 'story-agreed', '', 4, NULL, NULL, 'import', '', NULL, 1),
	(444, 19, 1, 'task_done', '2025-12-13 15:10:00+00', 'first-result-shown', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(446, 30, 1, 'task_done', '2025-12-13 15:20:00+00', 'result-shared', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(447, 19, 1, 'milestone_reached', '2025-12-13 18:30:00+00', 'first-value', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(448, 30, 1, 'milestone_reached', '2025-12-13 18:30:00+00', 'proven-outcome', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(449, 19, 1, 'stage_entered', '2025-12-13 19:10:00+00', 'adopt', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(451, 30, 1, 'stage_entered', '2025-12-13 19:55:00+00', 'expand', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(453, 4, 1, 'contact', '2025-12-15 11:05:00+00', 'henrik.quist@corvane.example', 'Walked through last month''s figures together.', 1, NULL, 16, 'import', 'a9c831bd2d130b34', NULL, 1),
	(459, 11, 1, 'task_done', '2025-12-16 15:15:00+00', 'goal-agreed', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(470, 2, 1, 'task_done', '2025-12-17 15:45:00+00', 'own-admin-named', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(484, 30, 1, 'contact', '2025-12-22 11:30:00+00', 'rohan.stein@driftwell.example', 'Call about the next step of the plan.', 4, NULL, 119, 'import', 'f657796b78cc487a', NULL, 1),
	(488, 17, 1, 'stage_entered', '2025-12-22 19:35:00+00', 'land', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(489, 20, 1, 'contact', '2025-12-23 11:05:00+00', 'leila.larsen@saltmarsh.example', 'Call about the next step of the plan.', 3, NULL, 78, 'import', 'f657796b78cc487a', NULL, 1),
	(490, 19, 1, 'contact', '2025-12-23 11:45:00+00', 'priya.reyes@ravensholt.example', 'Chat about the training dates.', 2, NULL, 77, 'import', '3ebda264b9c3dd41', NULL, 1),
	(494, 4, 1, 'task_done', '2025-12-23 15:15:00+00', 'result-shared', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(495, 4, 1, 'task_done', '2025-12-23 15:15:00+00', 'story-agreed', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(496, 11, 1, 'task_done', '2025-12-23 15:30:00+00', 'kick-off-held', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(497, 19, 1, 'task_done', '2025-12-23 15:40:00+00', 'weekly-job-chosen', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(499, 4, 1, 'milestone_reached', '2025-12-23 18:35:00+00', 'proven-outcome', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(500, 4, 1, 'stage_entered', '2025-12-23 19:10:00+00', 'expand', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(507, 20, 1, 'task_done', '2025-12-25 15:30:00+00', 'old-way-stopped', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(509, 20, 1, 'milestone_reached', '2025-12-25 18:45:00+00', 'habit', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(513, 17, 1, 'contact', '2025-12-26 11:20:00+00', 'viktor.tamura@ohara.example', 'Call about the next step of the plan.', 2, NULL, 67, 'import', 'f657796b78cc487a', NULL, 1),
	(532, 11, 1, 'contact', '2025-12-29 11:35:00+00', 'amara.adeyemi@halcyon-labs.example', 'Lunch at their office; met two new users.', 2, NULL, 43, 'import', 'ba95b9ffdc73f6d1', NULL, 1),
	(533, 11, 1, 'note', '2025-12-29 12:30:00+00', '', 'Asked for an export of the last quarter; sent the same day.', 2, NULL, NULL, 'import', 'd9ce4885cbe1bb97', NULL, 1),
	(535, 17, 1, 'task_done', '2025-12-29 15:05:00+00', 'goal-agreed', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(544, 2, 1, 'contact', '2025-12-31 11:40:00+00', 'nadia.winter@brightwater.example', 'Short call: questions about roles and access.', 1, NULL, 8, 'import', '58f9537e3080928b', NULL, 1),
	(546, 11, 1, 'task_done', '2025-12-31 15:35:00+00', 'data-source-live', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(556, 30, 1, 'contact', '2026-01-02 11:05:00+00', 'rohan.stein@driftwell.example', 'Call about the next step of the plan.', 4, NULL, 119, 'import', 'f657796b78cc487a', NULL, 1),
	(570, 2, 1, 'task_done', '2026-01-02 15:00:00+00', 'old-way-stopped', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(571, 19, 1, 'task_done', '2026-01-02 15:00:00+00', 'team-trained', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(572, 30, 1, 'task_done', '2026-01-02 15:00:00+00', 'second-team-named', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(573, 2, 1, 'milestone_reached', '2026-01-02 18:40:00+00', 'habit', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(589, 4, 1, 'contact', '2026-01-06 11:25:00+00', 'henrik.quist@corvane.example', 'Short call: questions about roles and access.', 1, NULL, 16, 'import', '58f9537e3080928b', NULL, 1),
	(592, 17, 1, 'task_done', '2026-01-06 15:45:00+00', 'kick-off-held', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(595, 11, 1, 'task_done', '2026-01-07 15:15:00+00', 'first-users-invited', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(609, 17, 1, 'contact', '2026-01-09 11:55:00+00', 'priya.rossi@ohara.example', 'Chat about the training dates.', 2, NULL, 69, 'import', '3ebda264b9c3dd41', NULL, 1),
	(615, 4, 1, 'task_done', '2026-01-09 15:50:00+00', 'second-team-named', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(621, 20, 1, 'task_done', '2026-01-11 15:25:00+00', 'baseline-recorded', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(635, 1, 1, 'stage_entered', '2026-01-12 19:10:00+00', 'land', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(637, 20, 1, 'contact', '2026-01-13 11:50:00+00', 'henrik.rossi@saltmarsh.example', 'Short call: questions about roles and access.', 3, NULL, 80, 'import', '58f9537e3080928b', NULL, 1),
	(638, 20, 1, 'note', '2026-01-13 12:25:00+00', '', 'New budget round starts next month. They''ll want figures by then.', 3, NULL, NULL, 'import', 'e0de35b9dc3d7a0d', NULL, 1),
	(642, 17, 1, 'task_done', '2026-01-13 15:50:00+00', 'data-source-live', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(648, 2, 1, 'review', '2026-01-14 14:50:00+00', 'ebr', 'Looked back on the plan together and agreed on the next steps.', 1, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(650, 11, 1, 'task_done', '2026-01-14 15:40:00+00', 'first-result-shown', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(651, 11, 1, 'milestone_reached', '2026-01-14 18:40:00+00', 'first-value', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(652, 11, 1, 'stage_entered', '2026-01-14 19:00:00+00', 'adopt', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(655, 19, 1, 'contact', '2026-01-15 11:25:00+00', 'priya.reyes@ravensholt.example', 'Short call: questions about roles and access.', 2, NULL, 77, 'import', '58f9537e3080928b', NULL, 1),
	(658, 17, 1, 'review', '2026-01-15 14:25:00+00', 'qbr', 'Looked back on the plan together and agreed on the next steps.', 2, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(670, 2, 1, 'contact', '2026-01-16 11:30:00+00', 'yusuf.mbeki@brightwater.example', 'Short call: questions about roles and access.', 1, NULL, 6, 'import', '58f9537e3080928b', NULL, 1);
INSERT INTO public.account_events VALUES
	(678, 2, 1, 'note', '2026-01-16 12:40:00+00', '', 'Liked the new overview. Two more people asked for access.', 1, NULL, NULL, 'import', 'f6492dd56c355c76', NULL, 1),
	(679, 11, 1, 'review', '2026-01-16 14:05:00+00', 'qbr', 'Looked back on the plan together and agreed on the next steps.', 2, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(684, 2, 1, 'task_done', '2026-01-17 15:30:00+00', 'baseline-recorded', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(702, 17, 1, 'task_done', '2026-01-21 15:20:00+00', 'first-users-invited', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(705, 11, 1, 'contact', '2026-01-22 11:05:00+00', 'amara.adeyemi@halcyon-labs.example', 'Short call: questions about roles and access.', 2, NULL, 43, 'import', '58f9537e3080928b', NULL, 1),
	(707, 1, 1, 'task_done', '2026-01-22 15:10:00+00', 'goal-agreed', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(709, 30, 1, 'task_done', '2026-01-22 15:50:00+00', 'second-goal-agreed', '', 4, NULL, NULL, 'import', '', NULL, 1),
	(712, 17, 1, 'contact', '2026-01-23 11:00:00+00', 'viktor.tamura@ohara.example', 'Call about the next step of the plan.', 2, NULL, 67, 'import', 'f657796b78cc487a', NULL, 1),
	(719, 4, 1, 'contact', '2026-01-23 11:40:00+00', 'grace.stein@corvane.example', 'Short call: questions about roles and access.', 1, NULL, 18, 'import', '58f9537e3080928b', NULL, 1),
	(739, 11, 1, 'task_done', '2026-01-26 15:00:00+00', 'weekly-job-chosen', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(741, 4, 1, 'task_done', '2026-01-26 15:55:00+00', 'second-goal-agreed', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(745, 30, 1, 'contact', '2026-01-27 11:25:00+00', 'rohan.stein@driftwell.example', 'Call about the next step of the plan.', 4, NULL, 119, 'import', 'f657796b78cc487a', NULL, 1),
	(751, 17, 1, 'task_done', '2026-01-28 15:30:00+00', 'first-result-shown', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(752, 20, 1, 'task_done', '2026-01-28 15:40:00+00', 'result-measured', '', 3, NULL, NULL, 'import', '', NULL, 1),
	(754, 17, 1, 'milestone_reached', '2026-01-28 18:10:00+00', 'first-value', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(755, 17, 1, 'stage_entered', '2026-01-28 19:00:00+00', 'adopt', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(763, 1, 1, 'contact', '2026-01-30 11:10:00+00', 'carmen.ferro@alderfen.example', 'Walked through last month''s figures together.', 1, NULL, 2, 'import', 'a9c831bd2d130b34', NULL, 1),
	(764, 20, 1, 'contact', '2026-01-30 11:20:00+00', 'arjun.mbeki@saltmarsh.example', 'Walked through last month''s figures together.', 3, NULL, 81, 'import', 'a9c831bd2d130b34', NULL, 1),
	(768, 1, 1, 'note', '2026-01-30 12:15:00+00', '', 'Liked the new overview. Two more people asked for access.', 1, NULL, NULL, 'import', 'f6492dd56c355c76', NULL, 1),
	(778, 1, 1, 'task_done', '2026-02-01 15:05:00+00', 'kick-off-held', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(779, 2, 1, 'task_done', '2026-02-01 15:20:00+00', 'result-measured', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(809, 4, 1, 'review', '2026-02-05 14:50:00+00', 'qbr', 'Looked back on the plan together and agreed on the next steps.', 1, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(814, 17, 1, 'task_done', '2026-02-05 15:55:00+00', 'weekly-job-chosen', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(816, 17, 1, 'contact', '2026-02-06 11:15:00+00', 'viktor.tamura@ohara.example', 'Lunch at their office; met two new users.', 2, NULL, 67, 'import', 'ba95b9ffdc73f6d1', NULL, 1),
	(822, 20, 1, 'review', '2026-02-06 14:50:00+00', 'qbr', 'Looked back on the plan together and agreed on the next steps.', 3, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(825, 11, 1, 'task_done', '2026-02-07 15:25:00+00', 'team-trained', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(828, 2, 1, 'contact', '2026-02-09 11:55:00+00', 'bea.nyland@brightwater.example', 'Call about the next step of the plan.', 1, NULL, 10, 'import', 'f657796b78cc487a', NULL, 1),
	(840, 11, 1, 'contact', '2026-02-10 11:55:00+00', 'amara.adeyemi@halcyon-labs.example', 'Chat about the training dates.', 2, NULL, 43, 'import', '3ebda264b9c3dd41', NULL, 1),
	(841, 11, 1, 'note', '2026-02-10 12:00:00+00', '', 'Their data owner is back from leave; the mapping goes on.', 2, NULL, NULL, 'import', 'cb68b08dd1620372', NULL, 1),
	(843, 30, 1, 'review', '2026-02-10 14:35:00+00', 'ebr', 'Looked back on the plan together and agreed on the next steps.', 4, NULL, NULL, 'import', '5a8e5b4df2d9750a', NULL, 1),
	(845, 1, 1, 'task_done', '2026-02-10 15:50:00+00', 'data-source-live', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(847, 4, 1, 'survey', '2026-02-11 10:00:00+00', 'nps 6', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(848, 1, 1, 'survey', '2026-02-11 10:05:00+00', 'nps 6', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(851, 30, 1, 'survey', '2026-02-11 10:05:00+00', 'nps 7', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(853, 20, 1, 'survey', '2026-02-11 10:10:00+00', 'nps 6', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(856, 17, 1, 'survey', '2026-02-11 10:15:00+00', 'nps 7', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(857, 2, 1, 'survey', '2026-02-11 10:20:00+00', 'nps 9', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(860, 11, 1, 'survey', '2026-02-11 10:25:00+00', 'nps 6', '', NULL, NULL, NULL, 'import', '', NULL, 1),
	(892, 4, 1, 'contact', '2026-02-13 11:20:00+00', 'tomas.winter@corvane.example', 'Chat about the training dates.', 1, NULL, 15, 'import', '3ebda264b9c3dd41', NULL, 1),
	(893, 30, 1, 'contact', '2026-02-13 11:20:00+00', 'rohan.stein@driftwell.example', 'Lunch at their office; met two new users.', 4, NULL, 119, 'import', 'ba95b9ffdc73f6d1', NULL, 1),
	(897, 4, 1, 'note', '2026-02-13 12:40:00+00', '', 'Met the team on site. The second shift wants a training of its own.', 1, NULL, NULL, 'import', 'f6761dc4b5194c61', NULL, 1),
	(898, 4, 1, 'task_done', '2026-02-13 15:20:00+00', 'teams-met', '', 1, NULL, NULL, 'import', '', NULL, 1),
	(900, 17, 1, 'task_done', '2026-02-13 15:55:00+00', 'team-trained', '', 2, NULL, NULL, 'import', '', NULL, 1),
	(910, 20, 1, 'contact', '2026-02-20 11:15:00+00', 'wanjiru.falk@saltmarsh.example', 'Short call: questions about roles and access.', 3, NULL, 79, 'import', '58f9537e3080928b', NULL, 1),
	(913, 2, 1, 'contact', '2026-02-20 11:35:00+00', 'grace.ferro@brightwater.example', 'Short call: questions about roles and access.', 1, NULL, 9, 'import', '58f9537e3080928b', NULL, 1),
	(936, 17, 1, 'contact', '2026-02-24 11:15:00+00', 'zuri.zeller@ohara.example', 'Call about the next step of the plan.', 2, NULL, 68, 'import', 'f657796b78cc487a', NULL, 1),
	(943, 1, 1, 'contact', '2026-02-25 11:00:00+00', 'elena.bauer@alderfen.example', 'Call about the next step of the plan.', 1, NULL, 5, 'import', 'f657796b78cc487a', NULL, 1),
	(944, 30, 1, 'contact', '2026-02-25 11:05:00+00', 'kenji.zeller@driftwell.example', 'Call about the next step of the plan.', 4, NULL, 117, 'import', 'f657796b78cc487a', NULL, 1),
	(952, 30, 1, 'note', '2026-02-25 12:35:00+00', '', 'Met the team on site. The second shift wants a training of its own.', 4, NULL, NULL, 'import', 'f6761dc4b5194c61', NULL, 1),
	(955, 11, 1, 'contact', '2026-02-26 11:00:00+00', 'noor.quist@halcyon-labs.example', 'Short call: questions about roles and access.', 2, NULL, 45, 'import', '58f9537e3080928b', NULL, 1);
INSERT INTO public.account_events VALUES
	(957, 4, 1, 'contact', '2026-02-26 11:45:00+00', 'henrik.quist@corvane.example', 'Walked through last month''s figures together.', 1, NULL, 16, 'import', 'a9c831bd2d130b34', NULL, 1),
	(960, 4, 1, 'note', '2026-02-26 12:30:00+00', '', 'Liked the new overview. Two more people asked for access.', 1, NULL, NULL, 'import', 'f6492dd56c355c76', NULL, 1),
	(984, 1, 1, 'contact', '2026-03-03 13:10:00.543463+00', '', 'met the COO, wants the board slide', 1, NULL, 1, 'person', 'bf82cf5d71854228b87599ad8a9932ff', NULL, 1),
	(985, 1, 1, 'note', '2026-03-03 13:10:01.624657+00', '', 'Health set to 40 until Fri 20 Mar: the sponsor left', 1, NULL, NULL, 'person', 'fcd5a5b3279f4ff9a20eae3cbb1ee548', NULL, 1),
	(986, 4, 1, 'note', '2026-03-03 13:10:07.05691+00', '', 'question: can groups be synced?', 1, NULL, NULL, 'person', 'ea8f3b40adfa4613b4470ecc15233345', NULL, 1);


--
-- Data for Name: account_facts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account_facts VALUES
	(1, '2026-02-16 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'land', 1, '2026-01-12', 'first-value', 1, '2026-01-12', '2026-03-02', 40, 1, '2026-03-20', 58, 1, NULL, NULL, '2026-03-03', 0, '2026-01-12', NULL, '2026-03-03', '2026-02-11', NULL, '2026-12-18', '2026-12-18', NULL, 1, 0, 1, NULL, true),
	(2, '2026-02-16 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'adopt', 2, '2025-10-30', 'proven-outcome', 3, '2026-01-02', '2026-04-10', 58, 1, NULL, NULL, 2, 3, '2026-03-03', '2026-03-03', 0, '2025-09-23', '2026-01-14', '2026-02-20', '2026-02-11', NULL, '2026-09-24', '2026-09-24', NULL, 1, 0, 1, NULL, true),
	(4, '2026-02-16 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'renew', 4, NULL, 'shared-success', 4, '2025-12-23', '2026-05-03', 66, 1, NULL, NULL, 2, NULL, NULL, '2026-03-03', 0, '2025-06-15', '2026-02-05', '2026-02-26', '2026-02-11', '2026-04-02', '2026-06-01', '2026-04-02', NULL, 1, 0, 1, NULL, true),
	(11, '2026-02-16 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'adopt', 2, '2026-01-14', 'habit', 2, '2026-01-14', '2026-03-20', 65, 1, NULL, NULL, 2, NULL, NULL, '2026-03-03', 0, '2025-12-09', '2026-01-16', '2026-02-26', '2026-02-11', NULL, '2026-09-09', '2026-09-09', NULL, 1, 0, 0, '2026-02-27', true),
	(17, '2026-02-16 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'adopt', 2, '2026-01-28', 'habit', 2, '2026-01-28', '2026-04-03', 67, 1, NULL, NULL, 2, NULL, NULL, '2026-03-03', 0, '2025-12-22', '2026-01-15', '2026-02-24', '2026-02-11', NULL, '2026-11-26', '2026-11-26', NULL, 1, 0, 1, NULL, true),
	(20, '2026-02-16 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'renew', 4, NULL, 'proven-outcome', 3, '2025-12-25', '2026-04-02', 63, 1, NULL, NULL, 2, NULL, NULL, '2026-03-03', 0, '2025-09-10', '2026-02-06', '2026-02-20', '2026-02-11', NULL, '2026-03-10', '2026-03-10', NULL, 1, 0, 1, NULL, true),
	(30, '2026-02-16 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'renew', 4, '2026-03-03', 'shared-success', 4, '2025-12-13', '2026-04-23', 70, 1, NULL, NULL, 2, NULL, NULL, '2026-03-03', 0, '2025-06-23', '2026-02-10', '2026-02-25', '2026-02-11', '2026-06-01', '2026-08-30', '2026-06-01', NULL, 1, 0, 1, NULL, true);


--
-- Data for Name: account_facts_history; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account_facts_history VALUES
	(1, 1, '2026-02-16 23:00:00+00', '2026-02-23 23:00:00+00', 1, 'land', 1, '2026-01-12', 'first-value', 1, '2026-01-12', '2026-03-02', 59, 1, NULL, NULL, 2, NULL, NULL, '2026-02-16', 0, '2026-01-12', NULL, '2026-01-30', '2026-02-11', NULL, '2026-12-18', '2026-12-18', NULL, 1, 0, 1, NULL, true),
	(2, 2, '2026-02-16 23:00:00+00', '2026-02-23 23:00:00+00', 1, 'adopt', 2, '2025-10-30', 'proven-outcome', 3, '2026-01-02', '2026-04-10', 79, 1, NULL, NULL, 3, NULL, NULL, '2026-02-16', 0, '2025-09-23', '2026-01-14', '2026-02-09', '2026-02-11', NULL, '2026-09-24', '2026-09-24', NULL, 1, 0, 1, NULL, true),
	(4, 4, '2026-02-16 23:00:00+00', '2026-02-23 23:00:00+00', 1, 'renew', 4, NULL, 'shared-success', 4, '2025-12-23', '2026-05-03', 66, 1, NULL, NULL, 2, NULL, NULL, '2026-02-16', 0, '2025-06-15', '2026-02-05', '2026-02-13', '2026-02-11', '2026-04-02', '2026-06-01', '2026-04-02', NULL, 1, 0, 1, NULL, true),
	(10, 11, '2026-02-16 23:00:00+00', '2026-02-23 23:00:00+00', 1, 'adopt', 2, '2026-01-14', 'habit', 2, '2026-01-14', '2026-03-20', 65, 1, NULL, NULL, 2, NULL, NULL, '2026-02-16', 0, '2025-12-09', '2026-01-16', '2026-02-10', '2026-02-11', NULL, '2026-09-09', '2026-09-09', NULL, 1, 0, 1, NULL, true),
	(16, 17, '2026-02-16 23:00:00+00', '2026-02-23 23:00:00+00', 1, 'adopt', 2, '2026-01-28', 'habit', 2, '2026-01-28', '2026-04-03', 66, 1, NULL, NULL, 2, NULL, NULL, '2026-02-16', 0, '2025-12-22', '2026-01-15', '2026-02-06', '2026-02-11', NULL, '2026-11-26', '2026-11-26', NULL, 1, 0, 1, NULL, true),
	(18, 20, '2026-02-16 23:00:00+00', '2026-02-23 23:00:00+00', 1, 'renew', 4, NULL, 'proven-outcome', 3, '2025-12-25', '2026-04-02', 64, 1, NULL, NULL, 2, NULL, NULL, '2026-02-16', 0, '2025-09-10', '2026-02-06', '2026-02-06', '2026-02-11', NULL, '2026-03-10', '2026-03-10', NULL, 1, 0, 1, NULL, true),
	(27, 30, '2026-02-16 23:00:00+00', '2026-02-23 23:00:00+00', 1, 'expand', 3, '2025-12-13', 'shared-success', 4, '2025-12-13', '2026-04-23', 70, 1, NULL, NULL, 2, NULL, NULL, '2026-02-16', 0, '2025-06-23', '2026-02-10', '2026-02-13', '2026-02-11', '2026-06-01', '2026-08-30', '2026-06-01', NULL, 1, 0, 1, NULL, true),
	(37, 1, '2026-02-23 23:00:00+00', '2026-02-27 23:00:00+00', 1, 'land', 1, '2026-01-12', 'first-value', 1, '2026-01-12', '2026-03-02', 58, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2026-01-12', NULL, '2026-01-30', '2026-02-11', NULL, '2026-12-18', '2026-12-18', NULL, 1, 0, 1, NULL, true),
	(38, 2, '2026-02-23 23:00:00+00', '2026-02-27 23:00:00+00', 1, 'adopt', 2, '2025-10-30', 'proven-outcome', 3, '2026-01-02', '2026-04-10', 79, 1, NULL, NULL, 3, NULL, NULL, '2026-02-23', 0, '2025-09-23', '2026-01-14', '2026-02-20', '2026-02-11', NULL, '2026-09-24', '2026-09-24', NULL, 1, 0, 1, NULL, true),
	(39, 4, '2026-02-23 23:00:00+00', '2026-02-27 23:00:00+00', 1, 'renew', 4, NULL, 'shared-success', 4, '2025-12-23', '2026-05-03', 66, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2025-06-15', '2026-02-05', '2026-02-13', '2026-02-11', '2026-04-02', '2026-06-01', '2026-04-02', NULL, 1, 0, 1, NULL, true),
	(44, 11, '2026-02-23 23:00:00+00', '2026-02-27 23:00:00+00', 1, 'adopt', 2, '2026-01-14', 'habit', 2, '2026-01-14', '2026-03-20', 65, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2025-12-09', '2026-01-16', '2026-02-10', '2026-02-11', NULL, '2026-09-09', '2026-09-09', NULL, 1, 0, 1, NULL, true),
	(49, 17, '2026-02-23 23:00:00+00', '2026-02-27 23:00:00+00', 1, 'adopt', 2, '2026-01-28', 'habit', 2, '2026-01-28', '2026-04-03', 67, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2025-12-22', '2026-01-15', '2026-02-06', '2026-02-11', NULL, '2026-11-26', '2026-11-26', NULL, 1, 0, 1, NULL, true),
	(51, 20, '2026-02-23 23:00:00+00', '2026-02-27 23:00:00+00', 1, 'renew', 4, NULL, 'proven-outcome', 3, '2025-12-25', '2026-04-02', 63, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2025-09-10', '2026-02-06', '2026-02-20', '2026-02-11', NULL, '2026-03-10', '2026-03-10', NULL, 1, 0, 1, NULL, true),
	(57, 30, '2026-02-23 23:00:00+00', '2026-02-27 23:00:00+00', 1, 'expand', 3, '2025-12-13', 'shared-success', 4, '2025-12-13', '2026-04-23', 70, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2025-06-23', '2026-02-10', '2026-02-13', '2026-02-11', '2026-06-01', '2026-08-30', '2026-06-01', NULL, 1, 0, 1, NULL, true),
	(64, 1, '2026-02-27 23:00:00+00', '2026-03-01 23:00:00+00', 1, 'land', 1, '2026-01-12', 'first-value', 1, '2026-01-12', '2026-03-02', 58, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2026-01-12', NULL, '2026-02-25', '2026-02-11', NULL, '2026-12-18', '2026-12-18', NULL, 1, 0, 1, NULL, true),
	(65, 2, '2026-02-27 23:00:00+00', '2026-03-01 23:00:00+00', 1, 'adopt', 2, '2025-10-30', 'proven-outcome', 3, '2026-01-02', '2026-04-10', 79, 1, NULL, NULL, 3, NULL, NULL, '2026-02-27', 0, '2025-09-23', '2026-01-14', '2026-02-20', '2026-02-11', NULL, '2026-09-24', '2026-09-24', NULL, 1, 0, 1, NULL, true),
	(67, 4, '2026-02-27 23:00:00+00', '2026-03-01 23:00:00+00', 1, 'renew', 4, NULL, 'shared-success', 4, '2025-12-23', '2026-05-03', 66, 1, NULL, NULL, 2, NULL, NULL, '2026-02-27', 0, '2025-06-15', '2026-02-05', '2026-02-26', '2026-02-11', '2026-04-02', '2026-06-01', '2026-04-02', NULL, 1, 0, 1, NULL, true),
	(73, 11, '2026-02-27 23:00:00+00', '2026-03-01 23:00:00+00', 1, 'adopt', 2, '2026-01-14', 'habit', 2, '2026-01-14', '2026-03-20', 65, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2025-12-09', '2026-01-16', '2026-02-26', '2026-02-11', NULL, '2026-09-09', '2026-09-09', NULL, 1, 0, 0, '2026-02-27', true),
	(79, 17, '2026-02-27 23:00:00+00', '2026-03-01 23:00:00+00', 1, 'adopt', 2, '2026-01-28', 'habit', 2, '2026-01-28', '2026-04-03', 67, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2025-12-22', '2026-01-15', '2026-02-24', '2026-02-11', NULL, '2026-11-26', '2026-11-26', NULL, 1, 0, 1, NULL, true),
	(81, 20, '2026-02-27 23:00:00+00', '2026-03-01 23:00:00+00', 1, 'renew', 4, NULL, 'proven-outcome', 3, '2025-12-25', '2026-04-02', 63, 1, NULL, NULL, 2, NULL, NULL, '2026-02-27', 0, '2025-09-10', '2026-02-06', '2026-02-20', '2026-02-11', NULL, '2026-03-10', '2026-03-10', NULL, 1, 0, 1, NULL, true),
	(89, 30, '2026-02-27 23:00:00+00', '2026-03-01 23:00:00+00', 1, 'expand', 3, '2025-12-13', 'shared-success', 4, '2025-12-13', '2026-04-23', 70, 1, NULL, NULL, 2, NULL, NULL, '2026-02-23', 0, '2025-06-23', '2026-02-10', '2026-02-25', '2026-02-11', '2026-06-01', '2026-08-30', '2026-06-01', NULL, 1, 0, 1, NULL, true),
	(100, 1, '2026-03-01 23:00:00+00', '2026-03-02 23:00:00+00', 1, 'land', 1, '2026-01-12', 'first-value', 1, '2026-01-12', '2026-03-02', 58, 1, NULL, NULL, 2, NULL, NULL, '2026-03-01', 0, '2026-01-12', NULL, '2026-02-25', '2026-02-11', NULL, '2026-12-18', '2026-12-18', NULL, 1, 0, 1, NULL, true),
	(101, 2, '2026-03-01 23:00:00+00', '2026-03-02 23:00:00+00', 1, 'adopt', 2, '2025-10-30', 'proven-outcome', 3, '2026-01-02', '2026-04-10', 78, 1, NULL, NULL, 3, NULL, NULL, '2026-03-01', 0, '2025-09-23', '2026-01-14', '2026-02-20', '2026-02-11', NULL, '2026-09-24', '2026-09-24', NULL, 1, 0, 1, NULL, true),
	(103, 4, '2026-03-01 23:00:00+00', '2026-03-02 23:00:00+00', 1, 'renew', 4, NULL, 'shared-success', 4, '2025-12-23', '2026-05-03', 66, 1, NULL, NULL, 2, NULL, NULL, '2026-03-01', 0, '2025-06-15', '2026-02-05', '2026-02-26', '2026-02-11', '2026-04-02', '2026-06-01', '2026-04-02', NULL, 1, 0, 1, NULL, true),
	(109, 11, '2026-03-01 23:00:00+00', '2026-03-02 23:00:00+00', 1, 'adopt', 2, '2026-01-14', 'habit', 2, '2026-01-14', '2026-03-20', 65, 1, NULL, NULL, 2, NULL, NULL, '2026-03-01', 0, '2025-12-09', '2026-01-16', '2026-02-26', '2026-02-11', NULL, '2026-09-09', '2026-09-09', NULL, 1, 0, 0, '2026-02-27', true),
	(115, 17, '2026-03-01 23:00:00+00', '2026-03-02 23:00:00+00', 1, 'adopt', 2, '2026-01-28', 'habit', 2, '2026-01-28', '2026-04-03', 67, 1, NULL, NULL, 2, NULL, NULL, '2026-03-01', 0, '2025-12-22', '2026-01-15', '2026-02-24', '2026-02-11', NULL, '2026-11-26', '2026-11-26', NULL, 1, 0, 1, NULL, true),
	(117, 20, '2026-03-01 23:00:00+00', '2026-03-02 23:00:00+00', 1, 'renew', 4, NULL, 'proven-outcome', 3, '2025-12-25', '2026-04-02', 63, 1, NULL, NULL, 2, NULL, NULL, '2026-03-01', 0, '2025-09-10', '2026-02-06', '2026-02-20', '2026-02-11', NULL, '2026-03-10', '2026-03-10', NULL, 1, 0, 1, NULL, true),
	(125, 30, '2026-03-01 23:00:00+00', '2026-03-02 23:00:00+00', 1, 'expand', 3, '2025-12-13', 'shared-success', 4, '2025-12-13', '2026-04-23', 70, 1, NULL, NULL, 2, NULL, NULL, '2026-03-01', 0, '2025-06-23', '2026-02-10', '2026-02-25', '2026-02-11', '2026-06-01', '2026-08-30', '2026-06-01', NULL, 1, 0, 1, NULL, true),
	(136, 1, '2026-03-02 23:00:00+00', '2026-03-03 13:10:00.591396+00', 1, 'land', 1, '2026-01-12', 'first-value', 1, '2026-01-12', '2026-03-02', 58, 1, NULL, NULL, 2, NULL, NULL, '2026-03-02', 0, '2026-01-12', NULL, '2026-02-25', '2026-02-11', NULL, '2026-12-18', '2026-12-18', NULL, 1, 0, 1, NULL, true),
	(137, 1, '2026-03-03 13:10:00.591396+00', '2026-03-03 13:10:01.933068+00', 1, 'land', 1, '2026-01-12', 'first-value', 1, '2026-01-12', '2026-03-02', 58, 1, NULL, NULL, 2, NULL, NULL, '2026-03-02', 0, '2026-01-12', NULL, '2026-03-03', '2026-02-11', NULL, '2026-12-18', '2026-12-18', NULL, 1, 0, 1, NULL, true),
	(138, 1, '2026-03-03 13:10:01.933068+00', '2026-03-04 00:00:00+00', 1, 'land', 1, '2026-01-12', 'first-value', 1, '2026-01-12', '2026-03-02', 40, 1, '2026-03-20', 58, 1, NULL, NULL, '2026-03-02', 0, '2026-01-12', NULL, '2026-03-03', '2026-02-11', NULL, '2026-12-18', '2026-12-18', NULL, 1, 0, 1, NULL, true),
	(139, 2, '2026-03-02 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'adopt', 2, '2025-10-30', 'proven-outcome', 3, '2026-01-02', '2026-04-10', 58, 1, NULL, NULL, 2, 3, '2026-03-03', '2026-03-02', 0, '2025-09-23', '2026-01-14', '2026-02-20', '2026-02-11', NULL, '2026-09-24', '2026-09-24', NULL, 1, 0, 1, NULL, true),
	(141, 4, '2026-03-02 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'renew', 4, NULL, 'shared-success', 4, '2025-12-23', '2026-05-03', 66, 1, NULL, NULL, 2, NULL, NULL, '2026-03-02', 0, '2025-06-15', '2026-02-05', '2026-02-26', '2026-02-11', '2026-04-02', '2026-06-01', '2026-04-02', NULL, 1, 0, 1, NULL, true),
	(147, 11, '2026-03-02 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'adopt', 2, '2026-01-14', 'habit', 2, '2026-01-14', '2026-03-20', 65, 1, NULL, NULL, 2, NULL, NULL, '2026-03-02', 0, '2025-12-09', '2026-01-16', '2026-02-26', '2026-02-11', NULL, '2026-09-09', '2026-09-09', NULL, 1, 0, 0, '2026-02-27', true),
	(153, 17, '2026-03-02 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'adopt', 2, '2026-01-28', 'habit', 2, '2026-01-28', '2026-04-03', 67, 1, NULL, NULL, 2, NULL, NULL, '2026-03-02', 0, '2025-12-22', '2026-01-15', '2026-02-24', '2026-02-11', NULL, '2026-11-26', '2026-11-26', NULL, 1, 0, 1, NULL, true),
	(155, 20, '2026-03-02 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'renew', 4, NULL, 'proven-outcome', 3, '2025-12-25', '2026-04-02', 63, 1, NULL, NULL, 2, NULL, NULL, '2026-03-02', 0, '2025-09-10', '2026-02-06', '2026-02-20', '2026-02-11', NULL, '2026-03-10', '2026-03-10', NULL, 1, 0, 1, NULL, true),
	(163, 30, '2026-03-02 23:00:00+00', '2026-03-04 00:00:00+00', 1, 'renew', 4, '2026-03-03', 'shared-success', 4, '2025-12-13', '2026-04-23', 70, 1, NULL, NULL, 2, NULL, NULL, '2026-03-02', 0, '2025-06-23', '2026-02-10', '2026-02-25', '2026-02-11', '2026-06-01', '2026-08-30', '2026-06-01', NULL, 1, 0, 1, NULL, true);


--
-- Data for Name: account_names; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account_names VALUES
	(1, 1, 'alderfen', 'key', 'alderfen', 1),
	(2, 1, 'alderfen textiles', 'name', 'Alderfen Textiles', 1),
	(3, 1, 'alderfen.example', 'domain', 'alderfen.example', 1),
	(4, 2, 'brightwater', 'key', 'brightwater', 1),
	(5, 2, 'brightwater group', 'name', 'Brightwater Group', 1),
	(6, 2, 'brightwater.example', 'domain', 'brightwater.example', 1),
	(7, 2, 'brightwater', 'alias', 'Brightwater', 1),
	(8, 2, 'bwg', 'alias', 'BWG', 1),
	(12, 4, 'corvane', 'key', 'corvane', 1),
	(13, 4, 'corvane health', 'name', 'Corvane Health', 1),
	(14, 4, 'corvane.example', 'domain', 'corvane.example', 1),
	(33, 11, 'halcyon-labs', 'key', 'halcyon-labs', 1),
	(34, 11, 'halcyon labs', 'name', 'Halcyon Labs', 1),
	(35, 11, 'halcyon-labs.example', 'domain', 'halcyon-labs.example', 1),
	(52, 17, 'ohara', 'key', 'ohara', 1),
	(53, 17, 'o''hara & sons <labs>', 'name', 'O''Hara & Sons <Labs>', 1),
	(54, 17, 'ohara.example', 'domain', 'ohara.example', 1),
	(55, 17, 'o&s', 'alias', 'O&S', 1),
	(56, 17, '"o''hara"', 'alias', '"O''Hara"', 1),
	(60, 19, 'ravensholt', 'key', 'ravensholt', 1),
	(61, 19, 'ravensholt motors', 'name', 'Ravensholt Motors', 1),
	(62, 19, 'ravensholt.example', 'domain', 'ravensholt.example', 1),
	(63, 20, 'saltmarsh', 'key', 'saltmarsh', 1),
	(64, 20, 'saltmarsh media', 'name', 'Saltmarsh Media', 1),
	(65, 20, 'saltmarsh.example', 'domain', 'saltmarsh.example', 1),
	(94, 30, 'driftwell', 'key', 'driftwell', 1),
	(95, 30, 'driftwell shipping', 'name', 'Driftwell Shipping', 1),
	(96, 30, 'driftwell.example', 'domain', 'driftwell.example', 1);


--
-- Data for Name: account_risks; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.accounts VALUES
	(1, 'alderfen', 'Alderfen Textiles', 'alderfen.example', NULL, 1, 'enterprise', 'manufacturing', '2026-01-12', NULL, 'active', NULL, NULL, 1, 1, NULL, false, NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1, 1, NULL),
	(2, 'brightwater', 'Brightwater Group', 'brightwater.example', NULL, 1, 'enterprise', 'logistics', '2025-09-23', NULL, 'active', NULL, NULL, 1, 1, NULL, false, NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1, NULL, NULL),
	(4, 'corvane', 'Corvane Health', 'corvane.example', NULL, 1, 'mid', 'healthcare', '2025-06-15', NULL, 'active', NULL, NULL, 1, 1, NULL, false, NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1, NULL, NULL),
	(11, 'halcyon-labs', 'Halcyon Labs', 'halcyon-labs.example', NULL, 2, 'small', 'software', '2025-12-09', NULL, 'active', NULL, NULL, 1, 1, NULL, false, NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1, NULL, NULL),
	(17, 'ohara', 'O''Hara & Sons <Labs>', 'ohara.example', NULL, 2, 'small', 'manufacturing', '2025-12-22', NULL, 'active', NULL, NULL, 1, 1, NULL, false, NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1, NULL, NULL),
	(19, 'ravensholt', 'Ravensholt Motors', 'ravensholt.example', NULL, 2, 'mid', 'retail', '2025-10-28', NULL, 'churned', '2026-01-22', 'Price; the team that used it was dissolved', 1, 1, NULL, false, NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1, NULL, NULL),
	(20, 'saltmarsh', 'Saltmarsh Media', 'saltmarsh.example', NULL, 3, 'mid', 'media', '2025-09-10', NULL, 'active', NULL, NULL, 1, 1, NULL, false, NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1, NULL, NULL),
	(30, 'driftwell', 'Driftwell Shipping', 'driftwell.example', NULL, 4, 'enterprise', 'logistics', '2025-06-23', NULL, 'active', NULL, NULL, 1, 1, NULL, false, NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1, 2, NULL);


--
-- Data for Name: acting; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: advocacy_asks; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES
	('0025');


--
-- Data for Name: api_keys; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.api_keys VALUES
	(1, 'web-app', 'd53dfc0d606bc5bec40ac4bd3f04dc028831976bb6c6befeb9a27198e446558f', '2026-03-04 13:10:02.032391+00', NULL, NULL, 1, 'all', NULL);


--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit VALUES
	(1, '2026-03-03 13:10:00.543463+00', 'slack', 1, '', 'added', 'account_events', '[984]', 1, NULL, '{"id": 984, "account_id": 1, "period": 1, "kind": "contact", "at": "2026-03-03 13:10:00.543463", "key": "", "note": "met the COO, wants the board slide", "by_id": 1, "stakeholder_id": 1, "source": "person", "fingerprint": "bf82cf5d71854228b87599ad8a9932ff"}', 1),
	(2, '2026-03-03 13:10:01.624657+00', 'slack', 1, '', 'added', 'health_overrides', '[1]', 1, NULL, '{"id": 1, "account_id": 1, "score": 40, "reason": "the sponsor left", "until": "2026-03-20", "by_id": 1, "at": "2026-03-03 13:10:01.624657"}', 1),
	(3, '2026-03-03 13:10:01.624657+00', 'slack', 1, '', 'added', 'account_events', '[985]', 1, NULL, '{"id": 985, "account_id": 1, "period": 1, "kind": "note", "at": "2026-03-03 13:10:01.624657", "key": "", "note": "Health set to 40 until Fri 20 Mar: the sponsor left", "by_id": 1, "source": "person", "fingerprint": "fcd5a5b3279f4ff9a20eae3cbb1ee548"}', 1),
	(4, '2026-03-03 13:10:02.937039+00', 'slack', 1, '', 'added', 'ctas', '[32]', 1, NULL, '{"id": 32, "account_id": 1, "subject": "account:1:1", "rule": "hand", "occurrence": "4b696aae83b64f67b86dcc287512c730", "type": "objective", "priority": 3, "title": "Send the schema notes", "promise": "", "owner_id": 1, "handed_over": 0, "opened_on": "2026-03-03", "due_on": "2026-03-06", "state": "open", "note": ""}', 1),
	(5, '2026-03-03 13:10:03.986796+00', 'slack', 1, '', 'added', 'releases', '[1]', NULL, NULL, '{"id": 1, "name": "Reports 2.0", "folded": "reports 2.0", "released_on": "2026-03-02", "expects_milestone": "", "by_id": 1, "at": "2026-03-03 13:10:03.986796"}', 1),
	(6, '2026-03-03 13:10:05.006118+00', 'slack', 1, '', 'added', 'releases', '[2]', NULL, NULL, '{"id": 2, "name": "Exports", "folded": "exports", "released_on": "2026-03-20", "expects_milestone": "first-value", "expects_points": 5, "by_id": 1, "at": "2026-03-03 13:10:05.006118"}', 1),
	(7, '2026-03-03 13:10:07.05691+00', 'slack', 1, '', 'added', 'account_events', '[986]', 4, NULL, '{"id": 986, "account_id": 4, "period": 1, "kind": "note", "at": "2026-03-03 13:10:07.056910", "key": "", "note": "question: can groups be synced?", "by_id": 1, "source": "person", "fingerprint": "ea8f3b40adfa4613b4470ecc15233345"}', 1),
	(8, '2026-03-03 13:10:07.05691+00', 'slack', 1, '', 'added', 'ctas', '[33]', 4, NULL, '{"id": 33, "account_id": 4, "subject": "account:4:1", "rule": "hand", "occurrence": "0291ac86cce14b93979ff39d4f452e46", "type": "objective", "priority": 1, "title": "Answer them: \u201ccan groups be synced?\u201d", "promise": "", "owner_id": 1, "handed_over": 0, "opened_on": "2026-03-03", "due_on": "2026-03-05", "state": "open", "note": ""}', 1),
	(9, '2026-03-03 13:10:07.05691+00', 'slack', 1, '', 'added', 'sayings', '[13]', 4, NULL, '{"id": 13, "account_id": 4, "kind": "question", "words": "can groups be synced?", "stage": "renew", "said_on": "2026-03-03", "by_id": 1, "event_id": 986, "cta_id": 33, "note": ""}', 1);


--
-- Data for Name: changes; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.changes VALUES
	(1, 1, 1, 'persona', 'persona:1', '{"rows": [{"table": "persona_tags", "id": [75], "added": true, "values": {}}, {"table": "stakeholders", "id": [1], "added": false, "values": {"persona": "ceo"}}]}', '{"rows": [{"table": "persona_tags", "id": [75], "added": true, "values": {}}, {"table": "stakeholders", "id": [1], "added": false, "values": {"persona": "ceo"}}]}', '2026-02-17 09:00:00+00', NULL, 1),
	(2, 1, 5, 'persona', 'persona:19', '{"rows": [{"table": "persona_tags", "id": [76], "added": true, "values": {}}, {"table": "stakeholders", "id": [19], "added": false, "values": {"persona": "expert"}}]}', '{"rows": [{"table": "persona_tags", "id": [76], "added": true, "values": {}}, {"table": "stakeholders", "id": [19], "added": false, "values": {"persona": "expert"}}]}', '2026-02-17 09:00:00+00', NULL, 1),
	(3, 1, 9, 'persona', 'persona:34', '{"rows": [{"table": "persona_tags", "id": [77], "added": true, "values": {}}, {"table": "stakeholders", "id": [34], "added": false, "values": {"persona": "friend"}}]}', '{"rows": [{"table": "persona_tags", "id": [77], "added": true, "values": {}}, {"table": "stakeholders", "id": [34], "added": false, "values": {"persona": "friend"}}]}', '2026-02-17 09:00:00+00', NULL, 1),
	(4, 2, 13, 'persona', 'persona:50', '{"rows": [{"table": "persona_tags", "id": [78], "added": true, "values": {}}, {"table": "stakeholders", "id": [50], "added": false, "values": {"persona": "ceo"}}]}', '{"rows": [{"table": "persona_tags", "id": [78], "added": true, "values": {}}, {"table": "stakeholders", "id": [50], "added": false, "values": {"persona": "ceo"}}]}', '2026-02-17 09:00:00+00', NULL, 1),
	(5, 2, 17, 'persona', 'persona:67', '{"rows": [{"table": "persona_tags", "id": [79], "added": true, "values": {}}, {"table": "stakeholders", "id": [67], "added": false, "values": {"persona": "expert"}}]}', '{"rows": [{"table": "persona_tags", "id": [79], "added": true, "values": {}}, {"table": "stakeholders", "id": [67], "added": false, "values": {"persona": "expert"}}]}', '2026-02-17 09:00:00+00', NULL, 1),
	(6, 3, 20, 'persona', 'persona:78', '{"rows": [{"table": "persona_tags", "id": [80], "added": true, "values": {}}, {"table": "stakeholders", "id": [78], "added": false, "values": {"persona": "friend"}}]}', '{"rows": [{"table": "persona_tags", "id": [80], "added": true, "values": {}}, {"table": "stakeholders", "id": [78], "added": false, "values": {"persona": "friend"}}]}', '2026-02-17 09:00:00+00', NULL, 1),
	(7, 3, 28, 'persona', 'persona:107', '{"rows": [{"table": "persona_tags", "id": [81], "added": true, "values": {}}, {"table": "stakeholders", "id": [107], "added": false, "values": {"persona": "expert"}}]}', '{"rows": [{"table": "persona_tags", "id": [81], "added": true, "values": {}}, {"table": "stakeholders", "id": [107], "added": false, "values": {"persona": "expert"}}]}', '2026-02-17 09:00:00+00', NULL, 1),
	(8, 4, 32, 'persona', 'persona:124', '{"rows": [{"table": "persona_tags", "id": [82], "added": true, "values": {}}, {"table": "stakeholders", "id": [124], "added": false, "values": {"persona": "friend"}}]}', '{"rows": [{"table": "persona_tags", "id": [82], "added": true, "values": {}}, {"table": "stakeholders", "id": [124], "added": false, "values": {"persona": "friend"}}]}', '2026-02-17 09:00:00+00', NULL, 1),
	(9, 4, 36, 'persona', 'persona:139', '{"rows": [{"table": "persona_tags", "id": [83], "added": true, "values": {}}, {"table": "stakeholders", "id": [139], "added": false, "values": {"persona": "ceo"}}]}', '{"rows": [{"table": "persona_tags", "id": [83], "added": true, "values": {}}, {"table": "stakeholders", "id": [139], "added": false, "values": {"persona": "ceo"}}]}', '2026-02-17 09:00:00+00', NULL, 1),
	(10, 1, 8, 'log', 'event:926', '{"rows": [{"table": "account_events", "id": [926], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [1], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [926], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [1], "added": true, "values": {}}]}', '2026-02-23 23:00:00.127967+00', NULL, 1),
	(11, 4, 39, 'log', 'event:927', '{"rows": [{"table": "account_events", "id": [927], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [2], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [927], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [2], "added": true, "values": {}}]}', '2026-02-23 23:00:00.151412+00', NULL, 1),
	(12, 3, 23, 'log', 'event:928', '{"rows": [{"table": "account_events", "id": [928], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [3], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [928], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [3], "added": true, "values": {}}]}', '2026-02-23 23:00:00.164268+00', NULL, 1),
	(13, 2, 13, 'log', 'event:929', '{"rows": [{"table": "account_events", "id": [929], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [4], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [929], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [4], "added": true, "values": {}}]}', '2026-02-23 23:00:00.175612+00', NULL, 1),
	(14, 1, 8, 'log', 'event:930', '{"rows": [{"table": "account_events", "id": [930], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [5], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [930], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [5], "added": true, "values": {}}]}', '2026-02-23 23:00:00.18659+00', NULL, 1),
	(15, 1, 7, 'log', 'event:931', '{"rows": [{"table": "account_events", "id": [931], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [6], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [931], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [6], "added": true, "values": {}}]}', '2026-02-23 23:00:00.203414+00', NULL, 1),
	(16, 3, 21, 'log', 'event:932', '{"rows": [{"table": "account_events", "id": [932], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [7], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [932], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [7], "added": true, "values": {}}]}', '2026-02-23 23:00:00.217249+00', NULL, 1),
	(17, 4, 32, 'log', 'event:933', '{"rows": [{"table": "account_events", "id": [933], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [8], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [933], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [8], "added": true, "values": {}}]}', '2026-02-23 23:00:00.231497+00', NULL, 1),
	(18, 2, 13, 'log', 'event:934', '{"rows": [{"table": "account_events", "id": [934], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [9], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [934], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [9], "added": true, "values": {}}]}', '2026-02-23 23:00:00.246181+00', NULL, 1),
	(19, 3, 23, 'log', 'event:935', '{"rows": [{"table": "account_events", "id": [935], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [10], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [935], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "sayings", "id": [10], "added": true, "values": {}}]}', '2026-02-23 23:00:00.264951+00', NULL, 1),
	(20, 4, 32, 'log', 'event:982', '{"rows": [{"table": "account_events", "id": [982], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "ctas", "id": [22], "added": true, "values": {}}, {"table": "sayings", "id": [11], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [982], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "ctas", "id": [22], "added": true, "values": {}}, {"table": "sayings", "id": [11], "added": true, "values": {}}]}', '2026-03-02 23:00:00.170213+00', NULL, 1),
	(21, 1, 1, 'plan-success', 'plan-success:1:1', '{"rows": [{"table": "success_plans", "id": [1], "added": true, "values": {"problem": "", "outcome": "", "measure": "", "confirmed_on": null, "confirmed_by": null}}]}', '{"rows": [{"table": "success_plans", "id": [1], "added": true, "values": {"problem": "Putting the quarter''s figures together takes a week, and the board reads them too late to act.", "outcome": "The board has its slide on the third working day of the quarter.", "measure": "Working days until the slide is out", "confirmed_on": "2026-01-21", "confirmed_by": 1}}]}', '2026-03-02 23:00:01.349037+00', NULL, 1),
	(22, 1, 1, 'plan-goal', 'outcome-goal:1', '{"rows": [{"table": "outcome_goals", "id": [1], "added": true, "values": {"goal": "Board slide is out", "unit": "working days", "source": "the finance calendar", "stakeholder_id": 1, "then_value": 7, "then_on": "2025-10-03", "now_value": 5, "now_on": "2026-02-18", "target": 3, "due_on": "2026-05-16"}}]}', '{"rows": [{"table": "outcome_goals", "id": [1], "added": true, "values": {"goal": "Board slide is out", "unit": "working days", "source": "the finance calendar", "stakeholder_id": 1, "then_value": 7, "then_on": "2025-10-03", "now_value": 5, "now_on": "2026-02-18", "target": 3, "due_on": "2026-05-16"}}]}', '2026-03-02 23:00:01.349037+00', NULL, 1),
	(23, 1, 1, 'plan-goal', 'outcome-goal:2', '{"rows": [{"table": "outcome_goals", "id": [2], "added": true, "values": {"goal": "Quarterly figures put together", "unit": "hours", "source": "the time sheets of both analysts", "stakeholder_id": null, "then_value": 38, "then_on": "2025-10-03", "now_value": 26, "now_on": "2026-02-18", "target": 12, "due_on": "2026-05-16"}}]}', '{"rows": [{"table": "outcome_goals", "id": [2], "added": true, "values": {"goal": "Quarterly figures put together", "unit": "hours", "source": "the time sheets of both analysts", "stakeholder_id": null, "then_value": 38, "then_on": "2025-10-03", "now_value": 26, "now_on": "2026-02-18", "target": 12, "due_on": "2026-05-16"}}]}', '2026-03-02 23:00:01.349037+00', NULL, 1),
	(24, 1, 10, 'post-mortem', 'post-mortem:10:1', '{"rows": [{"table": "post_mortems", "id": [1], "added": true, "values": {}}]}', '{"rows": [{"table": "post_mortems", "id": [1], "added": true, "values": {}}]}', '2025-11-02 23:00:01.38929+00', NULL, 1),
	(25, 1, NULL, 'revisit', 'revisit:1', '{"rows": [{"table": "revisits", "id": [1], "added": true, "values": {}}]}', '{"rows": [{"table": "revisits", "id": [1], "added": true, "values": {}}]}', '2025-11-30 23:00:01.38929+00', NULL, 1),
	(26, 1, NULL, 'revisit', 'revisit:2', '{"rows": [{"table": "revisits", "id": [2], "added": true, "values": {}}]}', '{"rows": [{"table": "revisits", "id": [2], "added": true, "values": {}}]}', '2025-11-30 23:00:01.38929+00', NULL, 1),
	(27, 1, 1, 'log', 'event:984', '{"rows": [{"table": "account_events", "id": [984], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [984], "added": true, "values": {}}]}', '2026-03-03 13:10:00.543463+00', NULL, 1),
	(28, 1, 1, 'health', 'health:1', '{"rows": [{"table": "health_overrides", "id": [1], "added": true, "values": {}}, {"table": "account_events", "id": [985], "added": true, "values": {}}]}', '{"rows": [{"table": "health_overrides", "id": [1], "added": true, "values": {}}, {"table": "account_events", "id": [985], "added": true, "values": {}}]}', '2026-03-03 13:10:01.624657+00', NULL, 1),
	(29, 1, 1, 'todo-added', 'cta:32', '{"rows": [{"table": "ctas", "id": [32], "added": true, "values": {}}]}', '{"rows": [{"table": "ctas", "id": [32], "added": true, "values": {}}]}', '2026-03-03 13:10:02.937039+00', NULL, 1),
	(30, 1, NULL, 'release', 'release:1', '{"rows": [{"table": "releases", "id": [1], "added": true, "values": {}}]}', '{"rows": [{"table": "releases", "id": [1], "added": true, "values": {}}]}', '2026-03-03 13:10:03.986796+00', NULL, 1),
	(31, 1, NULL, 'release', 'release:2', '{"rows": [{"table": "releases", "id": [2], "added": true, "values": {}}]}', '{"rows": [{"table": "releases", "id": [2], "added": true, "values": {}}]}', '2026-03-03 13:10:05.006118+00', NULL, 1),
	(32, 1, 4, 'log', 'event:986', '{"rows": [{"table": "account_events", "id": [986], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "ctas", "id": [33], "added": true, "values": {}}, {"table": "sayings", "id": [13], "added": true, "values": {}}]}', '{"rows": [{"table": "account_events", "id": [986], "added": true, "values": {"kind": "note", "key": "", "stakeholder_id": null}}, {"table": "ctas", "id": [33], "added": true, "values": {}}, {"table": "sayings", "id": [13], "added": true, "values": {}}]}', '2026-03-03 13:10:07.05691+00', NULL, 1);


--
-- Data for Name: channels; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.channels VALUES
	(1, 1, 'C005', 'acct-alderfen', false, '2026-03-04 13:00:00+00', 1, NULL),
	(2, 1, 'C006', 'acct-driftwell', false, '2026-03-04 13:00:00+00', 1, NULL),
	(3, 1, 'C007', 'shared-umberfield', true, '2026-03-03 13:00:00+00', 1, NULL),
	(4, 1, 'C001', 'cs-ana', false, '2026-03-04 13:00:00+00', 1, NULL),
	(5, 1, 'C002', 'cs-ben', false, '2026-03-04 13:00:00+00', 1, NULL),
	(6, 1, 'C003', 'cs-chloe', false, '2026-03-04 13:00:00+00', 1, NULL),
	(7, 1, 'C004', 'cs-mei', false, '2026-03-04 13:00:00+00', 1, NULL);


--
-- Data for Name: concerns; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.contracts VALUES
	(1, 1, 'Subscription', '2026-01-12', '2026-12-18', NULL, NULL, 12, 18000000, 'EUR', true, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(2, 2, 'Subscription', '2025-09-23', '2026-09-24', NULL, NULL, 12, 24000000, 'EUR', true, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(4, 4, 'Subscription', '2025-06-15', '2026-06-01', NULL, NULL, 12, 9600000, 'EUR', true, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(11, 11, 'Subscription', '2025-12-09', '2026-09-09', NULL, NULL, 12, 2400000, 'GBP', true, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(17, 17, 'Subscription', '2025-12-22', '2026-11-26', NULL, NULL, 12, 2100000, 'GBP', true, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(19, 19, 'Subscription', '2025-10-28', '2026-01-22', NULL, NULL, 12, 6000000, 'GBP', true, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(20, 20, 'Subscription', '2025-09-10', '2026-03-10', NULL, NULL, 12, 8000000, 'USD', true, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(29, 30, 'Subscription', '2025-06-23', '2026-08-30', NULL, NULL, 12, 28000000, 'SGD', true, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(39, 4, 'Platform', '2025-06-01', '2026-06-01', '2026-04-02', true, NULL, 9600000, 'EUR', false, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(43, 20, 'Platform', '2025-03-10', '2026-03-10', NULL, false, NULL, 8000000, 'USD', false, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, ''),
	(44, 30, 'Platform', '2025-08-30', '2026-08-30', '2026-06-01', true, NULL, 28000000, 'SGD', false, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, '');


--
-- Data for Name: conversations; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ctas; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ctas VALUES
	(2, 4, 'account:4:1', 'renewal', '2026-06-01', 'lifecycle', 1, 30, '', 1, false, '2026-02-17', '2026-03-03', 'open', NULL, NULL, NULL, '', NULL, 'told', '2026-03-03 07:00:00+00', '2026-03-02 23:00:00+00', 1, ''),
	(4, 20, 'account:20:1', 'renewal', '2026-03-10', 'lifecycle', 1, 7, '', 3, false, '2026-02-17', '2026-02-27', 'open', NULL, NULL, NULL, '', NULL, 'told', '2026-03-03 13:00:00+00', '2026-03-02 23:00:00+00', 1, ''),
	(5, 30, 'account:30:1', 'renewal', '2026-08-30', 'lifecycle', 3, 90, '', 4, false, '2026-02-17', '2026-03-03', 'open', NULL, NULL, NULL, '', NULL, 'told', '2026-03-03 00:00:00+00', '2026-03-02 23:00:00+00', 1, ''),
	(11, NULL, 'person:2', 'data-gaps', '2026Q1', 'data', 4, NULL, '', 2, false, '2026-02-17', '2026-03-03', 'open', NULL, NULL, NULL, '', NULL, 'told', '2026-03-03 08:00:00+00', '2026-02-16 23:00:00+00', 1, ''),
	(13, NULL, 'person:3', 'data-gaps', '2026Q1', 'data', 4, NULL, '', 3, false, '2026-02-24', '2026-03-10', 'open', NULL, NULL, NULL, '', NULL, '', NULL, '2026-02-23 23:00:00+00', 1, ''),
	(16, 11, 'account:11:1', 'champion-left', '2026Q1', 'risk', 2, NULL, '', 2, false, '2026-02-28', '2026-03-05', 'open', NULL, NULL, NULL, '', NULL, 'told', '2026-03-03 08:00:00+00', '2026-02-27 23:00:00+00', 1, ''),
	(23, 1, 'account:1:1', 'stuck-in-milestone', 'first-value', 'risk', 2, NULL, '', 1, false, '2026-03-03', '2026-03-10', 'open', NULL, NULL, NULL, '', NULL, 'told', '2026-03-04 07:00:00+00', '2026-03-02 23:00:00+00', 1, ''),
	(25, 2, 'account:2:1', 'health-fell', '2026-03-03', 'risk', 2, NULL, '', 1, false, '2026-03-03', '2026-03-05', 'open', NULL, NULL, NULL, '', NULL, 'told', '2026-03-03 07:00:00+00', '2026-03-02 23:00:00+00', 1, ''),
	(32, 1, 'account:1:1', 'hand', '4b696aae83b64f67b86dcc287512c730', 'objective', 3, NULL, 'Send the schema notes', 1, false, '2026-03-03', '2026-03-06', 'open', NULL, NULL, NULL, '', NULL, '', NULL, '2026-03-03 13:10:02.937039+00', 1, ''),
	(33, 4, 'account:4:1', 'hand', '0291ac86cce14b93979ff39d4f452e46', 'objective', 1, NULL, 'Answer them: “can groups be synced?”', 1, false, '2026-03-03', '2026-03-05', 'open', NULL, NULL, NULL, '', NULL, 'told', '2026-03-04 07:00:00+00', '2026-03-03 13:10:07.05691+00', 1, '');


--
-- Data for Name: file_questions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: hand_overs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: health_overrides; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.health_overrides VALUES
	(1, 1, 40, 'the sponsor left', '2026-03-20', 1, '2026-03-03 13:10:01.624657+00', NULL, NULL, 1);


--
-- Data for Name: identities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.identities VALUES
	(1, 'UANA', 1, NULL, false, 1, 1, '2026-03-03 13:10:01.958826+00', 'ana.keller@tidewell.example', NULL),
	(2, 'UBEN', 2, NULL, false, 1, 1, '2026-03-03 13:10:08.133627+00', 'ben.okafor@tidewell.example', NULL),
	(3, 'UCHLOE', 3, 'DCHLOE', false, 1, 1, NULL, 'chloe.rivera@tidewell.example', NULL),
	(4, 'UMEI', 4, NULL, false, 1, 1, NULL, 'mei.tan@tidewell.example', NULL),
	(5, 'UROSA', 5, 'DROSA', false, 1, 1, NULL, 'rosa.lindgren@tidewell.example', NULL);


--
-- Data for Name: imported_rows; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.imported_rows VALUES
	(1, 'accounts', 'alderfen', '{"key": "alderfen", "name": "Alderfen Textiles", "domain": "alderfen.example", "csm_email": "ana.keller@tidewell.example", "arr": "180000.00", "currency": "EUR", "tier": "enterprise", "segment": "manufacturing", "started_on": "2026-01-12", "renewal_on": "2026-12-18", "term_months": "12", "channel": "#acct-alderfen", "status": "active"}'),
	(1, 'accounts', 'ashgrove', '{"key": "ashgrove", "name": "Ashgrove Paper", "domain": "ashgrove.example", "csm_email": "chloe.rivera@tidewell.example", "arr": "22000.00", "currency": "USD", "tier": "small", "segment": "manufacturing", "started_on": "2025-12-25", "renewal_on": "2026-11-02", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'bellhollow', '{"key": "bellhollow", "name": "Bellhollow Games", "domain": "bellhollow.example", "csm_email": "chloe.rivera@tidewell.example", "arr": "47000.00", "currency": "USD", "tier": "mid", "segment": "media", "started_on": "2025-07-14", "renewal_on": "2026-09-16", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'brightwater', '{"key": "brightwater", "name": "Brightwater Group", "domain": "brightwater.example", "aliases": "BWG|Brightwater", "csm_email": "ana.keller@tidewell.example", "arr": "240000.00", "currency": "EUR", "tier": "enterprise", "segment": "logistics", "started_on": "2025-09-23", "renewal_on": "2026-09-24", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'brightwater-nordics', '{"key": "brightwater-nordics", "name": "Brightwater Nordics", "domain": "brightwater-nordics.example", "parent": "brightwater", "csm_email": "ana.keller@tidewell.example", "arr": "64000.00", "currency": "EUR", "tier": "mid", "segment": "logistics", "started_on": "2025-12-11", "renewal_on": "2026-09-24", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'copperdown', '{"key": "copperdown", "name": "Copperdown Mining", "domain": "copperdown.example", "csm_email": "chloe.rivera@tidewell.example", "arr": "91000.00", "currency": "USD", "tier": "mid", "segment": "energy", "started_on": "2025-11-24", "renewal_on": "2026-07-31", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'corvane', '{"key": "corvane", "name": "Corvane Health", "domain": "corvane.example", "csm_email": "ana.keller@tidewell.example", "arr": "96000.00", "currency": "EUR", "tier": "mid", "segment": "healthcare", "started_on": "2025-06-15", "renewal_on": "2026-06-01", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'driftwell', '{"key": "driftwell", "name": "Driftwell Shipping", "domain": "driftwell.example", "csm_email": "mei.tan@tidewell.example", "arr": "280000.00", "currency": "SGD", "tier": "enterprise", "segment": "logistics", "started_on": "2025-06-23", "renewal_on": "2026-08-30", "term_months": "12", "channel": "#acct-driftwell", "status": "active"}'),
	(1, 'accounts', 'dunmarrow', '{"key": "dunmarrow", "name": "Dunmarrow Foods", "domain": "dunmarrow.example", "csm_email": "ana.keller@tidewell.example", "arr": "18000.00", "currency": "EUR", "tier": "small", "segment": "retail", "started_on": "2026-01-29", "renewal_on": "2027-01-07", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'elmsworth', '{"key": "elmsworth", "name": "Elmsworth Press", "domain": "elmsworth.example", "csm_email": "ana.keller@tidewell.example", "arr": "12000.00", "currency": "EUR", "tier": "small", "segment": "media", "started_on": "2025-12-20", "renewal_on": "2026-08-21", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'emberlyn', '{"key": "emberlyn", "name": "Emberlyn Solar", "domain": "emberlyn.example", "csm_email": "mei.tan@tidewell.example", "arr": "88000.00", "currency": "SGD", "tier": "mid", "segment": "energy", "started_on": "2025-08-22", "renewal_on": "2026-10-04", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'fennick-vale', '{"key": "fennick-vale", "name": "Fennick & Vale", "domain": "fennick-vale.example", "csm_email": "ana.keller@tidewell.example", "arr": "72000.00", "currency": "EUR", "tier": "mid", "segment": "finance", "started_on": "2025-06-11", "renewal_on": "2026-10-11", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'foxhollow', '{"key": "foxhollow", "name": "Foxhollow Robotics", "domain": "foxhollow.example", "csm_email": "mei.tan@tidewell.example", "arr": "225000.00", "currency": "SGD", "tier": "enterprise", "segment": "manufacturing", "started_on": "2025-06-22", "renewal_on": "2026-12-03", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'garrowby', '{"key": "garrowby", "name": "Garrowby Rail", "domain": "garrowby.example", "csm_email": "ana.keller@tidewell.example", "arr": "210000.00", "currency": "EUR", "tier": "enterprise", "segment": "logistics", "started_on": "2025-09-26", "renewal_on": "2026-11-18", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'glimmerton', '{"key": "glimmerton", "name": "Glimmerton Toys", "domain": "glimmerton.example", "csm_email": "mei.tan@tidewell.example", "arr": "26000.00", "currency": "SGD", "tier": "small", "segment": "retail", "started_on": "2025-12-13", "renewal_on": "2026-02-28", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'halcyon', '{"key": "halcyon", "name": "Halcyon", "domain": "halcyon.example", "csm_email": "ana.keller@tidewell.example", "arr": "58000.00", "currency": "EUR", "tier": "mid", "segment": "software", "started_on": "2025-10-24", "renewal_on": "2026-06-28", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'halcyon-labs', '{"key": "halcyon-labs", "name": "Halcyon Labs", "domain": "halcyon-labs.example", "csm_email": "ben.okafor@tidewell.example", "arr": "24000.00", "currency": "GBP", "tier": "small", "segment": "software", "started_on": "2025-12-09", "renewal_on": "2026-09-09", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'hartsease', '{"key": "hartsease", "name": "Hartsease Pharma", "domain": "hartsease.example", "csm_email": "mei.tan@tidewell.example", "arr": "76000.00", "currency": "SGD", "tier": "mid", "segment": "healthcare", "started_on": "2025-12-15", "renewal_on": "2026-11-18", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'ilverstone', '{"key": "ilverstone", "name": "Ilverstone Bank", "domain": "ilverstone.example", "csm_email": "ana.keller@tidewell.example", "arr": "150000.00", "currency": "EUR", "tier": "enterprise", "segment": "finance", "started_on": "2025-07-15", "renewal_on": "2025-10-04", "term_months": "12", "status": "churned", "churned_on": "2025-10-04", "churn_reason": "Bought by a group that has its own tool"}'),
	(1, 'accounts', 'inverloch', '{"key": "inverloch", "name": "Inverloch Water", "domain": "inverloch.example", "csm_email": "mei.tan@tidewell.example", "arr": "17000.00", "currency": "SGD", "tier": "small", "segment": "energy", "started_on": "2026-01-28", "renewal_on": "2027-01-27", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'jessamy', '{"key": "jessamy", "name": "Jessamy Hotels", "domain": "jessamy.example", "csm_email": "ben.okafor@tidewell.example", "arr": "54000.00", "currency": "GBP", "tier": "mid", "segment": "hospitality", "started_on": "2025-10-11", "renewal_on": "2026-09-29", "term_months": "12", "status": "active"}'),
	(1, 'contracts', '8:Freight add-on', '{"account": "garrowby", "product": "Freight add-on", "starts_on": "2025-11-18", "ends_on": "2026-11-18", "amount": "85000.00", "currency": "USD"}'),
	(1, 'accounts', 'juniperdale', '{"key": "juniperdale", "name": "Juniperdale Farms", "domain": "juniperdale.example", "csm_email": "mei.tan@tidewell.example", "arr": "14500.00", "currency": "SGD", "tier": "small", "segment": "retail", "started_on": "2025-12-08", "renewal_on": "2026-09-07", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'kestrel-moor', '{"key": "kestrel-moor", "name": "Kestrel Moor Energy", "domain": "kestrel-moor.example", "aliases": "KME", "csm_email": "ben.okafor@tidewell.example", "arr": "198000.00", "currency": "GBP", "tier": "enterprise", "segment": "energy", "started_on": "2025-07-20", "renewal_on": "2026-11-03", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'kittiwake', '{"key": "kittiwake", "name": "Kittiwake Travel", "domain": "kittiwake.example", "csm_email": "mei.tan@tidewell.example", "arr": "69000.00", "currency": "SGD", "tier": "mid", "segment": "travel", "started_on": "2025-09-29", "renewal_on": "2026-10-18", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'larkrise', '{"key": "larkrise", "name": "Larkrise Schools", "domain": "larkrise.example", "csm_email": "ben.okafor@tidewell.example", "arr": "45000.00", "currency": "GBP", "tier": "mid", "segment": "education", "started_on": "2025-09-19", "renewal_on": "2026-05-02", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'lowmere', '{"key": "lowmere", "name": "Lowmere Design", "domain": "lowmere.example", "csm_email": "mei.tan@tidewell.example", "arr": "16000.00", "currency": "SGD", "tier": "small", "segment": "media", "started_on": "2026-01-01", "renewal_on": "2026-11-13", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'marlpit', '{"key": "marlpit", "name": "Marlpit Ceramics", "domain": "marlpit.example", "csm_email": "mei.tan@tidewell.example", "arr": "49000.00", "currency": "SGD", "tier": "mid", "segment": "manufacturing", "started_on": "2025-08-10", "renewal_on": "2026-06-06", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'mossgate', '{"key": "mossgate", "name": "Mossgate Insurance", "domain": "mossgate.example", "csm_email": "ben.okafor@tidewell.example", "arr": "132000.00", "currency": "GBP", "tier": "enterprise", "segment": "finance", "started_on": "2025-12-08", "renewal_on": "2026-12-08", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'nettlecombe', '{"key": "nettlecombe", "name": "Nettlecombe Care", "domain": "nettlecombe.example", "csm_email": "ben.okafor@tidewell.example", "arr": "15000.00", "currency": "GBP", "tier": "small", "segment": "healthcare", "started_on": "2025-12-08", "renewal_on": "2026-10-22", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'ohara', '{"key": "ohara", "name": "O''Hara & Sons <Labs>", "domain": "ohara.example", "aliases": "\"O''Hara\"|O&S", "csm_email": "ben.okafor@tidewell.example", "arr": "21000.00", "currency": "GBP", "tier": "small", "segment": "manufacturing", "started_on": "2025-12-22", "renewal_on": "2026-11-26", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'pellworth', '{"key": "pellworth", "name": "Pellworth Marine", "domain": "pellworth.example", "csm_email": "ben.okafor@tidewell.example", "arr": "66000.00", "currency": "GBP", "tier": "mid", "segment": "logistics", "started_on": "2025-10-08", "renewal_on": "2026-08-02", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'quillon', '{"key": "quillon", "name": "Quillon Optics", "domain": "quillon.example", "csm_email": "ben.okafor@tidewell.example", "arr": "19500.00", "currency": "GBP", "tier": "small", "segment": "manufacturing", "started_on": "2026-02-26", "renewal_on": "2027-02-26", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'ravensholt', '{"key": "ravensholt", "name": "Ravensholt Motors", "domain": "ravensholt.example", "csm_email": "ben.okafor@tidewell.example", "arr": "60000.00", "currency": "GBP", "tier": "mid", "segment": "retail", "started_on": "2025-10-28", "renewal_on": "2026-01-22", "term_months": "12", "status": "churned", "churned_on": "2026-01-22", "churn_reason": "Price; the team that used it was dissolved"}'),
	(1, 'accounts', 'saltmarsh', '{"key": "saltmarsh", "name": "Saltmarsh Media", "domain": "saltmarsh.example", "csm_email": "chloe.rivera@tidewell.example", "arr": "80000.00", "currency": "USD", "tier": "mid", "segment": "media", "started_on": "2025-09-10", "renewal_on": "2026-03-10", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'tamarack', '{"key": "tamarack", "name": "Tamarack Outdoor", "domain": "tamarack.example", "csm_email": "chloe.rivera@tidewell.example", "arr": "52000.00", "currency": "USD", "tier": "mid", "segment": "retail", "started_on": "2025-11-14", "renewal_on": "2026-10-14", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'umberfield', '{"key": "umberfield", "name": "Umberfield Clinics", "domain": "umberfield.example", "aliases": "UFC|Umberfield", "csm_email": "chloe.rivera@tidewell.example", "arr": "310000.00", "currency": "USD", "tier": "enterprise", "segment": "healthcare", "started_on": "2025-10-30", "renewal_on": "2026-12-28", "term_months": "12", "channel": "#shared-umberfield", "status": "active"}'),
	(1, 'accounts', 'vantry', '{"key": "vantry", "name": "Vantry Logistics", "domain": "vantry.example", "csm_email": "chloe.rivera@tidewell.example", "arr": "27000.00", "currency": "USD", "tier": "small", "segment": "logistics", "started_on": "2025-12-16", "renewal_on": "2026-08-30", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'wexcombe', '{"key": "wexcombe", "name": "Wexcombe Tools", "csm_email": "chloe.rivera@tidewell.example", "tier": "small"}'),
	(1, 'accounts', 'yarrowgate', '{"key": "yarrowgate", "name": "Yarrowgate Software", "domain": "yarrowgate.example", "csm_email": "chloe.rivera@tidewell.example", "arr": "265000.00", "currency": "USD", "tier": "enterprise", "segment": "software", "started_on": "2025-05-24", "renewal_on": "2027-01-17", "term_months": "12", "status": "active"}'),
	(1, 'accounts', 'zephyrine', '{"key": "zephyrine", "name": "Zephyrine Air", "domain": "zephyrine.example", "csm_email": "chloe.rivera@tidewell.example", "arr": "175000.00", "currency": "USD", "tier": "enterprise", "segment": "travel", "started_on": "2025-10-26", "renewal_on": "2026-09-24", "term_months": "12", "status": "active"}'),
	(1, 'contracts', '14:Platform', '{"account": "larkrise", "product": "Platform", "starts_on": "2025-05-02", "ends_on": "2026-05-02", "auto_renew": "no", "amount": "45000.00", "currency": "GBP"}'),
	(1, 'contracts', '20:Platform', '{"account": "saltmarsh", "product": "Platform", "starts_on": "2025-03-10", "ends_on": "2026-03-10", "auto_renew": "no", "amount": "80000.00", "currency": "USD"}'),
	(1, 'contracts', '30:Platform', '{"account": "driftwell", "product": "Platform", "starts_on": "2025-08-30", "ends_on": "2026-08-30", "notice_on": "2026-06-01", "auto_renew": "yes", "amount": "280000.00", "currency": "SGD"}'),
	(1, 'contracts', '33:Platform', '{"account": "glimmerton", "product": "Platform", "starts_on": "2025-02-28", "ends_on": "2026-02-28", "auto_renew": "no", "amount": "26000.00", "currency": "SGD"}'),
	(1, 'contracts', '4:Platform', '{"account": "corvane", "product": "Platform", "starts_on": "2025-06-01", "ends_on": "2026-06-01", "notice_on": "2026-04-02", "auto_renew": "yes", "amount": "96000.00", "currency": "EUR"}'),
	(1, 'contracts', '8:Platform', '{"account": "garrowby", "product": "Platform", "starts_on": "2025-11-18", "ends_on": "2026-11-18", "amount": "210000.00", "currency": "EUR"}'),
	(1, 'stakeholders', '1', '{"account": "alderfen", "name": "Yusuf Petrov", "email": "yusuf.petrov@alderfen.example", "title": "COO", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "Halve our reporting time before the board meets."}'),
	(1, 'stakeholders', '10', '{"account": "brightwater", "name": "Bea Nyland", "email": "bea.nyland@brightwater.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '100', '{"account": "zephyrine", "name": "Dana Lindqvist", "email": "dana.lindqvist@zephyrine.example", "title": "Team lead", "role": "champion", "status": "active", "persona": "friend"}');
INSERT INTO public.imported_rows VALUES
	(1, 'stakeholders', '101', '{"account": "zephyrine", "name": "Bea Zeller", "email": "bea.zeller@zephyrine.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '102', '{"account": "zephyrine", "name": "Viktor Rossi", "email": "viktor.rossi@zephyrine.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '103', '{"account": "zephyrine", "name": "Nadia Larsen", "email": "nadia.larsen@zephyrine.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '104', '{"account": "ashgrove", "name": "Kenji Lindqvist", "email": "kenji.lindqvist@ashgrove.example", "title": "VP Operations", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "My leadership should see the result on one page."}'),
	(1, 'stakeholders', '105', '{"account": "ashgrove", "name": "Piotr Sandoval", "email": "piotr.sandoval@ashgrove.example", "title": "Operations analyst", "role": "champion", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '106', '{"account": "ashgrove", "name": "Nadia Zeller", "email": "nadia.zeller@ashgrove.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '107', '{"account": "bellhollow", "name": "Freya Brandt", "email": "freya.brandt@bellhollow.example", "title": "Head of data", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '108', '{"account": "bellhollow", "name": "Viktor Mbeki", "email": "viktor.mbeki@bellhollow.example", "title": "Community manager", "role": "champion", "status": "active"}'),
	(1, 'stakeholders', '109', '{"account": "bellhollow", "name": "Leila Adeyemi", "email": "leila.adeyemi@bellhollow.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '11', '{"account": "brightwater-nordics", "name": "Rohan Ferro", "email": "rohan.ferro@brightwater-nordics.example", "title": "Head of service", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '110', '{"account": "bellhollow", "name": "Carmen Tamura", "email": "carmen.tamura@bellhollow.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '111', '{"account": "copperdown", "name": "Nadia Osei", "email": "nadia.osei@copperdown.example", "title": "Head of people", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '112', '{"account": "copperdown", "name": "Rohan Haddad", "email": "rohan.haddad@copperdown.example", "title": "Head of sales", "role": "champion", "status": "active", "persona": "ceo", "vision": "Halve our reporting time before the board meets."}'),
	(1, 'stakeholders', '113', '{"account": "copperdown", "name": "Dana Mbeki", "email": "dana.mbeki@copperdown.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '114', '{"account": "copperdown", "name": "Omar Lindqvist", "email": "omar.lindqvist@copperdown.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '115', '{"account": "driftwell", "name": "Nadia Brandt", "email": "nadia.brandt@driftwell.example", "title": "Managing director", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "Cut the cost of every order by a tenth."}'),
	(1, 'stakeholders', '116', '{"account": "driftwell", "name": "Marcus Winter", "email": "marcus.winter@driftwell.example", "title": "Service manager", "role": "champion", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '117', '{"account": "driftwell", "name": "Kenji Zeller", "email": "kenji.zeller@driftwell.example", "title": "Planner", "role": "user", "status": "active", "persona": "ceo"}'),
	(1, 'stakeholders', '118', '{"account": "driftwell", "name": "Carmen Adeyemi", "email": "carmen.adeyemi@driftwell.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '119', '{"account": "driftwell", "name": "Rohan Stein", "email": "rohan.stein@driftwell.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '12', '{"account": "brightwater-nordics", "name": "Sofia Urban", "email": "sofia.urban@brightwater-nordics.example", "title": "Regional director", "role": "champion", "status": "active", "persona": "ceo", "vision": "No more surprises at the end of the quarter."}'),
	(1, 'stakeholders', '120', '{"account": "emberlyn", "name": "Ingrid Urban", "email": "ingrid.urban@emberlyn.example", "title": "CFO", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '121', '{"account": "emberlyn", "name": "Yusuf Thorne", "email": "yusuf.thorne@emberlyn.example", "title": "Head of sales", "role": "champion", "status": "active", "persona": "ceo", "vision": "Every site on one number by the end of the year."}'),
	(1, 'stakeholders', '122', '{"account": "emberlyn", "name": "Zuri Brandt", "email": "zuri.brandt@emberlyn.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '123', '{"account": "emberlyn", "name": "Tomas Tamura", "email": "tomas.tamura@emberlyn.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '124', '{"account": "foxhollow", "name": "Kenji Lindqvist", "email": "kenji.lindqvist@foxhollow.example", "title": "Head of people", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '125', '{"account": "foxhollow", "name": "Grace Nyland", "email": "grace.nyland@foxhollow.example", "title": "Senior analyst", "role": "champion", "status": "active"}'),
	(1, 'stakeholders', '126', '{"account": "foxhollow", "name": "Omar Thorne", "email": "omar.thorne@foxhollow.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '127', '{"account": "foxhollow", "name": "Henrik Winter", "email": "henrik.winter@foxhollow.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '128', '{"account": "foxhollow", "name": "Yusuf Castell", "email": "yusuf.castell@foxhollow.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '129', '{"account": "glimmerton", "name": "Dana Ferro", "email": "dana.ferro@glimmerton.example", "title": "VP Operations", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "I want to be the one in this industry that others copy."}'),
	(1, 'stakeholders', '13', '{"account": "brightwater-nordics", "name": "Marcus Falk", "email": "marcus.falk@brightwater-nordics.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '130', '{"account": "glimmerton", "name": "Bea Mbeki", "email": "bea.mbeki@glimmerton.example", "title": "Programme director", "role": "champion", "status": "active", "persona": "ceo", "vision": "We win the next tender because we answer in a day."}'),
	(1, 'stakeholders', '131', '{"account": "glimmerton", "name": "Elena Weiss", "email": "elena.weiss@glimmerton.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '132', '{"account": "hartsease", "name": "Grace Haddad", "email": "grace.haddad@hartsease.example", "title": "Head of quality", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '133', '{"account": "hartsease", "name": "Callum Iyer", "email": "callum.iyer@hartsease.example", "title": "Operations analyst", "role": "champion", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '134', '{"account": "hartsease", "name": "Viktor Quist", "email": "viktor.quist@hartsease.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '135', '{"account": "hartsease", "name": "Isla Rossi", "email": "isla.rossi@hartsease.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '136', '{"account": "inverloch", "name": "Zuri Moreau", "email": "zuri.moreau@inverloch.example", "title": "Head of people", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '137', '{"account": "inverloch", "name": "Viktor Adeyemi", "email": "viktor.adeyemi@inverloch.example", "title": "Community manager", "role": "champion", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '138', '{"account": "inverloch", "name": "Leila Winter", "email": "leila.winter@inverloch.example", "title": "Specialist", "role": "user", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '139', '{"account": "juniperdale", "name": "Priya Vance", "email": "priya.vance@juniperdale.example", "title": "COO", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "We win the next tender because we answer in a day."}'),
	(1, 'stakeholders', '14', '{"account": "brightwater-nordics", "name": "Hugo Quist", "email": "hugo.quist@brightwater-nordics.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '140', '{"account": "juniperdale", "name": "Leila Quist", "email": "leila.quist@juniperdale.example", "title": "Operations analyst", "role": "champion", "status": "active"}'),
	(1, 'stakeholders', '141', '{"account": "juniperdale", "name": "Omar Petrov", "email": "omar.petrov@juniperdale.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '142', '{"account": "kittiwake", "name": "Yusuf Falk", "email": "yusuf.falk@kittiwake.example", "title": "CFO", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '143', '{"account": "kittiwake", "name": "Omar Tamura", "email": "omar.tamura@kittiwake.example", "title": "Community manager", "role": "champion", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '144', '{"account": "kittiwake", "name": "Henrik Brandt", "email": "henrik.brandt@kittiwake.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '145', '{"account": "kittiwake", "name": "Dana Moreau", "email": "dana.moreau@kittiwake.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '146', '{"account": "lowmere", "name": "Sofia Ferro", "email": "sofia.ferro@lowmere.example", "title": "Head of people", "role": "decision maker", "status": "active", "persona": "friend"}');
INSERT INTO public.imported_rows VALUES
	(1, 'stakeholders', '147', '{"account": "lowmere", "name": "Viktor Thorne", "email": "viktor.thorne@lowmere.example", "title": "Head of sales", "role": "champion", "status": "active", "persona": "ceo", "vision": "I want to be the one in this industry that others copy."}'),
	(1, 'stakeholders', '148', '{"account": "lowmere", "name": "Grace Adeyemi", "email": "grace.adeyemi@lowmere.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '149', '{"account": "marlpit", "name": "Carmen Tamura", "email": "carmen.tamura@marlpit.example", "title": "VP Operations", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "I want to open the new region with half the people."}'),
	(1, 'stakeholders', '15', '{"account": "corvane", "name": "Tomas Winter", "email": "tomas.winter@corvane.example", "title": "Managing director", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "My leadership should see the result on one page."}'),
	(1, 'stakeholders', '150', '{"account": "marlpit", "name": "Grace Falk", "email": "grace.falk@marlpit.example", "title": "Service manager", "role": "champion", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '151', '{"account": "marlpit", "name": "Mateo Reyes", "email": "mateo.reyes@marlpit.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '152', '{"account": "marlpit", "name": "Felix Quist", "email": "felix.quist@marlpit.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '153', '{"account": "quillon", "name": "Tomas Reyes", "email": "tomas.reyes@quillon.example", "title": "Managing director", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "Every site on one number by the end of the year."}'),
	(1, 'stakeholders', '154', '{"account": "quillon", "name": "Arjun Ferro", "email": "arjun.ferro@quillon.example", "title": "Senior analyst", "role": "champion", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '155', '{"account": "quillon", "name": "Priya Weiss", "email": "priya.weiss@quillon.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '16', '{"account": "corvane", "name": "Henrik Quist", "email": "henrik.quist@corvane.example", "title": "Team lead", "role": "champion", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '17', '{"account": "corvane", "name": "Leila Petrov", "email": "leila.petrov@corvane.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '18', '{"account": "corvane", "name": "Grace Stein", "email": "grace.stein@corvane.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '19', '{"account": "dunmarrow", "name": "Henrik Quist", "email": "henrik.quist@dunmarrow.example", "title": "Head of quality", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '2', '{"account": "alderfen", "name": "Carmen Ferro", "email": "carmen.ferro@alderfen.example", "title": "Senior analyst", "role": "champion", "status": "active"}'),
	(1, 'stakeholders', '20', '{"account": "dunmarrow", "name": "Wanjiru Kowal", "email": "wanjiru.kowal@dunmarrow.example", "title": "Regional director", "role": "champion", "status": "active"}'),
	(1, 'stakeholders', '21', '{"account": "dunmarrow", "name": "Hugo Nyland", "email": "hugo.nyland@dunmarrow.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '22', '{"account": "elmsworth", "name": "Amara Nyland", "email": "amara.nyland@elmsworth.example", "title": "Director of customer care", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '23', '{"account": "elmsworth", "name": "Henrik Larsen", "email": "henrik.larsen@elmsworth.example", "title": "Operations analyst", "role": "champion", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '24', '{"account": "elmsworth", "name": "Piotr Rossi", "email": "piotr.rossi@elmsworth.example", "title": "Coordinator", "role": "user", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '25', '{"account": "fennick-vale", "name": "Viktor Nyland", "email": "viktor.nyland@fennick-vale.example", "title": "COO", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "Cut the cost of every order by a tenth."}'),
	(1, 'stakeholders', '26', '{"account": "fennick-vale", "name": "Kenji Castell", "email": "kenji.castell@fennick-vale.example", "title": "Head of sales", "role": "champion", "status": "active", "persona": "ceo", "vision": "I want to be the one in this industry that others copy."}'),
	(1, 'stakeholders', '27', '{"account": "fennick-vale", "name": "Nadia Sandoval", "email": "nadia.sandoval@fennick-vale.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '28', '{"account": "fennick-vale", "name": "Arjun Tamura", "email": "arjun.tamura@fennick-vale.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '29', '{"account": "garrowby", "name": "Felix Winter", "email": "felix.winter@garrowby.example", "title": "Head of data", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '3', '{"account": "alderfen", "name": "Bea Vance", "email": "bea.vance@alderfen.example", "title": "Coordinator", "role": "user", "status": "active", "persona": "ceo"}'),
	(1, 'stakeholders', '30', '{"account": "garrowby", "name": "Zuri Reyes", "email": "zuri.reyes@garrowby.example", "title": "Senior analyst", "role": "champion", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '31', '{"account": "garrowby", "name": "Dana Sandoval", "email": "dana.sandoval@garrowby.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '32', '{"account": "garrowby", "name": "Isla Tamura", "email": "isla.tamura@garrowby.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '33', '{"account": "garrowby", "name": "Leila Thorne", "email": "leila.thorne@garrowby.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '34', '{"account": "halcyon", "name": "Isla Sandoval", "email": "isla.sandoval@halcyon.example", "title": "Director of customer care", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '35', '{"account": "halcyon", "name": "Mateo Iyer", "email": "mateo.iyer@halcyon.example", "title": "Service manager", "role": "champion", "status": "active"}'),
	(1, 'stakeholders', '36', '{"account": "halcyon", "name": "Carmen Winter", "email": "carmen.winter@halcyon.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '37', '{"account": "halcyon", "name": "Henrik Tamura", "email": "henrik.tamura@halcyon.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '38', '{"account": "ilverstone", "name": "Noor Urban", "email": "noor.urban@ilverstone.example", "title": "Managing director", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "I want to be the one in this industry that others copy."}'),
	(1, 'stakeholders', '39', '{"account": "ilverstone", "name": "Nadia Zeller", "email": "nadia.zeller@ilverstone.example", "title": "Process engineer", "role": "champion", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '4', '{"account": "alderfen", "name": "Henrik Adeyemi", "email": "henrik.adeyemi@alderfen.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '40', '{"account": "ilverstone", "name": "Marcus Reyes", "email": "marcus.reyes@ilverstone.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '41', '{"account": "ilverstone", "name": "Yusuf Petrov", "email": "yusuf.petrov@ilverstone.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '42', '{"account": "ilverstone", "name": "Arjun Falk", "email": "arjun.falk@ilverstone.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '43', '{"account": "halcyon-labs", "name": "Amara Adeyemi", "email": "amara.adeyemi@halcyon-labs.example", "title": "CFO", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '44', '{"account": "halcyon-labs", "name": "Freya Mbeki", "email": "freya.mbeki@halcyon-labs.example", "title": "Service manager", "role": "champion", "status": "left", "persona": "friend"}'),
	(1, 'stakeholders', '45', '{"account": "halcyon-labs", "name": "Noor Quist", "email": "noor.quist@halcyon-labs.example", "title": "Specialist", "role": "user", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '46', '{"account": "jessamy", "name": "Priya Falk", "email": "priya.falk@jessamy.example", "title": "Director of customer care", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '47', '{"account": "jessamy", "name": "Isla Rossi", "email": "isla.rossi@jessamy.example", "title": "Head of sales", "role": "champion", "status": "active", "persona": "ceo", "vision": "Cut the cost of every order by a tenth."}'),
	(1, 'stakeholders', '48', '{"account": "jessamy", "name": "Zuri Urban", "email": "zuri.urban@jessamy.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '49', '{"account": "jessamy", "name": "Wanjiru Reyes", "email": "wanjiru.reyes@jessamy.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '5', '{"account": "alderfen", "name": "Elena Bauer", "email": "elena.bauer@alderfen.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '50', '{"account": "kestrel-moor", "name": "Amara Osei", "email": "amara.osei@kestrel-moor.example", "title": "COO", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "We win the next tender because we answer in a day."}'),
	(1, 'stakeholders', '51', '{"account": "kestrel-moor", "name": "Marcus Quist", "email": "marcus.quist@kestrel-moor.example", "title": "Service manager", "role": "champion", "status": "active"}');
INSERT INTO public.imported_rows VALUES
	(1, 'stakeholders', '52', '{"account": "kestrel-moor", "name": "Isla Moreau", "email": "isla.moreau@kestrel-moor.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '53', '{"account": "kestrel-moor", "name": "Henrik Nyland", "email": "henrik.nyland@kestrel-moor.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '54', '{"account": "kestrel-moor", "name": "Freya Tamura", "email": "freya.tamura@kestrel-moor.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '55', '{"account": "larkrise", "name": "Bea Ferro", "email": "bea.ferro@larkrise.example", "title": "Head of data", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '56', '{"account": "larkrise", "name": "Ingrid Petrov", "email": "ingrid.petrov@larkrise.example", "title": "Regional director", "role": "champion", "status": "active", "persona": "ceo", "vision": "Halve our reporting time before the board meets."}'),
	(1, 'stakeholders', '57', '{"account": "larkrise", "name": "Nadia Brandt", "email": "nadia.brandt@larkrise.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '58', '{"account": "larkrise", "name": "Leila Castell", "email": "leila.castell@larkrise.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '59', '{"account": "mossgate", "name": "Leila Lindqvist", "email": "leila.lindqvist@mossgate.example", "title": "Head of service", "role": "decision maker", "status": "active"}'),
	(1, 'stakeholders', '6', '{"account": "brightwater", "name": "Yusuf Mbeki", "email": "yusuf.mbeki@brightwater.example", "title": "Head of data", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '60', '{"account": "mossgate", "name": "Felix Mbeki", "email": "felix.mbeki@mossgate.example", "title": "Process engineer", "role": "champion", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '61', '{"account": "mossgate", "name": "Priya Petrov", "email": "priya.petrov@mossgate.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '62', '{"account": "mossgate", "name": "Omar Weiss", "email": "omar.weiss@mossgate.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '63', '{"account": "mossgate", "name": "Yusuf Okoye", "email": "yusuf.okoye@mossgate.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '64', '{"account": "nettlecombe", "name": "Noor Lindqvist", "email": "noor.lindqvist@nettlecombe.example", "title": "VP Operations", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "I want to open the new region with half the people."}'),
	(1, 'stakeholders', '65', '{"account": "nettlecombe", "name": "Amara Adeyemi", "email": "amara.adeyemi@nettlecombe.example", "title": "Head of sales", "role": "champion", "status": "active", "persona": "ceo", "vision": "Every site on one number by the end of the year."}'),
	(1, 'stakeholders', '66', '{"account": "nettlecombe", "name": "Omar Okoye", "email": "omar.okoye@nettlecombe.example", "title": "Planner", "role": "user", "status": "active", "persona": "ceo"}'),
	(1, 'stakeholders', '67', '{"account": "ohara", "name": "Viktor Tamura", "email": "viktor.tamura@ohara.example", "title": "CFO", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '68', '{"account": "ohara", "name": "Zuri Zeller", "email": "zuri.zeller@ohara.example", "title": "Operations analyst", "role": "champion", "status": "active"}'),
	(1, 'stakeholders', '69', '{"account": "ohara", "name": "Priya Rossi", "email": "priya.rossi@ohara.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '7', '{"account": "brightwater", "name": "Henrik Reyes", "email": "henrik.reyes@brightwater.example", "title": "Team lead", "role": "champion", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '70', '{"account": "pellworth", "name": "Leila Zeller", "email": "leila.zeller@pellworth.example", "title": "Director of customer care", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '71', '{"account": "pellworth", "name": "Elena Petrov", "email": "elena.petrov@pellworth.example", "title": "Service manager", "role": "champion", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '72', '{"account": "pellworth", "name": "Felix Castell", "email": "felix.castell@pellworth.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '73', '{"account": "pellworth", "name": "Piotr Adeyemi", "email": "piotr.adeyemi@pellworth.example", "title": "Administrator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '74', '{"account": "ravensholt", "name": "Bea Okoye", "email": "bea.okoye@ravensholt.example", "title": "Head of data", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '75', '{"account": "ravensholt", "name": "Isla Winter", "email": "isla.winter@ravensholt.example", "title": "Community manager", "role": "champion", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '76', '{"account": "ravensholt", "name": "Mateo Brandt", "email": "mateo.brandt@ravensholt.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '77', '{"account": "ravensholt", "name": "Priya Reyes", "email": "priya.reyes@ravensholt.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '78', '{"account": "saltmarsh", "name": "Leila Larsen", "email": "leila.larsen@saltmarsh.example", "title": "Director of customer care", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '79', '{"account": "saltmarsh", "name": "Wanjiru Falk", "email": "wanjiru.falk@saltmarsh.example", "title": "Regional director", "role": "champion", "status": "active"}'),
	(1, 'stakeholders', '8', '{"account": "brightwater", "name": "Nadia Winter", "email": "nadia.winter@brightwater.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '80', '{"account": "saltmarsh", "name": "Henrik Rossi", "email": "henrik.rossi@saltmarsh.example", "title": "Analyst", "role": "user", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '81', '{"account": "saltmarsh", "name": "Arjun Mbeki", "email": "arjun.mbeki@saltmarsh.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '82', '{"account": "tamarack", "name": "Kenji Quist", "email": "kenji.quist@tamarack.example", "title": "VP Operations", "role": "decision maker", "status": "active", "persona": "ceo", "vision": "No more surprises at the end of the quarter."}'),
	(1, 'stakeholders', '83', '{"account": "tamarack", "name": "Arjun Novak", "email": "arjun.novak@tamarack.example", "title": "Service manager", "role": "champion", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '84', '{"account": "tamarack", "name": "Freya Winter", "email": "freya.winter@tamarack.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '85', '{"account": "tamarack", "name": "Grace Mbeki", "email": "grace.mbeki@tamarack.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '86', '{"account": "umberfield", "name": "Hugo Iyer", "email": "hugo.iyer@umberfield.example", "title": "Head of data", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '87', '{"account": "umberfield", "name": "Isla Osei", "email": "isla.osei@umberfield.example", "title": "Head of sales", "role": "champion", "status": "active", "persona": "ceo", "vision": "I want to be the one in this industry that others copy."}'),
	(1, 'stakeholders', '88', '{"account": "umberfield", "name": "Ingrid Urban", "email": "ingrid.urban@umberfield.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '89', '{"account": "umberfield", "name": "Sofia Mbeki", "email": "sofia.mbeki@umberfield.example", "title": "Analyst", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '9', '{"account": "brightwater", "name": "Grace Ferro", "email": "grace.ferro@brightwater.example", "title": "Specialist", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '90', '{"account": "umberfield", "name": "Henrik Okoye", "email": "henrik.okoye@umberfield.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '91', '{"account": "vantry", "name": "Marcus Kowal", "email": "marcus.kowal@vantry.example", "title": "Head of people", "role": "decision maker", "status": "active", "persona": "friend"}'),
	(1, 'stakeholders', '92', '{"account": "vantry", "name": "Henrik Winter", "email": "henrik.winter@vantry.example", "title": "Operations analyst", "role": "champion", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '93', '{"account": "vantry", "name": "Arjun Urban", "email": "arjun.urban@vantry.example", "title": "Coordinator", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '94', '{"account": "yarrowgate", "name": "Bea Moreau", "email": "bea.moreau@yarrowgate.example", "title": "Head of quality", "role": "decision maker", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '95', '{"account": "yarrowgate", "name": "Amara Urban", "email": "amara.urban@yarrowgate.example", "title": "Senior analyst", "role": "champion", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '96', '{"account": "yarrowgate", "name": "Priya Zeller", "email": "priya.zeller@yarrowgate.example", "title": "Planner", "role": "user", "status": "active", "persona": "expert"}'),
	(1, 'stakeholders', '97', '{"account": "yarrowgate", "name": "Noor Weiss", "email": "noor.weiss@yarrowgate.example", "title": "Planner", "role": "user", "status": "active"}');
INSERT INTO public.imported_rows VALUES
	(1, 'stakeholders', '98', '{"account": "yarrowgate", "name": "Carmen Tamura", "email": "carmen.tamura@yarrowgate.example", "title": "Planner", "role": "user", "status": "active"}'),
	(1, 'stakeholders', '99', '{"account": "zephyrine", "name": "Freya Kowal", "email": "freya.kowal@zephyrine.example", "title": "Head of service", "role": "decision maker", "status": "active", "persona": "friend"}');


--
-- Data for Name: installations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.installations VALUES
	(1, 'slack', 'TLOCAL', 'UMILEPOST', '2026-03-04 13:00:00+00', 1, 'Tidewell', NULL, NULL, NULL);


--
-- Data for Name: intents; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: kept_losses; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.kept_losses VALUES
	(1, '2026-03-04', '2026-03-04 13:00:00+00', '[40, 2, "2025-10-04", "2026-01-22", 2, 91974, [["EUR", "150000"], ["GBP", "60000"]]]', '[]', '[["laer", 1, "EUR", 0, 0.0, 2.726899383983573, 320525.66735112935, 54628928131.41684], ["laer", 1, "SGD", 0, 0.0, 1.0841889117043122, 18431.211498973305, 313330595.4825462], ["laer", 1, "GBP", 0, 0.0, 0.1971252566735113, 3843.94250513347, 74956878.85010266], ["laer", 2, "USD", 0, 0.0, 18.036960985626283, 2045798.767967146, 381182455852.15607], ["laer", 2, "EUR", 1, 150000.0, 12.780287474332649, 1600459.9589322382, 274864755646.81723], ["laer", 2, "SGD", 0, 0.0, 12.451745379876797, 1390850.1026694044, 272789059548.2546], ["laer", 2, "GBP", 1, 60000.0, 14.193018480492814, 1011055.4414784395, 121570891170.43121], ["laer", 3, "SGD", 0, 0.0, 12.911704312114988, 1949388.0903490759, 405559926078.02875], ["laer", 3, "USD", 0, 0.0, 11.926078028747433, 1720312.1149897329, 361874464065.70844], ["laer", 3, "EUR", 0, 0.0, 12.254620123203285, 1570365.5030800821, 262640098562.62833], ["laer", 3, "GBP", 0, 0.0, 8.082135523613964, 780320.3285420944, 110943572895.2772], ["laer", 4, "SGD", 0, 0.0, 6.636550308008213, 1321560.5749486652, 322750061601.6427], ["laer", 4, "USD", 0, 0.0, 5.420944558521561, 1071277.207392197, 266720624229.97946], ["laer", 4, "EUR", 0, 0.0, 4.862422997946612, 406078.0287474333, 34612041067.76181], ["laer", 4, "GBP", 0, 0.0, 1.9712525667351128, 390308.00821355236, 77280985626.28337], ["laer", 5, "USD", 0, 0.0, 0.06570841889117043, 17412.731006160164, 4614373716.632443]]', 1);


--
-- Data for Name: kpi_latest; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.kpi_latest VALUES
	(1, 'active-seats', 58, '2026-03-03 20:00:00+00', 1),
	(1, 'feature-adoption', 40, '2026-03-03 20:00:00+00', 1),
	(1, 'goal-progress', 16, '2026-03-03 20:00:00+00', 1),
	(1, 'logins', 2.7, '2026-03-03 20:00:00+00', 1),
	(1, 'nps', 14, '2026-03-03 20:00:00+00', 1),
	(1, 'open-tickets', 4, '2026-03-03 20:00:00+00', 1),
	(1, 'response-hours', 12, '2026-03-03 20:00:00+00', 1),
	(1, 'weekly-use', 47, '2026-03-03 20:00:00+00', 1),
	(1, 'weekly-users', 3, '2026-03-03 20:00:00+00', 1),
	(2, 'active-seats', 62, '2026-03-03 20:00:00+00', 1),
	(2, 'feature-adoption', 47, '2026-03-03 20:00:00+00', 1),
	(2, 'goal-progress', 47, '2026-03-03 20:00:00+00', 1),
	(2, 'logins', 2.4, '2026-03-03 20:00:00+00', 1),
	(2, 'nps', 10, '2026-03-03 20:00:00+00', 1),
	(2, 'open-tickets', 5, '2026-03-03 23:00:00.000003+00', 1),
	(2, 'response-hours', 9, '2026-03-03 20:00:00+00', 1),
	(2, 'weekly-use', 42, '2026-03-03 20:00:00+00', 1),
	(2, 'weekly-users', 42, '2026-03-03 20:00:00+00', 1),
	(4, 'active-seats', 70, '2026-03-03 20:00:00+00', 1),
	(4, 'feature-adoption', 47, '2026-03-03 20:00:00+00', 1),
	(4, 'goal-progress', 63, '2026-03-03 20:00:00+00', 1),
	(4, 'logins', 2.8, '2026-03-03 20:00:00+00', 1),
	(4, 'nps', 22, '2026-03-03 20:00:00+00', 1),
	(4, 'open-tickets', 4, '2026-03-03 23:00:00.000003+00', 1),
	(4, 'response-hours', 10.1, '2026-03-03 20:00:00+00', 1),
	(4, 'weekly-use', 51, '2026-03-03 20:00:00+00', 1),
	(4, 'weekly-users', 16, '2026-03-03 20:00:00+00', 1),
	(11, 'active-seats', 58, '2026-03-03 20:00:00+00', 1),
	(11, 'feature-adoption', 54, '2026-03-03 20:00:00+00', 1),
	(11, 'goal-progress', 31, '2026-03-03 20:00:00+00', 1),
	(11, 'logins', 2.4, '2026-03-03 20:00:00+00', 1),
	(11, 'nps', 25, '2026-03-03 20:00:00+00', 1),
	(11, 'open-tickets', 3, '2026-03-03 20:00:00+00', 1),
	(11, 'response-hours', 10.7, '2026-03-03 20:00:00+00', 1),
	(11, 'weekly-use', 51, '2026-03-03 20:00:00+00', 1),
	(11, 'weekly-users', 7, '2026-03-03 20:00:00+00', 1),
	(17, 'active-seats', 65, '2026-03-03 20:00:00+00', 1),
	(17, 'feature-adoption', 50, '2026-03-03 20:00:00+00', 1),
	(17, 'goal-progress', 32, '2026-03-03 20:00:00+00', 1),
	(17, 'logins', 2.5, '2026-03-03 20:00:00+00', 1),
	(17, 'nps', 29, '2026-03-03 20:00:00+00', 1),
	(17, 'open-tickets', 3, '2026-03-03 20:00:00+00', 1),
	(17, 'response-hours', 8.8, '2026-03-03 20:00:00+00', 1),
	(17, 'weekly-use', 50, '2026-03-03 20:00:00+00', 1),
	(17, 'weekly-users', 7, '2026-03-03 20:00:00+00', 1),
	(19, 'active-seats', 46, '2026-01-19 20:00:00+00', 1),
	(19, 'feature-adoption', 38, '2026-01-19 20:00:00+00', 1),
	(19, 'goal-progress', 25, '2026-01-19 20:00:00+00', 1),
	(19, 'logins', 1.6, '2026-01-19 20:00:00+00', 1),
	(19, 'nps', -8, '2026-01-19 20:00:00+00', 1);
INSERT INTO public.kpi_latest VALUES
	(19, 'open-tickets', 7, '2026-01-19 20:00:00+00', 1),
	(19, 'response-hours', 16.4, '2026-01-19 20:00:00+00', 1),
	(19, 'weekly-use', 39, '2026-01-19 20:00:00+00', 1),
	(19, 'weekly-users', 12, '2026-01-19 20:00:00+00', 1),
	(20, 'active-seats', 61, '2026-03-03 20:00:00+00', 1),
	(20, 'feature-adoption', 45, '2026-03-03 20:00:00+00', 1),
	(20, 'goal-progress', 45, '2026-03-03 20:00:00+00', 1),
	(20, 'logins', 2.7, '2026-03-03 20:00:00+00', 1),
	(20, 'nps', 19, '2026-03-03 20:00:00+00', 1),
	(20, 'open-tickets', 4, '2026-03-03 23:00:00.000003+00', 1),
	(20, 'response-hours', 7.5, '2026-03-03 20:00:00+00', 1),
	(20, 'weekly-use', 47, '2026-03-03 20:00:00+00', 1),
	(20, 'weekly-users', 15, '2026-03-03 20:00:00+00', 1),
	(30, 'active-seats', 72, '2026-03-03 20:00:00+00', 1),
	(30, 'feature-adoption', 54, '2026-03-03 20:00:00+00', 1),
	(30, 'goal-progress', 64, '2026-03-03 20:00:00+00', 1),
	(30, 'logins', 3, '2026-03-03 20:00:00+00', 1),
	(30, 'nps', 27, '2026-03-03 20:00:00+00', 1),
	(30, 'open-tickets', 4, '2026-03-03 20:00:00+00', 1),
	(30, 'response-hours', 7.4, '2026-03-03 20:00:00+00', 1),
	(30, 'weekly-use', 50, '2026-03-03 20:00:00+00', 1),
	(30, 'weekly-users', 43, '2026-03-03 20:00:00+00', 1);


--
-- Data for Name: kpi_observations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.kpi_observations VALUES
	(1, 'active-seats', '2026-02-16 20:00:00+00', 59, 1),
	(1, 'active-seats', '2026-02-23 20:00:00+00', 58, 1),
	(1, 'active-seats', '2026-03-01 20:00:00+00', 58, 1),
	(1, 'active-seats', '2026-03-02 20:00:00+00', 58, 1),
	(1, 'active-seats', '2026-03-03 20:00:00+00', 58, 1),
	(1, 'feature-adoption', '2026-02-16 20:00:00+00', 41, 1),
	(1, 'feature-adoption', '2026-02-23 20:00:00+00', 40, 1),
	(1, 'feature-adoption', '2026-03-01 20:00:00+00', 40, 1),
	(1, 'feature-adoption', '2026-03-02 20:00:00+00', 40, 1),
	(1, 'feature-adoption', '2026-03-03 20:00:00+00', 40, 1),
	(1, 'goal-progress', '2026-02-16 20:00:00+00', 16, 1),
	(1, 'goal-progress', '2026-02-23 20:00:00+00', 16, 1),
	(1, 'goal-progress', '2026-03-01 20:00:00+00', 16, 1),
	(1, 'goal-progress', '2026-03-02 20:00:00+00', 16, 1),
	(1, 'goal-progress', '2026-03-03 20:00:00+00', 16, 1),
	(1, 'logins', '2026-02-16 20:00:00+00', 2.8, 1),
	(1, 'logins', '2026-02-23 20:00:00+00', 2.7, 1),
	(1, 'logins', '2026-03-01 20:00:00+00', 2.7, 1),
	(1, 'logins', '2026-03-02 20:00:00+00', 2.7, 1),
	(1, 'logins', '2026-03-03 20:00:00+00', 2.7, 1),
	(1, 'nps', '2026-02-16 20:00:00+00', 16, 1),
	(1, 'nps', '2026-02-23 20:00:00+00', 14, 1),
	(1, 'nps', '2026-03-01 20:00:00+00', 14, 1),
	(1, 'nps', '2026-03-02 20:00:00+00', 14, 1),
	(1, 'nps', '2026-03-03 20:00:00+00', 14, 1),
	(1, 'open-tickets', '2026-02-16 20:00:00+00', 4, 1),
	(1, 'open-tickets', '2026-02-23 20:00:00+00', 4, 1),
	(1, 'open-tickets', '2026-03-01 20:00:00+00', 4, 1),
	(1, 'open-tickets', '2026-03-02 20:00:00+00', 4, 1),
	(1, 'open-tickets', '2026-03-03 20:00:00+00', 4, 1),
	(1, 'response-hours', '2026-02-16 20:00:00+00', 11.7, 1),
	(1, 'response-hours', '2026-02-23 20:00:00+00', 12, 1),
	(1, 'response-hours', '2026-03-01 20:00:00+00', 12, 1),
	(1, 'response-hours', '2026-03-02 20:00:00+00', 12, 1),
	(1, 'response-hours', '2026-03-03 20:00:00+00', 12, 1),
	(1, 'weekly-use', '2026-02-16 20:00:00+00', 47, 1),
	(1, 'weekly-use', '2026-02-23 20:00:00+00', 47, 1),
	(1, 'weekly-use', '2026-03-01 20:00:00+00', 47, 1),
	(1, 'weekly-use', '2026-03-02 20:00:00+00', 47, 1),
	(1, 'weekly-use', '2026-03-03 20:00:00+00', 47, 1),
	(1, 'weekly-users', '2026-02-16 20:00:00+00', 3, 1),
	(1, 'weekly-users', '2026-02-23 20:00:00+00', 3, 1),
	(1, 'weekly-users', '2026-03-01 20:00:00+00', 3, 1),
	(1, 'weekly-users', '2026-03-02 20:00:00+00', 3, 1),
	(1, 'weekly-users', '2026-03-03 20:00:00+00', 3, 1),
	(2, 'active-seats', '2026-02-16 20:00:00+00', 80, 1),
	(2, 'active-seats', '2026-02-23 20:00:00+00', 80, 1),
	(2, 'active-seats', '2026-03-01 20:00:00+00', 79, 1),
	(2, 'active-seats', '2026-03-02 20:00:00+00', 62, 1),
	(2, 'active-seats', '2026-03-03 20:00:00+00', 62, 1);
INSERT INTO public.kpi_observations VALUES
	(2, 'feature-adoption', '2026-02-16 20:00:00+00', 51, 1),
	(2, 'feature-adoption', '2026-02-23 20:00:00+00', 51, 1),
	(2, 'feature-adoption', '2026-03-01 20:00:00+00', 51, 1),
	(2, 'feature-adoption', '2026-03-02 20:00:00+00', 47, 1),
	(2, 'feature-adoption', '2026-03-03 20:00:00+00', 47, 1),
	(2, 'goal-progress', '2026-02-16 20:00:00+00', 51, 1),
	(2, 'goal-progress', '2026-02-23 20:00:00+00', 50, 1),
	(2, 'goal-progress', '2026-03-01 20:00:00+00', 50, 1),
	(2, 'goal-progress', '2026-03-02 20:00:00+00', 47, 1),
	(2, 'goal-progress', '2026-03-03 20:00:00+00', 47, 1),
	(2, 'logins', '2026-02-16 20:00:00+00', 3.4, 1),
	(2, 'logins', '2026-02-23 20:00:00+00', 3.4, 1),
	(2, 'logins', '2026-03-01 20:00:00+00', 3.4, 1),
	(2, 'logins', '2026-03-02 20:00:00+00', 2.4, 1),
	(2, 'logins', '2026-03-03 20:00:00+00', 2.4, 1),
	(2, 'nps', '2026-02-16 20:00:00+00', 39, 1),
	(2, 'nps', '2026-02-23 20:00:00+00', 39, 1),
	(2, 'nps', '2026-03-01 20:00:00+00', 37, 1),
	(2, 'nps', '2026-03-02 20:00:00+00', 10, 1),
	(2, 'nps', '2026-03-03 20:00:00+00', 10, 1),
	(2, 'open-tickets', '2026-02-16 20:00:00+00', 2, 1),
	(2, 'open-tickets', '2026-02-16 23:00:00+00', 2, 1),
	(2, 'open-tickets', '2026-02-23 23:00:00+00', 2, 1),
	(2, 'open-tickets', '2026-02-27 23:00:00+00', 2, 1),
	(2, 'open-tickets', '2026-03-01 23:00:00+00', 2, 1),
	(2, 'open-tickets', '2026-03-02 23:00:00+00', 5, 1),
	(2, 'open-tickets', '2026-03-03 23:00:00.000003+00', 5, 1),
	(2, 'response-hours', '2026-02-16 20:00:00+00', 7.3, 1),
	(2, 'response-hours', '2026-02-23 20:00:00+00', 7.4, 1),
	(2, 'response-hours', '2026-03-01 20:00:00+00', 7.5, 1),
	(2, 'response-hours', '2026-03-02 20:00:00+00', 9, 1),
	(2, 'response-hours', '2026-03-03 20:00:00+00', 9, 1),
	(2, 'weekly-use', '2026-02-16 20:00:00+00', 58, 1),
	(2, 'weekly-use', '2026-02-23 20:00:00+00', 58, 1),
	(2, 'weekly-use', '2026-03-01 20:00:00+00', 57, 1),
	(2, 'weekly-use', '2026-03-02 20:00:00+00', 42, 1),
	(2, 'weekly-use', '2026-03-03 20:00:00+00', 42, 1),
	(2, 'weekly-users', '2026-02-16 20:00:00+00', 47, 1),
	(2, 'weekly-users', '2026-02-23 20:00:00+00', 47, 1),
	(2, 'weekly-users', '2026-03-01 20:00:00+00', 46, 1),
	(2, 'weekly-users', '2026-03-02 20:00:00+00', 42, 1),
	(2, 'weekly-users', '2026-03-03 20:00:00+00', 42, 1),
	(4, 'active-seats', '2026-02-16 20:00:00+00', 70, 1),
	(4, 'active-seats', '2026-02-23 20:00:00+00', 70, 1),
	(4, 'active-seats', '2026-03-01 20:00:00+00', 70, 1),
	(4, 'active-seats', '2026-03-02 20:00:00+00', 70, 1),
	(4, 'active-seats', '2026-03-03 20:00:00+00', 70, 1),
	(4, 'feature-adoption', '2026-02-16 20:00:00+00', 47, 1),
	(4, 'feature-adoption', '2026-02-23 20:00:00+00', 47, 1),
	(4, 'feature-adoption', '2026-03-01 20:00:00+00', 47, 1);
INSERT INTO public.kpi_observations VALUES
	(4, 'feature-adoption', '2026-03-02 20:00:00+00', 47, 1),
	(4, 'feature-adoption', '2026-03-03 20:00:00+00', 47, 1),
	(4, 'goal-progress', '2026-02-16 20:00:00+00', 63, 1),
	(4, 'goal-progress', '2026-02-23 20:00:00+00', 63, 1),
	(4, 'goal-progress', '2026-03-01 20:00:00+00', 63, 1),
	(4, 'goal-progress', '2026-03-02 20:00:00+00', 63, 1),
	(4, 'goal-progress', '2026-03-03 20:00:00+00', 63, 1),
	(4, 'logins', '2026-02-16 20:00:00+00', 2.8, 1),
	(4, 'logins', '2026-02-23 20:00:00+00', 2.8, 1),
	(4, 'logins', '2026-03-01 20:00:00+00', 2.8, 1),
	(4, 'logins', '2026-03-02 20:00:00+00', 2.8, 1),
	(4, 'logins', '2026-03-03 20:00:00+00', 2.8, 1),
	(4, 'nps', '2026-02-16 20:00:00+00', 23, 1),
	(4, 'nps', '2026-02-23 20:00:00+00', 22, 1),
	(4, 'nps', '2026-03-01 20:00:00+00', 22, 1),
	(4, 'nps', '2026-03-02 20:00:00+00', 22, 1),
	(4, 'nps', '2026-03-03 20:00:00+00', 22, 1),
	(4, 'open-tickets', '2026-02-16 20:00:00+00', 4, 1),
	(4, 'open-tickets', '2026-02-16 23:00:00+00', 4, 1),
	(4, 'open-tickets', '2026-02-23 23:00:00+00', 4, 1),
	(4, 'open-tickets', '2026-02-27 23:00:00+00', 4, 1),
	(4, 'open-tickets', '2026-03-01 23:00:00+00', 4, 1),
	(4, 'open-tickets', '2026-03-02 23:00:00+00', 4, 1),
	(4, 'open-tickets', '2026-03-03 23:00:00.000003+00', 4, 1),
	(4, 'response-hours', '2026-02-16 20:00:00+00', 10.1, 1),
	(4, 'response-hours', '2026-02-23 20:00:00+00', 10.1, 1),
	(4, 'response-hours', '2026-03-01 20:00:00+00', 10.1, 1),
	(4, 'response-hours', '2026-03-02 20:00:00+00', 10.1, 1),
	(4, 'response-hours', '2026-03-03 20:00:00+00', 10.1, 1),
	(4, 'weekly-use', '2026-02-16 20:00:00+00', 51, 1),
	(4, 'weekly-use', '2026-02-23 20:00:00+00', 51, 1),
	(4, 'weekly-use', '2026-03-01 20:00:00+00', 51, 1),
	(4, 'weekly-use', '2026-03-02 20:00:00+00', 51, 1),
	(4, 'weekly-use', '2026-03-03 20:00:00+00', 51, 1),
	(4, 'weekly-users', '2026-02-16 20:00:00+00', 16, 1),
	(4, 'weekly-users', '2026-02-23 20:00:00+00', 16, 1),
	(4, 'weekly-users', '2026-03-01 20:00:00+00', 16, 1),
	(4, 'weekly-users', '2026-03-02 20:00:00+00', 16, 1),
	(4, 'weekly-users', '2026-03-03 20:00:00+00', 16, 1),
	(11, 'active-seats', '2026-02-16 20:00:00+00', 57, 1),
	(11, 'active-seats', '2026-02-23 20:00:00+00', 58, 1),
	(11, 'active-seats', '2026-03-01 20:00:00+00', 58, 1),
	(11, 'active-seats', '2026-03-02 20:00:00+00', 58, 1),
	(11, 'active-seats', '2026-03-03 20:00:00+00', 58, 1),
	(11, 'feature-adoption', '2026-02-16 20:00:00+00', 54, 1),
	(11, 'feature-adoption', '2026-02-23 20:00:00+00', 54, 1),
	(11, 'feature-adoption', '2026-03-01 20:00:00+00', 54, 1),
	(11, 'feature-adoption', '2026-03-02 20:00:00+00', 54, 1),
	(11, 'feature-adoption', '2026-03-03 20:00:00+00', 54, 1),
	(11, 'goal-progress', '2026-02-16 20:00:00+00', 31, 1);
INSERT INTO public.kpi_observations VALUES
	(11, 'goal-progress', '2026-02-23 20:00:00+00', 31, 1),
	(11, 'goal-progress', '2026-03-01 20:00:00+00', 31, 1),
	(11, 'goal-progress', '2026-03-02 20:00:00+00', 31, 1),
	(11, 'goal-progress', '2026-03-03 20:00:00+00', 31, 1),
	(11, 'logins', '2026-02-16 20:00:00+00', 2.4, 1),
	(11, 'logins', '2026-02-23 20:00:00+00', 2.4, 1),
	(11, 'logins', '2026-03-01 20:00:00+00', 2.4, 1),
	(11, 'logins', '2026-03-02 20:00:00+00', 2.4, 1),
	(11, 'logins', '2026-03-03 20:00:00+00', 2.4, 1),
	(11, 'nps', '2026-02-16 20:00:00+00', 25, 1),
	(11, 'nps', '2026-02-23 20:00:00+00', 25, 1),
	(11, 'nps', '2026-03-01 20:00:00+00', 25, 1),
	(11, 'nps', '2026-03-02 20:00:00+00', 25, 1),
	(11, 'nps', '2026-03-03 20:00:00+00', 25, 1),
	(11, 'open-tickets', '2026-02-16 20:00:00+00', 3, 1),
	(11, 'open-tickets', '2026-02-23 20:00:00+00', 3, 1),
	(11, 'open-tickets', '2026-03-01 20:00:00+00', 3, 1),
	(11, 'open-tickets', '2026-03-02 20:00:00+00', 3, 1),
	(11, 'open-tickets', '2026-03-03 20:00:00+00', 3, 1),
	(11, 'response-hours', '2026-02-16 20:00:00+00', 10.8, 1),
	(11, 'response-hours', '2026-02-23 20:00:00+00', 10.7, 1),
	(11, 'response-hours', '2026-03-01 20:00:00+00', 10.7, 1),
	(11, 'response-hours', '2026-03-02 20:00:00+00', 10.7, 1),
	(11, 'response-hours', '2026-03-03 20:00:00+00', 10.7, 1),
	(11, 'weekly-use', '2026-02-16 20:00:00+00', 50, 1),
	(11, 'weekly-use', '2026-02-23 20:00:00+00', 51, 1),
	(11, 'weekly-use', '2026-03-01 20:00:00+00', 51, 1),
	(11, 'weekly-use', '2026-03-02 20:00:00+00', 51, 1),
	(11, 'weekly-use', '2026-03-03 20:00:00+00', 51, 1),
	(11, 'weekly-users', '2026-02-16 20:00:00+00', 7, 1),
	(11, 'weekly-users', '2026-02-23 20:00:00+00', 7, 1),
	(11, 'weekly-users', '2026-03-01 20:00:00+00', 7, 1),
	(11, 'weekly-users', '2026-03-02 20:00:00+00', 7, 1),
	(11, 'weekly-users', '2026-03-03 20:00:00+00', 7, 1),
	(17, 'active-seats', '2026-02-16 20:00:00+00', 64, 1),
	(17, 'active-seats', '2026-02-23 20:00:00+00', 65, 1),
	(17, 'active-seats', '2026-03-01 20:00:00+00', 65, 1),
	(17, 'active-seats', '2026-03-02 20:00:00+00', 65, 1),
	(17, 'active-seats', '2026-03-03 20:00:00+00', 65, 1),
	(17, 'feature-adoption', '2026-02-16 20:00:00+00', 49, 1),
	(17, 'feature-adoption', '2026-02-23 20:00:00+00', 50, 1),
	(17, 'feature-adoption', '2026-03-01 20:00:00+00', 50, 1),
	(17, 'feature-adoption', '2026-03-02 20:00:00+00', 50, 1),
	(17, 'feature-adoption', '2026-03-03 20:00:00+00', 50, 1),
	(17, 'goal-progress', '2026-02-16 20:00:00+00', 31, 1),
	(17, 'goal-progress', '2026-02-23 20:00:00+00', 32, 1),
	(17, 'goal-progress', '2026-03-01 20:00:00+00', 32, 1),
	(17, 'goal-progress', '2026-03-02 20:00:00+00', 32, 1),
	(17, 'goal-progress', '2026-03-03 20:00:00+00', 32, 1),
	(17, 'logins', '2026-02-16 20:00:00+00', 2.5, 1);
INSERT INTO public.kpi_observations VALUES
	(17, 'logins', '2026-02-23 20:00:00+00', 2.5, 1),
	(17, 'logins', '2026-03-01 20:00:00+00', 2.5, 1),
	(17, 'logins', '2026-03-02 20:00:00+00', 2.5, 1),
	(17, 'logins', '2026-03-03 20:00:00+00', 2.5, 1),
	(17, 'nps', '2026-02-16 20:00:00+00', 27, 1),
	(17, 'nps', '2026-02-23 20:00:00+00', 29, 1),
	(17, 'nps', '2026-03-01 20:00:00+00', 29, 1),
	(17, 'nps', '2026-03-02 20:00:00+00', 29, 1),
	(17, 'nps', '2026-03-03 20:00:00+00', 29, 1),
	(17, 'open-tickets', '2026-02-16 20:00:00+00', 3, 1),
	(17, 'open-tickets', '2026-02-23 20:00:00+00', 3, 1),
	(17, 'open-tickets', '2026-03-01 20:00:00+00', 3, 1),
	(17, 'open-tickets', '2026-03-02 20:00:00+00', 3, 1),
	(17, 'open-tickets', '2026-03-03 20:00:00+00', 3, 1),
	(17, 'response-hours', '2026-02-16 20:00:00+00', 9.1, 1),
	(17, 'response-hours', '2026-02-23 20:00:00+00', 8.8, 1),
	(17, 'response-hours', '2026-03-01 20:00:00+00', 8.8, 1),
	(17, 'response-hours', '2026-03-02 20:00:00+00', 8.8, 1),
	(17, 'response-hours', '2026-03-03 20:00:00+00', 8.8, 1),
	(17, 'weekly-use', '2026-02-16 20:00:00+00', 49, 1),
	(17, 'weekly-use', '2026-02-23 20:00:00+00', 50, 1),
	(17, 'weekly-use', '2026-03-01 20:00:00+00', 50, 1),
	(17, 'weekly-use', '2026-03-02 20:00:00+00', 50, 1),
	(17, 'weekly-use', '2026-03-03 20:00:00+00', 50, 1),
	(17, 'weekly-users', '2026-02-16 20:00:00+00', 7, 1),
	(17, 'weekly-users', '2026-02-23 20:00:00+00', 7, 1),
	(17, 'weekly-users', '2026-03-01 20:00:00+00', 7, 1),
	(17, 'weekly-users', '2026-03-02 20:00:00+00', 7, 1),
	(17, 'weekly-users', '2026-03-03 20:00:00+00', 7, 1),
	(20, 'active-seats', '2026-02-16 20:00:00+00', 62, 1),
	(20, 'active-seats', '2026-02-23 20:00:00+00', 61, 1),
	(20, 'active-seats', '2026-03-01 20:00:00+00', 61, 1),
	(20, 'active-seats', '2026-03-02 20:00:00+00', 61, 1),
	(20, 'active-seats', '2026-03-03 20:00:00+00', 61, 1),
	(20, 'feature-adoption', '2026-02-16 20:00:00+00', 45, 1),
	(20, 'feature-adoption', '2026-02-23 20:00:00+00', 45, 1),
	(20, 'feature-adoption', '2026-03-01 20:00:00+00', 45, 1),
	(20, 'feature-adoption', '2026-03-02 20:00:00+00', 45, 1),
	(20, 'feature-adoption', '2026-03-03 20:00:00+00', 45, 1),
	(20, 'goal-progress', '2026-02-16 20:00:00+00', 45, 1),
	(20, 'goal-progress', '2026-02-23 20:00:00+00', 45, 1),
	(20, 'goal-progress', '2026-03-01 20:00:00+00', 45, 1),
	(20, 'goal-progress', '2026-03-02 20:00:00+00', 45, 1),
	(20, 'goal-progress', '2026-03-03 20:00:00+00', 45, 1),
	(20, 'logins', '2026-02-16 20:00:00+00', 2.8, 1),
	(20, 'logins', '2026-02-23 20:00:00+00', 2.7, 1),
	(20, 'logins', '2026-03-01 20:00:00+00', 2.7, 1),
	(20, 'logins', '2026-03-02 20:00:00+00', 2.7, 1),
	(20, 'logins', '2026-03-03 20:00:00+00', 2.7, 1),
	(20, 'nps', '2026-02-16 20:00:00+00', 19, 1);
INSERT INTO public.kpi_observations VALUES
	(20, 'nps', '2026-02-23 20:00:00+00', 19, 1),
	(20, 'nps', '2026-03-01 20:00:00+00', 19, 1),
	(20, 'nps', '2026-03-02 20:00:00+00', 19, 1),
	(20, 'nps', '2026-03-03 20:00:00+00', 19, 1),
	(20, 'open-tickets', '2026-02-16 20:00:00+00', 3, 1),
	(20, 'open-tickets', '2026-02-16 23:00:00+00', 3, 1),
	(20, 'open-tickets', '2026-02-23 23:00:00+00', 4, 1),
	(20, 'open-tickets', '2026-02-27 23:00:00+00', 4, 1),
	(20, 'open-tickets', '2026-03-01 23:00:00+00', 4, 1),
	(20, 'open-tickets', '2026-03-02 23:00:00+00', 4, 1),
	(20, 'open-tickets', '2026-03-03 23:00:00.000003+00', 4, 1),
	(20, 'response-hours', '2026-02-16 20:00:00+00', 7.4, 1),
	(20, 'response-hours', '2026-02-23 20:00:00+00', 7.5, 1),
	(20, 'response-hours', '2026-03-01 20:00:00+00', 7.5, 1),
	(20, 'response-hours', '2026-03-02 20:00:00+00', 7.5, 1),
	(20, 'response-hours', '2026-03-03 20:00:00+00', 7.5, 1),
	(20, 'weekly-use', '2026-02-16 20:00:00+00', 47, 1),
	(20, 'weekly-use', '2026-02-23 20:00:00+00', 47, 1),
	(20, 'weekly-use', '2026-03-01 20:00:00+00', 47, 1),
	(20, 'weekly-use', '2026-03-02 20:00:00+00', 47, 1),
	(20, 'weekly-use', '2026-03-03 20:00:00+00', 47, 1),
	(20, 'weekly-users', '2026-02-16 20:00:00+00', 15, 1),
	(20, 'weekly-users', '2026-02-23 20:00:00+00', 15, 1),
	(20, 'weekly-users', '2026-03-01 20:00:00+00', 15, 1),
	(20, 'weekly-users', '2026-03-02 20:00:00+00', 15, 1),
	(20, 'weekly-users', '2026-03-03 20:00:00+00', 15, 1),
	(30, 'active-seats', '2026-02-16 20:00:00+00', 72, 1),
	(30, 'active-seats', '2026-02-23 20:00:00+00', 72, 1),
	(30, 'active-seats', '2026-03-01 20:00:00+00', 72, 1),
	(30, 'active-seats', '2026-03-02 20:00:00+00', 72, 1),
	(30, 'active-seats', '2026-03-03 20:00:00+00', 72, 1),
	(30, 'feature-adoption', '2026-02-16 20:00:00+00', 54, 1),
	(30, 'feature-adoption', '2026-02-23 20:00:00+00', 54, 1),
	(30, 'feature-adoption', '2026-03-01 20:00:00+00', 54, 1),
	(30, 'feature-adoption', '2026-03-02 20:00:00+00', 54, 1),
	(30, 'feature-adoption', '2026-03-03 20:00:00+00', 54, 1),
	(30, 'goal-progress', '2026-02-16 20:00:00+00', 64, 1),
	(30, 'goal-progress', '2026-02-23 20:00:00+00', 64, 1),
	(30, 'goal-progress', '2026-03-01 20:00:00+00', 64, 1),
	(30, 'goal-progress', '2026-03-02 20:00:00+00', 64, 1),
	(30, 'goal-progress', '2026-03-03 20:00:00+00', 64, 1),
	(30, 'logins', '2026-02-16 20:00:00+00', 3, 1),
	(30, 'logins', '2026-02-23 20:00:00+00', 3, 1),
	(30, 'logins', '2026-03-01 20:00:00+00', 3, 1),
	(30, 'logins', '2026-03-02 20:00:00+00', 3, 1),
	(30, 'logins', '2026-03-03 20:00:00+00', 3, 1),
	(30, 'nps', '2026-02-16 20:00:00+00', 27, 1),
	(30, 'nps', '2026-02-23 20:00:00+00', 27, 1),
	(30, 'nps', '2026-03-01 20:00:00+00', 27, 1),
	(30, 'nps', '2026-03-02 20:00:00+00', 27, 1);
INSERT INTO public.kpi_observations VALUES
	(30, 'nps', '2026-03-03 20:00:00+00', 27, 1),
	(30, 'open-tickets', '2026-02-16 20:00:00+00', 4, 1),
	(30, 'open-tickets', '2026-02-23 20:00:00+00', 4, 1),
	(30, 'open-tickets', '2026-03-01 20:00:00+00', 4, 1),
	(30, 'open-tickets', '2026-03-02 20:00:00+00', 4, 1),
	(30, 'open-tickets', '2026-03-03 20:00:00+00', 4, 1),
	(30, 'response-hours', '2026-02-16 20:00:00+00', 7.6, 1),
	(30, 'response-hours', '2026-02-23 20:00:00+00', 7.4, 1),
	(30, 'response-hours', '2026-03-01 20:00:00+00', 7.4, 1),
	(30, 'response-hours', '2026-03-02 20:00:00+00', 7.4, 1),
	(30, 'response-hours', '2026-03-03 20:00:00+00', 7.4, 1),
	(30, 'weekly-use', '2026-02-16 20:00:00+00', 50, 1),
	(30, 'weekly-use', '2026-02-23 20:00:00+00', 50, 1),
	(30, 'weekly-use', '2026-03-01 20:00:00+00', 50, 1),
	(30, 'weekly-use', '2026-03-02 20:00:00+00', 50, 1),
	(30, 'weekly-use', '2026-03-03 20:00:00+00', 50, 1),
	(30, 'weekly-users', '2026-02-16 20:00:00+00', 43, 1),
	(30, 'weekly-users', '2026-02-23 20:00:00+00', 43, 1),
	(30, 'weekly-users', '2026-03-01 20:00:00+00', 43, 1),
	(30, 'weekly-users', '2026-03-02 20:00:00+00', 43, 1),
	(30, 'weekly-users', '2026-03-03 20:00:00+00', 43, 1);


--
-- Data for Name: learned_times; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: milestones_reached; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.milestones_reached VALUES
	(2, 1, 'first-value', '2025-10-30', 'import', 1),
	(2, 1, 'habit', '2026-01-02', 'import', 1),
	(4, 1, 'first-value', '2025-07-25', 'import', 1),
	(4, 1, 'habit', '2025-09-17', 'import', 1),
	(4, 1, 'proven-outcome', '2025-12-23', 'import', 1),
	(11, 1, 'first-value', '2026-01-14', 'import', 1),
	(17, 1, 'first-value', '2026-01-28', 'import', 1),
	(19, 1, 'first-value', '2025-12-13', 'import', 1),
	(20, 1, 'first-value', '2025-10-22', 'import', 1),
	(20, 1, 'habit', '2025-12-25', 'import', 1),
	(30, 1, 'first-value', '2025-07-25', 'import', 1),
	(30, 1, 'habit', '2025-09-16', 'import', 1),
	(30, 1, 'proven-outcome', '2025-12-13', 'import', 1);


--
-- Data for Name: other_emails; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES
	(1, 'digest', 'digest:person:4:2026-03-03', 4, NULL, NULL, NULL, '{"local_date": "2026-03-03", "ctas": [22, 24, 5, 7], "items": [{"todos": [22], "beside": [], "changes": {}, "title": "", "more": 1, "new": 1, "changed": 0, "forecasts": false}, {"todos": [24], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}, {"todos": [5, 7], "beside": [], "changes": {}, "title": "Two renewals, your forecasts are missing", "more": 0, "new": 2, "changed": 0, "forecasts": true}], "also": [], "asked_cta": null, "named_cta": null, "late_ctas": [8, 1], "stands": {"30": {"health": 70, "low_at": "", "left_on": "", "deadline": "2026-06-01", "step": null}, "31": {"health": 64, "low_at": "", "left_on": "", "deadline": "2026-10-04", "step": null}, "32": {"health": 88, "low_at": "", "left_on": "", "deadline": "2026-12-03", "step": null}, "39": {"health": 72, "low_at": "", "left_on": "", "deadline": "2026-06-06", "step": null}}, "levels": {"5": 90, "7": 120}, "told_ctas": [24, 5], "held": 0, "good": [], "proposals": [], "slipped": [], "reached": [[35, "first-value", "2026-03-02"]], "renewals": [33], "ended": [33], "since": "2026-03-03T00:00:00+00:00", "places": [], "places_left": 0, "places_still": false, "unowned": 0, "revisit": true, "said": ["Foxhollow Robotics: they asked Mon 2 Mar and have no answer yet", "Emberlyn Solar: 99 days without a proven outcome; 90 is usual (the playbook''s guess)", "Driftwell Shipping: 280k SGD, notice by Mon 1 Jun, in 90 days | Marlpit Ceramics: 49k SGD ends in 95 days, Sat 6 Jun"], "as_told": {"today": "2026-03-03", "row_id": 1, "items": [{"briefs": [{"cta_id": 22, "name": "Foxhollow Robotics", "why": "they asked Mon 2 Mar and have no answer yet", "todo": "Answer them: \u201cwhether shift plans can be exported per site\u201d", "due_on": "2026-03-03", "due": "today", "account_id": 32, "clears": "Closes when you say that it is answered.", "step": "", "owner": "", "about": "question", "to": "Mei", "is_risk": false, "grows": false, "calls": false, "call": "", "missing": [], "value": "225k SGD", "deadline": "", "dates": ["renews Thu 3 Dec"], "talk": null, "tried": "", "quote": "whether shift plans can be exported per site", "question": 11, "by_hand": true, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 88", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 1, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": [], "silent": "", "note": "", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": false, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 1, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 24, "name": "Emberlyn Solar", "why": "99 days without a proven outcome; 90 is usual (the playbook''s guess)", "todo": "Unblock: today''s figure", "due_on": "2026-03-10", "due": "by Tue 10 Mar", "account_id": 31, "clears": "Clears by itself when a proven outcome is reached.", "step": "ask Yusuf Thorne (Head of sales, champion) for today''s figure, to set beside the first one (last talk Thu 8 Jan)", "owner": "", "about": "stuck", "to": "Mei", "is_risk": true, "grows": false, "calls": false, "call": "", "missing": ["today''s figure", "result confirmed", "result shown to the leadership", "progress towards the goal (45% of 50%, today)", "weekly use (47% of 50%, today)"], "value": "88k SGD", "deadline": "", "dates": ["renews Sun 4 Oct"], "talk": {"who": "the Head of sales", "persona": "CEO type, a guess", "say": "\u201cEvery site on one number by the end of the year\u201d is your aim. You''ll get one page on how far you are. Between you and the win: today''s figure.", "ask": "What would your leadership have to see to call this a win?", "stakeholder_id": 121, "full": "Yusuf Thorne, Head of sales", "first": "Yusuf"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 64", "ticks": ["today''s figure", "31/result-measured"], "clearing": null, "first": [], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "1 of 6 steps is done, none since Fri 19 Dec 2025.", "there": [], "silent": "", "note": "", "wants": "Open with Yusuf''s own goal: \u201cEvery site on one number by the end of the year.\u201d", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 5, "name": "Driftwell Shipping", "why": "280k SGD, notice by Mon 1 Jun, in 90 days", "todo": "Say how sure you are of the renewal", "due_on": "2026-03-03", "due": "today", "account_id": 30, "clears": "Your forecast lets it rest; recording how it ends clears it.", "step": "set a date with Nadia Brandt (Managing director, decides)", "owner": "", "about": "renewal", "to": "Mei", "is_risk": true, "grows": false, "calls": true, "call": "", "missing": [], "value": "280k SGD", "deadline": "", "dates": ["renews Sun 30 Aug"], "talk": {"who": "the Managing director", "persona": "CEO type, a guess", "say": "You should decide from strength: what you set out for, what you got, and what we still owe.", "ask": "Who else wants a say, and what do they care about?", "stakeholder_id": 115, "full": "Nadia Brandt, Managing director", "first": "Nadia"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": {"text": "its channel", "style": "plain", "link": null, "user": null, "channel": "C006"}, "lines": [], "cause": "", "health": "health 70", "ticks": null, "clearing": ["Record it", "renewal"], "first": ["4 open tickets", "no talk with Nadia Brandt on record"], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": [], "silent": "Marcus Winter (Service manager, champion) last spoke with us Fri 14 Nov 2025.", "note": "", "wants": "Open with Nadia''s own goal: \u201cCut the cost of every order by a tenth.\u201d", "after": "After that it renews by itself on Sun 30 Aug.", "ages": [], "well": ["a proven outcome since Sat 13 Dec 2025"]}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}, {"cta_id": 7, "name": "Marlpit Ceramics", "why": "49k SGD ends in 95 days, Sat 6 Jun", "todo": "Say how sure you are of the renewal", "due_on": "2026-03-03", "due": "today", "account_id": 39, "clears": "Your forecast lets it rest; recording how it ends clears it.", "step": "ask Carmen Tamura (VP Operations, decides) what the decision hangs on (last talk Wed 25 Feb)", "owner": "", "about": "renewal", "to": "Mei", "is_risk": true, "grows": false, "calls": true, "call": "", "missing": [], "value": "49k SGD", "deadline": "", "dates": [], "talk": {"who": "the VP Operations", "persona": "CEO type, a guess", "say": "Your decision has a date, Sat 6 Jun. You''ll have all you need for it on one page by [day].", "ask": "Which question must be answered before you decide?", "stakeholder_id": 149, "full": "Carmen Tamura, VP Operations", "first": "Carmen"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 72", "ticks": null, "clearing": ["Record it", "renewal"], "first": ["3 open tickets"], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": [], "silent": "No talk with Grace Falk (Service manager, champion) is on record.", "note": "You noted 25 Feb: \u201cNew budget round starts next month. They''ll want figures by then.\u201d", "wants": "Open with Carmen''s own goal: \u201cI want to open the new region with half the people.\u201d", "after": "", "ages": [], "well": ["a proven outcome since Thu 8 Jan"]}, "settled": null, "to_tell": false, "in_direct": false, "next_day": "Tomorrow"}], "title": "Two renewals, your forecasts are missing", "beside": [], "more": 0, "new": 2, "changed": 0, "forecasts": true, "ours": false}], "also": [], "waiting": 2, "late": [{"name": "Hartsease Pharma", "value": "76k SGD", "since": "2026-02-19", "why": "health 44 \u2192 38 since Tue 23 Dec 2025", "left": "", "step": ""}], "to": "Mei", "asked": null, "reached": [], "week": [["Glimmerton Toys", "2026-03-04"], ["Foxhollow Robotics", "2026-03-04"], ["Inverloch Water", "2026-03-04"], ["Inverloch Water", "2026-03-06"]], "week_more": 0, "renewals": [{"account_id": 33, "account": "Glimmerton Toys", "on": "2026-02-28", "value": "26k SGD", "ended": true, "notice": false}], "held": 0, "usage_on": "2026-03-02", "stale": 0, "stale_at": "", "crm_on": "2026-02-28", "unconfirmed": [], "refused": [], "unowned": 0, "unowned_at": "", "unowned_still": false, "away": null, "unreached": false, "nobody": 0, "revisit": true, "place": null, "unplaced": 0, "good": [], "slipped": [], "proposals": []}}', 'sent', '25f2f860883244b6be007d107ac52aa0', 0, '2026-03-03 00:00:00+00', NULL, '{"title": [{"text": "Good morning, Mei. Four new, two waiting.", "style": "plain", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "\ud83c\udf89 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Inverloch Water", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " reached first value yesterday", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Today", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "1 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Foxhollow Robotics", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 they asked Mon 2 Mar and wait", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Answer them: \u201cwhether shift plans can be exported per site\u201d", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "2 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Two renewals, your forecasts are missing", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Driftwell Shipping: 280k SGD, notice by Mon 1 Jun", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Marlpit Ceramics 49k SGD", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Overdue:", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " Hartsease Pharma (12 days late)", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Next week", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "3 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Emberlyn Solar", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 99 days without a proven outcome", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "By Tue 10 Mar: ask Yusuf for today''s figure", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Ended 28 Feb: Glimmerton Toys. Renewed or lost?", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft an answer", "action": "draft", "target": "todo/22", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "Answer", "action": "answer", "target": "1", "options": [{"label": "Foxhollow Robotics: draft an answer", "value": "draft/22"}, {"label": "Foxhollow Robotics: answered", "value": "answered/11"}, {"label": "Foxhollow Robotics: not a question", "value": "not-a-question/11"}, {"label": "Foxhollow Robotics: later, tomorrow", "value": "later/22"}, {"label": "Foxhollow Robotics: open its card", "value": "card/32"}, {"label": "Foxhollow Robotics: 1 more there", "value": "account-todos/32"}, {"label": "Emberlyn Solar: draft", "value": "draft/24"}, {"label": "Emberlyn Solar: reached out", "value": "reached-out/24"}, {"label": "Emberlyn Solar: later, tomorrow", "value": "later/24"}, {"label": "Emberlyn Solar: not a problem \u2026", "value": "not-a-problem/24"}, {"label": "Emberlyn Solar: open its card", "value": "card/31"}, {"label": "Driftwell Shipping: forecast commit", "value": "forecast/5/commit"}, {"label": "Driftwell Shipping: forecast probable", "value": "forecast/5/probable"}, {"label": "Driftwell Shipping: forecast at risk", "value": "forecast/5/at-risk"}, {"label": "Driftwell Shipping: forecast won''t renew", "value": "forecast/5/won''t-renew"}, {"label": "Driftwell Shipping: draft", "value": "draft/5"}, {"label": "Driftwell Shipping: reached out", "value": "reached-out/5"}, {"label": "Driftwell Shipping: not a problem \u2026", "value": "not-a-problem/5"}, {"label": "Driftwell Shipping: open its card", "value": "card/30"}, {"label": "Marlpit Ceramics: forecast commit", "value": "forecast/7/commit"}, {"label": "Marlpit Ceramics: forecast probable", "value": "forecast/7/probable"}, {"label": "Marlpit Ceramics: forecast at risk", "value": "forecast/7/at-risk"}, {"label": "Marlpit Ceramics: forecast won''t renew", "value": "forecast/7/won''t-renew"}, {"label": "Marlpit Ceramics: draft", "value": "draft/7"}, {"label": "Marlpit Ceramics: reached out", "value": "reached-out/7"}, {"label": "Marlpit Ceramics: not a problem \u2026", "value": "not-a-problem/7"}, {"label": "Marlpit Ceramics: open its card", "value": "card/39"}], "menu": false, "chosen": null}, {"element": "button", "label": "See what waits", "action": "waiting", "target": "1", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Celebrate Inverloch Water", "action": "celebrate", "target": "35/first-value", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Set all forecasts", "action": "forecasts", "target": "1", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Say how: Glimmerton Toys", "action": "renewal", "target": "33", "style": "", "confirm": null, "address": null}]}], "summary": ""}', false, NULL, 'C004', '1772496002.187112', '2026-03-03 00:00:00+00', '2026-03-03 00:00:00+00', 1, 1, NULL, false),
	(3, 'alert', 'digest-alert:5:2026-03-02T23:00:00+00:00', 4, 30, 5, NULL, '{"told_by": 1, "stands": {"30": {"health": 70, "low_at": "", "left_on": "", "deadline": "2026-06-01", "step": null}}}', 'sent', '960627fe6737437ab53c2c5349043e1a', 0, '2026-03-03 00:00:00+00', NULL, '{"title": [{"text": "\u23f3 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Driftwell Shipping: 280k SGD, notice by Mon 1 Jun, in 90 days", "style": "bold", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Mei, without notice it renews by itself on Sun 30 Aug, and your forecast is missing.", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "In the way:", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 4 open tickets", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 No talk with Nadia Brandt on record", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Going well: a proven outcome since Sat 13 Dec 2025", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Next, today:", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " set a date with Nadia Brandt (Managing director, decides).", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Commit", "action": "forecast-call", "target": "todo/5/commit", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Probable", "action": "forecast-call", "target": "todo/5/probable", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "At risk", "action": "forecast-call", "target": "todo/5/at-risk", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Won''t renew", "action": "forecast-call", "target": "todo/5/won''t-renew", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Draft to Nadia", "action": "draft", "target": "todo/5", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "More", "action": "todo-more", "target": "5", "options": [{"label": "Later, pick a date", "value": "later"}, {"label": "Reached out", "value": "reached-out"}, {"label": "Not a problem, because \u2026", "value": "not-a-problem"}, {"label": "Record how it ended", "value": "renewal"}, {"label": "Talking points", "value": "prep"}, {"label": "Give to a colleague", "value": "reassign"}, {"label": "Why, and what clears it", "value": "why"}, {"label": "Open Driftwell Shipping", "value": "card"}], "menu": true, "chosen": null}]}], "summary": "Driftwell Shipping: 280k SGD, notice by Mon 1 Jun, in 90 days"}', false, NULL, 'C006', '1772496002.326406', '2026-03-03 00:00:00+00', '2026-03-03 00:00:00+00', 1, 1, 2, false),
	(4, 'digest', 'digest:person:1:2026-03-03', 1, NULL, NULL, NULL, '{"local_date": "2026-03-03", "ctas": [25, 23, 2], "items": [{"todos": [25], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}, {"todos": [23], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}, {"todos": [2], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}], "also": [], "asked_cta": null, "named_cta": null, "late_ctas": [], "stands": {"1": {"health": 58, "low_at": "2026-02-11T10:05:00+00:00", "left_on": "", "deadline": "2026-12-18", "step": null}, "2": {"health": 58, "low_at": "", "left_on": "", "deadline": "2026-09-24", "step": null}, "4": {"health": 66, "low_at": "2026-02-11T10:00:00+00:00", "left_on": "", "deadline": "2026-04-02", "step": 30}}, "levels": {"2": 30}, "told_ctas": [25, 23, 2], "held": 0, "good": [], "proposals": [], "slipped": [], "reached": [[5, "first-value", "2026-03-02"]], "renewals": [], "ended": [], "since": "2026-03-03T07:00:00+00:00", "places": [], "places_left": 0, "places_still": false, "unowned": 0, "revisit": true, "said": ["Brightwater Group: health 79 \u2192 58 in a week; 5 open tickets, oldest 16 days, 3 new since Sun 1 Mar; weekly use 58% \u2192 42%, active seats 80% \u2192 62%, NPS +39 \u2192 +10", "Alderfen Textiles: 50 days without first value; 45 is usual (the playbook''s guess)", "Corvane Health: 96k EUR, notice by Thu 2 Apr, in 30 days"], "as_told": {"today": "2026-03-03", "row_id": 4, "items": [{"briefs": [{"cta_id": 25, "name": "Brightwater Group", "why": "health 79 \u2192 58 in a week; 5 open tickets, oldest 16 days, 3 new since Sun 1 Mar; weekly use 58% \u2192 42%, active seats 80% \u2192 62%, NPS +39 \u2192 +10", "todo": "Ask Yusuf what changed", "due_on": "2026-03-05", "due": "by Thu 5 Mar", "account_id": 2, "clears": "Clears by itself when health is back within 5 points, or has held steady for 30 days.", "step": "get a fix date for \u201cImport stops at the second page\u201d and \u201cColleagues can''t sign in with single sign-on\u201d, then call Yusuf Mbeki (Head of data, decides) (last talk Fri 16 Jan)", "owner": "", "about": "health", "to": "Ana", "is_risk": true, "grows": false, "calls": false, "call": "", "missing": [], "value": "240k EUR", "deadline": "", "dates": ["renews Thu 24 Sep"], "talk": {"who": "the Head of data", "persona": "Expert type, a guess", "say": "5 open tickets of yours; \u201cImport stops at the second page\u201d has been open for 16 days.", "ask": "Does \u201cImport stops at the second page\u201d come first for you?", "stakeholder_id": 6, "full": "Yusuf Mbeki, Head of data", "first": "Yusuf"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "health 79 \u2192 58 in a week", "health": "health 58", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 0, "evidence": {"moved": ["weekly use 58% \u2192 42%", "active seats 80% \u2192 62%", "NPS +39 \u2192 +10"], "tickets": "5 open tickets, oldest 16 days, 3 new since Sun 1 Mar", "explains": "\u201cColleagues can''t sign in with single sign-on\u201d, open since Sun 1 Mar, may explain the use.", "done": "", "there": [], "silent": "Henrik Reyes (Team lead, champion) last spoke with us Mon 8 Dec 2025.", "note": "You noted 16 Jan: \u201cTwo more people asked for access.\u201d", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 23, "name": "Alderfen Textiles", "why": "50 days without first value; 45 is usual (the playbook''s guess)", "todo": "Unblock: first five users", "due_on": "2026-03-10", "due": "by Tue 10 Mar", "account_id": 1, "clears": "Clears by itself when first value is reached.", "step": "ask Carmen Ferro (Senior analyst, champion) for the first five names, and invite them together (last talk Fri 30 Jan)", "owner": "", "about": "stuck", "to": "Ana", "is_risk": true, "grows": false, "calls": false, "call": "", "missing": ["first five users", "first result on screen", "two more weekly users (3 of 5, yesterday)"], "value": "180k EUR", "deadline": "", "dates": ["renews Fri 18 Dec"], "talk": {"who": "the Senior analyst", "persona": "", "say": "2 steps left until you see a first result. Next on the list: first five users.", "ask": "When this works, what will you look at first: the figures, the team, or what it means for the company?", "stakeholder_id": 2, "full": "Carmen Ferro, Senior analyst", "first": "Carmen"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": {"text": "its channel", "style": "plain", "link": null, "user": null, "channel": "C005"}, "lines": [], "cause": "", "health": "health 58", "ticks": ["first five users", "1/first-users-invited"], "clearing": null, "first": [], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "3 of 6 steps are done, none since Tue 10 Feb.", "there": [], "silent": "No talk with Yusuf Petrov (COO, decides) is on record.", "note": "You noted 30 Jan: \u201cTwo more people asked for access.\u201d", "wants": "Yusuf Petrov (COO, decides) wants: \u201cHalve our reporting time before the board meets.\u201d", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 2, "name": "Corvane Health", "why": "96k EUR, notice by Thu 2 Apr, in 30 days", "todo": "Say how sure you are of the renewal", "due_on": "2026-03-03", "due": "today", "account_id": 4, "clears": "Your forecast lets it rest; recording how it ends clears it.", "step": "get a fix date for \u201cColleagues can''t sign in with single sign-on\u201d and \u201cNumbers differ from last month''s report\u201d, then call Tomas Winter (Managing director, decides) (last talk Fri 13 Feb)", "owner": "", "about": "renewal", "to": "Ana", "is_risk": true, "grows": false, "calls": true, "call": "", "missing": [], "value": "96k EUR", "deadline": "", "dates": ["renews Mon 1 Jun"], "talk": {"who": "the Managing director", "persona": "CEO type, a guess", "say": "Your decision has a date, Thu 2 Apr. You''ll have all you need for it on one page by [day].", "ask": "Which question must be answered before you decide?", "stakeholder_id": 15, "full": "Tomas Winter, Managing director", "first": "Tomas"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 66", "ticks": null, "clearing": ["Record it", "renewal"], "first": ["4 open tickets, oldest 16 days", "NPS 6 of 10 on Wed 11 Feb"], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": [], "silent": "", "note": "You noted 26 Feb: \u201cTwo more people asked for access.\u201d", "wants": "Open with Tomas'' own goal: \u201cMy leadership should see the result on one page.\u201d", "after": "After that it renews by itself on Mon 1 Jun.", "ages": [["\u201cColleagues can''t sign in with single sign-on\u201d", "since Mon 16 Feb"], ["\u201cNumbers differ from last month''s report\u201d", "since Sun 15 Feb"]], "well": ["a proven outcome since Tue 23 Dec 2025", "Henrik Quist (Team lead, champion) spoke with us Thu 26 Feb"]}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}], "also": [], "waiting": 0, "late": [], "to": "Ana", "asked": null, "reached": [], "week": [["Dunmarrow Foods", "2026-03-04"], ["Dunmarrow Foods", "2026-03-06"]], "week_more": 0, "renewals": [], "held": 0, "usage_on": "2026-03-02", "stale": 0, "stale_at": "", "crm_on": "2026-02-28", "unconfirmed": [], "refused": [], "unowned": 0, "unowned_at": "", "unowned_still": false, "away": null, "unreached": false, "nobody": 0, "revisit": true, "place": null, "unplaced": 0, "good": [], "slipped": [], "proposals": []}}', 'sent', '1f8ff9415f0a4f1a9f80406001e28208', 0, '2026-03-03 07:00:00+00', NULL, '{"title": [{"text": "Good morning, Ana. Three new.", "style": "plain", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "\ud83c\udf89 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Dunmarrow Foods", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " reached first value yesterday", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Today", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "1 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Brightwater Group", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 health 79 \u2192 58 in a week", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "By Thu: get a fix date for \u201cImport stops at the second page\u201d, then call Yusuf", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "2 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Corvane Health", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 96k EUR, notice by Thu 2 Apr, in 30 days", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Get a fix date for \u201cColleagues can''t sign in with single sign-on\u201d, then call Tomas", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Next week", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "3 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Alderfen Textiles", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 50 days without first value; 45 is usual", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "By Tue 10 Mar: ask Carmen for the first five names", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft to Yusuf", "action": "draft", "target": "todo/25", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "Answer", "action": "answer", "target": "4", "options": [{"label": "Brightwater Group: draft", "value": "draft/25"}, {"label": "Brightwater Group: reached out", "value": "reached-out/25"}, {"label": "Brightwater Group: later, tomorrow", "value": "later/25"}, {"label": "Brightwater Group: not a problem \u2026", "value": "not-a-problem/25"}, {"label": "Brightwater Group: open its card", "value": "card/2"}, {"label": "Alderfen Textiles: draft", "value": "draft/23"}, {"label": "Alderfen Textiles: reached out", "value": "reached-out/23"}, {"label": "Alderfen Textiles: later, tomorrow", "value": "later/23"}, {"label": "Alderfen Textiles: not a problem \u2026", "value": "not-a-problem/23"}, {"label": "Alderfen Textiles: open its card", "value": "card/1"}, {"label": "Corvane Health: forecast commit", "value": "forecast/2/commit"}, {"label": "Corvane Health: forecast probable", "value": "forecast/2/probable"}, {"label": "Corvane Health: forecast at risk", "value": "forecast/2/at-risk"}, {"label": "Corvane Health: forecast won''t renew", "value": "forecast/2/won''t-renew"}, {"label": "Corvane Health: draft", "value": "draft/2"}, {"label": "Corvane Health: reached out", "value": "reached-out/2"}, {"label": "Corvane Health: later, tomorrow", "value": "later/2"}, {"label": "Corvane Health: not a problem \u2026", "value": "not-a-problem/2"}, {"label": "Corvane Health: open its card", "value": "card/4"}], "menu": false, "chosen": null}, {"element": "button", "label": "Celebrate Dunmarrow Foods", "action": "celebrate", "target": "5/first-value", "style": "", "confirm": null, "address": null}]}], "summary": ""}', false, NULL, 'C001', '1772521201.780903', '2026-03-03 07:00:00+00', '2026-03-03 07:00:00+00', 1, 1, NULL, false),
	(5, 'week', 'week:person:5:2026-03-03', 5, NULL, NULL, NULL, '{"local_date": "2026-03-03"}', 'sent', '40037df0262b45faa0c303edd5e7626b', 0, '2026-03-03 07:00:00+00', NULL, '{"title": [{"text": "Good morning. ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "All accounts since Tue 24 Feb", "style": "bold", "link": null, "user": null, "channel": null}, {"text": "; start with Saltmarsh Media.", "style": "plain", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Ended, and nobody has said how", "style": "bold", "link": null, "user": null, "channel": null}, {"text": ": Glimmerton Toys 26k SGD (Mei)", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Down", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Umberfield Clinics 310k USD \u00b7 health 79 \u2192 70 (Chloe)", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 2 more", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Up", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Yarrowgate Software 265k USD \u00b7 reached shared success", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 5 more", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "New", "style": "bold", "link": null, "user": null, "channel": null}, {"text": ": Quillon Optics 20k GBP \u00b7 Thu 26 Feb (Ben)", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "heading", "text": "Forecast Q1 2026: 1 renewal open"}, {"kind": "text", "lines": [[{"text": "GBP", "style": "bold", "link": null, "user": null, "channel": null}, {"text": ": nothing open \u00b7 lost 60k GBP already", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "No forecast from the CSM", "style": "bold", "link": null, "user": null, "channel": null}, {"text": ": Saltmarsh Media 80k USD \u00b7 ends Tue 10 Mar \u00b7 by the data at risk (Chloe)", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "heading", "text": "Who carries what"}, {"kind": "text", "lines": [[{"text": "Ana", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " 9 accounts \u00b7 6 to-dos", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Ben", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " 9 accounts \u00b7 6 to-dos", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Chloe", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " 10 accounts \u00b7 7 to-dos, 1 late", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Mei", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " 10 accounts \u00b7 10 to-dos, 2 late", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Forecast", "action": "forecast", "target": "Q1 2026 all", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Changes", "action": "changes", "target": "all since 2026-02-24", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Load", "action": "load", "target": "", "style": "", "confirm": null, "address": null}]}], "summary": ""}', false, NULL, 'DROSA', '1772521201.795923', '2026-03-03 07:00:00+00', '2026-03-03 07:00:00+00', 1, 1, NULL, true),
	(6, 'alert', 'digest-alert:25:2026-03-02T23:00:00+00:00', 1, 2, 25, 4, '{"stands": {"2": {"health": 58, "low_at": "", "left_on": "", "deadline": "2026-09-24", "step": null}}}', 'sent', '98dc9bfc3ba24712ad42576ce7760f89', 0, '2026-03-03 07:00:00+00', NULL, '{"title": [{"text": "\ud83d\udcc9 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Brightwater Group: health 79 \u2192 58 in a week", "style": "bold", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Ana, support comes first: 5 open tickets, oldest 16 days. People use it less:", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Weekly use 58% \u2192 42%", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u201cColleagues can''t sign in with single sign-on\u201d, open since Sun 1 Mar, may explain the use.", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "240k EUR \u00b7 renews Thu 24 Sep", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Next, by Thu 5 Mar:", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " get a fix date for \u201cImport stops at the second page\u201d, then call Yusuf Mbeki (Head of data, decides).", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft to Yusuf", "action": "draft", "target": "todo/25", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Reached out", "action": "reached-out", "target": "25", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "Later", "action": "later", "target": "25", "options": [{"label": "Tomorrow", "value": "tomorrow"}, {"label": "Next week", "value": "next-week"}, {"label": "Pick a date", "value": "date"}], "menu": false, "chosen": null}, {"element": "select", "label": "More", "action": "todo-more", "target": "25", "options": [{"label": "Not a problem, because \u2026", "value": "not-a-problem"}, {"label": "Talking points", "value": "prep"}, {"label": "Give to a colleague", "value": "reassign"}, {"label": "Why, and what clears it", "value": "why"}, {"label": "Open Brightwater Group", "value": "card"}], "menu": true, "chosen": null}]}], "summary": "Brightwater Group: health 79 \u2192 58 in a week \u00b7 240k EUR"}', false, NULL, 'C001', '1772521201.920527', '2026-03-03 07:00:00+00', '2026-03-03 07:00:00+00', 1, 1, NULL, false),
	(7, 'alert', 'digest-alert:23:2026-03-02T23:00:00+00:00', 1, 1, 23, NULL, '{"told_by": 4, "stands": {"1": {"health": 58, "low_at": "2026-02-11T10:05:00+00:00", "left_on": "", "deadline": "2026-12-18", "step": null}}}', 'sent', '031ac12da8c04b559be4b089c173079a', 0, '2026-03-03 07:00:00+00', NULL, '{"title": [{"text": "\ud83d\udea7 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Alderfen Textiles: 50 days without first value; 45 is usual", "style": "bold", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Ana, 3 of 6 steps are done, none since Tue 10 Feb. Still open:", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2610 First five users \u2190 next", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2610 First result on screen", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2610 Two more weekly users", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "You noted 30 Jan: \u201cTwo more people asked for access.\u201d", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "At stake: 180k EUR", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Next, by Tue 10 Mar:", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " ask Carmen Ferro (Senior analyst, champion) for the first five names, and invite them together.", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft to Carmen", "action": "draft", "target": "todo/23", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Done: first five users", "action": "task-done", "target": "1/first-users-invited", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Reached out", "action": "reached-out", "target": "23", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "More", "action": "todo-more", "target": "23", "options": [{"label": "Later, pick a date", "value": "later"}, {"label": "Not a problem, because \u2026", "value": "not-a-problem"}, {"label": "Talking points", "value": "prep"}, {"label": "Give to a colleague", "value": "reassign"}, {"label": "Why, and what clears it", "value": "why"}, {"label": "Open Alderfen Textiles", "value": "card"}], "menu": true, "chosen": null}]}], "summary": "Alderfen Textiles: 50 days without first value; 45 is usual \u00b7 180k EUR"}', false, NULL, 'C005', '1772521201.982943', '2026-03-03 07:00:00+00', '2026-03-03 07:00:00+00', 1, 1, 1, false),
	(8, 'alert', 'digest-alert:2:2026-03-02T23:00:00+00:00', 1, 4, 2, 4, '{"stands": {"4": {"health": 66, "low_at": "2026-02-11T10:00:00+00:00", "left_on": "", "deadline": "2026-04-02", "step": 30}}}', 'sent', '0696ec24e7e24feda625a99ea1cd1b3f', 0, '2026-03-03 07:00:00+00', NULL, '{"title": [{"text": "\u23f3 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Corvane Health: 96k EUR, notice by Thu 2 Apr, in 30 days", "style": "bold", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Ana, without notice it renews by itself on Mon 1 Jun, and your forecast is missing.", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "In the way:", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 4 open tickets, oldest 16 days", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 NPS 6 of 10 on Wed 11 Feb", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Next, today:", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " get a fix date for \u201cColleagues can''t sign in with single sign-on\u201d, then call Tomas Winter (Managing director, decides).", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Commit", "action": "forecast-call", "target": "todo/2/commit", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Probable", "action": "forecast-call", "target": "todo/2/probable", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "At risk", "action": "forecast-call", "target": "todo/2/at-risk", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Won''t renew", "action": "forecast-call", "target": "todo/2/won''t-renew", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Draft to Tomas", "action": "draft", "target": "todo/2", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "More", "action": "todo-more", "target": "2", "options": [{"label": "Later, pick a date", "value": "later"}, {"label": "Reached out", "value": "reached-out"}, {"label": "Not a problem, because \u2026", "value": "not-a-problem"}, {"label": "Record how it ended", "value": "renewal"}, {"label": "Talking points", "value": "prep"}, {"label": "Give to a colleague", "value": "reassign"}, {"label": "Why, and what clears it", "value": "why"}, {"label": "Open Corvane Health", "value": "card"}], "menu": true, "chosen": null}]}], "summary": "Corvane Health: 96k EUR, notice by Thu 2 Apr, in 30 days"}', false, NULL, 'C001', '1772521201.997591', '2026-03-03 07:00:00+00', '2026-03-03 07:00:00+00', 1, 1, NULL, false),
	(9, 'digest', 'digest:person:2:2026-03-03', 2, NULL, NULL, NULL, '{"local_date": "2026-03-03", "ctas": [16, 3, 19, 14, 11], "items": [{"todos": [16], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}, {"todos": [3], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}, {"todos": [19], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}], "also": [{"todos": [14], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}, {"todos": [11], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}], "asked_cta": null, "named_cta": null, "late_ctas": [], "stands": {"11": {"health": 65, "low_at": "2026-02-11T10:25:00+00:00", "left_on": "2026-02-27", "deadline": "2026-09-09", "step": null}, "12": {"health": 68, "low_at": "", "left_on": "", "deadline": "2026-09-29", "step": null}, "13": {"health": 85, "low_at": "", "left_on": "", "deadline": "2026-11-03", "step": null}, "14": {"health": 68, "low_at": "", "left_on": "", "deadline": "2026-05-02", "step": null}}, "levels": {"3": 60}, "told_ctas": [16, 19, 14], "held": 0, "good": [], "proposals": [], "slipped": [], "reached": [[16, "habit", "2026-03-02"]], "renewals": [], "ended": [], "since": "2026-03-03T08:00:00+00:00", "places": [], "places_left": 0, "places_still": false, "unowned": 0, "revisit": true, "said": ["Halcyon Labs: no champion since Freya Mbeki left Fri 27 Feb", "Larkrise Schools: 45k GBP ends in 60 days, Sat 2 May", "Kestrel Moor Energy: ready to grow: health 85, a proven outcome reached Sat 3 Jan", "Jessamy Hotels: 95 days since the last review (Fri 28 Nov 2025); 90 is our limit", "Mossgate Insurance: what drives the decision maker isn''t known yet"], "as_told": {"today": "2026-03-03", "row_id": 9, "items": [{"briefs": [{"cta_id": 16, "name": "Halcyon Labs", "why": "no champion since Freya Mbeki left Fri 27 Feb", "todo": "Find who carries the goal now", "due_on": "2026-03-05", "due": "by Thu 5 Mar", "account_id": 11, "clears": "Clears by itself when a new champion is noted.", "step": "ask Amara Adeyemi (CFO, decides) who takes over from Freya Mbeki (last talk Tue 10 Feb)", "owner": "", "about": "leaver", "to": "Ben", "is_risk": true, "grows": false, "calls": false, "call": "", "missing": [], "value": "24k GBP", "deadline": "", "dates": ["renews Wed 9 Sep"], "talk": {"who": "the CFO", "persona": "Expert type, a guess", "say": "Your plan shouldn''t lose time over a change of people. It stands at 4 of 6 steps.", "ask": "Who owns the number now, and what do they need to know first?", "stakeholder_id": 43, "full": "Amara Adeyemi, CFO", "first": "Amara"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 65", "ticks": null, "clearing": ["Name new champion", "champion"], "first": [], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": ["Amara Adeyemi, CFO, decision maker \u00b7 last talk Tue 10 Feb", "Noor Quist, Specialist, user \u00b7 last talk Thu 26 Feb"], "silent": "", "note": "", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 3, "name": "Larkrise Schools", "why": "45k GBP ends in 60 days, Sat 2 May", "todo": "Say how sure you are of the renewal", "due_on": "2026-03-03", "due": "today", "account_id": 14, "clears": "Your forecast lets it rest; recording how it ends clears it.", "step": "set a date with Bea Ferro (Head of data, decides)", "owner": "", "about": "renewal", "to": "Ben", "is_risk": true, "grows": false, "calls": true, "call": "", "missing": [], "value": "45k GBP", "deadline": "", "dates": [], "talk": {"who": "the Head of data", "persona": "Expert type, a guess", "say": "Before the next term is talked about, I''d like to write down with you what was planned, reached and left open.", "ask": "Which point would you not sign off today?", "stakeholder_id": 55, "full": "Bea Ferro, Head of data", "first": "Bea"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 68", "ticks": null, "clearing": ["Record it", "renewal"], "first": ["4 open tickets", "no talk with Bea Ferro on record"], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": [], "silent": "", "note": "You noted 12 Jan: \u201cWalked through last month''s figures together.\u201d", "wants": "Ingrid Petrov (Regional director, champion) wants: \u201cHalve our reporting time before the board meets.\u201d", "after": "It doesn''t renew by itself.", "ages": [], "well": ["a weekly habit since Wed 31 Dec 2025", "Ingrid Petrov (Regional director, champion) spoke with us Wed 25 Feb"]}, "settled": null, "to_tell": false, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 19, "name": "Kestrel Moor Energy", "why": "ready to grow: health 85, a proven outcome reached Sat 3 Jan", "todo": "Ask Amara what comes next", "due_on": "2026-03-16", "due": "by Mon 16 Mar", "account_id": 13, "clears": "Clears by itself if health drops below 75, tickets or answers turn bad, or the renewal comes near.", "step": "ask Amara Osei (COO, decides) which team would gain next, with a proven outcome as the proof (last talk Fri 16 Jan)", "owner": "", "about": "growth", "to": "Ben", "is_risk": false, "grows": true, "calls": false, "call": "", "missing": [], "value": "198k GBP", "deadline": "", "dates": ["renews Tue 3 Nov"], "talk": {"who": "the COO", "persona": "CEO type, likely", "say": "You said \u201cWe win the next tender because we answer in a day\u201d. You''ll get what is won so far on one page, for your leadership.", "ask": "What would you like to be able to show a year from now?", "stakeholder_id": 50, "full": "Amara Osei, COO", "first": "Amara"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 85", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 0, "evidence": {"moved": ["weekly use 53% \u2192 61%", "NPS +39 \u2192 +54", "active seats 68% \u2192 71%"], "tickets": "", "explains": "", "done": "", "there": [], "silent": "Marcus Quist (Service manager, champion) last spoke with us Fri 26 Dec 2025.", "note": "", "wants": "Open with Amara''s own goal: \u201cWe win the next tender because we answer in a day.\u201d", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}], "also": [{"briefs": [{"cta_id": 14, "name": "Jessamy Hotels", "why": "95 days since the last review (Fri 28 Nov 2025); 90 is our limit", "todo": "Set a review date with Priya", "due_on": "2026-03-16", "due": "by Mon 16 Mar", "account_id": 12, "clears": "Clears by itself when a review is logged.", "step": "offer Priya Falk (Director of customer care, decides) two dates for 40 minutes on results and open points (last talk Wed 24 Dec 2025)", "owner": "", "about": "", "to": "Ben", "is_risk": false, "grows": false, "calls": false, "call": "", "missing": [], "value": "54k GBP", "deadline": "", "dates": ["renews Tue 29 Sep"], "talk": {"who": "the Director of customer care", "persona": "Friend type, a guess", "say": "We last sat together on Fri 28 Nov 2025, and I''d like to hear from your team how it has been since.", "ask": "Who should be there so that everyone is heard, and which day is good for them?", "stakeholder_id": 46, "full": "Priya Falk, Director of customer care", "first": "Priya"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 68", "ticks": null, "clearing": ["Prepare it", "review"], "first": [], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": [], "silent": "", "note": "", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 11, "name": "Mossgate Insurance", "why": "what drives the decision maker isn''t known yet", "todo": "Note what drives Leila Lindqvist, Head of service", "due_on": "2026-03-03", "due": "today", "account_id": null, "clears": "Clears by itself when each of them has a type. A guess will do to start with.", "step": "", "owner": "", "about": "", "to": "", "is_risk": false, "grows": false, "calls": false, "call": "", "missing": [], "value": "", "deadline": "", "dates": [], "talk": null, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": [], "silent": "", "note": "", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": false, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}], "waiting": 0, "late": [], "to": "Ben", "asked": null, "reached": [], "week": [["Nettlecombe Care", "2026-03-04"]], "week_more": 0, "renewals": [], "held": 0, "usage_on": "2026-03-02", "stale": 0, "stale_at": "", "crm_on": "2026-02-27", "unconfirmed": [], "refused": [], "unowned": 0, "unowned_at": "", "unowned_still": false, "away": null, "unreached": false, "nobody": 0, "revisit": true, "place": null, "unplaced": 0, "good": [], "slipped": [], "proposals": []}}', 'sent', 'c1725aedcb894214b1001e043b96ff82', 0, '2026-03-03 08:00:00+00', NULL, '{"title": [{"text": "Good morning, Ben. Five new.", "style": "plain", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "\ud83c\udf89 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Nettlecombe Care", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " reached a weekly habit yesterday", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Today", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "1 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Halcyon Labs", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 no champion since Freya Mbeki left Fri 27 Feb", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "By Thu: ask Amara who takes over", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "2 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Larkrise Schools", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 45k GBP ends in 60 days", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Set a date with Bea", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Later", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "3 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Kestrel Moor Energy", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 ready to grow", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "By Mon 16 Mar: ask Amara which team would gain next", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Also new", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Jessamy Hotels: 95 days since the last review", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Mossgate Insurance: what drives the decision maker isn''t known yet", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft to Amara", "action": "draft", "target": "todo/16", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "Answer", "action": "answer", "target": "9", "options": [{"label": "Halcyon Labs: draft", "value": "draft/16"}, {"label": "Halcyon Labs: reached out", "value": "reached-out/16"}, {"label": "Halcyon Labs: later, tomorrow", "value": "later/16"}, {"label": "Halcyon Labs: not a problem \u2026", "value": "not-a-problem/16"}, {"label": "Halcyon Labs: open its card", "value": "card/11"}, {"label": "Larkrise Schools: forecast commit", "value": "forecast/3/commit"}, {"label": "Larkrise Schools: forecast probable", "value": "forecast/3/probable"}, {"label": "Larkrise Schools: forecast at risk", "value": "forecast/3/at-risk"}, {"label": "Larkrise Schools: forecast won''t renew", "value": "forecast/3/won''t-renew"}, {"label": "Larkrise Schools: draft", "value": "draft/3"}, {"label": "Larkrise Schools: reached out", "value": "reached-out/3"}, {"label": "Larkrise Schools: later, tomorrow", "value": "later/3"}, {"label": "Larkrise Schools: not a problem \u2026", "value": "not-a-problem/3"}, {"label": "Larkrise Schools: open its card", "value": "card/14"}, {"label": "Kestrel Moor Energy: draft", "value": "draft/19"}, {"label": "Kestrel Moor Energy: reached out", "value": "reached-out/19"}, {"label": "Kestrel Moor Energy: later, tomorrow", "value": "later/19"}, {"label": "Kestrel Moor Energy: not a problem \u2026", "value": "not-a-problem/19"}, {"label": "Kestrel Moor Energy: open its card", "value": "card/13"}, {"label": "Jessamy Hotels: draft", "value": "draft/14"}, {"label": "Jessamy Hotels: reached out", "value": "reached-out/14"}, {"label": "Jessamy Hotels: later, tomorrow", "value": "later/14"}, {"label": "Jessamy Hotels: not a problem \u2026", "value": "not-a-problem/14"}, {"label": "Jessamy Hotels: open its card", "value": "card/12"}, {"label": "Mossgate Insurance: later, tomorrow", "value": "later/11"}, {"label": "Mossgate Insurance: not a problem \u2026", "value": "not-a-problem/11"}], "menu": false, "chosen": null}, {"element": "button", "label": "Celebrate Nettlecombe Care", "action": "celebrate", "target": "16/habit", "style": "", "confirm": null, "address": null}]}], "summary": ""}', false, NULL, 'C002', '1772524801.360866', '2026-03-03 08:00:00+00', '2026-03-03 08:00:00+00', 1, 1, NULL, false),
	(10, 'alert', 'digest-alert:16:2026-02-27T23:00:00+00:00', 2, 11, 16, 9, '{"stands": {"11": {"health": 65, "low_at": "2026-02-11T10:25:00+00:00", "left_on": "2026-02-27", "deadline": "2026-09-09", "step": null}}}', 'sent', '579a153c9e3b4a53bf58f116cbba5362', 0, '2026-03-03 08:00:00+00', NULL, '{"title": [{"text": "\ud83d\udc4b ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Halcyon Labs has no champion since Freya Mbeki left Fri 27 Feb", "style": "bold", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Ben, nobody there carries it now. Still there:", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Amara Adeyemi, CFO, decision maker \u00b7 last talk Tue 10 Feb", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Noor Quist, Specialist, user \u00b7 last talk Thu 26 Feb", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "24k GBP \u00b7 renews Wed 9 Sep", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Next, by Thu 5 Mar:", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " ask Amara Adeyemi (CFO, decides) who takes over from Freya Mbeki (last talk Tue 10 Feb).", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft to Amara", "action": "draft", "target": "todo/16", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Reached out", "action": "reached-out", "target": "16", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Name new champion", "action": "champion", "target": "11", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "More", "action": "todo-more", "target": "16", "options": [{"label": "Later, pick a date", "value": "later"}, {"label": "Not a problem, because \u2026", "value": "not-a-problem"}, {"label": "Talking points", "value": "prep"}, {"label": "Give to a colleague", "value": "reassign"}, {"label": "Why, and what clears it", "value": "why"}, {"label": "Open Halcyon Labs", "value": "card"}], "menu": true, "chosen": null}]}], "summary": "Halcyon Labs has no champion since Freya Mbeki left Fri 27 Feb \u00b7 24k GBP"}', false, NULL, 'C002', '1772524801.423422', '2026-03-03 08:00:00+00', '2026-03-03 08:00:00+00', 1, 1, NULL, false),
	(12, 'digest', 'digest:person:3:2026-03-03', 3, NULL, NULL, NULL, '{"local_date": "2026-03-03", "ctas": [4, 18, 12, 20], "items": [{"todos": [4], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}, {"todos": [18], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}, {"todos": [12], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}], "also": [{"todos": [20], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}], "asked_cta": null, "named_cta": null, "late_ctas": [], "stands": {"20": {"health": 63, "low_at": "2026-02-11T10:10:00+00:00", "left_on": "", "deadline": "2026-03-10", "step": 7}, "21": {"health": 56, "low_at": "2026-02-11T10:55:00+00:00", "left_on": "", "deadline": "2026-10-14", "step": null}, "22": {"health": 70, "low_at": "", "left_on": "", "deadline": "2026-12-28", "step": null}, "26": {"health": 85, "low_at": "", "left_on": "", "deadline": "2026-09-24", "step": null}}, "levels": {"4": 7}, "told_ctas": [4, 18, 12, 20], "held": 0, "good": [], "proposals": [], "slipped": [], "reached": [[25, "shared-success", "2026-03-02"]], "renewals": [], "ended": [], "since": "2026-03-03T13:00:00+00:00", "places": [24], "places_left": 1, "places_still": false, "unowned": 0, "revisit": true, "said": ["Saltmarsh Media: 80k USD ends in 7 days, Tue 10 Mar", "Umberfield Clinics: health 80 \u2192 70 since Mon 23 Feb: weekly use 57% \u2192 48%, active seats 73% \u2192 62%, core features in use 61% \u2192 57%", "Tamarack Outdoor: 76 days without a weekly habit; 60 is usual (the playbook''s guess)", "Zephyrine Air: ready to grow: health 85, a weekly habit reached Sat 24 Jan"], "as_told": {"today": "2026-03-03", "row_id": 12, "items": [{"briefs": [{"cta_id": 4, "name": "Saltmarsh Media", "why": "80k USD ends in 7 days, Tue 10 Mar", "todo": "Say how sure you are of the renewal", "due_on": "2026-02-27", "due": "today", "account_id": 20, "clears": "Your forecast lets it rest; recording how it ends clears it.", "step": "get a fix date for \u201cImport broken since the update\u201d and \u201cImport stops at the second page\u201d, then call Leila Larsen (Director of customer care, decides) (last talk Tue 23 Dec 2025)", "owner": "", "about": "renewal", "to": "Chloe", "is_risk": true, "grows": false, "calls": true, "call": "", "missing": [], "value": "80k USD", "deadline": "", "dates": [], "talk": {"who": "the Director of customer care", "persona": "Friend type, likely", "say": "The date is Tue 10 Mar, and nobody it touches should be surprised by it.", "ask": "Who ought to be asked before you all decide on the contract?", "stakeholder_id": 78, "full": "Leila Larsen, Director of customer care", "first": "Leila"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 63", "ticks": null, "clearing": ["Record it", "renewal"], "first": ["4 open tickets, oldest 16 days", "NPS 6 of 10 on Wed 11 Feb", "no talk with Leila Larsen for 70 days"], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": [], "silent": "", "note": "You noted 13 Jan: \u201cNew budget round starts next month. They''ll want figures by then.\u201d", "wants": "", "after": "It doesn''t renew by itself.", "ages": [["\u201cImport broken since the update\u201d", "since Sun 15 Feb"], ["\u201cImport stops at the second page\u201d", "since Mon 23 Feb"]], "well": ["a weekly habit since Thu 25 Dec 2025", "Wanjiru Falk (Regional director, champion) spoke with us Fri 20 Feb"]}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 18, "name": "Umberfield Clinics", "why": "health 80 \u2192 70 since Mon 23 Feb: weekly use 57% \u2192 48%, active seats 73% \u2192 62%, core features in use 61% \u2192 57%", "todo": "Ask Hugo what changed", "due_on": "2026-03-04", "due": "by tomorrow", "account_id": 22, "clears": "Clears by itself when health is back within 5 points, or has held steady for 30 days.", "step": "ask Hugo Iyer (Head of data, decides) what changed, and who stopped (last talk Fri 23 Jan)", "owner": "", "about": "health", "to": "Chloe", "is_risk": true, "grows": false, "calls": false, "call": "", "missing": [], "value": "310k USD", "deadline": "", "dates": ["renews Mon 28 Dec"], "talk": {"who": "the Head of data", "persona": "Expert type, a guess", "say": "Your figures moved: weekly use from 57% to 48% and active seats from 73% to 62%. You may know the reason better than I do.", "ask": "What changed, and which number should be back first?", "stakeholder_id": 86, "full": "Hugo Iyer, Head of data", "first": "Hugo"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": {"text": "its channel", "style": "plain", "link": null, "user": null, "channel": "C007"}, "lines": [], "cause": "health 80 \u2192 70 since Mon 23 Feb", "health": "health 70", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 0, "evidence": {"moved": ["weekly use 57% \u2192 48%", "active seats 73% \u2192 62%", "core features in use 61% \u2192 57%"], "tickets": "", "explains": "", "done": "", "there": [], "silent": "No talk with Isla Osei (Head of sales, champion) is on record.", "note": "", "wants": "Isla Osei (Head of sales, champion) wants: \u201cI want to be the one in this industry that others copy.\u201d", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 12, "name": "Tamarack Outdoor", "why": "76 days without a weekly habit; 60 is usual (the playbook''s guess)", "todo": "Unblock: team training", "due_on": "2026-03-03", "due": "today", "account_id": 21, "clears": "Clears by itself when a weekly habit is reached.", "step": "offer Arjun Novak (Service manager, champion) two dates for the training, one of them for the second shift", "owner": "", "about": "stuck", "to": "Chloe", "is_risk": true, "grows": false, "calls": false, "call": "", "missing": ["team training", "trained admin", "old way switched off"], "value": "52k USD", "deadline": "", "dates": ["renews Wed 14 Oct"], "talk": {"who": "the Service manager", "persona": "Friend type, a guess", "say": "The next thing is team training, and it goes better when nobody does it alone.", "ask": "Who helps you when you get stuck?", "stakeholder_id": 83, "full": "Arjun Novak, Service manager", "first": "Arjun"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 56", "ticks": ["team training", "21/team-trained"], "clearing": null, "first": [], "upsell": "", "others": 0, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "3 of 6 steps are done, none since Mon 5 Jan.", "there": [], "silent": "Kenji Quist (VP Operations, decides) last spoke with us Fri 2 Jan.", "note": "You noted 23 Feb: \u201cTraining was friendly and too long; nobody had an hour.\u201d", "wants": "Kenji Quist (VP Operations, decides) wants: \u201cNo more surprises at the end of the quarter.\u201d", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}], "also": [{"briefs": [{"cta_id": 20, "name": "Zephyrine Air", "why": "ready to grow: health 85, a weekly habit reached Sat 24 Jan", "todo": "Ask Freya what comes next", "due_on": "2026-03-16", "due": "by Mon 16 Mar", "account_id": 26, "clears": "Clears by itself if health drops below 75, tickets or answers turn bad, or the renewal comes near.", "step": "ask Freya Kowal (Head of service, decides) which team would gain next, with a weekly habit as the proof (last talk Fri 16 Jan)", "owner": "", "about": "growth", "to": "Chloe", "is_risk": false, "grows": true, "calls": false, "call": "", "missing": [], "value": "175k USD", "deadline": "", "dates": ["renews Thu 24 Sep"], "talk": {"who": "the Head of service", "persona": "Friend type, a guess", "say": "What your team has built could help others in the company, and nobody tells it better than the people who did it.", "ask": "Who has asked you about it, and who would be glad to be invited?", "stakeholder_id": 99, "full": "Freya Kowal, Head of service", "first": "Freya"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 85", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 0, "evidence": {"moved": ["active seats 77% \u2192 85%", "weekly use 55% \u2192 58%", "core features in use 57% \u2192 59%"], "tickets": "", "explains": "", "done": "", "there": [], "silent": "", "note": "", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}], "waiting": 0, "late": [], "to": "Chloe", "asked": null, "reached": [], "week": [["Yarrowgate Software", "2026-03-04"]], "week_more": 0, "renewals": [], "held": 0, "usage_on": "2026-03-02", "stale": 1, "stale_at": "Vantry Logistics", "crm_on": "2026-02-27", "unconfirmed": [], "refused": [], "unowned": 0, "unowned_at": "", "unowned_still": false, "away": null, "unreached": false, "nobody": 0, "revisit": true, "place": {"unplaced": 1, "today": 1, "account_id": 24, "name": "Wexcombe Tools", "choices": [["adopt", "using it daily"], ["land", "getting started"], ["expand", "growing with it"]], "still": false}, "unplaced": 0, "good": [], "slipped": [], "proposals": []}}', 'sent', '0d34e616811a4e2e8c1ddab127db3f74', 0, '2026-03-03 13:00:00+00', NULL, '{"title": [{"text": "Good morning, Chloe. Four new.", "style": "plain", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "\ud83c\udf89 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Yarrowgate Software", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " reached shared success yesterday", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Today", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "1 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Saltmarsh Media", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 80k USD ends in 7 days", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Get a fix date for \u201cImport broken since the update\u201d", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "2 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Tamarack Outdoor", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 76 days without a weekly habit", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Offer Arjun two dates for the training, one of them for the second shift", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "This week", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "3 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Umberfield Clinics", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 health 80 \u2192 70 since Mon 23 Feb", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "By tomorrow: ask Hugo what changed", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Also new", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "\u2022 Zephyrine Air: ready to grow", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft to Leila", "action": "draft", "target": "todo/4", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "Answer", "action": "answer", "target": "12", "options": [{"label": "Saltmarsh Media: forecast commit", "value": "forecast/4/commit"}, {"label": "Saltmarsh Media: forecast probable", "value": "forecast/4/probable"}, {"label": "Saltmarsh Media: forecast at risk", "value": "forecast/4/at-risk"}, {"label": "Saltmarsh Media: forecast won''t renew", "value": "forecast/4/won''t-renew"}, {"label": "Saltmarsh Media: draft", "value": "draft/4"}, {"label": "Saltmarsh Media: reached out", "value": "reached-out/4"}, {"label": "Saltmarsh Media: later, tomorrow", "value": "later/4"}, {"label": "Saltmarsh Media: not a problem \u2026", "value": "not-a-problem/4"}, {"label": "Saltmarsh Media: open its card", "value": "card/20"}, {"label": "Umberfield Clinics: draft", "value": "draft/18"}, {"label": "Umberfield Clinics: reached out", "value": "reached-out/18"}, {"label": "Umberfield Clinics: later, tomorrow", "value": "later/18"}, {"label": "Umberfield Clinics: not a problem \u2026", "value": "not-a-problem/18"}, {"label": "Umberfield Clinics: open its card", "value": "card/22"}, {"label": "Tamarack Outdoor: draft", "value": "draft/12"}, {"label": "Tamarack Outdoor: reached out", "value": "reached-out/12"}, {"label": "Tamarack Outdoor: later, tomorrow", "value": "later/12"}, {"label": "Tamarack Outdoor: not a problem \u2026", "value": "not-a-problem/12"}, {"label": "Tamarack Outdoor: open its card", "value": "card/21"}, {"label": "Zephyrine Air: draft", "value": "draft/20"}, {"label": "Zephyrine Air: reached out", "value": "reached-out/20"}, {"label": "Zephyrine Air: later, tomorrow", "value": "later/20"}, {"label": "Zephyrine Air: not a problem \u2026", "value": "not-a-problem/20"}, {"label": "Zephyrine Air: open its card", "value": "card/26"}], "menu": false, "chosen": null}, {"element": "button", "label": "Celebrate Yarrowgate Software", "action": "celebrate", "target": "25/shared-success", "style": "", "confirm": null, "address": null}]}, {"kind": "text", "lines": [[{"text": "Where does Wexcombe Tools stand?", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Wexcombe Tools: using it daily", "action": "place", "target": "24/adopt", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Getting started", "action": "place", "target": "24/land", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Growing with it", "action": "place", "target": "24/expand", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Don''t know", "action": "place", "target": "24/?", "style": "", "confirm": null, "address": null}]}], "summary": ""}', false, NULL, 'C003', '1772542801.556144', '2026-03-03 13:00:00+00', '2026-03-03 13:00:00+00', 1, 1, NULL, false),
	(13, 'alert', 'digest-alert:4:2026-03-02T23:00:00+00:00', 3, 20, 4, 12, '{"stands": {"20": {"health": 63, "low_at": "2026-02-11T10:10:00+00:00", "left_on": "", "deadline": "2026-03-10", "step": 7}}}', 'sent', '4cae9825912a46a388cc8d56622bca2d', 0, '2026-03-03 13:00:00+00', NULL, '{"title": [{"text": "\u23f3 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Saltmarsh Media: 80k USD ends in 7 days, Tue 10 Mar", "style": "bold", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Chloe, it doesn''t renew by itself, and your forecast is missing.", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "In the way:", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 4 open tickets, oldest 16 days", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 NPS 6 of 10 on Wed 11 Feb", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 No talk with Leila Larsen for 70 days", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Next, today:", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " get a fix date for \u201cImport broken since the update\u201d, then call Leila Larsen (Director of customer care, decides).", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Commit", "action": "forecast-call", "target": "todo/4/commit", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Probable", "action": "forecast-call", "target": "todo/4/probable", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "At risk", "action": "forecast-call", "target": "todo/4/at-risk", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Won''t renew", "action": "forecast-call", "target": "todo/4/won''t-renew", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Draft to Leila", "action": "draft", "target": "todo/4", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "More", "action": "todo-more", "target": "4", "options": [{"label": "Later, pick a date", "value": "later"}, {"label": "Reached out", "value": "reached-out"}, {"label": "Not a problem, because \u2026", "value": "not-a-problem"}, {"label": "Record how it ended", "value": "renewal"}, {"label": "Talking points", "value": "prep"}, {"label": "Give to a colleague", "value": "reassign"}, {"label": "Why, and what clears it", "value": "why"}, {"label": "Open Saltmarsh Media", "value": "card"}], "menu": true, "chosen": null}]}], "summary": "Saltmarsh Media: 80k USD ends in 7 days, Tue 10 Mar"}', false, NULL, 'C003', '1772542801.694512', '2026-03-03 13:00:00+00', '2026-03-03 13:00:00+00', 1, 1, NULL, false),
	(16, 'digest', 'digest:person:4:2026-03-04', 4, NULL, NULL, NULL, '{"local_date": "2026-03-04", "ctas": [10, 8], "items": [{"todos": [10], "beside": [], "changes": {}, "title": "", "more": 1, "new": 1, "changed": 0, "forecasts": false}, {"todos": [8], "beside": [], "changes": {}, "title": "", "more": 1, "new": 0, "changed": 0, "forecasts": false}], "also": [], "asked_cta": null, "named_cta": 5, "late_ctas": [5, 7, 21], "stands": {"32": {"health": 88, "low_at": "", "left_on": "", "deadline": "2026-12-03", "step": null}, "34": {"health": 38, "low_at": "2026-02-11T10:35:00+00:00", "left_on": "", "deadline": "2026-11-18", "step": null}}, "levels": {}, "told_ctas": [], "held": 0, "good": [], "proposals": [], "slipped": [], "reached": [[36, "habit", "2026-03-03"]], "renewals": [], "ended": [], "since": "2026-03-03T00:00:00+00:00", "places": [], "places_left": 0, "places_still": false, "unowned": 0, "revisit": false, "said": ["Foxhollow Robotics: ready to grow: health 88, a proven outcome reached Sun 28 Dec 2025", "Hartsease Pharma: health 44 \u2192 38 (at risk) since Tue 23 Dec 2025: weekly use 33% \u2192 30%, active seats 54% \u2192 50%, core features in use 35% \u2192 32%"], "as_told": {"today": "2026-03-04", "row_id": 16, "items": [{"briefs": [{"cta_id": 10, "name": "Foxhollow Robotics", "why": "ready to grow: health 88, a proven outcome reached Sun 28 Dec 2025", "todo": "Ask Kenji what comes next", "due_on": "2026-03-04", "due": "today", "account_id": 32, "clears": "Clears by itself if health drops below 75, tickets or answers turn bad, or the renewal comes near.", "step": "ask Kenji Lindqvist (Head of people, decides) which team would gain next, with a proven outcome as the proof (last talk Wed 25 Feb)", "owner": "", "about": "growth", "to": "Mei", "is_risk": false, "grows": true, "calls": false, "call": "", "missing": [], "value": "225k SGD", "deadline": "", "dates": ["renews Thu 3 Dec"], "talk": {"who": "the Head of people", "persona": "Friend type, likely", "say": "It goes well for you and the team, and that didn''t happen by itself.", "ask": "Which other team would have it easier with this?", "stakeholder_id": 124, "full": "Kenji Lindqvist, Head of people", "first": "Kenji"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 88", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 1, "evidence": {"moved": ["weekly use 63% \u2192 66%", "core features in use 56% \u2192 59%", "NPS +45 \u2192 +50"], "tickets": "", "explains": "", "done": "", "there": [], "silent": "Grace Nyland (Senior analyst, champion) last spoke with us Wed 14 Jan.", "note": "", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": false, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 1, "new": 1, "changed": 0, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 8, "name": "Hartsease Pharma", "why": "health 44 \u2192 38 (at risk) since Tue 23 Dec 2025: weekly use 33% \u2192 30%, active seats 54% \u2192 50%, core features in use 35% \u2192 32%", "todo": "Ask Grace what is in the way", "due_on": "2026-02-19", "due": "today", "account_id": 34, "clears": "Clears by itself when health is at 55 or more and has settled.", "step": "call Grace Haddad (Head of quality, decides) about what is behind it: somebody answered 6 of 10 on Wed 11 Feb", "owner": "", "about": "health", "to": "Mei", "is_risk": true, "grows": false, "calls": false, "call": "", "missing": [], "value": "76k SGD", "deadline": "", "dates": ["renews Wed 18 Nov"], "talk": {"who": "the Head of quality", "persona": "Expert type, a guess", "say": "I''d like to put my figures beside what you see, before either of us decides what it is.", "ask": "Which step costs your people most time at the moment?", "stakeholder_id": 132, "full": "Grace Haddad, Head of quality", "first": "Grace"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "health 44 \u2192 38 (at risk) since Tue 23 Dec 2025", "health": "health 38", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 1, "evidence": {"moved": ["weekly use 33% \u2192 30%", "active seats 54% \u2192 50%", "core features in use 35% \u2192 32%"], "tickets": "", "explains": "", "done": "", "there": [], "silent": "Callum Iyer (Operations analyst, champion) last spoke with us Fri 9 Jan.", "note": "", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": false, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 1, "new": 0, "changed": 0, "forecasts": false, "ours": false}], "also": [], "waiting": 6, "late": [{"name": "Driftwell Shipping", "value": "280k SGD", "since": "2026-03-03", "why": "280k SGD, notice by Mon 1 Jun, in 89 days", "left": "notice in 89 days", "step": "set a date with Nadia Brandt"}, {"name": "Marlpit Ceramics", "value": "49k SGD", "since": "2026-03-03", "why": "49k SGD ends in 94 days, Sat 6 Jun", "left": "ends in 94 days", "step": ""}, {"name": "Glimmerton Toys", "value": "26k SGD", "since": "2026-03-04", "why": "the contract ended Sat 28 Feb", "left": "", "step": ""}], "to": "Mei", "asked": null, "reached": [], "week": [["Juniperdale Farms", "2026-03-05"], ["Inverloch Water", "2026-03-06"], ["Emberlyn Solar", "2026-03-10"]], "week_more": 0, "renewals": [], "held": 0, "usage_on": "2026-03-03", "stale": 0, "stale_at": "", "crm_on": "2026-03-04", "unconfirmed": [], "refused": [], "unowned": 0, "unowned_at": "", "unowned_still": false, "away": null, "unreached": false, "nobody": 0, "revisit": false, "place": null, "unplaced": 0, "good": [], "slipped": [], "proposals": []}}', 'sent', '86a93964dcad4fdfb27077ec61fb9af3', 0, '2026-03-04 00:00:00+00', NULL, '{"title": [{"text": "Good morning, Mei. One new, one older, six waiting.", "style": "plain", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "\ud83c\udf89 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Juniperdale Farms", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " reached a weekly habit yesterday", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Today", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "1 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Foxhollow Robotics", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 ready to grow: health 88, a proven outcome reached Sun 28 Dec 2025", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Ask Kenji which team would gain next", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Overdue", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "2 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Hartsease Pharma", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 health 44 \u2192 38 since Tue 23 Dec 2025", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Call Grace about what is behind it: somebody answered 6 of 10 on Wed 11 Feb", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Overdue:", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " Driftwell Shipping (1 day late), Marlpit Ceramics (1 day late)", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft to Kenji", "action": "draft", "target": "todo/10", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "Answer", "action": "answer", "target": "16", "options": [{"label": "Foxhollow Robotics: draft", "value": "draft/10"}, {"label": "Foxhollow Robotics: reached out", "value": "reached-out/10"}, {"label": "Foxhollow Robotics: later, tomorrow", "value": "later/10"}, {"label": "Foxhollow Robotics: not a problem \u2026", "value": "not-a-problem/10"}, {"label": "Foxhollow Robotics: open its card", "value": "card/32"}, {"label": "Foxhollow Robotics: 1 more there", "value": "account-todos/32"}, {"label": "Hartsease Pharma: draft", "value": "draft/8"}, {"label": "Hartsease Pharma: reached out", "value": "reached-out/8"}, {"label": "Hartsease Pharma: later, tomorrow", "value": "later/8"}, {"label": "Hartsease Pharma: not a problem \u2026", "value": "not-a-problem/8"}, {"label": "Hartsease Pharma: open its card", "value": "card/34"}, {"label": "Hartsease Pharma: 1 more there", "value": "account-todos/34"}], "menu": false, "chosen": null}, {"element": "button", "label": "See what waits", "action": "waiting", "target": "16", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Celebrate Juniperdale Farms", "action": "celebrate", "target": "36/habit", "style": "", "confirm": null, "address": null}]}], "summary": ""}', false, NULL, 'C004', '1772582402.085320', '2026-03-04 00:00:00+00', '2026-03-04 00:00:00+00', 1, 1, NULL, false),
	(17, 'digest', 'digest:person:1:2026-03-04', 1, NULL, NULL, NULL, '{"local_date": "2026-03-04", "ctas": [23, 33], "items": [{"todos": [23], "beside": [], "changes": {"23": "health fell again: 40, was 58 when I told you yesterday"}, "title": "", "more": 1, "new": 1, "changed": 1, "forecasts": false}, {"todos": [33], "beside": [], "changes": {}, "title": "", "more": 1, "new": 0, "changed": 0, "forecasts": false}], "also": [], "asked_cta": null, "named_cta": null, "late_ctas": [26], "stands": {"1": {"health": 40, "low_at": "2026-02-11T10:05:00+00:00", "left_on": "", "deadline": "2026-12-18", "step": null}, "4": {"health": 66, "low_at": "2026-02-11T10:00:00+00:00", "left_on": "", "deadline": "2026-04-02", "step": 30}}, "levels": {}, "told_ctas": [], "held": 0, "good": [], "proposals": [], "slipped": [], "reached": [], "renewals": [], "ended": [], "since": "2026-03-03T07:00:00+00:00", "places": [], "places_left": 0, "places_still": false, "unowned": 0, "revisit": false, "said": ["Alderfen Textiles: health fell again: 40, was 58 when I told you yesterday", "Corvane Health: they asked Tue 3 Mar and have no answer yet"], "as_told": {"today": "2026-03-04", "row_id": 17, "items": [{"briefs": [{"cta_id": 23, "name": "Alderfen Textiles", "why": "health fell again: 40, was 58 when I told you yesterday", "todo": "Unblock: first five users", "due_on": "2026-03-10", "due": "by Tue 10 Mar", "account_id": 1, "clears": "Clears by itself when first value is reached.", "step": "ask Carmen Ferro (Senior analyst, champion) for the first five names, and invite them together (last talk Fri 30 Jan)", "owner": "", "about": "stuck", "to": "Ana", "is_risk": true, "grows": false, "calls": false, "call": "", "missing": ["first five users", "first result on screen", "two more weekly users (3 of 5, yesterday)"], "value": "180k EUR", "deadline": "", "dates": ["renews Fri 18 Dec"], "talk": {"who": "the Senior analyst", "persona": "", "say": "It isn''t going the way you and we wanted. I''d like to understand why before I suggest anything.", "ask": "What gets in the way, and what would help most?", "stakeholder_id": 2, "full": "Carmen Ferro, Senior analyst", "first": "Carmen"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": {"text": "its channel", "style": "plain", "link": null, "user": null, "channel": "C005"}, "lines": [], "cause": "", "health": "health 40", "ticks": ["first five users", "1/first-users-invited"], "clearing": null, "first": [], "upsell": "", "others": 1, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "3 of 6 steps are done, none since Tue 10 Feb.", "there": [], "silent": "", "note": "You noted 30 Jan: \u201cTwo more people asked for access.\u201d", "wants": "Yusuf Petrov (COO, decides) wants: \u201cHalve our reporting time before the board meets.\u201d", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": false, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 1, "new": 1, "changed": 1, "forecasts": false, "ours": false}, {"briefs": [{"cta_id": 33, "name": "Corvane Health", "why": "they asked Tue 3 Mar and have no answer yet", "todo": "Answer them: \u201ccan groups be synced?\u201d", "due_on": "2026-03-05", "due": "by tomorrow", "account_id": 4, "clears": "Closes when you say that it is answered.", "step": "", "owner": "", "about": "question", "to": "Ana", "is_risk": false, "grows": false, "calls": false, "call": "", "missing": [], "value": "96k EUR", "deadline": "notice in 29 days", "dates": ["notice by Thu 2 Apr", "renews Mon 1 Jun"], "talk": null, "tried": "", "quote": "can groups be synced?", "question": 13, "by_hand": true, "one_off": false, "channel": null, "lines": [], "cause": "", "health": "health 66", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 1, "evidence": {"moved": [], "tickets": "", "explains": "", "done": "", "there": [], "silent": "", "note": "", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": false, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 1, "new": 0, "changed": 0, "forecasts": false, "ours": false}], "also": [], "waiting": 2, "late": [{"name": "Dunmarrow Foods", "value": "18k EUR", "since": "2026-03-04", "why": "reached first value on Mon 2 Mar", "left": "", "step": ""}], "to": "Ana", "asked": null, "reached": [], "week": [["Brightwater Group", "2026-03-05"], ["Dunmarrow Foods", "2026-03-06"], ["Alderfen Textiles", "2026-03-06"]], "week_more": 0, "renewals": [], "held": 0, "usage_on": "2026-03-03", "stale": 0, "stale_at": "", "crm_on": "2026-03-04", "unconfirmed": [], "refused": [], "unowned": 0, "unowned_at": "", "unowned_still": false, "away": null, "unreached": false, "nobody": 0, "revisit": false, "place": null, "unplaced": 0, "good": [], "slipped": [], "proposals": []}}', 'sent', '25c82aa7c7534ff3bd464015e6f8aadd', 0, '2026-03-04 07:00:00+00', NULL, '{"title": [{"text": "Good morning, Ana. One changed, one older, two waiting; start with Alderfen Textiles.", "style": "plain", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Today", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "1 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Alderfen Textiles", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 health fell again: 40, was 58 when I told you yesterday", "style": "plain", "link": null, "user": null, "channel": null}, {"text": " \u00b7 180k EUR", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "By Tue: ask Carmen Ferro (Senior analyst, champion) for the first five names, and invite them together", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "This week", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "2 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Corvane Health", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 they asked Tue 3 Mar and have no answer yet", "style": "plain", "link": null, "user": null, "channel": null}, {"text": " \u00b7 96k EUR", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "By tomorrow: answer them: \u201ccan groups be synced?\u201d", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Waiting", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "\u2022 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Dunmarrow Foods", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 reached first value on Mon 2 Mar \u00b7 18k EUR, due today", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "One more waits.", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft to Carmen", "action": "draft", "target": "todo/23", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "Answer", "action": "answer", "target": "17", "options": [{"label": "Alderfen Textiles: draft", "value": "draft/23"}, {"label": "Alderfen Textiles: reached out", "value": "reached-out/23"}, {"label": "Alderfen Textiles: later, tomorrow", "value": "later/23"}, {"label": "Alderfen Textiles: not a problem \u2026", "value": "not-a-problem/23"}, {"label": "Alderfen Textiles: open its card", "value": "card/1"}, {"label": "Alderfen Textiles: 1 more there", "value": "account-todos/1"}, {"label": "Corvane Health: draft an answer", "value": "draft/33"}, {"label": "Corvane Health: answered", "value": "answered/13"}, {"label": "Corvane Health: not a question", "value": "not-a-question/13"}, {"label": "Corvane Health: later, tomorrow", "value": "later/33"}, {"label": "Corvane Health: open its card", "value": "card/4"}, {"label": "Corvane Health: 1 more there", "value": "account-todos/4"}], "menu": false, "chosen": null}, {"element": "button", "label": "See what waits", "action": "waiting", "target": "17", "style": "", "confirm": null, "address": null}]}], "summary": "Good morning, Ana. One changed, one older, two waiting; start with Alderfen Textiles: health fell again: 40, was 58 when I told you yesterday, 180k EUR."}', false, NULL, 'C001', '1772607601.199780', '2026-03-04 07:00:00+00', '2026-03-04 07:00:00+00', 1, 1, NULL, false),
	(18, 'digest', 'digest:person:2:2026-03-04', 2, NULL, NULL, NULL, '{"local_date": "2026-03-04", "ctas": [34], "items": [{"todos": [34], "beside": [], "changes": {}, "title": "", "more": 0, "new": 1, "changed": 0, "forecasts": false}], "also": [], "asked_cta": null, "named_cta": 3, "late_ctas": [3, 11, 27], "stands": {"18": {"health": 54, "low_at": "", "left_on": "", "deadline": "2026-08-02", "step": null}}, "levels": {}, "told_ctas": [34], "held": 0, "good": [], "proposals": [], "slipped": [], "reached": [], "renewals": [], "ended": [], "since": "2026-03-03T08:00:00+00:00", "places": [], "places_left": 0, "places_still": false, "unowned": 0, "revisit": false, "said": ["Pellworth Marine: health 72 \u2192 54 in a week; open tickets 2 \u2192 8, oldest 17 days, 6 new since Mon 2 Mar; logins per user a week 3.1 \u2192 0.6, our first answer 8.5 h \u2192 22.4 h"], "as_told": {"today": "2026-03-04", "row_id": 18, "items": [{"briefs": [{"cta_id": 34, "name": "Pellworth Marine", "why": "health 72 \u2192 54 in a week; open tickets 2 \u2192 8, oldest 17 days, 6 new since Mon 2 Mar; logins per user a week 3.1 \u2192 0.6, our first answer 8.5 h \u2192 22.4 h", "todo": "Ask Leila what changed", "due_on": "2026-03-06", "due": "by Fri 6 Mar", "account_id": 18, "clears": "Clears by itself when health is back within 5 points, or has held steady for 30 days.", "step": "get a fix date for \u201cColleagues can''t sign in with single sign-on\u201d and \u201cImport broken since the update\u201d, then call Leila Zeller (Director of customer care, decides) (last talk Thu 26 Feb)", "owner": "", "about": "health", "to": "Ben", "is_risk": true, "grows": false, "calls": false, "call": "", "missing": [], "value": "66k GBP", "deadline": "renews in 151 days", "dates": ["renews Sun 2 Aug"], "talk": {"who": "the Director of customer care", "persona": "Friend type, a guess", "say": "\u201cExport leaves out a column\u201d has been open for 17 days, and I''m sorry. I look after it myself.", "ask": "Whom on your team does \u201cColleagues can''t sign in with single sign-on\u201d trouble most?", "stakeholder_id": 70, "full": "Leila Zeller, Director of customer care", "first": "Leila"}, "tried": "", "quote": "", "question": null, "by_hand": false, "one_off": false, "channel": null, "lines": [], "cause": "health 72 \u2192 54 in a week", "health": "health 54", "ticks": null, "clearing": null, "first": [], "upsell": "", "others": 0, "evidence": {"moved": ["logins per user a week 3.1 \u2192 0.6", "our first answer 8.5 h \u2192 22.4 h"], "tickets": "open tickets 2 \u2192 8, oldest 17 days, 6 new since Mon 2 Mar", "explains": "\u201cColleagues can''t sign in with single sign-on\u201d, open since Mon 16 Feb, may explain the use.", "done": "", "there": [], "silent": "No talk with Elena Petrov (Service manager, champion) is on record.", "note": "Noted 3 Mar: \u201cFour tickets about the same import since noon.\u201d", "wants": "", "after": "", "ages": [], "well": []}, "settled": null, "to_tell": true, "in_direct": false, "next_day": "Tomorrow"}], "title": "", "beside": [], "more": 0, "new": 1, "changed": 0, "forecasts": false, "ours": false}], "also": [], "waiting": 3, "late": [{"name": "Larkrise Schools", "value": "45k GBP", "since": "2026-03-03", "why": "45k GBP ends in 59 days, Sat 2 May", "left": "ends in 59 days", "step": "set a date with Bea Ferro"}, {"name": "Mossgate Insurance", "value": "", "since": "2026-03-03", "why": "what drives the decision maker isn''t known yet", "left": "", "step": ""}, {"name": "Nettlecombe Care", "value": "15k GBP", "since": "2026-03-04", "why": "reached a weekly habit on Mon 2 Mar", "left": "", "step": ""}], "to": "Ben", "asked": null, "reached": [], "week": [["Halcyon Labs", "2026-03-05"]], "week_more": 0, "renewals": [], "held": 0, "usage_on": "2026-03-03", "stale": 0, "stale_at": "", "crm_on": "2026-03-03", "unconfirmed": [], "refused": [], "unowned": 0, "unowned_at": "", "unowned_still": false, "away": null, "unreached": false, "nobody": 0, "revisit": false, "place": null, "unplaced": 0, "good": [], "slipped": [], "proposals": []}}', 'sent', '9168e60f136f4a09bcc5362cc19de261', 0, '2026-03-04 08:00:00+00', NULL, '{"title": [{"text": "Good morning, Ben. One new, three waiting; start with Pellworth Marine.", "style": "plain", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Today", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "1 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Pellworth Marine", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 health 72 \u2192 54 in a week", "style": "plain", "link": null, "user": null, "channel": null}, {"text": " \u00b7 66k GBP", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "By Fri: get a fix date for \u201cColleagues can''t sign in with single sign-on\u201d and \u201cImport broken since the update\u201d, then call Leila Zeller", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Waiting", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "\u2022 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Larkrise Schools", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 45k GBP ends in 59 days, Sat 2 May, 1 day late", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Mossgate Insurance", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 what drives the decision maker isn''t known yet, 1 day late", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Nettlecombe Care", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 reached a weekly habit on Mon 2 Mar \u00b7 15k GBP, due today", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Draft to Leila", "action": "draft", "target": "todo/34", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "Answer", "action": "answer", "target": "18", "options": [{"label": "Pellworth Marine: draft", "value": "draft/34"}, {"label": "Pellworth Marine: reached out", "value": "reached-out/34"}, {"label": "Pellworth Marine: later, tomorrow", "value": "later/34"}, {"label": "Pellworth Marine: not a problem \u2026", "value": "not-a-problem/34"}, {"label": "Pellworth Marine: open its card", "value": "card/18"}], "menu": false, "chosen": null}, {"element": "button", "label": "See what waits", "action": "waiting", "target": "18", "style": "", "confirm": null, "address": null}]}], "summary": "Good morning, Ben. One new, three waiting; start with Pellworth Marine: health 72 \u2192 54 in a week, 66k GBP."}', false, NULL, 'C002', '1772611201.218520', '2026-03-04 08:00:00+00', '2026-03-04 08:00:00+00', 1, 1, NULL, false),
	(20, 'digest', 'digest:person:3:2026-03-04', 3, NULL, NULL, NULL, '{"local_date": "2026-03-04", "ctas": [], "items": [], "also": [], "asked_cta": null, "named_cta": 4, "late_ctas": [4, 12, 18], "stands": {}, "levels": {}, "told_ctas": [], "held": 0, "good": [], "proposals": [], "slipped": [], "reached": [], "renewals": [], "ended": [], "since": "2026-03-03T13:00:00+00:00", "places": [24], "places_left": 1, "places_still": false, "unowned": 0, "revisit": false, "said": [], "as_told": {"today": "2026-03-04", "row_id": 20, "items": [], "also": [], "waiting": 4, "late": [{"name": "Saltmarsh Media", "value": "80k USD", "since": "2026-02-27", "why": "80k USD ends in 6 days, Tue 10 Mar", "left": "ends in 6 days", "step": "get a fix date for \u201cImport broken since the update\u201d"}, {"name": "Tamarack Outdoor", "value": "52k USD", "since": "2026-03-03", "why": "77 days without a weekly habit", "left": "", "step": ""}, {"name": "Umberfield Clinics", "value": "310k USD", "since": "2026-03-04", "why": "health 80 \u2192 70 since Mon 23 Feb", "left": "", "step": ""}], "to": "Chloe", "asked": null, "reached": [], "week": [], "week_more": 0, "renewals": [], "held": 0, "usage_on": "2026-03-03", "stale": 1, "stale_at": "Vantry Logistics", "crm_on": "2026-03-03", "unconfirmed": [], "refused": [], "unowned": 0, "unowned_at": "", "unowned_still": false, "away": null, "unreached": false, "nobody": 0, "revisit": false, "place": {"unplaced": 1, "today": 1, "account_id": 24, "name": "Wexcombe Tools", "choices": [["adopt", "using it daily"], ["land", "getting started"], ["expand", "growing with it"]], "still": false}, "unplaced": 0, "good": [], "slipped": [], "proposals": []}}', 'sent', 'c2bbc5efd4234729a528d4abc279cce1', 0, '2026-03-04 13:00:00+00', NULL, '{"title": [{"text": "Good morning, Chloe. Nothing new, four waiting; nearest: Saltmarsh Media ends in 6 days.", "style": "plain", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Waiting", "style": "bold", "link": null, "user": null, "channel": null}], [{"text": "\u2022 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Saltmarsh Media", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 80k USD ends in 6 days, Tue 10 Mar, 5 days late", "style": "plain", "link": null, "user": null, "channel": null}, {"text": ". Get a fix date for \u201cImport broken since the update\u201d", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Tamarack Outdoor", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 77 days without a weekly habit \u00b7 52k USD, 1 day late", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Umberfield Clinics", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " \u00b7 health 80 \u2192 70 since Mon 23 Feb \u00b7 310k USD, due today", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "One more waits.", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "See what waits", "action": "waiting", "target": "20", "style": "", "confirm": null, "address": null}]}, {"kind": "text", "lines": [[{"text": "Where does Wexcombe Tools stand?", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Wexcombe Tools: using it daily", "action": "place", "target": "24/adopt", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Getting started", "action": "place", "target": "24/land", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Growing with it", "action": "place", "target": "24/expand", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Don''t know", "action": "place", "target": "24/?", "style": "", "confirm": null, "address": null}]}, {"kind": "notes", "lines": [[{"text": "Figures are too old to judge by at Vantry Logistics.", "style": "plain", "link": null, "user": null, "channel": null}]]}], "summary": ""}', false, NULL, 'C003', '1772629201.807680', '2026-03-04 13:00:00+00', '2026-03-04 13:00:00+00', 1, 1, NULL, false),
	(21, 'alert', 'waiting', 4, 30, 5, NULL, '{"told_by": 1, "stands": {"30": {"health": 70, "low_at": "", "left_on": "", "deadline": "2026-06-01", "step": null}}}', 'pending', 'waiting', 0, '2026-03-03 00:00:00+00', NULL, '{"title": [{"text": "\u23f3 ", "style": "plain", "link": null, "user": null, "channel": null}, {"text": "Driftwell Shipping: 280k SGD, notice by Mon 1 Jun, in 90 days", "style": "bold", "link": null, "user": null, "channel": null}], "blocks": [{"kind": "text", "lines": [[{"text": "Mei, without notice it renews by itself on Sun 30 Aug, and your forecast is missing.", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "In the way:", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 4 open tickets", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "\u2022 No talk with Nadia Brandt on record", "style": "plain", "link": null, "user": null, "channel": null}], [{"text": "Going well: a proven outcome since Sat 13 Dec 2025", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "text", "lines": [[{"text": "Next, today:", "style": "bold", "link": null, "user": null, "channel": null}, {"text": " set a date with Nadia Brandt (Managing director, decides).", "style": "plain", "link": null, "user": null, "channel": null}]], "quote": false}, {"kind": "actions", "elements": [{"element": "button", "label": "Commit", "action": "forecast-call", "target": "todo/5/commit", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Probable", "action": "forecast-call", "target": "todo/5/probable", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "At risk", "action": "forecast-call", "target": "todo/5/at-risk", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Won''t renew", "action": "forecast-call", "target": "todo/5/won''t-renew", "style": "", "confirm": null, "address": null}, {"element": "button", "label": "Draft to Nadia", "action": "draft", "target": "todo/5", "style": "", "confirm": null, "address": null}, {"element": "select", "label": "More", "action": "todo-more", "target": "5", "options": [{"label": "Later, pick a date", "value": "later"}, {"label": "Reached out", "value": "reached-out"}, {"label": "Not a problem, because \u2026", "value": "not-a-problem"}, {"label": "Record how it ended", "value": "renewal"}, {"label": "Talking points", "value": "prep"}, {"label": "Give to a colleague", "value": "reassign"}, {"label": "Why, and what clears it", "value": "why"}, {"label": "Open Driftwell Shipping", "value": "card"}], "menu": true, "chosen": null}]}], "summary": "Driftwell Shipping: 280k SGD, notice by Mon 1 Jun, in 90 days"}', false, NULL, NULL, NULL, '2026-03-03 00:00:00+00', NULL, 1, 1, 2, false);


--
-- Data for Name: outcome_goals; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outcome_goals VALUES
	(1, 1, 1, 1, 'Board slide is out', 'working days', 7, '2025-10-03', 5, '2026-02-18', 3, '2026-05-16', 1, 'the finance calendar', NULL),
	(2, 1, 1, 1, 'Quarterly figures put together', 'hours', 38, '2025-10-03', 26, '2026-02-18', 12, '2026-05-16', NULL, 'the time sheets of both analysts', NULL);


--
-- Data for Name: people; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.people VALUES
	(1, 'ana.keller@tidewell.example', 'Ana Keller', 'csm', 'Europe/Berlin', '08:00', '12345', '09:00', '18:00', 3, NULL, NULL, '2026-02-16 23:00:00+00', 1, 4, NULL, 'file', NULL, NULL, true),
	(2, 'ben.okafor@tidewell.example', 'Ben Okafor', 'csm', 'Europe/London', '08:00', '12345', '09:00', '18:00', 3, NULL, NULL, '2026-02-16 23:00:00+00', 1, 5, NULL, 'file', NULL, NULL, true),
	(3, 'chloe.rivera@tidewell.example', 'Chloe Rivera', 'csm', 'America/New_York', '08:00', '12345', '09:00', '18:00', 3, NULL, NULL, '2026-02-16 23:00:00+00', 1, 6, NULL, 'file', NULL, 'md', true),
	(4, 'mei.tan@tidewell.example', 'Mei Tan', 'csm', 'Asia/Singapore', '08:00', '12345', '09:00', '18:00', 3, NULL, NULL, '2026-02-16 23:00:00+00', 1, 7, NULL, 'file', NULL, NULL, true),
	(5, 'rosa.lindgren@tidewell.example', 'Rosa Lindgren', 'manager', 'Europe/Berlin', '08:00', '12345', '09:00', '18:00', 3, NULL, NULL, '2026-02-16 23:00:00+00', 1, NULL, NULL, 'command', NULL, NULL, true);


--
-- Data for Name: persona_tags; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.persona_tags VALUES
	(1, 1, 'ceo', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(2, 3, 'ceo', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(3, 6, 'expert', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(4, 7, 'friend', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(7, 15, 'ceo', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(8, 16, 'friend', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(20, 43, 'expert', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(21, 44, 'friend', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(22, 45, 'expert', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(32, 67, 'expert', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(35, 74, 'expert', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(36, 75, 'friend', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(37, 78, 'friend', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(38, 80, 'friend', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(55, 115, 'ceo', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(56, 116, 'friend', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(57, 117, 'ceo', 'imported', 'guess', NULL, '2026-02-16 23:00:00+00', NULL, 1),
	(75, 1, 'ceo', 'came straight to the result and asked what it will win them', 'likely', 1, '2026-02-17 09:00:00+00', NULL, 1),
	(79, 67, 'expert', 'asked how each figure is measured and corrected one of ours', 'likely', 2, '2026-02-17 09:00:00+00', NULL, 1),
	(80, 78, 'friend', 'brought the whole team along and thanked each of them', 'likely', 3, '2026-02-17 09:00:00+00', NULL, 1);


--
-- Data for Name: plan_goals; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: planned_steps; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: platform_notes; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: playbook_versions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.playbook_versions VALUES
	(1, 'laer', 'ea1a3b260db905960668c21f26a45c50', '{"name": "laer", "title": "Land, adopt, expand, renew", "about": "Four stages and four success milestones. Each milestone is something the customer would call a success, with a list of steps, a strict test, and words for each kind of person.", "rules_from": null, "rules_without": [], "reactions_without": [], "rule_level": 1, "rule_levels": [], "stages": [{"key": "land", "name": "Land", "place": "getting started", "laer": "land", "purpose": "Turn interest into a customer, and the contract into a first result. The renewal begins here.", "teams": ["sales", "onboarding", "customer success", "support"], "needs": ["A goal in their own words, and how it will be measured", "To know who does what, on both sides", "A first result soon, from their own data", "Somebody who answers within the day"], "touchpoints": ["Trial and demo", "Hand-over from sales", "Kick-off", "Set-up sessions", "Welcome mails and the getting-started page", "First review of the result"], "actions": ["Get the goal in the sponsor''s words and write it above the plan", "Give every open step a date and a name", "Show the first result to the person who asked for it", "Take over from sales in writing what the trial had to prove, what was promised, and to whom", "Ask what would make the next term an easy yes, and write that into the plan"], "requirements": [], "usual_days": null, "enters_when": null, "before_sale": false, "milestones": [{"key": "first-value", "name": "first value", "customer_words": "Your first result", "meaning": "A first real result from their own data, seen by the person who wanted it.", "usual_days": 45, "tasks": [{"key": "goal-agreed", "name": "goal in writing", "customer_words": "Your goal in one sentence, in writing", "ask": "for one sentence that says what they want to reach", "side": "ours", "ticked_by": null, "required": true}, {"key": "kick-off-held", "name": "kick-off with both teams", "customer_words": "The kick-off, with both teams", "ask": "for a day on which both teams can sit together", "side": "ours", "ticked_by": null, "required": true}, {"key": "data-source-live", "name": "live data source", "customer_words": "Your data source, connected", "ask": "who can connect the source, and which day suits", "side": "theirs", "ticked_by": {"action": "source-connected", "kpi": null, "at_least": 1.0}, "required": true}, {"key": "first-users-invited", "name": "first five users", "customer_words": "Your first five people, invited", "ask": "for the first five names, and invite them together", "side": "theirs", "ticked_by": {"action": "people-invited", "kpi": null, "at_least": 1.0}, "required": true}, {"key": "first-result-shown", "name": "first result on screen", "customer_words": "Your first result, on screen", "ask": "for half an hour to look at the first result together", "side": "ours", "ticked_by": {"action": "first-result-opened", "kpi": null, "at_least": 1.0}, "required": true}], "kpis": [{"kpi": "weekly-users", "at_least": 5.0, "fresh_days": 14}], "for_segments": {}, "talk": {"expert": {"say": ["{% if milestone.total %}{{ milestone.done }} of {{ milestone.total|count(''step'') }} done.{% endif %} {% if milestone.open_tasks %}Open: {{ milestone.open_tasks|listed(3) }}.{% endif %}", "{% if milestone.days and milestone.usual and milestone.days > milestone.usual %} This is day {{ milestone.days }}, and {{ milestone.usual }} is usual. Let''s find the step that holds up the others and put a date on it. {% else %} Let''s put a date and a name on each open step, so that you can hold us to it. {% endif %}", "{% if promise %}Open on our side: {{ promise }}.{% endif %}"], "ask": "Which number should the first result move, and where does it stand today?", "leave_with": "a date and a name for each open step", "draft": []}, "friend": {"say": ["{% if milestone.done_tasks %} Done so far: {{ milestone.done_tasks|listed(2) }}. We got there together; please thank your team from me. {% else %} I''d like us to start this with your whole team, so that nobody has to catch up later. {% endif %}", "{% if promise %}I owe you {{ promise }}, and I haven''t forgotten.{% endif %}", "{% if milestone.next_task %} Next on the list: {{ milestone.next_task }}. Shall we take an hour for it together, your people and ours? {% else %} Shall we take an hour for the next part together, your people and ours? {% endif %}"], "ask": "Who should be there, and who would be sorry to have missed it?", "leave_with": "a date for the session and the names of who comes", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: your words. The first result is the first proof of it. {% else %} Your goal comes first, in your words. All that we set up has to serve it. {% endif %}", "{% if milestone.next_task %} Next on the list: {{ milestone.next_task }}. There are two ways: we take it on, or your people do with us beside them. {% else %} Two ways to have it sooner: we take on the next step, or your people do with us beside them. {% endif %}"], "ask": "What has to be on your desk, and by when, for you to call this a good start?", "leave_with": "the choice, and the date of the meeting it is for", "draft": []}, "neutral": {"say": ["{% if milestone.open_tasks %} {{ milestone.open_tasks|length|count(''step'') }} left until you see a first result. Next on the list: {{ milestone.next_task or milestone.open_tasks|first }}. {% else %} The aim is a first result from your own data, soon. {% endif %}", "{% if promise %}We still owe you {{ promise }}.{% else %}Shall we agree on a day for the next step now? {% endif %}"], "ask": "When this works, what will you look at first: the figures, the team, or what it means for the company?", "leave_with": "one date", "draft": []}}, "won": "You have a first real result from your own data.", "materials": [{"title": "the goal on one page", "link": null, "text": "Five lines are enough. What should be different? How is it measured? Where does that number stand today? Where should it be, and by when? Who decides that it is reached?", "task": "goal-agreed", "personas": []}, {"title": "what your data source needs", "link": null, "text": "Three things make it quick: somebody who may grant access, a sample of last month''s data, and an hour with the person who knows what the columns mean. Start with one source; the others follow the same way.", "task": "data-source-live", "personas": []}, {"title": "a first half hour for new users", "link": null, "text": "Choose five people who have the job to do this week. Let each do one real piece of it, with us in the call, and note what they stumbled over. No slides.", "task": "first-users-invited", "personas": []}]}]}, {"key": "adopt", "name": "Adopt", "place": "using it daily", "laer": "adopt", "purpose": "Get it into daily work, as soon and as widely as it helps, until the goal is visibly met.", "teams": ["customer success", "training", "support", "product"], "needs": ["A routine that is easier than the old way", "Training that fits the job at hand", "Quick answers when something is in the way", "Proof that the effort pays"], "touchpoints": ["Weekly call", "Training and clinics", "Help inside the product", "Support tickets", "Review after each milestone"], "actions": ["Move one weekly job fully into the product", "Find who has stopped using it, and ask why", "Measure the result against the goal and have the sponsor confirm it", "Keep each confirmed result where the talk about the renewal will need it"], "requirements": [], "usual_days": null, "enters_when": null, "before_sale": false, "milestones": [{"key": "habit", "name": "a weekly habit", "customer_words": "Part of every week", "meaning": "The team does a job of its own in the product every week, without being asked.", "usual_days": 60, "tasks": [{"key": "weekly-job-chosen", "name": "one weekly job chosen", "customer_words": "The first weekly job, chosen by your team", "ask": "which job comes back every week and costs most time", "side": "theirs", "ticked_by": null, "required": true}, {"key": "team-trained", "name": "team training", "customer_words": "Training for your team", "ask": "for a day and the names for the training", "side": "ours", "ticked_by": null, "required": true}, {"key": "own-admin-named", "name": "trained admin", "customer_words": "An admin of your own, named and trained", "ask": "who will look after it, and which hour suits for the training", "side": "theirs", "ticked_by": null, "required": true}, {"key": "old-way-stopped", "name": "old way switched off", "customer_words": "The old way, switched off", "ask": "what the old way is still needed for, and until when", "side": "theirs", "ticked_by": null, "required": true}], "kpis": [{"kpi": "weekly-use", "at_least": 40.0, "fresh_days": 14}, {"kpi": "logins", "at_least": 2.0, "fresh_days": 14}], "for_segments": {}, "talk": {"expert": {"say": ["{% if milestone.missing %} Until it runs every week, this is missing: {{ milestone.missing|listed(2) }}. {% else %} Let''s go through the weekly figures and name what is still in the way of a routine. {% endif %}", "{% if milestone.next_task %} First: {{ milestone.next_task }}. We check the figures a week later, and keep what works. {% else %} One gap at a time: close it, check the figures a week later, keep what works. {% endif %}", "{% if promise %}Open on our side: {{ promise }}.{% endif %}"], "ask": "Which part of the weekly work still happens outside, and what would it take to move it?", "leave_with": "the next gap, its date and the figure to check", "draft": []}, "friend": {"say": ["{% if milestone.last_reached %} Your team got through the start together, and that was the hard part. Now I''d like the everyday part to feel easy. {% else %} I''d like to know how the week feels for the people who use it, before we talk about figures. {% endif %}", "{% if promise %}I owe you {{ promise }}, and I haven''t forgotten.{% else %}If one of you is stuck, tell me. What I don''t know, I''ll find out, and you can pass it on to the others.{% endif %}", "May one of us sit beside your team for an hour and learn how they work?"], "ask": "Who has found a good way of doing it that the others would like to see?", "leave_with": "a visit, and one person to thank by name", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} You said {{ stakeholder.vision|quoted(80) }}. You''ll see it once the team works this way every week. {% else %} You''ll see the return once the team works this way every week. {% endif %}", "Two ways to get there: we work beside your team for a while, or small, safe steps at your pace."], "ask": "What do you expect to see by [day], and who will see it with you?", "leave_with": "the choice, and who speaks for you day to day", "draft": []}, "neutral": {"say": ["{% if milestone.missing %} To make it part of every week, this is missing: {{ milestone.missing|listed(2) }}. {% else %} Let''s find the one job that is worth doing this way every week. {% endif %}", "{% if milestone.next_task %}Next on the list: {{ milestone.next_task }}.{% endif %} {% if promise %}We still owe you {{ promise }}.{% endif %}"], "ask": "What would make the week better: a clearer plan, more people on board, or a faster result?", "leave_with": "one small change", "draft": []}}, "won": "Your team now does one of its jobs this way every week.", "materials": [{"title": "how to choose the first weekly job", "link": null, "text": "A good one comes back every week, takes somebody more than an hour, and is missed when it isn''t done. Leave out the one with the most exceptions; it comes later.", "task": "weekly-job-chosen", "personas": []}, {"title": "the handbook for your own admin", "link": null, "text": "Week one: users and rights. Week two: the data source and its checks. Week three: change something small on your own, and tell us what you would do differently.", "task": "own-admin-named", "personas": ["expert"]}, {"title": "the first weeks of your own admin", "link": null, "text": "The admin needs an hour a week and the trust of the team. We sit in for three weeks; from the fourth on we answer questions.", "task": "own-admin-named", "personas": []}, {"title": "switching the old way off", "link": null, "text": "Name a day and tell everyone twice. Keep the old way to be read, not to be written, for two weeks. Agree whom to call on the first Monday.", "task": "old-way-stopped", "personas": []}]}, {"key": "proven-outcome", "name": "a proven outcome", "customer_words": "A result you can show", "meaning": "The goal they set is met far enough that they say so themselves, with a figure.", "usual_days": 90, "tasks": [{"key": "baseline-recorded", "name": "starting figure", "customer_words": "The starting figure, written down", "ask": "for the figure from before the start", "side": "theirs", "ticked_by": null, "required": true}, {"key": "result-measured", "name": "today''s figure", "customer_words": "Today''s figure, measured", "ask": "for today''s figure, to set beside the first one", "side": "ours", "ticked_by": null, "required": true}, {"key": "result-confirmed", "name": "result confirmed", "customer_words": "The result, confirmed by you", "ask": "who has to agree to the result, and how it was measured", "side": "theirs", "ticked_by": null, "required": true}, {"key": "result-shared", "name": "result shown to the leadership", "customer_words": "The result, shown to your leadership", "ask": "for ten minutes with the leadership to show the result", "side": "theirs", "ticked_by": null, "required": true}, {"key": "story-agreed", "name": "permission to tell the story", "customer_words": "Your yes or no to telling the story", "ask": "whether the story may be told, and who has to say yes", "side": "ours", "ticked_by": null, "required": false}], "kpis": [{"kpi": "goal-progress", "at_least": 50.0, "fresh_days": 45}, {"kpi": "weekly-use", "at_least": 50.0, "fresh_days": 14}], "for_segments": {}, "talk": {"expert": {"say": ["{% if milestone.missing %} To prove the result, this is missing: {{ milestone.missing|listed(2) }}. {% else %} I''d like you to check the result before anyone else sees it. {% endif %}", "Let''s set the starting figure beside today''s, and write down how each was measured.", "{% if promise %}Open on our side: {{ promise }}.{% endif %}"], "ask": "Which number would prove it to you, and who has to accept how it was measured?", "leave_with": "two figures, their source, and the date to measure again", "draft": []}, "friend": {"say": ["The result belongs to your team, and I''d like everyone behind it to be named when it is told.", "Shall we collect what has become easier? Half an hour, and everyone says one thing.", "{% if promise %}I owe the team {{ promise }}, and I haven''t forgotten.{% endif %}"], "ask": "Whose work changed the most, and what do they say about it?", "leave_with": "three voices from the team and a date to celebrate", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }} is your aim. You''ll get one page on how far you are. {% else %} You''ll get one page on how far you are, made for your leadership. {% endif %} {% if milestone.missing %}Between you and the win: {{ milestone.missing|first }}.{% endif %}", "Two ways to tell it: you present it with our figures behind you, or we prepare a short story with your name on it."], "ask": "What would your leadership have to see to call this a win?", "leave_with": "the date of that meeting, and the one figure for it", "draft": []}, "neutral": {"say": ["{% if milestone.missing %} Before we can call it a result, this is missing: {{ milestone.missing|listed(2) }}. {% else %} Let''s put what has changed into one sentence and one figure. {% endif %}", "{% if promise %}We still owe you {{ promise }}.{% endif %}"], "ask": "Who should hear about the result first, and what would they want to know?", "leave_with": "one figure and the person who confirms it", "draft": []}}, "won": "The goal you set is met, and there is a figure that shows it.", "materials": [{"title": "how to write down a starting figure", "link": null, "text": "Take it from before the start, from a place that your colleagues trust: a report, a time sheet, a week of tallies. Write beside it who counted, over which weeks, and what was left out. A rough figure with its source is worth more than a fine one without.", "task": "baseline-recorded", "personas": []}, {"title": "one slide for your leadership", "link": null, "text": "Three lines: the figure before, the figure today, and how both were measured. Then one sentence on what it makes possible next. Name the people who did it. We check the figures with you before you show them.", "task": "result-shared", "personas": []}]}]}, {"key": "expand", "name": "Expand", "place": "growing with it", "laer": "expand", "purpose": "Let a lasting result lead to the next team, the next use and the next contract.", "teams": ["customer success", "sales", "product", "marketing"], "needs": ["Their success told where it counts", "A next goal that builds on the last one", "A start for the next team without the first one''s detours", "A say in where the product goes"], "touchpoints": ["Review with the leadership", "Sessions between teams", "User group and advisory board", "Roadmap review", "Stories and talks"], "actions": ["Put the result on one page that the sponsor can carry upwards", "Ask which team has the same problem", "Agree the next goal before naming the next product", "Say with each step further what it adds to the case for the next term"], "requirements": [], "usual_days": null, "enters_when": null, "before_sale": false, "milestones": [{"key": "shared-success", "name": "shared success", "customer_words": "A second team on its way", "meaning": "A second team gets a result of its own, and the first one is known for having led the way.", "usual_days": 120, "tasks": [{"key": "second-team-named", "name": "second team named", "customer_words": "The second team, named", "ask": "which team would gain next, and who leads it", "side": "theirs", "ticked_by": null, "required": true}, {"key": "second-goal-agreed", "name": "second team''s goal in writing", "customer_words": "The second team''s goal, in writing", "ask": "what the second team wants to reach, in a sentence", "side": "ours", "ticked_by": null, "required": true}, {"key": "teams-met", "name": "session with both teams", "customer_words": "Both teams in one session", "ask": "for an hour with both teams", "side": "ours", "ticked_by": null, "required": true}, {"key": "second-team-started", "name": "second team''s first week", "customer_words": "The second team''s first week", "ask": "what the second team needs for its first week", "side": "theirs", "ticked_by": {"action": "second-team-active", "kpi": null, "at_least": 1.0}, "required": true}, {"key": "story-told", "name": "story told", "customer_words": "Your story, told", "ask": "where the story may be told first", "side": "ours", "ticked_by": null, "required": false}], "kpis": [{"kpi": "active-seats", "at_least": 70.0, "fresh_days": 30}, {"kpi": "feature-adoption", "at_least": 50.0, "fresh_days": 30}], "for_segments": {}, "talk": {"expert": {"say": ["{% if milestone.last_reached and milestone.last_reached_on %} Your last target is met, since {{ milestone.last_reached_on }}. What took you longest on the way is what the next team can skip. {% else %} What took your team longest the first time is what the next team can skip. {% endif %}", "{% if milestone.missing %}Outstanding: {{ milestone.missing|listed(2) }}. Which date do we put on it? {% else %}Let''s set the next target while the figures are fresh.{% endif %}"], "ask": "Which target comes after this one, and what does that number stand at today?", "leave_with": "the next target, its figure of today and an end date", "draft": []}, "friend": {"say": ["Nobody could show the next team better than yours. We bring you together for an hour, and your people lead.", "{% if promise %}First, though: I owe you {{ promise }}, and I haven''t forgotten.{% else %}I''d also like your team to be heard on what we build next. May I invite them?{% endif %}"], "ask": "Which colleagues have asked you about it, and what would they need to feel welcome?", "leave_with": "the two names who bring the teams together", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: the first result is in, and it is yours to show. {% else %} The first result is in, and it is yours to show. You''ll get it on one page for your leadership. {% endif %}", "Two ways to make it bigger: a second team starts now with our people beside it, or you present first and decide after."], "ask": "What would you like to be known for in a year, and who has to see it?", "leave_with": "the option chosen, and where the result is shown", "draft": []}, "neutral": {"say": ["What your team reached could help another one, and it would be quicker the second time.", "{% if promise %}First, we still owe you {{ promise }}.{% endif %}"], "ask": "If one other team had this next, which should it be, and why that one?", "leave_with": "the name of one team", "draft": []}}, "won": "A second team has a result of its own, and yours led the way.", "materials": [{"title": "how a first team helps a second one", "link": null, "text": "Choose a team that asked, not one that was told to. Let somebody of the first team say what was hard; that is believed. Give the second team a goal of its own, and a first week with nothing else new in it.", "task": "second-team-named", "personas": []}, {"title": "an agenda for both teams", "link": null, "text": "Ten minutes: what the first team does differently now. Twenty: the second team''s own example, on screen. Ten: what would be in their way. Five: one name and one day for the start.", "task": "teams-met", "personas": []}]}]}, {"key": "renew", "name": "Renew", "place": null, "laer": "renew", "purpose": "Bring to a good end what every talk before prepared, so that going on is the easy choice.", "teams": ["customer success", "sales", "finance", "leadership"], "needs": ["What was reached, set against what was planned and paid", "Open points solved before the contract is on the table", "A plan for the next term, and a choice", "The people they trust in the room"], "touchpoints": ["Review of the term", "Talk with the decision maker", "Offer and contract", "Thank-you after signing"], "actions": ["Close or date every open ticket before the talk", "Set results beside the goals of the term", "Say how sure you are, and keep it current"], "requirements": [], "usual_days": null, "enters_when": {"days_to_deadline": {"at_most": 90}}, "before_sale": false, "milestones": []}], "health": {"kpis": [{"key": "weekly-use", "name": "weekly use", "unit": "%", "weight": 25.0, "worst": 10.0, "best": 70.0, "fresh_days": 14}, {"key": "active-seats", "name": "active seats", "unit": "%", "weight": 15.0, "worst": 20.0, "best": 90.0, "fresh_days": 30}, {"key": "logins", "name": "logins per user a week", "unit": "", "weight": 10.0, "worst": 0.0, "best": 4.0, "fresh_days": 14}, {"key": "feature-adoption", "name": "core features in use", "unit": "%", "weight": 15.0, "worst": 10.0, "best": 70.0, "fresh_days": 30}, {"key": "open-tickets", "name": "open tickets", "unit": "", "weight": 10.0, "worst": 10.0, "best": 0.0, "fresh_days": 14}, {"key": "response-hours", "name": "our first answer", "unit": " h", "weight": 10.0, "worst": 24.0, "best": 2.0, "fresh_days": 30}, {"key": "nps", "name": "NPS", "unit": "\u00b1", "weight": 15.0, "worst": -50.0, "best": 60.0, "fresh_days": 120}, {"key": "weekly-users", "name": "weekly users", "unit": "", "weight": 0.0, "worst": 0.0, "best": 100.0, "fresh_days": 14}, {"key": "goal-progress", "name": "progress towards the goal", "unit": "%", "weight": 0.0, "worst": 0.0, "best": 100.0, "fresh_days": 45}], "bands": [{"key": "red", "name": "at risk", "floor": 0}, {"key": "amber", "name": "on watch", "floor": 50}, {"key": "green", "name": "healthy", "floor": 75}]}, "rules": [{"key": "stuck-in-milestone", "level": 1, "when": {"milestone_overdue_days": {"above": 0}}, "clears_when": null, "quiet_days": 0, "once_per": "milestone", "shares": null, "per": "account", "alert": true, "sends": null, "asks": null, "cta": {"type": "risk", "priority": "high", "due_in_working_days": 5, "review": "ebr"}, "rises": [], "headline": "{% if milestone.days and milestone.usual %} {{ milestone.days|count(''day'') }} without {{ milestone.name }}; {{ milestone.usual }} is usual ({{ milestone.usual_basis }}) {% else %} past the usual time for {{ milestone.name or ''the next step'' }} {% endif %}", "todo": "{% if milestone.next_task %}Unblock: {{ milestone.next_task|short(44) }}{% else %}Find what holds it up{% endif %}", "step": "{% if not hands_on %}find who does the work there, and ask what {{ milestone.next_task or ''the next step'' }} waits for {% else %} ask {{ hands_on.with_role|aside }} {{ milestone.next_ask or ''what '' ~ (milestone.next_task or ''the next step'') ~ '' waits for'' }} {%- if hands_on.last_talk %} (last talk {{ hands_on.last_talk }}){% endif %} {% endif %}", "clears": "Clears by itself when {{ milestone.name or ''the next milestone'' }} is reached.", "subject": null, "talk": {}}, {"key": "no-review", "level": 1, "when": {"review_turn": {"above": 90}}, "clears_when": null, "quiet_days": 0, "once_per": "review", "shares": null, "per": "account", "alert": true, "sends": null, "asks": null, "cta": {"type": "objective", "priority": "medium", "due_in_working_days": 10, "review": "qbr"}, "rises": [], "headline": "{% if review.days is none %} no review for more than 90 days {% elif review.from_start %} {{ review.days|count(''day'') }} in, and no review yet; 90 is our limit {% elif review.from_coming %} no review on record for {{ review.days|count(''day'') }}; 90 is our limit {% else %} {{ review.days|count(''day'') }} since the last review{% if review.last %} ({{ review.last }}){% endif %}; 90 is our limit {% endif %}", "todo": "Set a review date{% if stakeholder %} with {{ stakeholder.first_name|short(24) }}{% endif %}", "step": "{% if stakeholder %}offer {{ stakeholder.with_role|aside }} two dates for 40 minutes on results and open points {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% else %}find who decides there, and offer two dates for a review{% endif %}", "clears": "Clears by itself when a review is logged.", "subject": "A date to look back and plan ahead?", "talk": {"expert": {"say": ["{% if review.last and not review.from_start %} We last went through the figures on {{ review.last }}. I''d like to bring you the new ones. {% elif review.from_coming %} I''d like to go through your figures with you, and bring you the newest. {% else %} We haven''t gone through your figures together yet. I''d like to bring them to you. {% endif %}", "Three points in 40 minutes: what is reached, what is open, and a date for each open point."], "ask": "Which figure should I have checked before we meet?", "leave_with": "the review''s date and its three points", "draft": []}, "friend": {"say": ["{% if review.last and not review.from_start %} We last sat together on {{ review.last }}, and I''d like to hear from your team how it has been since. {% elif review.from_coming %} I''d like us all to sit together and look at how it is going, and to hear it from your team. {% else %} We haven''t all sat together yet to look at how it is going. I''d like to hear it from your team. {% endif %}", "{% if promise %}I owe you {{ promise }}, and I haven''t forgotten.{% endif %}"], "ask": "Who should be there so that everyone is heard, and which day is good for them?", "leave_with": "a date that suits the team, and who comes", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: half an hour on how far you are, and what decides the rest. {% else %} Half an hour on your goal: how far you are, and what decides the rest. {% endif %}", "You''ll have one page beforehand, and two dates to choose from."], "ask": "What do you want decided by the end of that half hour?", "leave_with": "one of the two dates", "draft": []}, "neutral": {"say": ["{% if review.last and not review.from_start %} We last looked back together on {{ review.last }}. I''d like us to do it again. {% elif review.from_coming %} I''d like us to look back together at how it has gone, and at what comes next. {% else %} We haven''t looked back together yet. It would be good to do it soon. {% endif %}", "I''ll bring what was reached and what is open. You decide what comes next."], "ask": "What should come first: the figures, how the team finds it, or where it takes the company?", "leave_with": "a date", "draft": []}}}, {"key": "renewal", "level": 1, "when": {"days_to_deadline": {"at_most": 120}}, "clears_when": {"any": [{"days_to_deadline": {"above": 120}}, {"outcome_missing_days": {"at_least": 1}}]}, "quiet_days": 0, "once_per": "renewal", "shares": null, "per": "account", "alert": true, "sends": null, "asks": null, "cta": {"type": "lifecycle", "priority": "low", "due_in_working_days": 10, "review": null}, "rises": [{"days": 120, "priority": "low", "alert": false, "only_untouched": false}, {"days": 90, "priority": "medium", "alert": true, "only_untouched": false}, {"days": 60, "priority": "high", "alert": false, "only_untouched": false}, {"days": 30, "priority": "urgent", "alert": true, "only_untouched": false}, {"days": 7, "priority": "urgent", "alert": true, "only_untouched": true}], "headline": "{% set when = ''today'' if renewal.days == 0 else ''tomorrow'' if renewal.days == 1 else ''in '' ~ (renewal.days or 0)|count(''day'') %} {% if renewal.days is none or not renewal.deadline %}the renewal is near {% elif renewal.is_notice %}{% if renewal.value %}{{ renewal.value }}, {% endif %}notice by {{ renewal.deadline }}, {{ when }} {% else %}{{ renewal.value or ''the contract'' }} {{ ''renews by itself'' if renewal.by_itself else ''ends'' }} {{ when }}, {{ renewal.deadline }} {% endif %}", "todo": "{% if not renewal.call %}Say how sure you are of the renewal {% elif stakeholder %}Agree the next term with {{ stakeholder.first_name|short(24) }} {% else %}Find who decides on the renewal{% endif %}", "step": "{% if not stakeholder %}find who signs the renewal; nobody is on record {% elif tickets.first %} get a fix date for {{ tickets.first|listed }}, then call {{ stakeholder.with_role }} {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% elif low_answer %} settle with {{ stakeholder.with_role|aside }} what is behind it before the contract: somebody {{ low_answer }} {% elif stakeholder.last_talk %} ask {{ stakeholder.with_role|aside }} what the decision hangs on (last talk {{ stakeholder.last_talk }}) {% else %} set a date with {{ stakeholder.with_role }} {% endif %}", "clears": "Your forecast lets it rest; recording how it ends clears it.", "subject": null, "talk": {"expert": {"say": ["I''ll bring the plan from the start with the results beside it, including where we fell short.", "{% if milestone.open_tasks %} Still open: {{ milestone.open_tasks|listed(2) }}. Each gets a date before we talk about the contract. {% else %} I''d like to draft the next plan with you, dates included, before we talk about the contract. {% endif %}", "{% if promise %}Open on our side: {{ promise }}.{% endif %}"], "ask": "Which of these results do your own figures confirm?", "leave_with": "a date for each open point, and one for the draft", "draft": []}, "friend": {"say": ["Before any paperwork, I''d like us to look back at what your people and ours have done together.", "{% if promise %} I owe you {{ promise }}. That comes before any word about the contract. {% else %} If anyone on your team is still waiting for something from us, I''d like to settle it first. {% endif %}"], "ask": "What is the team proudest of, and what would it like from the next year?", "leave_with": "a date with the team, and what still has to be settled", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} You said {{ stakeholder.vision|quoted(80) }}. You''ll get the return so far, against the full cost, on one page. {% else %} You''ll get the return so far, against the full cost, on one page. {% endif %}", "You''ll have two ways to go on, and the choice is yours. I''d like [name] from our leadership to go through them with you."], "ask": "What would make the next term a clear win for you?", "leave_with": "the way they prefer, and a date with our leadership", "draft": []}, "neutral": {"say": ["{% if renewal.deadline %} The contract has a date, {{ renewal.deadline }}, and I''d like you to decide without being rushed. {% else %} I''d like you to decide on the next term without being rushed. {% endif %}", "Let''s set what you wanted beside what you got, and settle what is open first."], "ask": "What does your decision hang on, and who else has a say in it?", "leave_with": "what has to be true, and who decides", "draft": []}}}, {"key": "health-fell", "level": 1, "when": {"any": [{"health_fell": {"points": 15, "within_days": 7}}, {"band_changed": {"within_days": 7, "to": "down"}}]}, "clears_when": {"any": [{"not": {"any": [{"health_fell": {"points": 15, "within_days": 7}}, {"health_fell": {"points": 5, "within_days": 30}}, {"band_changed": {"within_days": 7, "to": "down"}}]}}, {"health_by_hand_days": {"known": true}, "health": {"at_least": 55}}]}, "quiet_days": 0, "once_per": "health-change", "shares": "health", "per": "account", "alert": true, "sends": null, "asks": null, "cta": {"type": "risk", "priority": "high", "due_in_working_days": 2, "review": null}, "rises": [], "headline": "{% if health.score is none %} health fell {% elif health.by_hand %} health fell; now {{ health.score }}, {{ health.by_hand|short(90) }} {% elif health.was is none or health.was == health.score %} health fell, and stands at {{ health.score }}{% if health.band %} ({{ health.band }}){% endif %} {% if health.was is none and health.moved %}: {{ health.moved|join('', '')|short(110) }}{% endif %} {% elif health.was < health.score %} health fell, and is coming back: {{ health.score }}, was {{ health.was }} {%- if health.was_when %} {{ health.was_when }}{% endif %} {% else %} health {{ health.was }} \u2192 {{ health.score }}{% if health.was_when %} {{ health.was_when|since }}{% endif %} {% if health.moved %}: {{ health.moved|join('', '')|short(110) }}{% endif %} {% endif %}", "todo": "{% if stakeholder %}Ask {{ stakeholder.first_name|short(24) }} what changed{% else %}Find out what changed{% endif %}", "step": "{% if not stakeholder %}find who decides there, as nobody is on record; then ask what changed {% elif tickets.first %} get a fix date for {{ tickets.first|listed }}, then call {{ stakeholder.with_role }} {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% elif low_answer %} call {{ stakeholder.with_role|aside }} about what is behind it: somebody {{ low_answer }} {% else %} ask {{ stakeholder.with_role|aside }} what changed{% if health.moved %}, and who stopped{% endif %} {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% endif %}", "clears": "Clears by itself when health is back within 5 points, or has held steady for 30 days.", "subject": null, "talk": {"expert": {"say": ["{% if health.moved %} Your figures moved: {{ health.moved[:2]|listed|aloud }}. You may know the reason better than I do. {% else %} Your figures have moved lately. You may know the reason better than I do. {% endif %}", "If something is in the way, I''d like to take it apart with you, one figure at a time."], "ask": "What changed, and which number should be back first?", "leave_with": "the cause, one step against it, and a day to check the figure", "draft": []}, "friend": {"say": ["I noticed that something is different for your team lately, and I''d rather ask than guess.", "{% if promise %} I owe you {{ promise }}, and I haven''t forgotten. If the team is waiting for more than that, tell me. {% else %} If it was something we did, tell me. What I can''t answer today, I''ll find out for all of you. {% endif %}"], "ask": "What has changed for the team, and who is feeling it most?", "leave_with": "the name of the person to help first", "draft": []}, "ceo": {"say": ["{% if health.moved %} Something changed: {{ health.moved|first|aloud }}. I wanted you to hear it from me first. {% else %} Something has changed. I wanted you to hear it from me first. {% endif %}", "Two ways to put it right: we take it on at once, or your team does with us at its side."], "ask": "What do you expect from us by [day]?", "leave_with": "the way chosen, and when you report back", "draft": []}, "neutral": {"say": ["{% if health.moved %} I noticed a change: {{ health.moved[:2]|listed|aloud }}. I''d like to understand it before I suggest anything. {% else %} I noticed that something has changed. I''d like to understand it before I suggest anything. {% endif %}"], "ask": "What has changed on your side, and what would help most?", "leave_with": "the reason in their words", "draft": []}}}, {"key": "health-red", "level": 1, "when": {"band": {"is": "red"}, "health_by_hand_days": {"known": false}, "any": [{"stale_kpis": {"at_most": 0}}, {"health_known": {"at_least": 70}}]}, "clears_when": {"health": {"at_least": 55}}, "quiet_days": 0, "once_per": "band", "shares": "health", "per": "account", "alert": true, "sends": null, "asks": null, "cta": {"type": "risk", "priority": "urgent", "due_in_working_days": 2, "review": null}, "rises": [], "headline": "{% if health.score is none %} health was low, and can''t be told today {% else %} {% set fell = not health.by_hand and health.was is not none and health.was - health.score >= 5 %} health {% if fell %}{{ health.was }} \u2192 {% endif %}{{ health.score }}{% if health.band %} ({{ health.band }}){% endif %} {%- if health.by_hand %}, {{ health.by_hand|short(90) }} {% elif fell %}{% if health.was_when %} {{ health.was_when|since }}{% endif %} {%- if health.moved %}: {{ health.moved|join('', '')|short(110) }}{% endif %} {% elif health.was is not none and health.score - health.was >= 5 %}, and is coming back; was {{ health.was }} {%- if health.was_when %} {{ health.was_when }}{% endif %} {% elif health.low %}: {{ health.low|join('', '')|short(60) }} {% endif %} {% endif %}", "todo": "{% if stakeholder %}Ask {{ stakeholder.first_name|short(24) }} what is in the way{% else %}Find out what is in the way {% endif %}", "step": "{% if not stakeholder %}find who decides there, as nobody is on record; then ask what changed {% elif tickets.first %} get a fix date for {{ tickets.first|listed }}, then call {{ stakeholder.with_role }} {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% elif low_answer %} call {{ stakeholder.with_role|aside }} about what is behind it: somebody {{ low_answer }} {% else %} ask {{ stakeholder.with_role|aside }} what changed{% if health.moved %}, and who stopped{% endif %} {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% endif %}", "clears": "Clears by itself when health is at 55 or more and has settled.", "subject": null, "talk": {"expert": {"say": ["{% if health.low %} What stands out: {{ health.low|listed|aloud }}. I''d like to find the cause with you before we talk about a cure. {% else %} Your figures are lower than either of us wanted. I''d like to find the cause with you before we talk about a cure. {% endif %}", "One cause, one step against it, and the figure that shows whether it worked. More isn''t needed to begin."], "ask": "Which of these figures costs you most, and what would have to change for it to rise?", "leave_with": "the cause, one step, and the figure that will show it", "draft": []}, "friend": {"say": ["It looks as if it isn''t working for your team yet, and I''d like to hear it from the people who use it.", "Whatever is ours to mend, please say so plainly. What I can''t answer, I''ll find out."], "ask": "Who has the hardest time with it, and may I help them first?", "leave_with": "whom to help first, and a time for it", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: as it stands today, that is at risk, and you should hear it from me. {% else %} As it stands today, what you came for is at risk, and you should hear it from me. {% endif %}", "Two ways to turn it round: one goal first while the rest waits, or all of it, with us beside your people."], "ask": "What would have to be different for this to be worth your while?", "leave_with": "the way chosen, and who answers for it on both sides", "draft": []}, "neutral": {"say": ["It isn''t going the way you and we wanted. I''d like to understand why before I suggest anything."], "ask": "What gets in the way, and what would help most?", "leave_with": "the reason in their words", "draft": []}}}, {"key": "use-fell", "level": 1, "when": {"kpi": {"weekly-use": {"fell_by": {"percent": 30, "within_days": 14}, "fresh_days": 14}}}, "clears_when": {"any": [{"not": {"any": [{"kpi": {"weekly-use": {"fell_by": {"percent": 30, "within_days": 14}, "fresh_days": 14}}}, {"kpi": {"weekly-use": {"fell_by": {"percent": 20, "within_days": 28}, "fresh_days": 14}}}]}}, {"health_by_hand_days": {"known": true}, "health": {"at_least": 55}}]}, "quiet_days": 0, "once_per": "health-change", "shares": "health", "per": "account", "alert": true, "sends": null, "asks": null, "cta": {"type": "risk", "priority": "high", "due_in_working_days": 3, "review": null}, "rises": [], "headline": "{% for one in health.moved if one.startswith(''weekly use '') %}{{ one|short(40) }} within two weeks {%- else %}weekly use is down by 30% or more within two weeks{% endfor %}", "todo": "{% if stakeholder %}Ask {{ stakeholder.first_name|short(24) }} what has become quiet{% else %}Find out what has become quiet{% endif %}", "step": "{% if not stakeholder %}find who decides there, as nobody is on record; then ask what changed {% elif tickets.first %} get a fix date for {{ tickets.first|listed }}, then call {{ stakeholder.with_role }} {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% elif low_answer %} call {{ stakeholder.with_role|aside }} about what is behind it: somebody {{ low_answer }} {% else %} ask {{ stakeholder.with_role|aside }} what changed{% if health.moved %}, and who stopped{% endif %} {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% endif %}", "clears": "Clears by itself when weekly use is nearly back, or has held steady for four weeks.", "subject": null, "talk": {"expert": {"say": ["Use has dropped within two weeks. I''d like to see with you which task it went missing from.", "If one step has got in the way, we mend that step and look at the figure again on a day we agree."], "ask": "Which task is done another way now, and since when?", "leave_with": "the task, what is in its way, and the day to look again", "draft": []}, "friend": {"say": ["It has become quiet among your people, and I''d like to know whether something is wrong.", "{% if promise %} I owe you {{ promise }}, and that comes first. {% else %} Perhaps they are simply away. If it is more than that, we''ll sort it out together. {% endif %}"], "ask": "Who stopped first, and may I ring them for five minutes?", "leave_with": "whom to ring", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: it hangs on your people using it, and they do so less than two weeks ago. {% else %} Your people use it a good deal less than two weeks ago, and you should hear that early. {% endif %}", "Two ways: we find out with your team what is in the way, or you name whom to ask, and we report to you."], "ask": "Has anything changed in your plans that we should know of?", "leave_with": "the way chosen, and the day we report", "draft": []}, "neutral": {"say": ["It is used a good deal less than two weeks ago. There may be a good reason, and I''d like to hear it."], "ask": "What is different from two weeks ago?", "leave_with": "the reason, in a sentence of theirs", "draft": []}}}, {"key": "expansion-ready", "level": 1, "when": {"laer": {"in": ["adopt", "expand"]}, "health": {"at_least": 80}, "all": [{"any": [{"kpi": {"open-tickets": {"known": false, "fresh_days": 14}}}, {"kpi": {"open-tickets": {"at_most": 2, "fresh_days": 14}}}]}, {"any": [{"days_since_low_answer": {"known": false}}, {"days_since_low_answer": {"above": 90}}]}]}, "clears_when": {"any": [{"health": {"below": 75}}, {"laer": {"is": "renew"}}, {"kpi": {"open-tickets": {"above": 4, "fresh_days": 14}}}, {"days_since_low_answer": {"at_most": 90}}]}, "quiet_days": 0, "once_per": "quarter", "shares": null, "per": "account", "alert": true, "sends": null, "asks": null, "cta": {"type": "opportunity", "priority": "medium", "due_in_working_days": 10, "review": null}, "rises": [], "headline": "ready to grow: {% if health.score is not none %}health {{ health.score }}{% else %}doing well{% endif %} {%- if milestone.last_reached %}, {{ milestone.last_reached }} reached {%- if milestone.last_reached_on %} {{ milestone.last_reached_on }}{% endif %}{% endif %}", "todo": "{% if stakeholder %}Ask {{ stakeholder.first_name|short(24) }} what comes next{% else %}Find who would gain from more {% endif %}", "step": "{% if stakeholder %}ask {{ stakeholder.with_role|aside }} which team would gain next {%- if milestone.last_reached %}, with {{ milestone.last_reached }} as the proof{% endif %} {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% else %}find who would gain from more{% endif %}", "clears": "Clears by itself if health drops below 75, tickets or answers turn bad, or the renewal comes near.", "subject": "What comes next for you?", "talk": {"expert": {"say": ["{% if milestone.last_reached %} Reached: {{ milestone.last_reached }} {%- if milestone.last_reached_on %}, {{ milestone.last_reached_on }}{% endif %}. The same way of working could move your next number. {% else %} Your figures are good. The same way of working could move your next number. {% endif %}", "I can draft the gap, the steps and how we''d measure it. Would you check it before anyone else sees it?"], "ask": "Which number comes next, and where does it stand today?", "leave_with": "the next number and who owns it", "draft": []}, "friend": {"say": ["What your team has built could help others in the company, and nobody tells it better than the people who did it.", "Shall we invite one other team for an hour? Yours shows, ours helps, and nobody has to decide anything."], "ask": "Who has asked you about it, and who would be glad to be invited?", "leave_with": "one team, two names and a day", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} You said {{ stakeholder.vision|quoted(80) }}. You''ll get what is won so far on one page, for your leadership. {% else %} You''ll get what is won so far on one page, for your leadership. {% endif %}", "Two ways to build on it: a second team next, or a talk that shows what you have done."], "ask": "What would you like to be able to show a year from now?", "leave_with": "the way chosen, and the meeting where the page is shown", "draft": []}, "neutral": {"say": ["It is going well, and that is your doing. I''d like to hear where else it could help."], "ask": "If you could have one more thing go this well, what would it be?", "leave_with": "one idea in their words", "draft": []}}}, {"key": "health-by-hand-ends", "level": 1, "when": {"health_by_hand_days": {"at_most": 3}}, "clears_when": {"any": [{"health_by_hand_days": {"known": false}}, {"health_by_hand_days": {"above": 3}}]}, "quiet_days": 0, "once_per": "quarter", "shares": null, "per": "account", "alert": false, "sends": null, "asks": null, "cta": {"type": "objective", "priority": "medium", "due_in_working_days": 2, "review": null}, "rises": [], "headline": "{% if health.score is not none and health.by_hand %} health {{ health.score }}, {{ health.by_hand|short(90) }} {% else %} the health score set by hand ends in a few days {% endif %}", "todo": "Say whether the score you set still holds", "step": null, "clears": "Clears by itself when that score ends, or when you set it anew.", "subject": "How are you getting on?", "talk": {}}, {"key": "champion-left", "level": 1, "when": {"champion_left_days": {"at_most": 90}, "champions": {"below": 1}}, "clears_when": null, "quiet_days": 0, "once_per": "quarter", "shares": null, "per": "account", "alert": true, "sends": null, "asks": null, "cta": {"type": "risk", "priority": "high", "due_in_working_days": 3, "review": null}, "rises": [], "headline": "{% set gone = (champion_left or '''').split('', '') %} {% if champion_left %}no champion since {{ gone|first }} left{% if gone|length > 1 %} {{ gone[1] }}{% endif %} {% else %}the champion left, and nobody has taken over yet{% endif %}", "todo": "Find who carries the goal now", "step": "{% set gone = (champion_left or ''the champion'').split('', '')|first %} {% if not stakeholder %}find who carries the goal now that {{ gone }} is gone; nobody else is on record {% else %} ask {{ stakeholder.with_role|aside }} who takes over from {{ gone }} {%- if stakeholder.last_talk %} (last talk {{ stakeholder.last_talk }}){% endif %} {% endif %}", "clears": "Clears by itself when a new champion is noted.", "subject": "With the change on your side", "talk": {"expert": {"say": ["Your plan shouldn''t lose time over a change of people. {% if milestone.total %}It stands at {{ milestone.done }} of {{ milestone.total|count(''step'') }}.{% endif %}", "{% if milestone.open_tasks %} Each open step needs an owner: {{ milestone.open_tasks|listed(2) }}. I can hand over all we know in an hour. {% else %} I can hand over all we know about it in an hour, and in writing. {% endif %}"], "ask": "Who owns the number now, and what do they need to know first?", "leave_with": "the new owner''s name and a date for the hand-over", "draft": []}, "friend": {"say": ["A colleague leaving is a change for the whole team. How is everyone?", "I''d like to get to know whoever takes this on, and do the first steps together with you."], "ask": "Whom do the others turn to now, and may I meet them with you?", "leave_with": "an introduction", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }} still stands. We keep it moving while you choose who carries it. {% else %} Your goal still stands, and we keep it moving while you choose who carries it. {% endif %}", "Two ways: you name someone and we bring them up to speed in a week, or we keep it going until you do."], "ask": "Who has your trust for this?", "leave_with": "a name, or the day you will have one", "draft": []}, "neutral": {"say": ["With the change on your side, I''d like to make sure that nothing gets lost.", "I can bring whoever takes over up to date in an hour."], "ask": "Who carries the goal now, and who should know about it?", "leave_with": "a name and a date", "draft": []}}}, {"key": "outcome-missing", "level": 1, "when": {"outcome_missing_days": {"at_least": 1}}, "clears_when": null, "quiet_days": 0, "once_per": "renewal", "shares": null, "per": "account", "alert": false, "sends": null, "asks": null, "cta": {"type": "lifecycle", "priority": "high", "due_in_working_days": 2, "review": null}, "rises": [], "headline": "the contract{% if renewal.ended_product %} for {{ renewal.ended_product }}{% endif %} ended{% if renewal.ended %} {{ renewal.ended }}{% endif %}; how, we don''t know yet", "todo": "Record how the renewal ended", "step": "{% if stakeholder %}record how it ended, or ask {{ stakeholder.with_role }}{% else %}record how it ended {% endif %}", "clears": "Clears when you record renewed, reduced or lost.", "subject": "Your contract, and how we go on", "talk": {}}, {"key": "survey-due", "level": 1, "when": {"survey_turn": {"above": 90}, "all": [{"any": [{"days_to_deadline": {"known": false}}, {"days_to_deadline": {"above": 30}}]}, {"any": [{"days_since_asked": {"known": false}}, {"days_since_asked": {"above": 14}}]}]}, "clears_when": {"any": [{"days_since_survey": {"at_most": 90}}, {"days_since_asked": {"at_most": 14}}]}, "quiet_days": 90, "once_per": "quarter", "shares": "survey", "per": "account", "alert": false, "sends": null, "asks": {"survey": "nps", "whom": "decides"}, "cta": {"type": "objective", "priority": "low", "due_in_working_days": 15, "review": null}, "rises": [], "headline": "nobody there was asked for more than 90 days how it is going", "todo": "Ask {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} for a score and a sentence", "step": "{% if stakeholder %}send {{ stakeholder.with_role|aside }} one question: how likely they''d recommend us, and why {% else %}find whom to ask for a score and a sentence{% endif %}", "clears": "Clears by itself when an answer is recorded.", "subject": "How is it going? A figure and a sentence", "talk": {"expert": {"say": ["Two figures from you would help me: would you recommend us, from 0 to 10, and how well does it work, from 1 to 5?", "I''ll write back what we change because of them, and by when."], "ask": "Which single fix would raise your score by a point?", "leave_with": "both scores and that fix", "draft": []}, "friend": {"say": ["I''d like to hear how it is going for all of you, the good and the other.", "Whatever you tell me, I''ll tell you what came of it."], "ask": "From 0 to 10, how gladly would you recommend us to a friend elsewhere, and what would the team say?", "leave_with": "a score, and a sentence in their own words", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: I''d like your verdict on our part in it. It goes to the people here who decide. {% else %} I''d like your verdict on our part in your goal. It goes to the people here who decide. {% endif %}", "Two ways: a figure and a sentence now, or ten minutes with [name] from our leadership."], "ask": "From 0 to 10, would you put your name to a recommendation of us, and what would make it a 10?", "leave_with": "the score and what it takes", "draft": []}, "neutral": {"say": ["I''d like to know how it is going for you, and I''ll tell you what came of your answer."], "ask": "From 0 to 10, how likely are you to recommend us, and why that number?", "leave_with": "a score and the reason for it", "draft": []}}}, {"key": "survey-at-start", "level": 1, "when": {"last_milestone": {"is": "first-value"}, "reached_days_unasked": {"at_least": 3, "at_most": 30}, "any": [{"days_since_asked": {"known": false}}, {"days_since_asked": {"above": 14}}]}, "clears_when": {"any": [{"reached_days_unasked": {"known": false}}, {"reached_days_unasked": {"above": 30}}, {"days_since_asked": {"at_most": 14}}]}, "quiet_days": 0, "once_per": "milestone", "shares": "survey", "per": "account", "alert": false, "sends": null, "asks": {"survey": "csat", "whom": "uses"}, "cta": {"type": "objective", "priority": "low", "due_in_working_days": 10, "review": null}, "rises": [], "headline": "{% if milestone.last_reached %}{{ milestone.last_reached }} is reached{% else %}a milestone is reached{% endif %} {%- if milestone.last_reached_on %} since {{ milestone.last_reached_on }}{% endif %}, and nobody there was asked how it went", "todo": "Ask {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} how the way there was", "step": "{% if stakeholder %}ask {{ stakeholder.with_role|aside }} how well it went so far, from 1 to 5, and what was hard {% else %}find who worked on it, and ask how well it went, from 1 to 5{% endif %}", "clears": "Clears by itself when an answer is recorded.", "subject": "How did it go so far?", "talk": {"expert": {"say": ["The first result stands. Before the way there is forgotten, I''d like to know where it cost more than it should."], "ask": "From 1 to 5, how well did it go, and which step would you build differently?", "leave_with": "the score and that step", "draft": []}, "friend": {"say": ["You and the others got the first result. I''d like to know how the way there felt.", "I''ll tell you what we change because of it."], "ask": "From 1 to 5, how well did it go for all of you, and who had the hardest part?", "leave_with": "a score, and who had the hardest part", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: the first result is there. One figure from you says whether the start served it. {% else %} The first result is there. One figure from you tells us whether the start was worth your team''s time. {% endif %}", "You have two ways to answer, the figure by reply or five minutes on the phone."], "ask": "From 1 to 5, how well did we start, and what would have made it faster?", "leave_with": "the score, and what to make faster", "draft": []}, "neutral": {"say": ["You have a first result, and I''d like to know how the way there was for you."], "ask": "From 1 to 5, how well did it go, and what was the hardest part?", "leave_with": "a score and the hardest part", "draft": []}}}, {"key": "survey-at-success", "level": 1, "when": {"last_milestone": {"in": ["proven-outcome", "shared-success"]}, "reached_days_unasked": {"at_least": 3, "at_most": 30}, "any": [{"days_since_asked": {"known": false}}, {"days_since_asked": {"above": 14}}]}, "clears_when": {"any": [{"reached_days_unasked": {"known": false}}, {"reached_days_unasked": {"above": 30}}, {"days_since_asked": {"at_most": 14}}]}, "quiet_days": 0, "once_per": "milestone", "shares": "survey", "per": "account", "alert": false, "sends": null, "asks": {"survey": "nps", "whom": "decides"}, "cta": {"type": "objective", "priority": "low", "due_in_working_days": 10, "review": null}, "rises": [], "headline": "{% if milestone.last_reached %}{{ milestone.last_reached }} is reached{% else %}a milestone is reached{% endif %} {%- if milestone.last_reached_on %} since {{ milestone.last_reached_on }}{% endif %}, and nobody there was asked what it is worth to them", "todo": "Ask {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} whether they''d recommend us", "step": "{% if stakeholder %}ask {{ stakeholder.with_role|aside }} how likely they''d recommend us, from 0 to 10, and why {% else %}find who can judge the result, and ask how likely they''d recommend us{% endif %}", "clears": "Clears by itself when an answer is recorded.", "subject": "Was it worth it? A figure and a sentence", "talk": {"expert": {"say": ["The figures say that it is reached. I''d like to know whether you''d say so too."], "ask": "From 0 to 10, would you recommend us to somebody who measures as closely as you, and what is missing to a 10?", "leave_with": "the score, and what is missing", "draft": []}, "friend": {"say": ["You reached it together, and I''d like to know how it stands between us."], "ask": "From 0 to 10, how gladly would you send a friend elsewhere to us, and what would you tell them first?", "leave_with": "a score, and that sentence", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: it is reached. Your verdict on our part in it goes to those here who decide. {% else %} It is reached. Your verdict on our part in it goes to those here who decide. {% endif %}", "You have two ways to answer, the figure by reply or five minutes on the phone."], "ask": "From 0 to 10, would you put your name to us, and what would make it a 10?", "leave_with": "the score, and what makes it a 10", "draft": []}, "neutral": {"say": ["You reached what you set out for, and I''d like to hear what it is worth to you."], "ask": "From 0 to 10, how likely are you to recommend us, and why that number?", "leave_with": "a score and the reason for it", "draft": []}}}, {"key": "survey-at-hard-step", "level": 1, "when": {"milestone": {"is": "habit"}, "milestone_days_unasked": {"at_least": 40, "at_most": 120}, "any": [{"days_since_asked": {"known": false}}, {"days_since_asked": {"above": 14}}]}, "clears_when": {"any": [{"milestone_days_unasked": {"known": false}}, {"milestone_days_unasked": {"above": 120}}, {"days_since_asked": {"at_most": 14}}]}, "quiet_days": 0, "once_per": "milestone", "shares": "survey", "per": "account", "alert": false, "sends": null, "asks": {"survey": "csat", "whom": "uses"}, "cta": {"type": "objective", "priority": "low", "due_in_working_days": 10, "review": null}, "rises": [], "headline": "{% if milestone.days %}{{ milestone.days|count(''day'') }} on the way to {{ milestone.name }}{% else %}on a hard step {% endif %}, and nobody there was asked how it is going", "todo": "Ask {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} how this part is going", "step": "{% if stakeholder %}ask {{ stakeholder.with_role|aside }} how well it works for them, from 1 to 5, and what gets in the way {% else %}find who works with it, and ask how well it works, from 1 to 5{% endif %}", "clears": "Clears by itself when an answer is recorded, or the milestone is reached.", "subject": "How is this part going for you?", "talk": {"expert": {"say": ["This is the part where most teams lose time. I''d rather hear from you where than guess."], "ask": "From 1 to 5, how well does it work for you, and what costs you the most time in it?", "leave_with": "the score, and what costs time", "draft": []}, "friend": {"say": ["This part is the hardest for most teams, and nobody should be alone with it."], "ask": "From 1 to 5, how is it going for you and the others, and who has given up on it already?", "leave_with": "a score, and who needs a hand", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: this part decides it. I''d like your people''s verdict before it shows in yours. {% else %} This is where most of the time is won or lost. I''d like your people''s verdict before it shows in yours. {% endif %}", "You have two ways to answer, the figure by reply or five minutes on the phone."], "ask": "From 1 to 5, how well does it go, and what do your people wait for?", "leave_with": "the score, and what they wait for", "draft": []}, "neutral": {"say": ["This part takes the longest for most, and I''d like to know how it is for you."], "ask": "From 1 to 5, how well does it work, and what gets in the way?", "leave_with": "a score and what gets in the way", "draft": []}}}, {"key": "exit-survey", "level": 1, "when": {"days_to_deadline": {"known": false}, "leaving_days_unasked": {"at_least": 0}, "any": [{"days_since_asked": {"known": false}}, {"days_since_asked": {"above": 14}}]}, "clears_when": {"any": [{"leaving_days_unasked": {"known": false}}, {"leaving_days_unasked": {"below": 0}}]}, "quiet_days": 0, "once_per": "ever", "shares": "survey", "per": "account", "alert": false, "sends": null, "asks": {"survey": "nps", "whom": "decides"}, "cta": {"type": "objective", "priority": "medium", "due_in_working_days": 5, "review": null}, "rises": [], "headline": "they leave{% if renewal.ends %} on {{ renewal.ends }}{% endif %}, and nobody there was asked what we could have done better", "todo": "Ask {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} what made them leave", "step": "{% if stakeholder %}ask {{ stakeholder.with_role|aside }} for a score from 0 to 10 and the one thing that decided it {% else %}find who decided it, and ask for a score and the one thing that decided it{% endif %}", "clears": "Clears by itself when an answer is recorded, or with their last day.", "subject": "One question before you go", "talk": {"expert": {"say": ["Your decision stands, and I won''t argue with it. I''d like to learn from it."], "ask": "From 0 to 10, how would you judge us, and which figure or fact decided it?", "leave_with": "the score, and what decided it", "draft": []}, "friend": {"say": ["I''m sorry to see you all go, and thank you for the time together. I won''t try to change your mind."], "ask": "From 0 to 10, how would you speak of us to others, and when did it begin to feel wrong?", "leave_with": "a score, and when it began", "draft": []}, "ceo": {"say": ["{% if stakeholder.vision %} {{ stakeholder.vision|quoted(80) }}: you go on to it without us, and I respect it. One straight sentence from you is worth more to us than any report. {% else %} You decided, and I respect it. One straight sentence from you is worth more to us than any report. {% endif %}", "You have two ways to answer, the figure by reply or five minutes on the phone."], "ask": "From 0 to 10, how did we do, and what should we have done for you to decide otherwise?", "leave_with": "the score and that sentence", "draft": []}, "neutral": {"say": ["Your decision stands. I''d like to understand it, so that we do better for others."], "ask": "From 0 to 10, how would you rate us, and what was the main reason?", "leave_with": "a score and the main reason", "draft": []}}}, {"key": "no-persona", "level": 1, "when": {"decision_makers_without_persona": {"above": 0}}, "clears_when": null, "quiet_days": 0, "once_per": "ever", "shares": null, "per": "csm", "alert": false, "sends": null, "asks": null, "cta": {"type": "data", "priority": "low", "due_in_working_days": 10, "review": null}, "rises": [], "headline": "what drives the decision maker isn''t known yet{% if count > 1 %} at {{ count|count(''account'') }}{% endif %}", "todo": "{% if people_without_persona|length == 1 %} Note what drives {{ people_without_persona|first|short(40) }} {% elif people_without_persona %} Note what drives {{ people_without_persona|length|count(''decision maker'') }} {% else %} Note what drives the decision makers {% endif %}", "step": null, "clears": "Clears by itself when each of them has a type. A guess will do to start with.", "subject": null, "talk": {}}, {"key": "stale-data", "level": 1, "when": {"stale_kpis": {"above": 0}}, "clears_when": null, "quiet_days": 0, "once_per": "ever", "shares": null, "per": "csm", "alert": false, "sends": null, "asks": null, "cta": {"type": "data", "priority": "low", "due_in_working_days": 10, "review": null}, "rises": [], "headline": "figures too old to judge by{% if count > 1 %} at {{ count|count(''account'') }}{% endif %} {%- if stale %}: {{ stale|first|short(60) }}{% if stale|length > 1 %}, and {{ stale|length - 1 }} more{% endif %}{% endif %}", "todo": "Bring in new figures{% if count > 1 %} for {{ count|count(''account'') }}{% endif %}", "step": null, "clears": "Clears by itself when newer figures come in.", "subject": null, "talk": {}}], "rules_waiting": [], "reactions": [{"key": "thanks-for-milestone", "on": "milestone_reached", "milestone": null, "stage": null, "laer": null, "kpi": null, "rule": null, "survey": [], "deal": null, "when": null, "quiet_days": null, "do": [{"cta": null, "draft": null, "celebrate": {"headline": "reached {{ event.name or ''a milestone'' }}{% if event.on %} on {{ event.on }}{% endif %}; a word of thanks is ready", "todo": "Congratulate {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} on {{ event.name or ''what they reached'' }}", "step": null, "clears": "Closes when you send it, or with Done.", "subject": null, "priority": "medium", "due_in_working_days": 1, "alert": false, "talk": {"expert": {"say": ["It is reached, by the test we agreed on at the start. That is your work."], "ask": "What would you do the same way again, and what not?", "leave_with": null, "draft": []}, "friend": {"say": ["You did this together, and I''d like everyone who had a part in it to hear that."], "ask": "Whom should I thank by name?", "leave_with": null, "draft": []}, "ceo": {"say": ["You said where you wanted to be, and your people are there."], "ask": "Who in your leadership should hear of it, and what may I prepare for that?", "leave_with": null, "draft": []}, "neutral": {"say": ["You''ve reached something that takes work, and I wanted to say so."], "ask": "What made the biggest difference on the way?", "leave_with": null, "draft": []}}, "type": "lifecycle"}, "webhook": null}]}, {"key": "how-to-in-adopt", "on": "stage_entered", "milestone": null, "stage": null, "laer": "adopt", "kpi": null, "rule": null, "survey": [], "deal": null, "when": null, "quiet_days": null, "do": [{"cta": null, "draft": {"headline": "in {{ event.name or ''daily use'' }}{% if event.on %} since {{ event.on }}{% endif %}; the how-to for the next step is ready", "todo": "Send {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} the how-to for the next step", "step": null, "clears": "Closes when you send it, or with Done.", "subject": null, "priority": "medium", "due_in_working_days": 3, "alert": false, "talk": {}, "type": "lifecycle", "of": "material", "material": null}, "celebrate": null, "webhook": null}]}, {"key": "low-score", "on": "survey_received", "milestone": null, "stage": null, "laer": null, "kpi": null, "rule": null, "survey": [{"kind": "nps", "at_least": null, "at_most": 6.0}, {"kind": "csat", "at_least": null, "at_most": 2.0}], "deal": null, "when": null, "quiet_days": null, "do": [{"cta": {"headline": "{% if event.value %} {% if event.by %}{{ event.by|short(40) }} {% endif -%} answered {{ event.value }} of {{ ''5'' if event.name == ''CSAT'' else ''10'' }}{% if event.on %} on {{ event.on }}{% endif %} {% else %} a low score in a survey {% endif %}", "todo": "Call {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} and ask what is behind the score", "step": null, "clears": "You close it with Done.", "subject": "Your answer{% if event.on %} of {{ event.on }}{% endif %}", "priority": "high", "due_in_working_days": 2, "alert": true, "talk": {"expert": {"say": ["Thank you for the honest score. I''d like to know what it measures, point by point.", "You''ll get a list of what we change, with dates, and what we can''t change with the reason for it."], "ask": "Which one thing cost the most points, and how would we see that it is mended?", "leave_with": "the first thing to mend, and its date", "draft": []}, "friend": {"say": ["Thank you for being open with me. I''m sorry that it felt that way.", "{% if promise %}I still owe you {{ promise }}, and I know it.{% endif %}", "I''d like to hear it from you, and from anyone on your team who feels the same."], "ask": "When did it start to feel wrong, and who else is troubled by it?", "leave_with": "what hurt most, and a day to talk again", "draft": []}, "ceo": {"say": ["You told us plainly, and I take it as seriously as you meant it.", "Two ways: I bring you [name], who can decide this, or I come back with a plan by [day]."], "ask": "What would have to be different for you to speak well of us?", "leave_with": "the way chosen, and who comes", "draft": []}, "neutral": {"say": ["Thank you for the honest score. I''d like to understand it before I promise anything."], "ask": "What happened, and what would put it right?", "leave_with": "the reason in their words, and one step", "draft": []}}, "type": "risk", "tasks": [{"key": "what-came-of-it", "in_days": 14, "todo": "Tell {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} what came of the score", "headline": "{% if event.value %} answered {{ event.value }} of {{ ''5'' if event.name == ''CSAT'' else ''10'' }} {%- if event.on %} on {{ event.on }}{% endif %}; time to say what came of it {% else %} a low score two weeks ago; time to say what came of it {% endif %}", "subject": "What came of your answer", "priority": "medium"}]}, "draft": null, "celebrate": null, "webhook": null}]}, {"key": "newcomers", "on": "kpi_crossed", "milestone": null, "stage": null, "laer": null, "kpi": {"key": "weekly-users", "rises_to": 10.0, "falls_to": null}, "rule": null, "survey": [], "deal": null, "when": null, "quiet_days": null, "do": [{"cta": null, "draft": {"headline": "{% if event.value and event.was %} {{ event.name }} {{ event.value }}, was {{ event.was }}; newcomers need a good start {% else %} more people than before; newcomers need a good start {% endif %}", "todo": "Send {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} the first hour for newcomers", "step": null, "clears": "Closes when you send it, or with Done.", "subject": null, "priority": "low", "due_in_working_days": 5, "alert": false, "talk": {}, "type": "lifecycle", "of": "material", "material": {"title": "a first hour for newcomers", "link": null, "text": "Ten minutes on why your team does it this way. Twenty on one real task, done by the newcomer with a colleague beside them. The rest for their own questions. Name one person they can turn to in the first week.", "task": null, "personas": []}}, "celebrate": null, "webhook": null}]}, {"key": "make-the-most-of-it", "on": "contract_started", "milestone": null, "stage": null, "laer": null, "kpi": null, "rule": null, "survey": [], "deal": {"kinds": ["product"], "product": null}, "when": null, "quiet_days": 14, "do": [{"cta": null, "draft": {"headline": "{{ event.name or ''something new'' }} is new in the contract{% if event.on %} since {{ event.on }}{% endif %}; how to make the most of it is ready", "todo": "Send {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} how to make the most of {{ event.name or ''it'' }}", "step": null, "clears": "Closes when you send it, or with Done.", "subject": null, "priority": "medium", "due_in_working_days": 3, "alert": false, "talk": {}, "type": "lifecycle", "of": "material", "material": {"title": "how to make the most of what you added", "link": null, "text": "Start with one person and one task that comes back every week. Do it the new way twice, with the old way still there, and write down what it took. In the second week add the two colleagues who wait for the result. What still takes longer than before after that, send to me: there is usually a shorter way.", "task": null, "personas": []}}, "celebrate": null, "webhook": null}]}, {"key": "first-purchase", "on": "contract_started", "milestone": null, "stage": null, "laer": null, "kpi": null, "rule": null, "survey": [], "deal": {"kinds": ["first"], "product": null}, "when": null, "quiet_days": null, "do": [{"cta": {"headline": "bought {{ event.name or ''for the first time'' }}{% if event.on %} on {{ event.on }}{% endif %}; what they tried it for is the first goal", "todo": "Ask {% if stakeholder %}{{ stakeholder.first_name|short(24) }}{% else %}them{% endif %} what the trial had to prove, and date the kick-off", "step": null, "clears": "You close it with Done.", "subject": null, "priority": "high", "due_in_working_days": 2, "alert": false, "talk": {"expert": {"say": ["The trial left figures behind. I''d like to start from those."], "ask": "Which of them decided it, and what should it be in three months?", "leave_with": "the figure, and the kick-off''s date", "draft": []}, "friend": {"say": ["I''m glad that we go on together. Those who tried it should not have to begin again."], "ask": "Who took part in the trial, and who joins them now?", "leave_with": "the names, and a day for all of them", "draft": []}, "ceo": {"say": ["You decided. Now it has to show, and soon."], "ask": "What do you want to be able to show first, and to whom?", "leave_with": "their sentence, and the kick-off''s date", "draft": []}, "neutral": {"say": ["Thank you for your decision. I''d like to begin with what it was made for."], "ask": "What did the trial have to prove, and has it?", "leave_with": "the first goal in their words, and the kick-off''s date", "draft": []}}, "type": "lifecycle", "tasks": []}, "draft": null, "celebrate": null, "webhook": null}]}], "segments": [{"key": "start-up", "name": "Start-up", "about": "A young company on the base plan. One person decides, sets up and uses it.", "demographics": ["5 to 50 people, founded in the last few years", "The buyer is a founder, or the first head of a team", "Base plan, paid monthly by card"], "behaviours": ["Tries it the same evening, without talking to anyone", "Asks in the chat, and reads the help pages", "Leaves as quickly as it came, if the first week brings nothing"], "values": ["Speed before completeness", "Prices that can be read on a page", "Suppliers who talk like people"], "desires": ["One thing fewer to worry about", "To look bigger than they are"], "pain_points": ["Nobody has time to be trained", "Each tool costs money that hasn''t been earned yet", "What one person built, nobody else understands"], "associations": ["Founder communities and newsletters", "The tools that they build with every day", "Investors who pass on what their other companies use"], "success": {"land": "We saw our own figures in it within the first days.", "adopt": "It is how we do it now, without anybody reminding us.", "expand": "We keep running into the limits of the plan, and the next one pays for itself.", "renew": "We had no reason to look around."}}, {"key": "growing", "name": "Growing company", "about": "Several teams, one of them leading the way. Whoever buys must convince colleagues.", "demographics": ["50 to 500 people, several departments", "The buyer heads a department, with finance looking on", "Middle plan, paid yearly"], "behaviours": ["Compares three suppliers in a table", "Starts with one team, and watches before it goes on", "Wants a person to call, and calls seldom"], "values": ["Proof from a company like theirs", "Costs that can be planned", "A fit with the tools they have"], "desires": ["To work in one way across teams", "A result to show at the next yearly planning"], "pain_points": ["Every team has its own way and its own lists", "New people take months to be of use", "The project competes with the daily work"], "associations": ["Trade fairs and user groups in their field", "Review sites where buyers compare", "Consultants who know their trade"], "success": {"land": "The person who asked for it has seen the first result.", "adopt": "The whole team works this way, and the goal has a figure.", "expand": "The next department asked for it before we offered it.", "renew": "Finance signed in one round, because the result was on the page."}}, {"key": "enterprise", "name": "Enterprise", "about": "A large organisation with procurement, security and several sites. Slow to start, and slow to leave.", "demographics": ["More than 500 people, often in several countries", "Decided by a committee of department, IT, security and procurement", "Negotiated contract over one to three years"], "behaviours": ["Sends questionnaires before it sends users", "Runs a pilot with fixed criteria", "Plans every roll-out in waves"], "values": ["Safety, and somebody who answers for it", "Written commitments", "Suppliers who will still be there in five years"], "desires": ["One standard in place of many tools", "A success that the leadership notices"], "pain_points": ["Each change needs many people to agree", "Data lies in systems that nobody may touch", "Earlier roll-outs were announced and then forgotten"], "associations": ["Analysts and industry bodies", "System integrators who advise them", "Peers in the same role at other large companies"], "success": {"land": "One real case went through it, and security and IT stand behind it.", "adopt": "It is used for real in more than one place, and the figures can be compared.", "expand": "The next site has a goal, an owner and a budget.", "renew": "The terms were agreed before anybody had to hurry."}}, {"key": "logistics", "name": "Logistics company", "about": "Moves goods from several depots with tight margins. Dispatchers use it, and operations decides.", "demographics": ["Several depots, work in shifts, drivers who share a device", "The head of operations decides, the controller counts", "Seasons that double the work for weeks"], "behaviours": ["Tries it at one depot before the others hear of it", "Calls when something stands still, and doesn''t write", "Changes nothing between October and Christmas"], "values": ["Things that work at five in the morning", "Hours and kilometres, counted", "A person who picks up"], "desires": ["To know in the evening what tomorrow costs", "Fewer calls between depot and office"], "pain_points": ["Plans that are old by nine o''clock", "No signal in half of the yard", "Each depot keeps lists of its own"], "associations": ["Other depot heads, and their trade association", "The makers of their vehicles and scanners"], "success": {"land": "The first depot plans a day with it, from its own orders.", "adopt": "Dispatch opens it before the phone rings, in every shift.", "expand": "The next depot copied our plan, and its drivers came along.", "renew": "The saved hours are in the yearly figures, so nobody asked whether to go on."}}], "touchpoints": [], "before_renewal": {"within_days": 120, "tickets": {"kpi": "open-tickets", "at_most": 2.0}, "answers_days": 180, "contact_days": 30}, "answer_days": {"others": 2, "tiers": {"enterprise": 1, "top": 1}}}', true, '2026-02-16 23:00:03.424784+00', 1);


--
-- Data for Name: post_mortems; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: proposals; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.proposals VALUES
	(1, 1, 'offer', 'user-group', 'a place in the user group', '', '', 5, '2026-02-26', 1, 943, NULL, '', NULL, NULL, NULL, 1);


--
-- Data for Name: published_pages; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: reactions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: receipts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.receipts VALUES
	(1, 'command:tl000000a6', '2026-03-03 13:10:00.543463+00', 1),
	(2, 'command:tl000000ae', '2026-03-03 13:10:01.624657+00', 1),
	(3, 'command:tl000000b7', '2026-03-03 13:10:02.937039+00', 1),
	(4, 'command:tl000000be', '2026-03-03 13:10:03.986796+00', 1),
	(5, 'command:tl000000c5', '2026-03-03 13:10:05.006118+00', 1),
	(6, 'command:tl000000ea', '2026-03-03 13:10:07.05691+00', 1);


--
-- Data for Name: releases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.releases VALUES
	(1, 'Reports 2.0', 'reports 2.0', '2026-03-02', 1, '2026-03-03 13:10:03.986796+00', NULL, 1, '', NULL),
	(2, 'Exports', 'exports', '2026-03-20', 1, '2026-03-03 13:10:05.006118+00', NULL, 1, 'first-value', 5);


--
-- Data for Name: revisits; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.revisits VALUES
	(1, 1, '2025-Q4', 'friend', 'laer', 'adopt', 'Everybody at the depot knows whom to call, and does.', 'Training comes before they have a question, and is forgotten when they do.', '', '2025-11-30 23:00:01.38929+00', NULL, 1),
	(2, 1, '2025-Q4', 'segment.logistics', 'laer', 'land', 'The first depot plans a day with it before the season starts.', 'We ask for data in the week in which nobody there has an hour.', '', '2025-11-30 23:00:01.38929+00', NULL, 1);


--
-- Data for Name: risk_models; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.risk_models VALUES
	(1, '2026-03-04 13:00:00+00', '2026-02-19', 'none', 0, 0, 0, 0, '[]', NULL, NULL, NULL, NULL, '', '[]', 1);


--
-- Data for Name: sayings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sayings VALUES
	(13, 4, 'question', 'can groups be synced?', 'renew', NULL, '2026-03-03', 1, 986, 33, NULL, '', NULL, NULL, NULL, NULL, 1);


--
-- Data for Name: slots; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.slots VALUES
	(1, 'workspace', 'sweep', '2026-03-03', '2026-03-03 00:00:00+00', 'done', 1),
	(2, 'person:3', 'digest', '2026-03-02', '2026-03-02 13:00:00+00', 'missed', 1),
	(3, 'person:4', 'digest', '2026-03-03', '2026-03-03 00:00:00+00', 'done', 1),
	(4, 'person:1', 'digest', '2026-03-03', '2026-03-03 07:00:00+00', 'done', 1),
	(5, 'person:5', 'week', '2026-03-02', '2026-03-03 07:00:00+00', 'done', 1),
	(6, 'person:2', 'digest', '2026-03-03', '2026-03-03 08:00:00+00', 'done', 1),
	(7, 'person:3', 'digest', '2026-03-03', '2026-03-03 13:00:00+00', 'done', 1),
	(8, 'workspace', 'sweep', '2026-03-04', '2026-03-04 00:00:00+00', 'done', 1),
	(9, 'person:4', 'digest', '2026-03-04', '2026-03-04 00:00:00+00', 'done', 1),
	(10, 'person:1', 'digest', '2026-03-04', '2026-03-04 07:00:00+00', 'done', 1),
	(11, 'person:2', 'digest', '2026-03-04', '2026-03-04 08:00:00+00', 'done', 1),
	(12, 'person:3', 'digest', '2026-03-04', '2026-03-04 13:00:00+00', 'done', 1);


--
-- Data for Name: spells; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.spells VALUES
	(1, 1, 1, 2, NULL, 46032, NULL, NULL, 46068, 0, NULL, 46081, 1),
	(2, 1, 1, 0, 2, NULL, 45958, NULL, 46068, 0, NULL, NULL, 1),
	(2, 2, 1, 0, 2, 45958, 46022, 64, 46068, 0, NULL, NULL, 1),
	(2, 3, 1, 2, NULL, 46022, NULL, NULL, 46068, 0, NULL, 46120, 1),
	(4, 1, 1, 0, 2, NULL, 45861, NULL, 46068, 0, NULL, NULL, 1),
	(4, 2, 1, 0, 2, 45861, 45915, 54, 46068, 0, NULL, NULL, 1),
	(4, 3, 1, 0, 2, 45915, 46012, 97, 46068, 0, NULL, NULL, 1),
	(4, 4, 1, 2, NULL, 46012, NULL, NULL, 46068, 0, NULL, 46143, 1),
	(11, 1, 1, 0, 2, NULL, 46034, NULL, 46068, 0, NULL, NULL, 1),
	(11, 2, 1, 2, NULL, 46034, NULL, NULL, 46068, 0, NULL, 46099, 1),
	(17, 1, 1, 0, 2, NULL, 46048, NULL, 46068, 0, NULL, NULL, 1),
	(17, 2, 1, 2, NULL, 46048, NULL, NULL, 46068, 0, NULL, 46113, 1),
	(19, 1, 1, 0, 2, NULL, 46002, NULL, NULL, 1, 46042, NULL, 1),
	(19, 2, 1, 3, 2, 46002, 46042, 40, NULL, 1, 46042, NULL, 1),
	(20, 1, 1, 0, 2, NULL, 45950, NULL, 46068, 0, NULL, NULL, 1),
	(20, 2, 1, 0, 2, 45950, 46014, 64, 46068, 0, NULL, NULL, 1),
	(20, 3, 1, 2, NULL, 46014, NULL, NULL, 46068, 0, NULL, 46112, 1),
	(30, 1, 1, 0, 2, NULL, 45861, NULL, 46068, 0, NULL, NULL, 1),
	(30, 2, 1, 0, 2, 45861, 45914, 53, 46068, 0, NULL, NULL, 1),
	(30, 3, 1, 0, 2, 45914, 46002, 88, 46068, 0, NULL, NULL, 1),
	(30, 4, 1, 2, NULL, 46002, NULL, NULL, 46068, 0, NULL, 46133, 1);


--
-- Data for Name: spells_behind; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.spells_behind VALUES
	(1, 1, 1),
	(2, 2, 1),
	(3, 4, 1),
	(4, 11, 1),
	(5, 17, 1),
	(6, 19, 1),
	(7, 20, 1),
	(8, 30, 1);


--
-- Data for Name: stakeholders; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.stakeholders VALUES
	(1, 1, 'Yusuf Petrov', 'yusuf.petrov@alderfen.example', 'COO', 'decision maker', 'active', NULL, 'Halve our reporting time before the board meets.', NULL, 'ceo', '2026-02-16 23:00:00+00', 1),
	(2, 1, 'Carmen Ferro', 'carmen.ferro@alderfen.example', 'Senior analyst', 'champion', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(3, 1, 'Bea Vance', 'bea.vance@alderfen.example', 'Coordinator', 'user', 'active', NULL, NULL, NULL, 'ceo', '2026-02-16 23:00:00+00', 1),
	(4, 1, 'Henrik Adeyemi', 'henrik.adeyemi@alderfen.example', 'Specialist', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(5, 1, 'Elena Bauer', 'elena.bauer@alderfen.example', 'Coordinator', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(6, 2, 'Yusuf Mbeki', 'yusuf.mbeki@brightwater.example', 'Head of data', 'decision maker', 'active', NULL, NULL, NULL, 'expert', '2026-02-16 23:00:00+00', 1),
	(7, 2, 'Henrik Reyes', 'henrik.reyes@brightwater.example', 'Team lead', 'champion', 'active', NULL, NULL, NULL, 'friend', '2026-02-16 23:00:00+00', 1),
	(8, 2, 'Nadia Winter', 'nadia.winter@brightwater.example', 'Coordinator', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(9, 2, 'Grace Ferro', 'grace.ferro@brightwater.example', 'Specialist', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(10, 2, 'Bea Nyland', 'bea.nyland@brightwater.example', 'Analyst', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(15, 4, 'Tomas Winter', 'tomas.winter@corvane.example', 'Managing director', 'decision maker', 'active', NULL, 'My leadership should see the result on one page.', NULL, 'ceo', '2026-02-16 23:00:00+00', 1),
	(16, 4, 'Henrik Quist', 'henrik.quist@corvane.example', 'Team lead', 'champion', 'active', NULL, NULL, NULL, 'friend', '2026-02-16 23:00:00+00', 1),
	(17, 4, 'Leila Petrov', 'leila.petrov@corvane.example', 'Planner', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(18, 4, 'Grace Stein', 'grace.stein@corvane.example', 'Analyst', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(43, 11, 'Amara Adeyemi', 'amara.adeyemi@halcyon-labs.example', 'CFO', 'decision maker', 'active', NULL, NULL, NULL, 'expert', '2026-02-16 23:00:00+00', 1),
	(44, 11, 'Freya Mbeki', 'freya.mbeki@halcyon-labs.example', 'Service manager', 'champion', 'left', '2026-02-27', NULL, NULL, 'friend', '2026-02-16 23:00:00+00', 1),
	(45, 11, 'Noor Quist', 'noor.quist@halcyon-labs.example', 'Specialist', 'user', 'active', NULL, NULL, NULL, 'expert', '2026-02-16 23:00:00+00', 1),
	(67, 17, 'Viktor Tamura', 'viktor.tamura@ohara.example', 'CFO', 'decision maker', 'active', NULL, NULL, NULL, 'expert', '2026-02-16 23:00:00+00', 1),
	(68, 17, 'Zuri Zeller', 'zuri.zeller@ohara.example', 'Operations analyst', 'champion', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(69, 17, 'Priya Rossi', 'priya.rossi@ohara.example', 'Analyst', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(74, 19, 'Bea Okoye', 'bea.okoye@ravensholt.example', 'Head of data', 'decision maker', 'active', NULL, NULL, NULL, 'expert', '2026-02-16 23:00:00+00', 1),
	(75, 19, 'Isla Winter', 'isla.winter@ravensholt.example', 'Community manager', 'champion', 'active', NULL, NULL, NULL, 'friend', '2026-02-16 23:00:00+00', 1),
	(76, 19, 'Mateo Brandt', 'mateo.brandt@ravensholt.example', 'Planner', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(77, 19, 'Priya Reyes', 'priya.reyes@ravensholt.example', 'Analyst', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(78, 20, 'Leila Larsen', 'leila.larsen@saltmarsh.example', 'Director of customer care', 'decision maker', 'active', NULL, NULL, NULL, 'friend', '2026-02-16 23:00:00+00', 1),
	(79, 20, 'Wanjiru Falk', 'wanjiru.falk@saltmarsh.example', 'Regional director', 'champion', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(80, 20, 'Henrik Rossi', 'henrik.rossi@saltmarsh.example', 'Analyst', 'user', 'active', NULL, NULL, NULL, 'friend', '2026-02-16 23:00:00+00', 1),
	(81, 20, 'Arjun Mbeki', 'arjun.mbeki@saltmarsh.example', 'Planner', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(115, 30, 'Nadia Brandt', 'nadia.brandt@driftwell.example', 'Managing director', 'decision maker', 'active', NULL, 'Cut the cost of every order by a tenth.', NULL, 'ceo', '2026-02-16 23:00:00+00', 1),
	(116, 30, 'Marcus Winter', 'marcus.winter@driftwell.example', 'Service manager', 'champion', 'active', NULL, NULL, NULL, 'friend', '2026-02-16 23:00:00+00', 1),
	(117, 30, 'Kenji Zeller', 'kenji.zeller@driftwell.example', 'Planner', 'user', 'active', NULL, NULL, NULL, 'ceo', '2026-02-16 23:00:00+00', 1),
	(118, 30, 'Carmen Adeyemi', 'carmen.adeyemi@driftwell.example', 'Coordinator', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1),
	(119, 30, 'Rohan Stein', 'rohan.stein@driftwell.example', 'Analyst', 'user', 'active', NULL, NULL, NULL, NULL, '2026-02-16 23:00:00+00', 1);


--
-- Data for Name: stuck_chances; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.stuck_chances VALUES
	(1, 'habit', 'all', '', -1, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 0, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 1, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 2, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 3, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 4, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 5, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 6, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 7, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 8, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 9, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 10, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 11, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 12, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 13, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 14, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 15, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 16, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 17, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 18, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 19, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 20, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 21, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 22, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 23, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 24, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 25, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 26, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 27, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 28, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 29, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 30, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 31, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 32, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 33, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 34, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 35, 65, 0.157095, 0.062032, 0.344356, 24, 1),
	(1, 'habit', 'all', '', 36, 65, 0.162512, 0.064204, 0.354349, 23, 1),
	(1, 'habit', 'all', '', 37, 65, 0.162512, 0.064204, 0.354349, 23, 1),
	(1, 'habit', 'all', '', 38, 65, 0.162512, 0.064204, 0.354349, 23, 1),
	(1, 'habit', 'all', '', 39, 65, 0.162512, 0.064204, 0.354349, 23, 1),
	(1, 'habit', 'all', '', 40, 65, 0.100476, 0.028118, 0.301313, 21, 1),
	(1, 'habit', 'all', '', 41, 65, 0.100476, 0.028118, 0.301313, 21, 1),
	(1, 'habit', 'all', '', 42, 65, 0.100476, 0.028118, 0.301313, 21, 1),
	(1, 'habit', 'all', '', 43, 65, 0.104663, 0.029294, 0.311681, 20, 1),
	(1, 'habit', 'all', '', 44, 65, 0.10942, 0.030634, 0.323259, 19, 1),
	(1, 'habit', 'all', '', 45, 65, 0.11463, 0.032103, 0.335725, 18, 1),
	(1, 'habit', 'all', '', 46, 65, 0.126697, 0.035507, 0.363757, 16, 1),
	(1, 'habit', 'all', '', 47, 65, 0.126697, 0.035507, 0.363757, 16, 1),
	(1, 'habit', 'all', '', 48, 65, 0.126697, 0.035507, 0.363757, 16, 1);
INSERT INTO public.stuck_chances VALUES
	(1, 'habit', 'all', '', 49, 65, 0.126697, 0.035507, 0.363757, 16, 1),
	(1, 'habit', 'all', '', 50, 65, 0.134615, 0.037762, 0.381413, 15, 1),
	(1, 'habit', 'all', '', 51, 65, 0.14359, 0.040323, 0.400852, 14, 1),
	(1, 'habit', 'all', '', 52, 65, 0.153846, 0.043257, 0.422352, 13, 1),
	(1, 'habit', 'all', '', 53, 65, 0.166667, 0.046964, 0.448036, 12, 1),
	(1, 'habit', 'all', '', 54, 65, 0.2, 0.056681, 0.509843, 10, 1),
	(1, 'habit', 'all', '', 55, 65, 0.2, 0.056681, 0.509843, 10, 1),
	(1, 'habit', 'all', '', 56, 65, 0.2, 0.056681, 0.509843, 10, 1),
	(1, 'habit', 'all', '', 57, 65, 0.2, 0.056681, 0.509843, 10, 1);


--
-- Data for Name: success_plans; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.success_plans VALUES
	(1, 1, 1, 1, 'Putting the quarter''s figures together takes a week, and the board reads them too late to act.', 'The board has its slide on the third working day of the quarter.', 'Working days until the slide is out', '2026-01-21', 1, NULL, NULL, NULL, '', '', '');


--
-- Data for Name: tasks_done; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tasks_done VALUES
	(1, 1, 'data-source-live', '2026-02-10', NULL, 1),
	(1, 1, 'goal-agreed', '2026-01-22', 1, 1),
	(1, 1, 'kick-off-held', '2026-02-01', 1, 1),
	(2, 1, 'baseline-recorded', '2026-01-17', NULL, 1),
	(2, 1, 'data-source-live', '2025-10-15', NULL, 1),
	(2, 1, 'first-result-shown', '2025-10-30', 1, 1),
	(2, 1, 'first-users-invited', '2025-10-23', NULL, 1),
	(2, 1, 'goal-agreed', '2025-09-30', 1, 1),
	(2, 1, 'kick-off-held', '2025-10-08', 1, 1),
	(2, 1, 'old-way-stopped', '2026-01-02', NULL, 1),
	(2, 1, 'own-admin-named', '2025-12-17', NULL, 1),
	(2, 1, 'result-measured', '2026-02-01', 1, 1),
	(2, 1, 'team-trained', '2025-12-01', 1, 1),
	(2, 1, 'weekly-job-chosen', '2025-11-15', NULL, 1),
	(4, 1, 'baseline-recorded', '2025-10-11', NULL, 1),
	(4, 1, 'data-source-live', '2025-07-09', NULL, 1),
	(4, 1, 'first-result-shown', '2025-07-25', 1, 1),
	(4, 1, 'first-users-invited', '2025-07-17', NULL, 1),
	(4, 1, 'goal-agreed', '2025-06-23', 1, 1),
	(4, 1, 'kick-off-held', '2025-07-01', 1, 1),
	(4, 1, 'old-way-stopped', '2025-09-17', NULL, 1),
	(4, 1, 'own-admin-named', '2025-09-04', NULL, 1),
	(4, 1, 'result-confirmed', '2025-11-29', NULL, 1),
	(4, 1, 'result-measured', '2025-11-05', 1, 1),
	(4, 1, 'result-shared', '2025-12-23', NULL, 1),
	(4, 1, 'second-goal-agreed', '2026-01-26', 1, 1),
	(4, 1, 'second-team-named', '2026-01-09', NULL, 1),
	(4, 1, 'story-agreed', '2025-12-23', 1, 1),
	(4, 1, 'team-trained', '2025-08-21', 1, 1),
	(4, 1, 'teams-met', '2026-02-13', 1, 1),
	(4, 1, 'weekly-job-chosen', '2025-08-07', NULL, 1),
	(11, 1, 'data-source-live', '2025-12-31', NULL, 1),
	(11, 1, 'first-result-shown', '2026-01-14', 2, 1),
	(11, 1, 'first-users-invited', '2026-01-07', NULL, 1),
	(11, 1, 'goal-agreed', '2025-12-16', 2, 1),
	(11, 1, 'kick-off-held', '2025-12-23', 2, 1),
	(11, 1, 'team-trained', '2026-02-07', 2, 1),
	(11, 1, 'weekly-job-chosen', '2026-01-26', NULL, 1),
	(17, 1, 'data-source-live', '2026-01-13', NULL, 1),
	(17, 1, 'first-result-shown', '2026-01-28', 2, 1),
	(17, 1, 'first-users-invited', '2026-01-21', NULL, 1),
	(17, 1, 'goal-agreed', '2025-12-29', 2, 1),
	(17, 1, 'kick-off-held', '2026-01-06', 2, 1),
	(17, 1, 'team-trained', '2026-02-13', 2, 1),
	(17, 1, 'weekly-job-chosen', '2026-02-05', NULL, 1),
	(19, 1, 'data-source-live', '2025-11-25', NULL, 1),
	(19, 1, 'first-result-shown', '2025-12-13', 2, 1),
	(19, 1, 'first-users-invited', '2025-12-04', NULL, 1),
	(19, 1, 'goal-agreed', '2025-11-06', 2, 1),
	(19, 1, 'kick-off-held', '2025-11-15', 2, 1);
INSERT INTO public.tasks_done VALUES
	(19, 1, 'team-trained', '2026-01-02', 2, 1),
	(19, 1, 'weekly-job-chosen', '2025-12-23', NULL, 1),
	(20, 1, 'baseline-recorded', '2026-01-11', NULL, 1),
	(20, 1, 'data-source-live', '2025-10-05', NULL, 1),
	(20, 1, 'first-result-shown', '2025-10-22', 3, 1),
	(20, 1, 'first-users-invited', '2025-10-14', NULL, 1),
	(20, 1, 'goal-agreed', '2025-09-18', 3, 1),
	(20, 1, 'kick-off-held', '2025-09-27', 3, 1),
	(20, 1, 'old-way-stopped', '2025-12-25', NULL, 1),
	(20, 1, 'own-admin-named', '2025-12-09', NULL, 1),
	(20, 1, 'result-measured', '2026-01-28', 3, 1),
	(20, 1, 'team-trained', '2025-11-23', 3, 1),
	(20, 1, 'weekly-job-chosen', '2025-11-07', NULL, 1),
	(30, 1, 'baseline-recorded', '2025-10-08', NULL, 1),
	(30, 1, 'data-source-live', '2025-07-12', NULL, 1),
	(30, 1, 'first-result-shown', '2025-07-25', 4, 1),
	(30, 1, 'first-users-invited', '2025-07-19', NULL, 1),
	(30, 1, 'goal-agreed', '2025-06-29', 4, 1),
	(30, 1, 'kick-off-held', '2025-07-06', 4, 1),
	(30, 1, 'old-way-stopped', '2025-09-16', NULL, 1),
	(30, 1, 'own-admin-named', '2025-09-03', NULL, 1),
	(30, 1, 'result-confirmed', '2025-11-21', NULL, 1),
	(30, 1, 'result-measured', '2025-10-30', 4, 1),
	(30, 1, 'result-shared', '2025-12-13', NULL, 1),
	(30, 1, 'second-goal-agreed', '2026-01-22', 4, 1),
	(30, 1, 'second-team-named', '2026-01-02', NULL, 1),
	(30, 1, 'story-agreed', '2025-12-13', 4, 1),
	(30, 1, 'team-trained', '2025-08-21', 4, 1),
	(30, 1, 'weekly-job-chosen', '2025-08-07', NULL, 1);


--
-- Data for Name: tickets; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tickets VALUES
	(1, 2, 'T-4100', 'Report takes minutes to load', '2026-02-16 15:00:00+00', NULL, 'https://desk.milepost.example/tickets/4100', 'normal', 1),
	(2, 2, 'T-4101', 'Import stops at the second page', '2026-02-15 22:00:00+00', NULL, 'https://desk.milepost.example/tickets/4101', 'high', 1),
	(3, 4, 'T-4300', 'Colleagues can''t sign in with single sign-on', '2026-02-16 15:00:00+00', NULL, 'https://desk.milepost.example/tickets/4300', 'high', 1),
	(4, 4, 'T-4301', 'Export leaves out a column', '2026-02-15 22:00:00+00', NULL, 'https://desk.milepost.example/tickets/4301', 'normal', 1),
	(5, 4, 'T-4302', 'Numbers differ from last month''s report', '2026-02-15 05:00:00+00', NULL, 'https://desk.milepost.example/tickets/4302', 'normal', 1),
	(6, 4, 'T-4303', 'A new colleague can''t be invited', '2026-02-16 15:00:00+00', NULL, 'https://desk.milepost.example/tickets/4303', 'low', 1),
	(9, 20, 'T-6000', 'A new colleague can''t be invited', '2026-02-16 15:00:00+00', NULL, 'https://desk.milepost.example/tickets/6000', 'low', 1),
	(10, 20, 'T-6001', 'Import broken since the update', '2026-02-15 22:00:00+00', NULL, 'https://desk.milepost.example/tickets/6001', 'high', 1),
	(11, 20, 'T-6002', 'Report takes minutes to load', '2026-02-15 05:00:00+00', NULL, 'https://desk.milepost.example/tickets/6002', 'normal', 1),
	(12, 20, 'T-6003', 'Import stops at the second page', '2026-02-23 15:00:00+00', NULL, 'https://desk.milepost.example/tickets/6003', 'high', 1),
	(13, 2, 'T-4102', 'Colleagues can''t sign in with single sign-on', '2026-03-01 05:00:00+00', NULL, 'https://desk.milepost.example/tickets/4102', 'high', 1),
	(14, 2, 'T-4103', 'Export leaves out a column', '2026-03-02 15:00:00+00', NULL, 'https://desk.milepost.example/tickets/4103', 'normal', 1),
	(15, 2, 'T-4104', 'Numbers differ from last month''s report', '2026-03-01 22:00:00+00', NULL, 'https://desk.milepost.example/tickets/4104', 'normal', 1);


--
-- Data for Name: version_bands; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_bands VALUES
	(1, 1, 'red', 0, 1),
	(1, 2, 'amber', 50, 1),
	(1, 3, 'green', 75, 1);


--
-- Data for Name: version_kpis; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_kpis VALUES
	(1, 'active-seats', 15, 20, 90, 30, 1),
	(1, 'feature-adoption', 15, 10, 70, 30, 1),
	(1, 'logins', 10, 0, 4, 14, 1),
	(1, 'nps', 15, -50, 60, 120, 1),
	(1, 'open-tickets', 10, 10, 0, 14, 1),
	(1, 'response-hours', 10, 24, 2, 30, 1),
	(1, 'weekly-use', 25, 10, 70, 14, 1);


--
-- Data for Name: version_milestones; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_milestones VALUES
	(1, 1, 'first-value', 1, 45, 1),
	(1, 2, 'habit', 2, 60, 1),
	(1, 3, 'proven-outcome', 2, 90, 1),
	(1, 4, 'shared-success', 3, 120, 1);


--
-- Data for Name: version_segment_tests; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_stages; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_stages VALUES
	(1, 1, 'land', 'land', NULL, false, 1),
	(1, 2, 'adopt', 'adopt', NULL, false, 1),
	(1, 3, 'expand', 'expand', NULL, false, 1),
	(1, 4, 'renew', 'renew', 90, false, 1);


--
-- Data for Name: version_tasks; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_tasks VALUES
	(1, 'first-value', 'data-source-live', 1),
	(1, 'first-value', 'first-result-shown', 1),
	(1, 'first-value', 'first-users-invited', 1),
	(1, 'first-value', 'goal-agreed', 1),
	(1, 'first-value', 'kick-off-held', 1),
	(1, 'habit', 'old-way-stopped', 1),
	(1, 'habit', 'own-admin-named', 1),
	(1, 'habit', 'team-trained', 1),
	(1, 'habit', 'weekly-job-chosen', 1),
	(1, 'proven-outcome', 'baseline-recorded', 1),
	(1, 'proven-outcome', 'result-confirmed', 1),
	(1, 'proven-outcome', 'result-measured', 1),
	(1, 'proven-outcome', 'result-shared', 1),
	(1, 'shared-success', 'second-goal-agreed', 1),
	(1, 'shared-success', 'second-team-named', 1),
	(1, 'shared-success', 'second-team-started', 1),
	(1, 'shared-success', 'teams-met', 1);


--
-- Data for Name: version_tests; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_tests VALUES
	(1, 'first-value', 'weekly-users', 5, 14, 1),
	(1, 'habit', 'logins', 2, 14, 1),
	(1, 'habit', 'weekly-use', 40, 14, 1),
	(1, 'proven-outcome', 'goal-progress', 50, 45, 1),
	(1, 'proven-outcome', 'weekly-use', 50, 14, 1),
	(1, 'shared-success', 'active-seats', 70, 30, 1),
	(1, 'shared-success', 'feature-adoption', 50, 30, 1);


--
-- Data for Name: warnings; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: webhook_calls; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: webhook_targets; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: webhook_tries; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: workspaces; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.workspaces VALUES
	(1, 'Tidewell', 'Europe/Berlin', 'laer', '2026-02-16 23:00:00+00', '2026-03-04 13:00:00+00', NULL, '2026-03-03 23:00:00.000003+00', '2026-02-16 23:00:03.406931+00', 'own', NULL);


--
-- Name: account_events_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_events_id_seq', 986, true);


--
-- Name: account_facts_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_facts_history_id_seq', 163, true);


--
-- Name: account_names_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_names_id_seq', 96, true);


--
-- Name: accounts_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_id_seq', 30, true);


--
-- Name: acting_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.acting_id_seq', 1, false);


--
-- Name: advocacy_asks_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.advocacy_asks_id_seq', 1, false);


--
-- Name: api_keys_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.api_keys_id_seq', 1, true);


--
-- Name: audit_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_id_seq', 9, true);


--
-- Name: changes_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.changes_id_seq', 32, true);


--
-- Name: channels_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.channels_id_seq', 7, true);


--
-- Name: concerns_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.concerns_id_seq', 1, false);


--
-- Name: contracts_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_id_seq', 44, true);


--
-- Name: conversations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.conversations_id_seq', 1, false);


--
-- Name: ctas_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ctas_id_seq', 33, true);


--
-- Name: file_questions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.file_questions_id_seq', 1, false);


--
-- Name: hand_overs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.hand_overs_id_seq', 1, false);


--
-- Name: health_overrides_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.health_overrides_id_seq', 1, true);


--
-- Name: identities_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.identities_id_seq', 5, true);


--
-- Name: installations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.installations_id_seq', 1, true);


--
-- Name: intents_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.intents_id_seq', 1, false);


--
-- Name: kept_losses_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.kept_losses_id_seq', 1, true);


--
-- Name: other_emails_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.other_emails_id_seq', 1, false);


--
-- Name: outbox_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.outbox_id_seq', 21, true);


--
-- Name: outcome_goals_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.outcome_goals_id_seq', 2, true);


--
-- Name: people_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.people_id_seq', 5, true);


--
-- Name: persona_tags_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.persona_tags_id_seq', 80, true);


--
-- Name: plan_goals_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.plan_goals_id_seq', 1, false);


--
-- Name: platform_notes_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.platform_notes_id_seq', 1, false);


--
-- Name: playbook_versions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.playbook_versions_id_seq', 1, true);


--
-- Name: post_mortems_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.post_mortems_id_seq', 1, false);


--
-- Name: proposals_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.proposals_id_seq', 1, true);


--
-- Name: published_pages_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.published_pages_id_seq', 1, false);


--
-- Name: reactions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.reactions_id_seq', 1, false);


--
-- Name: receipts_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.receipts_id_seq', 6, true);


--
-- Name: releases_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.releases_id_seq', 2, true);


--
-- Name: revisits_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.revisits_id_seq', 2, true);


--
-- Name: risk_models_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.risk_models_id_seq', 1, true);


--
-- Name: sayings_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sayings_id_seq', 13, true);


--
-- Name: slots_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.slots_id_seq', 12, true);


--
-- Name: spells_behind_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.spells_behind_id_seq', 8, true);


--
-- Name: stakeholders_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.stakeholders_id_seq', 119, true);


--
-- Name: success_plans_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.success_plans_id_seq', 1, true);


--
-- Name: tickets_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.tickets_id_seq', 15, true);


--
-- Name: warnings_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.warnings_id_seq', 1, false);


--
-- Name: webhook_calls_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.webhook_calls_id_seq', 1, false);


--
-- Name: webhook_targets_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.webhook_targets_id_seq', 1, false);


--
-- Name: webhook_tries_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.webhook_tries_id_seq', 1, false);


--
-- Name: workspaces_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.workspaces_id_seq', 1, true);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: account_events pk_account_events; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_events
    ADD CONSTRAINT pk_account_events PRIMARY KEY (id);


--
-- Name: account_facts pk_account_facts; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_facts
    ADD CONSTRAINT pk_account_facts PRIMARY KEY (account_id);


--
-- Name: account_facts_history pk_account_facts_history; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_facts_history
    ADD CONSTRAINT pk_account_facts_history PRIMARY KEY (id);


--
-- Name: account_names pk_account_names; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_names
    ADD CONSTRAINT pk_account_names PRIMARY KEY (id);


--
-- Name: account_risks pk_account_risks; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_risks
    ADD CONSTRAINT pk_account_risks PRIMARY KEY (account_id);


--
-- Name: accounts pk_accounts; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (id);


--
-- Name: acting pk_acting; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acting
    ADD CONSTRAINT pk_acting PRIMARY KEY (id);


--
-- Name: advocacy_asks pk_advocacy_asks; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.advocacy_asks
    ADD CONSTRAINT pk_advocacy_asks PRIMARY KEY (id);


--
-- Name: api_keys pk_api_keys; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT pk_api_keys PRIMARY KEY (id);


--
-- Name: audit pk_audit; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (id);


--
-- Name: changes pk_changes; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.changes
    ADD CONSTRAINT pk_changes PRIMARY KEY (id);


--
-- Name: channels pk_channels; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels
    ADD CONSTRAINT pk_channels PRIMARY KEY (id);


--
-- Name: concerns pk_concerns; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concerns
    ADD CONSTRAINT pk_concerns PRIMARY KEY (id);


--
-- Name: contracts pk_contracts; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts
    ADD CONSTRAINT pk_contracts PRIMARY KEY (id);


--
-- Name: conversations pk_conversations; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT pk_conversations PRIMARY KEY (id);


--
-- Name: ctas pk_ctas; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ctas
    ADD CONSTRAINT pk_ctas PRIMARY KEY (id);


--
-- Name: file_questions pk_file_questions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.file_questions
    ADD CONSTRAINT pk_file_questions PRIMARY KEY (id);


--
-- Name: hand_overs pk_hand_overs; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT pk_hand_overs PRIMARY KEY (id);


--
-- Name: health_overrides pk_health_overrides; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.health_overrides
    ADD CONSTRAINT pk_health_overrides PRIMARY KEY (id);


--
-- Name: identities pk_identities; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT pk_identities PRIMARY KEY (id);


--
-- Name: imported_rows pk_imported_rows; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imported_rows
    ADD CONSTRAINT pk_imported_rows PRIMARY KEY (workspace_id, file_kind, row_key);


--
-- Name: installations pk_installations; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.installations
    ADD CONSTRAINT pk_installations PRIMARY KEY (id);


--
-- Name: intents pk_intents; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.intents
    ADD CONSTRAINT pk_intents PRIMARY KEY (id);


--
-- Name: kept_losses pk_kept_losses; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kept_losses
    ADD CONSTRAINT pk_kept_losses PRIMARY KEY (id);


--
-- Name: kpi_latest pk_kpi_latest; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kpi_latest
    ADD CONSTRAINT pk_kpi_latest PRIMARY KEY (account_id, kpi);


--
-- Name: kpi_observations pk_kpi_observations; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kpi_observations
    ADD CONSTRAINT pk_kpi_observations PRIMARY KEY (account_id, kpi, observed_at);


--
-- Name: learned_times pk_learned_times; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.learned_times
    ADD CONSTRAINT pk_learned_times PRIMARY KEY (version_id, milestone, cohort, name);


--
-- Name: milestones_reached pk_milestones_reached; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones_reached
    ADD CONSTRAINT pk_milestones_reached PRIMARY KEY (account_id, period, milestone);


--
-- Name: other_emails pk_other_emails; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.other_emails
    ADD CONSTRAINT pk_other_emails PRIMARY KEY (id);


--
-- Name: outbox pk_outbox; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);


--
-- Name: outcome_goals pk_outcome_goals; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outcome_goals
    ADD CONSTRAINT pk_outcome_goals PRIMARY KEY (id);


--
-- Name: people pk_people; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT pk_people PRIMARY KEY (id);


--
-- Name: persona_tags pk_persona_tags; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.persona_tags
    ADD CONSTRAINT pk_persona_tags PRIMARY KEY (id);


--
-- Name: plan_goals pk_plan_goals; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_goals
    ADD CONSTRAINT pk_plan_goals PRIMARY KEY (id);


--
-- Name: planned_steps pk_planned_steps; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.planned_steps
    ADD CONSTRAINT pk_planned_steps PRIMARY KEY (account_id, period, task);


--
-- Name: platform_notes pk_platform_notes; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.platform_notes
    ADD CONSTRAINT pk_platform_notes PRIMARY KEY (id);


--
-- Name: playbook_versions pk_playbook_versions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.playbook_versions
    ADD CONSTRAINT pk_playbook_versions PRIMARY KEY (id);


--
-- Name: post_mortems pk_post_mortems; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.post_mortems
    ADD CONSTRAINT pk_post_mortems PRIMARY KEY (id);


--
-- Name: proposals pk_proposals; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT pk_proposals PRIMARY KEY (id);


--
-- Name: published_pages pk_published_pages; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.published_pages
    ADD CONSTRAINT pk_published_pages PRIMARY KEY (id);


--
-- Name: reactions pk_reactions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT pk_reactions PRIMARY KEY (id);


--
-- Name: receipts pk_receipts; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.receipts
    ADD CONSTRAINT pk_receipts PRIMARY KEY (id);


--
-- Name: releases pk_releases; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT pk_releases PRIMARY KEY (id);


--
-- Name: revisits pk_revisits; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.revisits
    ADD CONSTRAINT pk_revisits PRIMARY KEY (id);


--
-- Name: risk_models pk_risk_models; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.risk_models
    ADD CONSTRAINT pk_risk_models PRIMARY KEY (id);


--
-- Name: sayings pk_sayings; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sayings
    ADD CONSTRAINT pk_sayings PRIMARY KEY (id);


--
-- Name: slots pk_slots; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.slots
    ADD CONSTRAINT pk_slots PRIMARY KEY (id);


--
-- Name: spells pk_spells; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spells
    ADD CONSTRAINT pk_spells PRIMARY KEY (account_id, number);


--
-- Name: spells_behind pk_spells_behind; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spells_behind
    ADD CONSTRAINT pk_spells_behind PRIMARY KEY (id);


--
-- Name: stakeholders pk_stakeholders; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stakeholders
    ADD CONSTRAINT pk_stakeholders PRIMARY KEY (id);


--
-- Name: stuck_chances pk_stuck_chances; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stuck_chances
    ADD CONSTRAINT pk_stuck_chances PRIMARY KEY (version_id, milestone, cohort, name, day);


--
-- Name: success_plans pk_success_plans; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.success_plans
    ADD CONSTRAINT pk_success_plans PRIMARY KEY (id);


--
-- Name: tasks_done pk_tasks_done; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks_done
    ADD CONSTRAINT pk_tasks_done PRIMARY KEY (account_id, period, task);


--
-- Name: tickets pk_tickets; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT pk_tickets PRIMARY KEY (id);


--
-- Name: version_bands pk_version_bands; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_bands
    ADD CONSTRAINT pk_version_bands PRIMARY KEY (version_id, "position");


--
-- Name: version_kpis pk_version_kpis; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_kpis
    ADD CONSTRAINT pk_version_kpis PRIMARY KEY (version_id, kpi);


--
-- Name: version_milestones pk_version_milestones; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_milestones
    ADD CONSTRAINT pk_version_milestones PRIMARY KEY (version_id, "position");


--
-- Name: version_segment_tests pk_version_segment_tests; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_segment_tests
    ADD CONSTRAINT pk_version_segment_tests PRIMARY KEY (version_id, segment, milestone, kpi);


--
-- Name: version_stages pk_version_stages; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_stages
    ADD CONSTRAINT pk_version_stages PRIMARY KEY (version_id, "position");


--
-- Name: version_tasks pk_version_tasks; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_tasks
    ADD CONSTRAINT pk_version_tasks PRIMARY KEY (version_id, milestone, task);


--
-- Name: version_tests pk_version_tests; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_tests
    ADD CONSTRAINT pk_version_tests PRIMARY KEY (version_id, milestone, kpi);


--
-- Name: warnings pk_warnings; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.warnings
    ADD CONSTRAINT pk_warnings PRIMARY KEY (id);


--
-- Name: webhook_calls pk_webhook_calls; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_calls
    ADD CONSTRAINT pk_webhook_calls PRIMARY KEY (id);


--
-- Name: webhook_targets pk_webhook_targets; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_targets
    ADD CONSTRAINT pk_webhook_targets PRIMARY KEY (id);


--
-- Name: webhook_tries pk_webhook_tries; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_tries
    ADD CONSTRAINT pk_webhook_tries PRIMARY KEY (id);


--
-- Name: workspaces pk_workspaces; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.workspaces
    ADD CONSTRAINT pk_workspaces PRIMARY KEY (id);


--
-- Name: account_events uq_account_events_account_id_kind_at_key_fingerprint; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_events
    ADD CONSTRAINT uq_account_events_account_id_kind_at_key_fingerprint UNIQUE (account_id, kind, at, key, fingerprint);


--
-- Name: account_events uq_account_events_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_events
    ADD CONSTRAINT uq_account_events_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: account_names uq_account_names_account_id_folded_kind; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_names
    ADD CONSTRAINT uq_account_names_account_id_folded_kind UNIQUE (account_id, folded, kind);


--
-- Name: accounts uq_accounts_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: accounts uq_accounts_workspace_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_workspace_id_key UNIQUE (workspace_id, key);


--
-- Name: advocacy_asks uq_advocacy_asks_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.advocacy_asks
    ADD CONSTRAINT uq_advocacy_asks_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: api_keys uq_api_keys_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT uq_api_keys_hash UNIQUE (hash);


--
-- Name: channels uq_channels_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels
    ADD CONSTRAINT uq_channels_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: channels uq_channels_workspace_id_installation_id_platform_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels
    ADD CONSTRAINT uq_channels_workspace_id_installation_id_platform_id UNIQUE (workspace_id, installation_id, platform_id);


--
-- Name: contracts uq_contracts_account_id_product_term; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts
    ADD CONSTRAINT uq_contracts_account_id_product_term UNIQUE (account_id, product, term);


--
-- Name: contracts uq_contracts_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts
    ADD CONSTRAINT uq_contracts_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: conversations uq_conversations_workspace_id_person_id_place; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT uq_conversations_workspace_id_person_id_place UNIQUE (workspace_id, person_id, place);


--
-- Name: ctas uq_ctas_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ctas
    ADD CONSTRAINT uq_ctas_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: ctas uq_ctas_workspace_id_subject_rule_occurrence; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ctas
    ADD CONSTRAINT uq_ctas_workspace_id_subject_rule_occurrence UNIQUE (workspace_id, subject, rule, occurrence);


--
-- Name: file_questions uq_file_questions_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.file_questions
    ADD CONSTRAINT uq_file_questions_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: file_questions uq_file_questions_workspace_id_kind_subject; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.file_questions
    ADD CONSTRAINT uq_file_questions_workspace_id_kind_subject UNIQUE (workspace_id, kind, subject);


--
-- Name: hand_overs uq_hand_overs_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT uq_hand_overs_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: health_overrides uq_health_overrides_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.health_overrides
    ADD CONSTRAINT uq_health_overrides_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: identities uq_identities_workspace_id_installation_id_user_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT uq_identities_workspace_id_installation_id_user_id UNIQUE (workspace_id, installation_id, user_id);


--
-- Name: installations uq_installations_surface_team_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.installations
    ADD CONSTRAINT uq_installations_surface_team_id UNIQUE (surface, team_id);


--
-- Name: installations uq_installations_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.installations
    ADD CONSTRAINT uq_installations_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: kept_losses uq_kept_losses_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kept_losses
    ADD CONSTRAINT uq_kept_losses_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: other_emails uq_other_emails_workspace_id_email; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.other_emails
    ADD CONSTRAINT uq_other_emails_workspace_id_email UNIQUE (workspace_id, email);


--
-- Name: outbox uq_outbox_delivery_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_delivery_id UNIQUE (delivery_id);


--
-- Name: outbox uq_outbox_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: outbox uq_outbox_workspace_id_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_workspace_id_once UNIQUE (workspace_id, once);


--
-- Name: outcome_goals uq_outcome_goals_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outcome_goals
    ADD CONSTRAINT uq_outcome_goals_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: people uq_people_workspace_id_email; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT uq_people_workspace_id_email UNIQUE (workspace_id, email);


--
-- Name: people uq_people_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT uq_people_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: platform_notes uq_platform_notes_workspace_id_installation_id_kind_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.platform_notes
    ADD CONSTRAINT uq_platform_notes_workspace_id_installation_id_kind_key UNIQUE (workspace_id, installation_id, kind, key);


--
-- Name: playbook_versions uq_playbook_versions_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.playbook_versions
    ADD CONSTRAINT uq_playbook_versions_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: playbook_versions uq_playbook_versions_workspace_id_name_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.playbook_versions
    ADD CONSTRAINT uq_playbook_versions_workspace_id_name_hash UNIQUE (workspace_id, name, hash);


--
-- Name: post_mortems uq_post_mortems_account_id_period; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.post_mortems
    ADD CONSTRAINT uq_post_mortems_account_id_period UNIQUE (account_id, period);


--
-- Name: published_pages uq_published_pages_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.published_pages
    ADD CONSTRAINT uq_published_pages_hash UNIQUE (hash);


--
-- Name: published_pages uq_published_pages_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.published_pages
    ADD CONSTRAINT uq_published_pages_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: reactions uq_reactions_workspace_id_account_id_period_reaction_occurrence; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT uq_reactions_workspace_id_account_id_period_reaction_occurrence UNIQUE (workspace_id, account_id, period, reaction, occurrence);


--
-- Name: receipts uq_receipts_workspace_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.receipts
    ADD CONSTRAINT uq_receipts_workspace_id_key UNIQUE (workspace_id, key);


--
-- Name: releases uq_releases_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT uq_releases_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: risk_models uq_risk_models_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.risk_models
    ADD CONSTRAINT uq_risk_models_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: sayings uq_sayings_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sayings
    ADD CONSTRAINT uq_sayings_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: slots uq_slots_workspace_id_recipient_kind_local_date; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.slots
    ADD CONSTRAINT uq_slots_workspace_id_recipient_kind_local_date UNIQUE (workspace_id, recipient, kind, local_date);


--
-- Name: stakeholders uq_stakeholders_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stakeholders
    ADD CONSTRAINT uq_stakeholders_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: success_plans uq_success_plans_account_id_period; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.success_plans
    ADD CONSTRAINT uq_success_plans_account_id_period UNIQUE (account_id, period);


--
-- Name: success_plans uq_success_plans_workspace_id_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.success_plans
    ADD CONSTRAINT uq_success_plans_workspace_id_id UNIQUE (workspace_id, id);


--
-- Name: tickets uq_tickets_workspace_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT uq_tickets_workspace_id_key UNIQUE (workspace_id, key);


--
-- Name: version_milestones uq_version_milestones_version_id_milestone; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_milestones
    ADD CONSTRAINT uq_version_milestones_version_id_milestone UNIQUE (version_id, milestone);


--
-- Name: warnings uq_warnings_account_id_period_warned_on; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.warnings
    ADD CONSTRAINT uq_warnings_account_id_period_warned_on UNIQUE (account_id, period, warned_on);


--
-- Name: webhook_calls uq_webhook_calls_delivery_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_calls
    ADD CONSTRAINT uq_webhook_calls_delivery_id UNIQUE (delivery_id);


--
-- Name: webhook_calls uq_webhook_calls_workspace_id_account_id_period_reactio_24da; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_calls
    ADD CONSTRAINT uq_webhook_calls_workspace_id_account_id_period_reactio_24da UNIQUE (workspace_id, account_id, period, reaction, occurrence, target);


--
-- Name: webhook_targets uq_webhook_targets_workspace_id_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_targets
    ADD CONSTRAINT uq_webhook_targets_workspace_id_name UNIQUE (workspace_id, name);


--
-- Name: ix_account_events_account_id_kind_at_undone_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_account_events_account_id_kind_at_undone_at ON public.account_events USING btree (account_id, kind, at, undone_at);


--
-- Name: ix_account_events_surveys; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_account_events_surveys ON public.account_events USING btree (workspace_id, at) WHERE (kind = 'survey'::text);


--
-- Name: ix_account_facts_history_account_id_valid_to; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_account_facts_history_account_id_valid_to ON public.account_facts_history USING btree (account_id, valid_to);


--
-- Name: ix_account_names_workspace_id_folded; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_account_names_workspace_id_folded ON public.account_names USING btree (workspace_id, folded);


--
-- Name: ix_account_risks_workspace_id_score; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_account_risks_workspace_id_score ON public.account_risks USING btree (workspace_id, score);


--
-- Name: ix_accounts_lost; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_accounts_lost ON public.accounts USING btree (workspace_id, churned_on) WHERE (status = 'churned'::text);


--
-- Name: ix_accounts_playbook_version_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_accounts_playbook_version_id ON public.accounts USING btree (playbook_version_id);


--
-- Name: ix_accounts_workspace_id_channel_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_accounts_workspace_id_channel_id ON public.accounts USING btree (workspace_id, channel_id) WHERE (channel_id IS NOT NULL);


--
-- Name: ix_accounts_workspace_id_csm_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_accounts_workspace_id_csm_id ON public.accounts USING btree (workspace_id, csm_id);


--
-- Name: ix_accounts_workspace_id_parent_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_accounts_workspace_id_parent_id ON public.accounts USING btree (workspace_id, parent_id) WHERE (parent_id IS NOT NULL);


--
-- Name: ix_advocacy_asks_account_id_asked_on; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_advocacy_asks_account_id_asked_on ON public.advocacy_asks USING btree (account_id, asked_on);


--
-- Name: ix_api_keys_live; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_api_keys_live ON public.api_keys USING btree (workspace_id, name) WHERE (revoked_at IS NULL);


--
-- Name: ix_audit_account_id_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_audit_account_id_at ON public.audit USING btree (account_id, at);


--
-- Name: ix_audit_workspace_id_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_audit_workspace_id_at ON public.audit USING btree (workspace_id, at);


--
-- Name: ix_changes_workspace_id_subject_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_changes_workspace_id_subject_id ON public.changes USING btree (workspace_id, subject, id);


--
-- Name: ix_channels_not_found; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_channels_not_found ON public.channels USING btree (workspace_id) WHERE (installation_id IS NULL);


--
-- Name: ix_concerns_standing; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_concerns_standing ON public.concerns USING btree (workspace_id, kind, subject) WHERE (over_at IS NULL);


--
-- Name: ix_concerns_workspace_id_over_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_concerns_workspace_id_over_at ON public.concerns USING btree (workspace_id, over_at);


--
-- Name: ix_contracts_lost; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_contracts_lost ON public.contracts USING btree (workspace_id, account_id) WHERE (outcome = 'lost'::text);


--
-- Name: ix_contracts_workspace_id_account_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_contracts_workspace_id_account_id ON public.contracts USING btree (workspace_id, account_id);


--
-- Name: ix_ctas_account_id_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ctas_account_id_state ON public.ctas USING btree (account_id, state);


--
-- Name: ix_ctas_owner_live; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ctas_owner_live ON public.ctas USING btree (workspace_id, owner_id, due_on) WHERE (state = ANY (ARRAY['open'::text, 'asleep'::text, 'snoozed'::text]));


--
-- Name: ix_ctas_rule_live; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ctas_rule_live ON public.ctas USING btree (workspace_id, rule, account_id) WHERE (state = ANY (ARRAY['open'::text, 'asleep'::text, 'snoozed'::text]));


--
-- Name: ix_ctas_tell; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ctas_tell ON public.ctas USING btree (workspace_id, owner_id) WHERE (tell = 'due'::text);


--
-- Name: ix_ctas_wake; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ctas_wake ON public.ctas USING btree (workspace_id, wake_on) WHERE (wake_on IS NOT NULL);


--
-- Name: ix_file_questions_workspace_id_answered_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_file_questions_workspace_id_answered_at ON public.file_questions USING btree (workspace_id, answered_at);


--
-- Name: ix_hand_overs_account_id_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_hand_overs_account_id_at ON public.hand_overs USING btree (account_id, at);


--
-- Name: ix_hand_overs_workspace_id_from_id_looks_until; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_hand_overs_workspace_id_from_id_looks_until ON public.hand_overs USING btree (workspace_id, from_id, looks_until);


--
-- Name: ix_health_overrides_account_id_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_health_overrides_account_id_at ON public.health_overrides USING btree (account_id, at);


--
-- Name: ix_health_overrides_stands; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_health_overrides_stands ON public.health_overrides USING btree (account_id) WHERE ((ended_at IS NULL) AND (undone_at IS NULL));


--
-- Name: ix_identities_workspace_id_person_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_identities_workspace_id_person_id ON public.identities USING btree (workspace_id, person_id);


--
-- Name: ix_other_emails_workspace_id_person_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_other_emails_workspace_id_person_id ON public.other_emails USING btree (workspace_id, person_id);


--
-- Name: ix_outbox_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_waiting ON public.outbox USING btree (next_try_at) WHERE ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'ambiguous'::text])) OR edit);


--
-- Name: ix_outbox_workspace_id_person_id_created_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_workspace_id_person_id_created_at ON public.outbox USING btree (workspace_id, person_id, created_at);


--
-- Name: ix_outcome_goals_account_id_period; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outcome_goals_account_id_period ON public.outcome_goals USING btree (account_id, period);


--
-- Name: ix_people_workspace_id_manager_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_people_workspace_id_manager_id ON public.people USING btree (workspace_id, manager_id);


--
-- Name: ix_persona_tags_stakeholder_id_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_persona_tags_stakeholder_id_at ON public.persona_tags USING btree (stakeholder_id, at);


--
-- Name: ix_plan_goals_account_id_due_on; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_plan_goals_account_id_due_on ON public.plan_goals USING btree (account_id, due_on);


--
-- Name: ix_plan_goals_cta_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_plan_goals_cta_id ON public.plan_goals USING btree (cta_id);


--
-- Name: ix_platform_notes_until; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_platform_notes_until ON public.platform_notes USING btree (until);


--
-- Name: ix_proposals_account_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_proposals_account_id ON public.proposals USING btree (account_id);


--
-- Name: ix_proposals_workspace_id_kind_made_on; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_proposals_workspace_id_kind_made_on ON public.proposals USING btree (workspace_id, kind, made_on);


--
-- Name: ix_published_pages_account_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_published_pages_account_id ON public.published_pages USING btree (account_id);


--
-- Name: ix_receipts_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_receipts_at ON public.receipts USING btree (at);


--
-- Name: ix_releases_workspace_id_released_on; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_releases_workspace_id_released_on ON public.releases USING btree (workspace_id, released_on);


--
-- Name: ix_revisits_workspace_id_person_id_quarter; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_revisits_workspace_id_person_id_quarter ON public.revisits USING btree (workspace_id, person_id, quarter);


--
-- Name: ix_sayings_account_id_kind; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_sayings_account_id_kind ON public.sayings USING btree (account_id, kind);


--
-- Name: ix_sayings_cta_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_sayings_cta_id ON public.sayings USING btree (cta_id);


--
-- Name: ix_sayings_event_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_sayings_event_id ON public.sayings USING btree (event_id);


--
-- Name: ix_sayings_workspace_id_kind_said_on; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_sayings_workspace_id_kind_said_on ON public.sayings USING btree (workspace_id, kind, said_on);


--
-- Name: ix_spells_behind_account_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_spells_behind_account_id ON public.spells_behind USING btree (account_id);


--
-- Name: ix_spells_ended; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_spells_ended ON public.spells USING btree (workspace_id, version_id, state, lost, number, ended, days);


--
-- Name: ix_spells_now; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_spells_now ON public.spells USING btree (workspace_id, version_id, state, number, turned, due, seen);


--
-- Name: ix_spells_settled; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_spells_settled ON public.spells USING btree (workspace_id, version_id, number, state, since, days);


--
-- Name: ix_stakeholders_workspace_id_account_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_stakeholders_workspace_id_account_id ON public.stakeholders USING btree (workspace_id, account_id);


--
-- Name: ix_tickets_account_id_closed_at_opened_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_tickets_account_id_closed_at_opened_at ON public.tickets USING btree (account_id, closed_at, opened_at);


--
-- Name: ix_webhook_calls_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_webhook_calls_waiting ON public.webhook_calls USING btree (next_try_at) WHERE (state = 'pending'::text);


--
-- Name: ix_webhook_tries_call_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_webhook_tries_call_id ON public.webhook_tries USING btree (call_id);


--
-- Name: ix_webhook_tries_workspace_id_account_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_webhook_tries_workspace_id_account_id ON public.webhook_tries USING btree (workspace_id, account_id);


--
-- Name: account_events audit_account_events_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_account_events_delete AFTER DELETE ON public.account_events FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: account_events audit_account_events_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_account_events_insert AFTER INSERT ON public.account_events FOR EACH ROW WHEN ((((NULLIF(current_setting('milepost.acting'::text, true), ''::text))::jsonb ->> 'via'::text) <> 'import'::text)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: account_events audit_account_events_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_account_events_update AFTER UPDATE ON public.account_events FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: account_names audit_account_names_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_account_names_delete AFTER DELETE ON public.account_names FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: account_names audit_account_names_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_account_names_insert AFTER INSERT ON public.account_names FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: account_names audit_account_names_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_account_names_update AFTER UPDATE ON public.account_names FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: accounts audit_accounts_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_accounts_delete AFTER DELETE ON public.accounts FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'id', 'workspace_id');


--
-- Name: accounts audit_accounts_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_accounts_insert AFTER INSERT ON public.accounts FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'id', 'workspace_id');


--
-- Name: accounts audit_accounts_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_accounts_update AFTER UPDATE ON public.accounts FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'id', 'workspace_id');


--
-- Name: advocacy_asks audit_advocacy_asks_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_advocacy_asks_delete AFTER DELETE ON public.advocacy_asks FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: advocacy_asks audit_advocacy_asks_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_advocacy_asks_insert AFTER INSERT ON public.advocacy_asks FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: advocacy_asks audit_advocacy_asks_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_advocacy_asks_update AFTER UPDATE ON public.advocacy_asks FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: api_keys audit_api_keys_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_api_keys_delete AFTER DELETE ON public.api_keys FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,hash,last_used_at');


--
-- Name: api_keys audit_api_keys_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_api_keys_insert AFTER INSERT ON public.api_keys FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,hash,last_used_at');


--
-- Name: api_keys audit_api_keys_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_api_keys_update AFTER UPDATE ON public.api_keys FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,hash,last_used_at');


--
-- Name: channels audit_channels_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_channels_delete AFTER DELETE ON public.channels FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: channels audit_channels_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_channels_insert AFTER INSERT ON public.channels FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: channels audit_channels_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_channels_update AFTER UPDATE ON public.channels FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: contracts audit_contracts_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_contracts_delete AFTER DELETE ON public.contracts FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: contracts audit_contracts_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_contracts_insert AFTER INSERT ON public.contracts FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: contracts audit_contracts_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_contracts_update AFTER UPDATE ON public.contracts FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: ctas audit_ctas_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_ctas_delete AFTER DELETE ON public.ctas FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id,changed_at,tell,told_at');


--
-- Name: ctas audit_ctas_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_ctas_insert AFTER INSERT ON public.ctas FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id,changed_at,tell,told_at');


--
-- Name: ctas audit_ctas_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_ctas_update AFTER UPDATE ON public.ctas FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id,changed_at,tell,told_at');


--
-- Name: file_questions audit_file_questions_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_file_questions_delete AFTER DELETE ON public.file_questions FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: file_questions audit_file_questions_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_file_questions_insert AFTER INSERT ON public.file_questions FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: file_questions audit_file_questions_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_file_questions_update AFTER UPDATE ON public.file_questions FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: hand_overs audit_hand_overs_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_hand_overs_delete AFTER DELETE ON public.hand_overs FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: hand_overs audit_hand_overs_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_hand_overs_insert AFTER INSERT ON public.hand_overs FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: hand_overs audit_hand_overs_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_hand_overs_update AFTER UPDATE ON public.hand_overs FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: health_overrides audit_health_overrides_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_health_overrides_delete AFTER DELETE ON public.health_overrides FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: health_overrides audit_health_overrides_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_health_overrides_insert AFTER INSERT ON public.health_overrides FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: health_overrides audit_health_overrides_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_health_overrides_update AFTER UPDATE ON public.health_overrides FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: identities audit_identities_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_identities_delete AFTER DELETE ON public.identities FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,seen_at');


--
-- Name: identities audit_identities_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_identities_insert AFTER INSERT ON public.identities FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,seen_at');


--
-- Name: identities audit_identities_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_identities_update AFTER UPDATE ON public.identities FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,seen_at');


--
-- Name: installations audit_installations_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_installations_delete AFTER DELETE ON public.installations FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: installations audit_installations_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_installations_insert AFTER INSERT ON public.installations FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: installations audit_installations_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_installations_update AFTER UPDATE ON public.installations FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: kpi_observations audit_kpi_observations_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_kpi_observations_delete AFTER DELETE ON public.kpi_observations FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,kpi,observed_at', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: kpi_observations audit_kpi_observations_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_kpi_observations_insert AFTER INSERT ON public.kpi_observations FOR EACH ROW WHEN ((((NULLIF(current_setting('milepost.acting'::text, true), ''::text))::jsonb ->> 'via'::text) <> 'import'::text)) EXECUTE FUNCTION public.audit_row('account_id,kpi,observed_at', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: kpi_observations audit_kpi_observations_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_kpi_observations_update AFTER UPDATE ON public.kpi_observations FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,kpi,observed_at', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: milestones_reached audit_milestones_reached_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_milestones_reached_delete AFTER DELETE ON public.milestones_reached FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,period,milestone', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: milestones_reached audit_milestones_reached_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_milestones_reached_insert AFTER INSERT ON public.milestones_reached FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,period,milestone', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: milestones_reached audit_milestones_reached_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_milestones_reached_update AFTER UPDATE ON public.milestones_reached FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,period,milestone', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: other_emails audit_other_emails_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_other_emails_delete AFTER DELETE ON public.other_emails FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: other_emails audit_other_emails_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_other_emails_insert AFTER INSERT ON public.other_emails FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: other_emails audit_other_emails_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_other_emails_update AFTER UPDATE ON public.other_emails FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: outcome_goals audit_outcome_goals_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_outcome_goals_delete AFTER DELETE ON public.outcome_goals FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: outcome_goals audit_outcome_goals_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_outcome_goals_insert AFTER INSERT ON public.outcome_goals FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: outcome_goals audit_outcome_goals_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_outcome_goals_update AFTER UPDATE ON public.outcome_goals FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: people audit_people_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_people_delete AFTER DELETE ON public.people FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: people audit_people_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_people_insert AFTER INSERT ON public.people FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: people audit_people_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_people_update AFTER UPDATE ON public.people FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: persona_tags audit_persona_tags_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_persona_tags_delete AFTER DELETE ON public.persona_tags FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'stakeholder_id', 'workspace_id');


--
-- Name: persona_tags audit_persona_tags_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_persona_tags_insert AFTER INSERT ON public.persona_tags FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'stakeholder_id', 'workspace_id');


--
-- Name: persona_tags audit_persona_tags_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_persona_tags_update AFTER UPDATE ON public.persona_tags FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'stakeholder_id', 'workspace_id');


--
-- Name: plan_goals audit_plan_goals_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_plan_goals_delete AFTER DELETE ON public.plan_goals FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: plan_goals audit_plan_goals_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_plan_goals_insert AFTER INSERT ON public.plan_goals FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: plan_goals audit_plan_goals_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_plan_goals_update AFTER UPDATE ON public.plan_goals FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: planned_steps audit_planned_steps_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_planned_steps_delete AFTER DELETE ON public.planned_steps FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,period,task', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: planned_steps audit_planned_steps_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_planned_steps_insert AFTER INSERT ON public.planned_steps FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,period,task', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: planned_steps audit_planned_steps_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_planned_steps_update AFTER UPDATE ON public.planned_steps FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,period,task', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: playbook_versions audit_playbook_versions_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_playbook_versions_delete AFTER DELETE ON public.playbook_versions FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,source');


--
-- Name: playbook_versions audit_playbook_versions_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_playbook_versions_insert AFTER INSERT ON public.playbook_versions FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,source');


--
-- Name: playbook_versions audit_playbook_versions_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_playbook_versions_update AFTER UPDATE ON public.playbook_versions FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,source');


--
-- Name: post_mortems audit_post_mortems_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_post_mortems_delete AFTER DELETE ON public.post_mortems FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: post_mortems audit_post_mortems_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_post_mortems_insert AFTER INSERT ON public.post_mortems FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: post_mortems audit_post_mortems_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_post_mortems_update AFTER UPDATE ON public.post_mortems FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: proposals audit_proposals_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_proposals_delete AFTER DELETE ON public.proposals FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: proposals audit_proposals_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_proposals_insert AFTER INSERT ON public.proposals FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: proposals audit_proposals_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_proposals_update AFTER UPDATE ON public.proposals FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: published_pages audit_published_pages_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_published_pages_delete AFTER DELETE ON public.published_pages FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id,hash,snapshot');


--
-- Name: published_pages audit_published_pages_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_published_pages_insert AFTER INSERT ON public.published_pages FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id,hash,snapshot');


--
-- Name: published_pages audit_published_pages_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_published_pages_update AFTER UPDATE ON public.published_pages FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id,hash,snapshot');


--
-- Name: releases audit_releases_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_releases_delete AFTER DELETE ON public.releases FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: releases audit_releases_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_releases_insert AFTER INSERT ON public.releases FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: releases audit_releases_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_releases_update AFTER UPDATE ON public.releases FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: revisits audit_revisits_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_revisits_delete AFTER DELETE ON public.revisits FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: revisits audit_revisits_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_revisits_insert AFTER INSERT ON public.revisits FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: revisits audit_revisits_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_revisits_update AFTER UPDATE ON public.revisits FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id');


--
-- Name: sayings audit_sayings_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_sayings_delete AFTER DELETE ON public.sayings FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: sayings audit_sayings_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_sayings_insert AFTER INSERT ON public.sayings FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: sayings audit_sayings_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_sayings_update AFTER UPDATE ON public.sayings FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: stakeholders audit_stakeholders_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_stakeholders_delete AFTER DELETE ON public.stakeholders FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: stakeholders audit_stakeholders_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_stakeholders_insert AFTER INSERT ON public.stakeholders FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: stakeholders audit_stakeholders_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_stakeholders_update AFTER UPDATE ON public.stakeholders FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: success_plans audit_success_plans_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_success_plans_delete AFTER DELETE ON public.success_plans FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: success_plans audit_success_plans_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_success_plans_insert AFTER INSERT ON public.success_plans FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: success_plans audit_success_plans_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_success_plans_update AFTER UPDATE ON public.success_plans FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: tasks_done audit_tasks_done_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_tasks_done_delete AFTER DELETE ON public.tasks_done FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,period,task', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: tasks_done audit_tasks_done_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_tasks_done_insert AFTER INSERT ON public.tasks_done FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,period,task', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: tasks_done audit_tasks_done_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_tasks_done_update AFTER UPDATE ON public.tasks_done FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('account_id,period,task', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: tickets audit_tickets_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_tickets_delete AFTER DELETE ON public.tickets FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: tickets audit_tickets_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_tickets_insert AFTER INSERT ON public.tickets FOR EACH ROW WHEN ((((NULLIF(current_setting('milepost.acting'::text, true), ''::text))::jsonb ->> 'via'::text) <> 'import'::text)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: tickets audit_tickets_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_tickets_update AFTER UPDATE ON public.tickets FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', 'account_id', 'workspace_id');


--
-- Name: webhook_targets audit_webhook_targets_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_webhook_targets_delete AFTER DELETE ON public.webhook_targets FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,address');


--
-- Name: webhook_targets audit_webhook_targets_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_webhook_targets_insert AFTER INSERT ON public.webhook_targets FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,address');


--
-- Name: webhook_targets audit_webhook_targets_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_webhook_targets_update AFTER UPDATE ON public.webhook_targets FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'workspace_id', '', 'workspace_id,address');


--
-- Name: workspaces audit_workspaces_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_workspaces_delete AFTER DELETE ON public.workspaces FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'id', '', 'workspace_id,baseline_at,imported_at,ticked_at');


--
-- Name: workspaces audit_workspaces_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_workspaces_insert AFTER INSERT ON public.workspaces FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'id', '', 'workspace_id,baseline_at,imported_at,ticked_at');


--
-- Name: workspaces audit_workspaces_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_workspaces_update AFTER UPDATE ON public.workspaces FOR EACH ROW WHEN ((NULLIF(current_setting('milepost.acting'::text, true), ''::text) IS NOT NULL)) EXECUTE FUNCTION public.audit_row('id', 'id', '', 'workspace_id,baseline_at,imported_at,ticked_at');


--
-- Name: account_events spells_behind_account_events_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_account_events_delete AFTER DELETE ON public.account_events REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_account_events_rows();


--
-- Name: account_events spells_behind_account_events_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_account_events_insert AFTER INSERT ON public.account_events REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_account_events_rows();


--
-- Name: account_events spells_behind_account_events_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_account_events_update AFTER UPDATE ON public.account_events FOR EACH ROW WHEN ((((old.account_id IS DISTINCT FROM new.account_id) OR (old.period IS DISTINCT FROM new.period) OR (old.kind IS DISTINCT FROM new.kind) OR (old.at IS DISTINCT FROM new.at) OR (old.key IS DISTINCT FROM new.key) OR (old.source IS DISTINCT FROM new.source) OR (old.undone_at IS DISTINCT FROM new.undone_at)) AND ((old.kind = 'stage_entered'::text) OR (new.kind = 'stage_entered'::text)))) EXECUTE FUNCTION public.spells_behind_account_events_row();


--
-- Name: account_facts spells_behind_account_facts_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_account_facts_delete AFTER DELETE ON public.account_facts REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_account_facts_rows();


--
-- Name: account_facts spells_behind_account_facts_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_account_facts_insert AFTER INSERT ON public.account_facts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_account_facts_rows();


--
-- Name: account_facts spells_behind_account_facts_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_account_facts_update AFTER UPDATE ON public.account_facts FOR EACH ROW WHEN (((old.placed IS DISTINCT FROM new.placed) OR (old.known_since IS DISTINCT FROM new.known_since) OR (old.milestone_due_on IS DISTINCT FROM new.milestone_due_on))) EXECUTE FUNCTION public.spells_behind_account_facts_row();


--
-- Name: accounts spells_behind_accounts_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_accounts_delete AFTER DELETE ON public.accounts REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_accounts_rows();


--
-- Name: accounts spells_behind_accounts_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_accounts_insert AFTER INSERT ON public.accounts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_accounts_rows();


--
-- Name: accounts spells_behind_accounts_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_accounts_update AFTER UPDATE ON public.accounts FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) OR (old.churned_on IS DISTINCT FROM new.churned_on) OR (old.started_on IS DISTINCT FROM new.started_on) OR (old.entry_stage IS DISTINCT FROM new.entry_stage) OR (old.period IS DISTINCT FROM new.period) OR (old.playbook_version_id IS DISTINCT FROM new.playbook_version_id) OR (old.turned_on IS DISTINCT FROM new.turned_on) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.spells_behind_accounts_row();


--
-- Name: milestones_reached spells_behind_milestones_reached_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_milestones_reached_delete AFTER DELETE ON public.milestones_reached REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_milestones_reached_rows();


--
-- Name: milestones_reached spells_behind_milestones_reached_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_milestones_reached_insert AFTER INSERT ON public.milestones_reached REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_milestones_reached_rows();


--
-- Name: milestones_reached spells_behind_milestones_reached_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_milestones_reached_update AFTER UPDATE ON public.milestones_reached FOR EACH ROW WHEN (((old.account_id IS DISTINCT FROM new.account_id) OR (old.period IS DISTINCT FROM new.period) OR (old.milestone IS DISTINCT FROM new.milestone) OR (old.reached_on IS DISTINCT FROM new.reached_on) OR (old.via IS DISTINCT FROM new.via))) EXECUTE FUNCTION public.spells_behind_milestones_reached_row();


--
-- Name: tasks_done spells_behind_tasks_done_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_tasks_done_delete AFTER DELETE ON public.tasks_done REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_tasks_done_rows();


--
-- Name: tasks_done spells_behind_tasks_done_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_tasks_done_insert AFTER INSERT ON public.tasks_done REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_tasks_done_rows();


--
-- Name: tasks_done spells_behind_tasks_done_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_tasks_done_update AFTER UPDATE ON public.tasks_done FOR EACH ROW WHEN (((old.account_id IS DISTINCT FROM new.account_id) OR (old.period IS DISTINCT FROM new.period))) EXECUTE FUNCTION public.spells_behind_tasks_done_row();


--
-- Name: version_milestones spells_behind_version_milestones_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_version_milestones_delete AFTER DELETE ON public.version_milestones REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_version_milestones_rows();


--
-- Name: version_milestones spells_behind_version_milestones_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_version_milestones_insert AFTER INSERT ON public.version_milestones REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_version_milestones_rows();


--
-- Name: version_milestones spells_behind_version_milestones_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_version_milestones_update AFTER UPDATE ON public.version_milestones REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_version_milestones_rows();


--
-- Name: version_stages spells_behind_version_stages_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_version_stages_delete AFTER DELETE ON public.version_stages REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_version_stages_rows();


--
-- Name: version_stages spells_behind_version_stages_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_version_stages_insert AFTER INSERT ON public.version_stages REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_version_stages_rows();


--
-- Name: version_stages spells_behind_version_stages_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER spells_behind_version_stages_update AFTER UPDATE ON public.version_stages REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.spells_behind_version_stages_rows();


--
-- Name: account_events fk_account_events_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_events
    ADD CONSTRAINT fk_account_events_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: account_events fk_account_events_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_events
    ADD CONSTRAINT fk_account_events_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: account_facts_history fk_account_facts_history_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_facts_history
    ADD CONSTRAINT fk_account_facts_history_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: account_facts_history fk_account_facts_history_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_facts_history
    ADD CONSTRAINT fk_account_facts_history_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: account_facts fk_account_facts_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_facts
    ADD CONSTRAINT fk_account_facts_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: account_facts fk_account_facts_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_facts
    ADD CONSTRAINT fk_account_facts_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: account_names fk_account_names_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_names
    ADD CONSTRAINT fk_account_names_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: account_names fk_account_names_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_names
    ADD CONSTRAINT fk_account_names_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: account_risks fk_account_risks_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_risks
    ADD CONSTRAINT fk_account_risks_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: account_risks fk_account_risks_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_risks
    ADD CONSTRAINT fk_account_risks_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: accounts fk_accounts_workspace_id_channel_id_channels; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_workspace_id_channel_id_channels FOREIGN KEY (workspace_id, channel_id) REFERENCES public.channels(workspace_id, id);


--
-- Name: accounts fk_accounts_workspace_id_csm_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_workspace_id_csm_id_people FOREIGN KEY (workspace_id, csm_id) REFERENCES public.people(workspace_id, id);


--
-- Name: accounts fk_accounts_workspace_id_parent_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_workspace_id_parent_id_accounts FOREIGN KEY (workspace_id, parent_id) REFERENCES public.accounts(workspace_id, id);


--
-- Name: accounts fk_accounts_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: advocacy_asks fk_advocacy_asks_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.advocacy_asks
    ADD CONSTRAINT fk_advocacy_asks_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: advocacy_asks fk_advocacy_asks_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.advocacy_asks
    ADD CONSTRAINT fk_advocacy_asks_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: api_keys fk_api_keys_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT fk_api_keys_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: audit fk_audit_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT fk_audit_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: changes fk_changes_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.changes
    ADD CONSTRAINT fk_changes_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: channels fk_channels_workspace_id_installation_id_installations; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels
    ADD CONSTRAINT fk_channels_workspace_id_installation_id_installations FOREIGN KEY (workspace_id, installation_id) REFERENCES public.installations(workspace_id, id);


--
-- Name: channels fk_channels_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels
    ADD CONSTRAINT fk_channels_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: concerns fk_concerns_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concerns
    ADD CONSTRAINT fk_concerns_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: contracts fk_contracts_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts
    ADD CONSTRAINT fk_contracts_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: contracts fk_contracts_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts
    ADD CONSTRAINT fk_contracts_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: conversations fk_conversations_workspace_id_person_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT fk_conversations_workspace_id_person_id_people FOREIGN KEY (workspace_id, person_id) REFERENCES public.people(workspace_id, id) ON DELETE CASCADE;


--
-- Name: conversations fk_conversations_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT fk_conversations_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: ctas fk_ctas_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ctas
    ADD CONSTRAINT fk_ctas_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: ctas fk_ctas_workspace_id_owner_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ctas
    ADD CONSTRAINT fk_ctas_workspace_id_owner_id_people FOREIGN KEY (workspace_id, owner_id) REFERENCES public.people(workspace_id, id);


--
-- Name: ctas fk_ctas_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ctas
    ADD CONSTRAINT fk_ctas_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: file_questions fk_file_questions_workspace_id_answered_by_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.file_questions
    ADD CONSTRAINT fk_file_questions_workspace_id_answered_by_people FOREIGN KEY (workspace_id, answered_by) REFERENCES public.people(workspace_id, id);


--
-- Name: file_questions fk_file_questions_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.file_questions
    ADD CONSTRAINT fk_file_questions_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: hand_overs fk_hand_overs_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT fk_hand_overs_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: hand_overs fk_hand_overs_workspace_id_by_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT fk_hand_overs_workspace_id_by_id_people FOREIGN KEY (workspace_id, by_id) REFERENCES public.people(workspace_id, id);


--
-- Name: hand_overs fk_hand_overs_workspace_id_from_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT fk_hand_overs_workspace_id_from_id_people FOREIGN KEY (workspace_id, from_id) REFERENCES public.people(workspace_id, id);


--
-- Name: hand_overs fk_hand_overs_workspace_id_to_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT fk_hand_overs_workspace_id_to_id_people FOREIGN KEY (workspace_id, to_id) REFERENCES public.people(workspace_id, id);


--
-- Name: hand_overs fk_hand_overs_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT fk_hand_overs_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: health_overrides fk_health_overrides_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.health_overrides
    ADD CONSTRAINT fk_health_overrides_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: health_overrides fk_health_overrides_workspace_id_by_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.health_overrides
    ADD CONSTRAINT fk_health_overrides_workspace_id_by_id_people FOREIGN KEY (workspace_id, by_id) REFERENCES public.people(workspace_id, id);


--
-- Name: health_overrides fk_health_overrides_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.health_overrides
    ADD CONSTRAINT fk_health_overrides_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: identities fk_identities_workspace_id_installation_id_installations; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT fk_identities_workspace_id_installation_id_installations FOREIGN KEY (workspace_id, installation_id) REFERENCES public.installations(workspace_id, id);


--
-- Name: identities fk_identities_workspace_id_person_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT fk_identities_workspace_id_person_id_people FOREIGN KEY (workspace_id, person_id) REFERENCES public.people(workspace_id, id) ON DELETE CASCADE;


--
-- Name: identities fk_identities_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT fk_identities_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: installations fk_installations_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.installations
    ADD CONSTRAINT fk_installations_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: intents fk_intents_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.intents
    ADD CONSTRAINT fk_intents_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: kept_losses fk_kept_losses_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kept_losses
    ADD CONSTRAINT fk_kept_losses_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: kpi_latest fk_kpi_latest_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kpi_latest
    ADD CONSTRAINT fk_kpi_latest_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: kpi_latest fk_kpi_latest_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kpi_latest
    ADD CONSTRAINT fk_kpi_latest_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: kpi_observations fk_kpi_observations_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kpi_observations
    ADD CONSTRAINT fk_kpi_observations_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: kpi_observations fk_kpi_observations_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kpi_observations
    ADD CONSTRAINT fk_kpi_observations_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: learned_times fk_learned_times_workspace_id_version_id_playbook_versions; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.learned_times
    ADD CONSTRAINT fk_learned_times_workspace_id_version_id_playbook_versions FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: learned_times fk_learned_times_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.learned_times
    ADD CONSTRAINT fk_learned_times_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: milestones_reached fk_milestones_reached_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones_reached
    ADD CONSTRAINT fk_milestones_reached_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: milestones_reached fk_milestones_reached_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.milestones_reached
    ADD CONSTRAINT fk_milestones_reached_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: other_emails fk_other_emails_workspace_id_person_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.other_emails
    ADD CONSTRAINT fk_other_emails_workspace_id_person_id_people FOREIGN KEY (workspace_id, person_id) REFERENCES public.people(workspace_id, id) ON DELETE CASCADE;


--
-- Name: other_emails fk_other_emails_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.other_emails
    ADD CONSTRAINT fk_other_emails_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: outbox fk_outbox_workspace_id_channel_id_channels; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_workspace_id_channel_id_channels FOREIGN KEY (workspace_id, channel_id) REFERENCES public.channels(workspace_id, id);


--
-- Name: outbox fk_outbox_workspace_id_installation_id_installations; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_workspace_id_installation_id_installations FOREIGN KEY (workspace_id, installation_id) REFERENCES public.installations(workspace_id, id);


--
-- Name: outbox fk_outbox_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: outcome_goals fk_outcome_goals_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outcome_goals
    ADD CONSTRAINT fk_outcome_goals_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: outcome_goals fk_outcome_goals_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outcome_goals
    ADD CONSTRAINT fk_outcome_goals_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: people fk_people_workspace_id_channel_id_channels; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT fk_people_workspace_id_channel_id_channels FOREIGN KEY (workspace_id, channel_id) REFERENCES public.channels(workspace_id, id);


--
-- Name: people fk_people_workspace_id_cover_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT fk_people_workspace_id_cover_id_people FOREIGN KEY (workspace_id, cover_id) REFERENCES public.people(workspace_id, id);


--
-- Name: people fk_people_workspace_id_installation_id_installations; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT fk_people_workspace_id_installation_id_installations FOREIGN KEY (workspace_id, installation_id) REFERENCES public.installations(workspace_id, id);


--
-- Name: people fk_people_workspace_id_manager_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT fk_people_workspace_id_manager_id_people FOREIGN KEY (workspace_id, manager_id) REFERENCES public.people(workspace_id, id);


--
-- Name: people fk_people_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT fk_people_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: persona_tags fk_persona_tags_workspace_id_stakeholder_id_stakeholders; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.persona_tags
    ADD CONSTRAINT fk_persona_tags_workspace_id_stakeholder_id_stakeholders FOREIGN KEY (workspace_id, stakeholder_id) REFERENCES public.stakeholders(workspace_id, id) ON DELETE CASCADE;


--
-- Name: persona_tags fk_persona_tags_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.persona_tags
    ADD CONSTRAINT fk_persona_tags_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: plan_goals fk_plan_goals_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_goals
    ADD CONSTRAINT fk_plan_goals_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: plan_goals fk_plan_goals_workspace_id_cta_id_ctas; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_goals
    ADD CONSTRAINT fk_plan_goals_workspace_id_cta_id_ctas FOREIGN KEY (workspace_id, cta_id) REFERENCES public.ctas(workspace_id, id) ON DELETE CASCADE;


--
-- Name: plan_goals fk_plan_goals_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_goals
    ADD CONSTRAINT fk_plan_goals_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: planned_steps fk_planned_steps_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.planned_steps
    ADD CONSTRAINT fk_planned_steps_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: planned_steps fk_planned_steps_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.planned_steps
    ADD CONSTRAINT fk_planned_steps_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: platform_notes fk_platform_notes_workspace_id_installation_id_installations; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.platform_notes
    ADD CONSTRAINT fk_platform_notes_workspace_id_installation_id_installations FOREIGN KEY (workspace_id, installation_id) REFERENCES public.installations(workspace_id, id);


--
-- Name: platform_notes fk_platform_notes_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.platform_notes
    ADD CONSTRAINT fk_platform_notes_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: playbook_versions fk_playbook_versions_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.playbook_versions
    ADD CONSTRAINT fk_playbook_versions_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: post_mortems fk_post_mortems_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.post_mortems
    ADD CONSTRAINT fk_post_mortems_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: post_mortems fk_post_mortems_workspace_id_by_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.post_mortems
    ADD CONSTRAINT fk_post_mortems_workspace_id_by_id_people FOREIGN KEY (workspace_id, by_id) REFERENCES public.people(workspace_id, id);


--
-- Name: post_mortems fk_post_mortems_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.post_mortems
    ADD CONSTRAINT fk_post_mortems_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: proposals fk_proposals_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT fk_proposals_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: proposals fk_proposals_workspace_id_by_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT fk_proposals_workspace_id_by_id_people FOREIGN KEY (workspace_id, by_id) REFERENCES public.people(workspace_id, id);


--
-- Name: proposals fk_proposals_workspace_id_settled_by_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT fk_proposals_workspace_id_settled_by_people FOREIGN KEY (workspace_id, settled_by) REFERENCES public.people(workspace_id, id);


--
-- Name: proposals fk_proposals_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT fk_proposals_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: published_pages fk_published_pages_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.published_pages
    ADD CONSTRAINT fk_published_pages_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: published_pages fk_published_pages_workspace_id_published_by_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.published_pages
    ADD CONSTRAINT fk_published_pages_workspace_id_published_by_people FOREIGN KEY (workspace_id, published_by) REFERENCES public.people(workspace_id, id);


--
-- Name: published_pages fk_published_pages_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.published_pages
    ADD CONSTRAINT fk_published_pages_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: reactions fk_reactions_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT fk_reactions_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: reactions fk_reactions_workspace_id_stakeholder_id_stakeholders; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT fk_reactions_workspace_id_stakeholder_id_stakeholders FOREIGN KEY (workspace_id, stakeholder_id) REFERENCES public.stakeholders(workspace_id, id) ON DELETE CASCADE;


--
-- Name: reactions fk_reactions_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reactions
    ADD CONSTRAINT fk_reactions_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: receipts fk_receipts_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.receipts
    ADD CONSTRAINT fk_receipts_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: releases fk_releases_workspace_id_by_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT fk_releases_workspace_id_by_id_people FOREIGN KEY (workspace_id, by_id) REFERENCES public.people(workspace_id, id);


--
-- Name: releases fk_releases_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT fk_releases_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: revisits fk_revisits_workspace_id_person_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.revisits
    ADD CONSTRAINT fk_revisits_workspace_id_person_id_people FOREIGN KEY (workspace_id, person_id) REFERENCES public.people(workspace_id, id) ON DELETE CASCADE;


--
-- Name: revisits fk_revisits_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.revisits
    ADD CONSTRAINT fk_revisits_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: risk_models fk_risk_models_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.risk_models
    ADD CONSTRAINT fk_risk_models_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: sayings fk_sayings_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sayings
    ADD CONSTRAINT fk_sayings_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: sayings fk_sayings_workspace_id_by_id_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sayings
    ADD CONSTRAINT fk_sayings_workspace_id_by_id_people FOREIGN KEY (workspace_id, by_id) REFERENCES public.people(workspace_id, id);


--
-- Name: sayings fk_sayings_workspace_id_settled_by_people; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sayings
    ADD CONSTRAINT fk_sayings_workspace_id_settled_by_people FOREIGN KEY (workspace_id, settled_by) REFERENCES public.people(workspace_id, id);


--
-- Name: sayings fk_sayings_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sayings
    ADD CONSTRAINT fk_sayings_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: slots fk_slots_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.slots
    ADD CONSTRAINT fk_slots_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: spells_behind fk_spells_behind_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spells_behind
    ADD CONSTRAINT fk_spells_behind_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: spells_behind fk_spells_behind_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spells_behind
    ADD CONSTRAINT fk_spells_behind_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: spells fk_spells_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spells
    ADD CONSTRAINT fk_spells_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: spells fk_spells_workspace_id_version_id_playbook_versions; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spells
    ADD CONSTRAINT fk_spells_workspace_id_version_id_playbook_versions FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: spells fk_spells_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.spells
    ADD CONSTRAINT fk_spells_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: stakeholders fk_stakeholders_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stakeholders
    ADD CONSTRAINT fk_stakeholders_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: stakeholders fk_stakeholders_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stakeholders
    ADD CONSTRAINT fk_stakeholders_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: stuck_chances fk_stuck_chances_workspace_id_version_id_playbook_versions; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stuck_chances
    ADD CONSTRAINT fk_stuck_chances_workspace_id_version_id_playbook_versions FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: stuck_chances fk_stuck_chances_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stuck_chances
    ADD CONSTRAINT fk_stuck_chances_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: success_plans fk_success_plans_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.success_plans
    ADD CONSTRAINT fk_success_plans_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: success_plans fk_success_plans_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.success_plans
    ADD CONSTRAINT fk_success_plans_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: tasks_done fk_tasks_done_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks_done
    ADD CONSTRAINT fk_tasks_done_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: tasks_done fk_tasks_done_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks_done
    ADD CONSTRAINT fk_tasks_done_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: tickets fk_tickets_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT fk_tickets_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: tickets fk_tickets_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT fk_tickets_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: version_bands fk_version_bands_workspace_id_version_id_playbook_versions; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_bands
    ADD CONSTRAINT fk_version_bands_workspace_id_version_id_playbook_versions FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: version_bands fk_version_bands_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_bands
    ADD CONSTRAINT fk_version_bands_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: version_kpis fk_version_kpis_workspace_id_version_id_playbook_versions; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_kpis
    ADD CONSTRAINT fk_version_kpis_workspace_id_version_id_playbook_versions FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: version_kpis fk_version_kpis_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_kpis
    ADD CONSTRAINT fk_version_kpis_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: version_milestones fk_version_milestones_workspace_id_version_id_playbook_versions; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_milestones
    ADD CONSTRAINT fk_version_milestones_workspace_id_version_id_playbook_versions FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: version_milestones fk_version_milestones_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_milestones
    ADD CONSTRAINT fk_version_milestones_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: version_segment_tests fk_version_segment_tests_workspace_id_version_id_playbo_c4f3; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_segment_tests
    ADD CONSTRAINT fk_version_segment_tests_workspace_id_version_id_playbo_c4f3 FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: version_segment_tests fk_version_segment_tests_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_segment_tests
    ADD CONSTRAINT fk_version_segment_tests_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: version_stages fk_version_stages_workspace_id_version_id_playbook_versions; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_stages
    ADD CONSTRAINT fk_version_stages_workspace_id_version_id_playbook_versions FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: version_stages fk_version_stages_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_stages
    ADD CONSTRAINT fk_version_stages_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: version_tasks fk_version_tasks_workspace_id_version_id_playbook_versions; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_tasks
    ADD CONSTRAINT fk_version_tasks_workspace_id_version_id_playbook_versions FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: version_tasks fk_version_tasks_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_tasks
    ADD CONSTRAINT fk_version_tasks_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: version_tests fk_version_tests_workspace_id_version_id_playbook_versions; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_tests
    ADD CONSTRAINT fk_version_tests_workspace_id_version_id_playbook_versions FOREIGN KEY (workspace_id, version_id) REFERENCES public.playbook_versions(workspace_id, id) ON DELETE CASCADE;


--
-- Name: version_tests fk_version_tests_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_tests
    ADD CONSTRAINT fk_version_tests_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: warnings fk_warnings_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.warnings
    ADD CONSTRAINT fk_warnings_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: warnings fk_warnings_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.warnings
    ADD CONSTRAINT fk_warnings_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: webhook_calls fk_webhook_calls_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_calls
    ADD CONSTRAINT fk_webhook_calls_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: webhook_calls fk_webhook_calls_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_calls
    ADD CONSTRAINT fk_webhook_calls_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: webhook_targets fk_webhook_targets_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_targets
    ADD CONSTRAINT fk_webhook_targets_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- Name: webhook_tries fk_webhook_tries_call_id_webhook_calls; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_tries
    ADD CONSTRAINT fk_webhook_tries_call_id_webhook_calls FOREIGN KEY (call_id) REFERENCES public.webhook_calls(id) ON DELETE CASCADE;


--
-- Name: webhook_tries fk_webhook_tries_workspace_id_account_id_accounts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_tries
    ADD CONSTRAINT fk_webhook_tries_workspace_id_account_id_accounts FOREIGN KEY (workspace_id, account_id) REFERENCES public.accounts(workspace_id, id) ON DELETE CASCADE;


--
-- Name: webhook_tries fk_webhook_tries_workspace_id_workspaces; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_tries
    ADD CONSTRAINT fk_webhook_tries_workspace_id_workspaces FOREIGN KEY (workspace_id) REFERENCES public.workspaces(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--


