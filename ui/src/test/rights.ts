// What the owner may do, as the real workflow answered: a test never writes the table down anew.

import fixtures from "../backend/generated/fixtures.json";
import type { Right } from "../backend/generated/Right";
import type { RoleName } from "../backend/generated/RoleName";

/** What the owner may do: everything. */
export const allRights = fixtures.workspace[0]?.reply.rights as Right[];

/** The owner's seat, to be spread into an open practice. */
export const ownersSeat = { role: "owner" as RoleName, several: false, rights: allRights };
