"""What CRMs and people call our columns, in English, German, French, Spanish and Dutch.

The first title of a line that a file has is the one that is taken: what is surest stands first. Compared without case,
accents, blanks and signs.
"""

from collections.abc import Mapping

from bot.ingest.reading.columns import Kind
from bot.text import folded_word

_ACCOUNT = (
    "account|account id|account id 18|account key|company id|company record id|associated company ids|"
    "organization id|"
    "customer id|accountid|account.id|kundennummer|kunden-nr|kunden-id|numéro client|n° client|code client|"
    "número de cliente|código de cliente|id de cliente|klantnummer|klant-id|relatienummer|associated company|"
    "account name|account.name|company name|company|organization|organization - name|customer|client|kunde|firma|"
    "unternehmen|kundenname|entreprise|société|compte|nom du compte|cliente|empresa|cuenta|klant|bedrijf|"
    "parent customer|account number|accountnumber|account no|acct no|crm account no|crm acct no|crm account number|"
    "crm id|customer number|customer no|cust no|debtor number|kundennr|kd nr|debitorennummer|debitor|réf client|"
    "référence client|réf|ref client|code tiers|n° compte|nº cliente|ref|klantnr|debiteurnummer|debiteur|client name|"
    "customer name|kundenname|nom du client|nombre del cliente|klantnaam|company domain name|domain|tenant"
)
_PERSON = (
    "full name|contact name|name|contact|person - name|ansprechpartner|vollständiger name|nom complet|nom|"
    "nombre completo|nombre|volledige naam|naam|contactpersoon"
)
_JOB = "job title|title|position|jobtitel|funktion|fonction|poste|intitulé du poste|cargo|puesto|functie"
_MAIL = (
    "email|e-mail|email address|person - email|e-mail-adresse|adresse e-mail|courriel|correo electrónico|correo|"
    "e-mailadres"
)
_AMOUNT = (
    "arr|acv|annual recurring revenue|contracted annual recurring revenue|carr|arr amount|current acv|net arr|"
    "annualized recurring revenue|annualised recurring revenue|annualized revenue|subscription value per year|"
    "annual contract value|annual amount|annual value|amount|value|contract value|"
    "contract amount|price|total price|deal arr|current arr|contracted arr|amount in company currency|jahreswert|"
    "vertragswert|jahresbetrag|auftragswert|betrag|wert|montant annuel|montant du contrat|montant|"
    "valeur du contrat|valeur|importe anual|importe|valor del contrato|valor anual|valor|jaarwaarde|contractwaarde|"
    "bedrag|waarde"
)
_MONTHLY = (
    "mrr|contracted mrr|cmrr|current mrr|monthly recurring revenue|monthly amount|monthly value|"
    "monthly charges|monatsbetrag|monatlich|"
    "montant mensuel|importe mensual|maandbedrag"
)
_CURRENCY = (
    "currency|account currency|currency code|currency iso code|currencyisocode|währung|devise|monnaie|moneda|"
    "divisa|valuta"
)
_START = (
    "customer since|customer start date|customer start|client since|"
    "contract start date|contract start|term start|term start date|current term start|current term start date|"
    "subscription started at|activated at|effective date|contract effective date|mitglied seit|"
    "subscription start date|subscription start|start date|"
    "startdate|started on|start|became a customer date|kunde seit|vertragsbeginn|vertragsstart|laufzeitbeginn|beginn|"
    "startdatum|client depuis|début du contrat|date de début|début|cliente desde|inicio del contrato|fecha de inicio|"
    "inicio|klant sinds|ingangsdatum|begindatum"
)
_END = (
    "renewal date|next renewal date|term end|term end date|current term end|current term end date|"
    "contract renewal date|"
    "contract expiry date|contract expiration date|subscription renewal date|valid until|laufzeit bis|gültig bis|"
    "vertrag bis|fin de contrat|date de fin de contrat|fin d'engagement|fin de contrato|einde contract|"
    "contract einddatum|next renewal|renewal|renews on|contract end date|contract end|"
    "subscription end date|"
    "subscription end|end date|enddate|expiration date|expiry date|verlängerungsdatum|nächste verlängerung|"
    "verlängerung|"
    "vertragsende|laufzeitende|ablaufdatum|ende|date de renouvellement|renouvellement|fin du contrat|échéance|"
    "date d'échéance|date de fin|fin|fecha de renovación|renovación|vencimiento|fecha de vencimiento|"
    "fin del contrato|"
    "fecha de fin|verlengingsdatum|verlenging|einddatum|vervaldatum"
)
_AT = (
    "date|datum|fecha|at|timestamp|time|when|day|week|month|as of|measured on|week commencing|week starting|"
    "week beginning|week of|w/c|week ending|period start|period|recorded at|woche ab|woche vom|semaine du|semana del|"
    "week van|"
    "stichtag|tag|monat|woche|jour|mois|semaine|día|mes|semana|dag|maand"
)

WORDS: Mapping[Kind, Mapping[str, str]] = {
    "accounts": {
        "key": "key|record id|record id - company|account id|account id 18|case safe id|id|company id|customer id|"
        "organization - id|organization id|account number|accountnumber|account no|customer number|customer no|"
        "cust no|"
        "account|(do not modify) account|account record id|crm id|external id|debtor number|"
        "réf|référence|réf client|référence client|code tiers|ref|kd nr|klantnr|debiteurnummer|"
        "kundennummer|kunden-nr|kundennr|kunden-id|debitorennummer|numéro client|n° client|code client|identifiant|"
        "número de cliente|código de cliente|id de cliente|klantnummer|klant-id|relatienummer",
        "name": "account name|company name|organization - name|organisation - name|customer name|name|company|"
        "organization|customer|client|account|kundenname|firmenname|firma|unternehmen|kunde|nom du compte|"
        "nom de l'entreprise|raison sociale|entreprise|société|client name|nom|nombre de la empresa|"
        "nombre de la cuenta|razón social|empresa|cliente|nombre|bedrijfsnaam|klantnaam|bedrijf|klant|naam",
        "domain": "company domain name|domain|domain name|primary domain|website|website url|"
        "organization - website|web|"
        "url|homepage|webseite|domäne|site web|site internet|domaine|sitio web|página web|dominio|domein",
        "aliases": "aliases|alias|also known as",
        "parent": "parent|parent account id|parentid|parent company id|parent id",
        "csm_email": "csm e-mail|customer success manager e-mail|account owner email|account owner: email|"
        "company owner email|owner email|owner.email|csm|customer success manager|account owner|company owner|owner",
        "csm_name": "csm|csm name|customer success manager|success manager|customer success owner|success owner|"
        "cs manager|cs owner|csm owner|customer success|kundenerfolgsmanager|chargé de clientèle|chargé de compte|"
        "gestor de cuenta|company owner|"
        "account owner|"
        "account owner: full name|account owner alias|owner.name|organization - owner|owner|owner name|"
        "owner full name|"
        "account manager|kundenbetreuer|betreuer|zuständig|verantwortlich|verantwortlicher|besitzer|"
        "propriétaire du compte|propriétaire|gestionnaire de compte|responsable|propietario de la empresa|"
        "propietario de la cuenta|propietario|responsable de cuenta|accountmanager|eigenaar|verantwoordelijke",
        "arr": _AMOUNT,
        "currency": _CURRENCY,
        "tier": "tier|account tier|customer tier|service level|plan|kundenklasse|klasse|niveau|nivel",
        "segment": "segment|market segment|customer segment|industry|branche|secteur|secteur d'activité|sector|"
        "industria|bedrijfstak",
        "started_on": _START,
        "renewal_on": _END,
        "term_months": "term months|contract term months|contract term|term|laufzeit monate|laufzeit in monaten|"
        "laufzeit|"
        "durée mois|durée|duración meses|duración|looptijd maanden|looptijd|term years|contract term years|"
        "contract length|"
        "laufzeit jahre|laufzeit in jahren|vertragslaufzeit|vertragsdauer|durée ans|duración años|looptijd jaren|"
        "looptijd jaar",
        "channel": "slack channel|slack-kanal",
        "status": "status|customer status|account status|active|kundenstatus|aktiv|statut|actif|estado|activo|actief",
        "churned_on": "churn date|churned on|cancellation date|kündigungsdatum|gekündigt am|date de résiliation|"
        "fecha de baja|opzegdatum",
        "churn_reason": "churn reason|cancellation reason|kündigungsgrund|motif de résiliation|motivo de baja|"
        "opzegreden",
        "last_contact_on": "last contacted|last touch|last touchpoint|last spoke|last spoken|last call|last check-in|"
        "last activity time|letzte rücksprache|dernier point|dernier échange|dernier rdv|dernier rendez-vous|"
        "último seguimiento|última reunión|laatste gesprek|last contact|last contact date|last activity date|"
        "last activity|"
        "last engagement date|last meeting|letzter kontakt|letzter termin|letztes gespräch|"
        "letzte aktivität|dernier contact|dernière activité|"
        "último contacto|última actividad|laatste contact|laatste activiteit",
    },
    "contracts": {
        "account": _ACCOUNT,
        "product": "product|product name|product: product name|plan|subscription|item|produkt|artikel|produit|"
        "abonnement|producto|suscripción|name",
        "starts_on": _START,
        "ends_on": _END,
        "notice_on": "notice date|notice by|notice deadline|cancel by|kündbar bis|kündigung bis|"
        "kündigungsfrist|date de préavis|opzeggen voor",
        "id": "term no|term number|term id|order number|order no|subscription no|subscription name|"
        "subscription id|contract id|contract number|contract no|agreement id|subscription number|vertragsnummer|"
        "vertrags-id|numéro de contrat|número de contrato|contractnummer",
        "auto_renew": "auto renew|autorenew|renews automatically|tacite reconduction|renovación tácita|"
        "stilzwijgende verlenging|auto renewal|auto-renewal|automatic renewal|automatische verlängerung|"
        "renouvellement automatique|renovación automática|automatische verlenging",
        "amount": _AMOUNT,
        "currency": _CURRENCY,
    },
    "stakeholders": {
        "account": _ACCOUNT,
        "name": _PERSON,
        "email": _MAIL,
        "title": _JOB,
        "role": "role|buying role|contact role|rolle|rôle|rol",
    },
    "kpis": {
        "account": _ACCOUNT,
        "kpi": "kpi|metric|measure|kennzahl|indicateur|métrica|indicador|metriek",
        "value": "value|wert|valeur|valor|waarde|count|score",
        "product": "product|product name|produkt|produit|producto",
        "observed_at": f"observed at|measured at|{_AT}",
    },
    "events": {
        "account": _ACCOUNT,
        "event": "event|type|activity type|ereignis|événement|evento|gebeurtenis",
        "at": _AT,
        "key": "key|contact|with",
        "by": "by|owner|user|assigned to|von|par|por|door",
        "note": "note|notes|subject|comment|notiz|bemerkung|commentaire|nota|opmerking",
    },
    "tickets": {
        "account": f"{_ACCOUNT}|requester organization|ticket organization name",
        "key": "key|ticket id|ticket key|ticket number|ticket #|case number|casenumber|case id|issue key|id|number|"
        "ticketnummer|vorgangsnummer|numéro de ticket|número de ticket",
        "subject": "subject|summary|title|ticket name|ticket subject|betreff|titel|sujet|objet|asunto|onderwerp",
        "opened_at": "opened at|opened|created at|created|date/time opened|create date|created date|createddate|"
        "created time|"
        "date opened|requested|requested at|erstellt|erstellt am|eröffnet am|créé le|ouvert le|creado|aangemaakt op",
        "closed_at": "closed at|closed|date/time closed|close date|closed date|closeddate|closed time|resolved|"
        "resolved at|"
        "solved at|resolution date|geschlossen am|gelöst am|fermé le|résolu le|cerrado|gesloten op",
        "link": "link|url|ticket url|permalink",
        "priority": "priority|ticket priority|severity|urgency|priorität|priorité|prioridad|prioriteit",
    },
}
CONTRACT_STATUS = (
    "status|contract status|subscription status|term status|status reason|vertragsstatus|statusgrund|statut|"
    "raison du statut|estado|razón para el estado|statusreden"
)
# Of a whole term, so that only its length tells what that is a year.
WHOLE_TERM = (
    "total contract value|tcv|contract total|total value|contract value total|total amount|gesamtwert|"
    "gesamtvertragswert|gesamtbetrag|gesamtsumme|vertragssumme|auftragssumme|montant total|montant total du contrat|"
    "valeur totale|valeur totale du contrat|valor total|valor total del contrato|importe total|"
    "totale contractwaarde|totaalbedrag|totale waarde|wartość całkowita|契約総額"
)
# Of a year or of a whole term: their titles don't say.
YEAR_OR_TERM = (
    "amount|value|contract value|contract amount|price|total price|amount in company currency|vertragswert|"
    "auftragswert|betrag|wert|montant du contrat|montant|valeur du contrat|valeur|importe|valor del contrato|valor|"
    "contractwaarde|bedrag|waarde"
)
MONTHLY: Mapping[Kind, Mapping[str, str]] = {"accounts": {"arr": _MONTHLY}, "contracts": {"amount": _MONTHLY}}

# Columns that look like one of ours and are not.
NOT_OURS: Mapping[str, str] = {
    "days or months, where a day is asked for; give the day itself": "notice|notice days|notice period|"
    "notice period days|notice months|kündigungsfrist tage|kündigungsfrist monate|préavis|préavis jours|préavis mois|"
    "preaviso|preaviso días|opzegtermijn|opzegtermijn maanden",
    "what that company earns, not what it pays you": "annual revenue|annual revenues|company revenue|"
    "annualrevenue|jahresumsatz|umsatz|chiffre d'affaires|"
    "ingresos anuales|facturación anual|jaaromzet|omzet",
    "when the record was made, not when the customer began": "create date|created date|createddate|created at|"
    "created time|created on|organization - organization created|add time|erstellt am|erstelldatum|date de création|"
    "fecha de creación|aanmaakdatum",
    "a forecast or a score of the CRM's, not a fact about the customer": "health score|lead score|"
    "likelihood to close|"
    "probability|forecast category",
}
FIRST_NAMES = "first name|firstname|given name|forename|vorname|prénom|nombre|voornaam|person - first name"
LAST_NAMES = (
    "last name|lastname|surname|family name|nachname|familienname|nom|nom de famille|apellido|apellidos|achternaam|"
    "person - last name"
)
GROUP_WORDS = (
    "lifecycle stage|account type|type|customer type|relationship type|relationship|record type|organization - label|"
    "label|account status|customer status|status|kundentyp|typ|beziehung|lebenszyklusphase|type de compte|"
    "phase du cycle de vie|statut|tipo de cuenta|etapa del ciclo de vida|tipo|estado|soort|relatietype"
)
CUSTOMERS = (
    "customer|customers|current customer|existing customer|active customer|customer - direct|customer - channel|"
    "client|"
    "kunde|bestandskunde|aktiver kunde|client actif|cliente|cliente activo|klant|bestaande klant|evangelist|"
    "promoter"
)
DRAFTS = (
    "draft|in approval process|in negotiation|proposal|proposed|quote|quoted|pending signature|sent for signature|"
    "rejected|"
    "cancelled|canceled|void|superseded|entwurf|in verhandlung|angebot|storniert|brouillon|annulé|borrador|anulado|"
    "concept|geannuleerd"
)
IN_FORCE = (
    "activated|active|signed|in effect|in force|executed|live|current|expired|ended|closed won|aktiv|unterschrieben|"
    "abgelaufen|actif|signé|expiré|activo|firmado|vencido|actief|getekend|verlopen"
)
PROSPECTS = (
    "prospect|prospects|lead|subscriber|opportunity|marketing qualified lead|sales qualified lead|mql|sql|trial|"
    "competitor|partner|vendor|supplier|investor|reseller|press|analyst|integrator|other|interessent|"
    "neukunde offen|wettbewerber|lieferant|fournisseur|concurrent|partenaire|cliente potencial|proveedor|competidor|"
    "socio|leverancier|concurrent|potentiële klant|in negotiation|open|qualified|demo|unqualified"
)
ACTIVE = (
    "active|live|current|customer|yes|true|won|aktiv|kunde|bestandskunde|ja|actif|client|oui|en cours|activo|activa|"
    "cliente|sí|vigente|actief|klant"
)
CHURNED = (
    "churned|churn|cancelled|canceled|terminated|lost|former customer|ex customer|past customer|inactive|no|false|"
    "gekündigt|inaktiv|ehemaliger kunde|verloren|nein|résilié|perdu|inactif|ancien client|non|cancelado|cancelada|"
    "perdido|inactivo|excliente|baja|opgezegd|inactief|oud-klant|nee"
)


def in_words(words: str) -> dict[str, int]:
    """Each word, folded, with its place: the first is the surest."""
    return {folded_word(word): place for place, word in reversed(list(enumerate(words.split("|"))))}
