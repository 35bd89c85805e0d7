/**
 * The person server and access server of the AAuth IETF draft (draft-hardt-oauth-aauth-protocol):
 * represents people to resources, asks for their consent to agents' requests, and manages the
 * missions that they approve. The AAuth draft is still changing; all code that depends on it is in
 * this bundle.
 */
@NullMarked
@TenantTables({
  "aap_record",
  "aap_mission_log",
  "aap_mission_size",
  "aap_token",
  "aap_shown",
  "aap_delivery"
})
package org.lumoauth.agents.aauthperson;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
