"""The law as data, and what a case's facts say under it. Pure: no Django, no database, no clock of its own.

It suggests, with its reasons and where they were read; a lawyer decides. Who looks for something finds it in:

    data/COUNTRY/*.yaml   provisions, clocks, remedies, compensation, forms, sources, facts: reviewed by lawyers
    errors                what is wrong with something given to us: key, matter, what is allowed
    entries               what the data come to: Provision, Remedy, Form, Source (frozen)
    yaml_text, facts_text texts that somebody gives us, read plainly
    schema                reading one mapping of the data with its types; a fault names file, entry and key
    loading               `law_of("india")`: a `Law`, read file by file when it is first asked for
    sourcing              what kind of source an entry rests on, and which lawyer confirmed it: never "verified" alone
    facts                 `read_facts(law.vocabulary, mapping)`: nested or dotted, checked, unknown kept unknown
    facts_together        facts that cannot all be so
    conditions            three-valued conditions: `truth_of(condition, facts)`, `explain(condition, facts)`
    evaluation            `evaluate(law, facts)`: every provision met, possible or not met, with reasons
    derived               facts worked out from what applies (longest sentence, bail), for clocks and remedies
    asking                which fact to ask next: the most decisive first; what one more thing on a list would meet
    naming                `read_fir(law, "IPC 370(4), 8 ITPA")`: what an FIR names, as papers write it
    naming_script         Acts and letters of sections in Hindi
    fir                   what an FIR names against what fits: fitting, omitted, unsupported, harmful
    consequences          what an omitted section costs: punishment, bail, her protections
    remedies              who files what before whom
    sentences             what is said as codes with values, for whoever says it in another language
    answers, plain        `checked(law, facts, fir ids)`: all of it for one case; `as_content(answer)`: plain values
    counting, holidays    how a period is counted, and which days are closed
    codes                 a provision by the procedure code that was in force on a day
    clocks                `clocks_of(law, facts, events)`: what is due by when (clocks_*: data, events, dates, words)
    compensation          `claims_of(law, facts)`: which schemes she could ask, how much, from whom
    confirmations, review what lawyers of an installation have said of entries, and their sheet
    demonstration         what an invented lawyer has confirmed; counts nowhere else
    coverage              how much rests on what, Act by Act
    cli/                  `rihai law facts|check|clocks|compensation|review|coverage`
"""
