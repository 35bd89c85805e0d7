package org.lumoauth.oauth.dcr;

import org.lumoauth.api.audit.Initiator;

/**
 * Somebody who may register a client.
 *
 * @param by for audit records
 * @param vouched whether a credential lets them, and not only the tenant's openness
 */
record Registrant(Initiator by, boolean vouched) {}
