"""What the tables of people, families, the grid, visits, consent and enquiries mean."""

from centre_app.i18n import N_

TABLES = {
    "household": (
        N_("Addresses of families"),
        {"building": N_("Building"), "door": N_("Number of the flat in it")},
    ),
    "person": (
        N_("People and organisations"),
        {
            "card_number": N_("Number of the card; empty without one"),
            "birth_date": N_("Date of birth"),
            "birth_year": N_("Year of birth, where the date is not known"),
            "household_id": N_("The address"),
            "guardian_id": N_("The guardian of a minor"),
            "consented_on": N_("Day of the consent to keep the data"),
            "card_expires_on": N_("Last day the card is good; empty for no end"),
            "barred_on": N_("Day from which nothing is lent; empty for not barred"),
            "barred_until": N_("Last day barred; empty for no end"),
            "barred_reason": N_("Why barred"),
            "suspended_until": N_("Last day without lending because of late returns"),
            "keeps_history": N_("Whether returned loans keep this reader, as wished"),
            "id_tail": N_("Last four digits of the resident ID number"),
            "id_digest": N_(
                "Digest of the resident ID number with the key of that computer; tells whether two are the same"
            ),
            "id_region": N_("Region code at the beginning of the resident ID number"),
            "grid_unit_id": N_("The grid unit"),
            "languages": N_("Codes of languages spoken, separated by commas"),
            "needs": N_("Codes of special needs, separated by commas"),
            "emergency_name": N_("Name of the emergency contact"),
            "emergency_phone": N_("Phone of the emergency contact"),
            "emergency_relation": N_("How the emergency contact is related"),
            "is_volunteer": N_("Whether the person is a volunteer"),
            "came_before": N_("Whether there were visits that are nameless now"),
        },
    ),
    "card_record": (
        N_("Former cards: never good again"),
        {
            "person_id": N_("Whose card it was"),
            "number": N_("Card number"),
            "ended_at": N_("When it ended"),
            "ended_why": N_("Why it ended: lost, replaced, returned"),
        },
    ),
    "erased_person": (
        N_("Erased people, without anything that says who: for the counts of cards"),
        {
            "person_id": N_("Number that the person had"),
            "erased_at": N_("When erased"),
            "why": N_("request of the person, or retention period"),
            "ended_at": N_("When the card ended"),
            "age_from": N_("Lower end of the age band"),
            "purged": N_("Whether the free parts of the file were overwritten"),
        },
    ),
    "spent_card": (
        N_("Card numbers of erased people: never given again"),
        {"number": N_("Card number")},
    ),
    "visit": (
        N_("Visits"),
        {
            "room_id": N_("First zone of the visit"),
            "arrived_at": N_("Arrival"),
            "grid_unit_id": N_("The grid unit of the person at that time"),
            "left_at": N_("Leaving; empty while here"),
            "left_assumed": N_("Whether nobody recorded the leaving and it was filled in by rule"),
            "last_seen_at": N_("Last sign of life: scan, loan, return"),
            "group_name": N_("Name of a counted group"),
            "purpose": N_("What for"),
            "age_from": N_("Lower end of the age band of who has no name"),
            "recorded_late": N_("Whether it was entered afterwards"),
            "fetched_by": N_("Who fetched the child"),
            "party_id": N_("The group they came with"),
            "was_first": N_("Whether it was the first visit of somebody who has no name any more"),
            "first_visit_id": N_("Number shared by the visits of one person in a year, now without a name"),
            "borrowed": N_("Whether something was lent on that visit, now without a name"),
        },
    ),
    "person_note": (
        N_("Notes for the desk about a person"),
        {
            "person_id": N_("Whom it is about"),
            "clerk_id": N_("Who wrote it"),
            "important": N_("Whether it is shown at each scan"),
            "ended_at": N_("When it ceased to count"),
        },
    ),
    "party": (
        N_("Groups that came together"),
        {"head_count": N_("Everybody, scanned or not"), "arrived_at": N_("Arrival")},
    ),
    "visit_stay": (
        N_("Further zones of a visit"),
        {"room_id": N_("The further zone"), "from_at": N_("From this moment on")},
    ),
    "pick_up": (
        N_("Who may fetch a child"),
        {"child_id": N_("The child"), "name": N_("Name of who may fetch it")},
    ),
    "consent_wording": (
        N_("Wordings of the consent"),
        {"version": N_("Version, 1 is the first")},
    ),
    "consent": (
        N_("Consents given"),
        {
            "person_id": N_("Whose data"),
            "wording_id": N_("The wording they read; empty where it is not known"),
            "given_on": N_("Day it was given"),
            "given_by": N_("Name of who gave it for them"),
            "relation": N_("self, or how who gave it is related"),
            "withdrawn_on": N_("Day it was withdrawn"),
        },
    ),
    "person_photo": (
        N_("Photos of people"),
        {
            "person_id": N_("Whose face"),
            "image": N_("The picture, JPEG"),
            "added_at": N_("When it was added"),
        },
    ),
    "not_same": (
        N_("Pairs that look like one person and are not"),
        {"person_a_id": N_("The one with the smaller number"), "person_b_id": N_("The other")},
    ),
    "person_merge": (
        N_("Merged records"),
        {
            "person_id": N_("The record that stayed"),
            "away_id": N_("Number of the record that went into it"),
            "merged_at": N_("When merged"),
        },
    ),
    "tag": (
        N_("Tags: words for groups of people"),
        {},
    ),
    "person_tag": (
        N_("Who has which tag"),
        {"person_id": N_("Who"), "tag_id": N_("The tag")},
    ),
    "grid_level": (
        N_("Levels of the grid"),
        {
            "depth": N_("Level, 1 at the top"),
            "name": N_("What units of the level are called"),
            "head_title": N_("What who is in charge is called"),
        },
    ),
    "grid_unit": (
        N_("Grid units"),
        {
            "parent_id": N_("The unit it belongs to"),
            "depth": N_("Level, 1 at the top"),
            "removed_on": N_("The day it was removed; empty while in use"),
            "head_id": N_("Who is in charge, if registered"),
            "head_name": N_("Name of who is in charge, if not registered"),
            "head_phone": N_("Phone of who is in charge, if not registered"),
        },
    ),
    "building_unit": (
        N_("Buildings of the grid units"),
        {"building": N_("Building"), "unit_id": N_("The unit")},
    ),
    "saved_list": (
        N_("Saved lists of people"),
        {"name": N_("Name of the list"), "selection": N_("Who is in it, as conditions in JSON")},
    ),
    "list_release": (
        N_("Lists put out with names"),
        {
            "at": N_("When"),
            "kind": N_("workbook, labels or phone round sheet"),
            "people": N_("How many people were on it"),
        },
    ),
    "enquiry_kind": (
        N_("Kinds of enquiries"),
        {"name": N_("Name; of those that come with the program in English")},
    ),
    "enquiry": (
        N_("Enquiries at the desk"),
        {"kind_id": N_("What kind"), "at": N_("When")},
    ),
}
