-- What analysts may do and see: they read everything here and change nothing. A login is given out by
--   create role … login password … in role totesys_analyst;
set local lock_timeout = '5s';

-- A role belongs to the whole cluster, so that it may be there already, or be made in another database at this moment.
do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'totesys_analyst') then
        create role totesys_analyst nologin;
    end if;
exception
    when duplicate_object or unique_violation then
        null;
    when insufficient_privilege then
        raise exception 'role % may not create the analysts'' role totesys_analyst', current_user
            using errcode = 'insufficient_privilege',
                hint = 'As an administrator, type:  create role totesys_analyst nologin;';
end
$$;

do $$
begin
    execute format('grant usage on schema %I to totesys_analyst', current_schema());
    execute format('grant select on all tables in schema %I to totesys_analyst', current_schema());
    -- Partitions are to come; who makes them is who runs this.
    execute format('alter default privileges in schema %I grant select on tables to totesys_analyst', current_schema());
end
$$;

-- Columns of a view say what the columns of its fact say.
do $$
declare
    described record;
begin
    for described in
        select shown.attrelid::regclass as shown_in, shown.attname as name, said.description as comment
        from pg_catalog.pg_class as fact
        join pg_catalog.pg_class as fact_view on fact_view.relnamespace = fact.relnamespace
            and fact_view.relkind = 'v'
            and fact_view.relname in (fact.relname || '_current', fact.relname || '_history')
        join pg_catalog.pg_attribute as kept on kept.attrelid = fact.oid
        join pg_catalog.pg_attribute as shown on shown.attrelid = fact_view.oid and shown.attname = kept.attname
        join pg_catalog.pg_description as said on said.objoid = fact.oid
            and said.classoid = 'pg_catalog.pg_class'::regclass
            and said.objsubid = kept.attnum
        where fact.relnamespace = current_schema()::regnamespace
            and fact.relkind = 'p'
            and kept.attnum > 0
    loop
        execute format('comment on column %s.%I is %L', described.shown_in, described.name, described.comment);
    end loop;
end
$$;
