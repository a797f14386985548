from tests.ingest.conftest import ACCOUNTS, Shop


async def test_all(shop: Shop) -> None:
    r = await shop.take(
        "accounts",
        "key,name,parent,csm_email,arr,currency,started_on,term_months,status,aliases\nacme,Acme,globex,ana@x.com,120000,EUR,2025-03-14,12,,A;B\nglobex,Globex,,,,,,,churned,\nbad,,,,,,,,,\n",
    )
    print("\n".join(r.lines()), r.touched)
    print(
        await shop.rows("accounts", "key", "parent_id", "csm_id", "status"),
        await shop.rows("contracts", "product", "ends_on", "amount"),
    )
    print(await shop.rows("imported_rows", "row_key", "cells"), await shop.rows("account_events", "kind", "at"))
    r = await shop.take(
        "accounts",
        "key,name,parent,csm_email,arr,currency,started_on,term_months,status,aliases\nacme,Acme,globex,ana@x.com,120000,EUR,2025-03-14,12,,A;B\nglobex,Globex,,,,,,,churned,\nbad,,,,,,,,,\n",
    )
    print("\n".join(r.lines()), r.touched)
    r = await shop.take("accounts", "key,name,tier,arr,status\nacme,Acme,mid,150000,\nglobex,Globex Inc,mid,,active\n")
    print("\n".join(r.lines()), r.touched)
    print(
        await shop.rows("accounts", "key", "name", "tier", "status", "period"),
        await shop.rows("contracts", "product", "ends_on", "amount"),
    )
    for k, c in (
        ("contracts", "account,product,ends_on,amount,currency\nacme,Core,2026-03-01,10,EUR\nacmee,Core,,,\n"),
        ("stakeholders", "account,name,email,persona,status\nacme,Dana,dana@acme.example,ceo,\nacme,Bo,,friend,left\n"),
        (
            "kpis",
            "account,kpi,value,observed_at\nacme,weekly-use,41%,2026-01-05\nacme,weekly-use,40,2026-01-04\nacme,weeklyuse,40,\n",
        ),
        (
            "events",
            "account,event,at,key,by,note\nacme,milestone_reached,2026-01-02,first-value,olga@milepost.example,\nacme,contact,2026-01-02,Dana,Pete,hi\nacme,milestone_reached,2026-01-02,first-valu,,\n",
        ),
    ):
        for _ in range(2):
            r = await shop.take(k, c)
            print("\n".join(r.lines()), r.touched)
    for t in (
        "contracts",
        "stakeholders",
        "persona_tags",
        "kpi_latest",
        "kpi_observations",
        "account_events",
        "milestones_reached",
    ):
        print(
            t,
            await shop.rows(
                t, *[c for c in __import__("bot.store.tables").store.tables.Base.metadata.tables[t].c.keys()]
            ),
        )
