package org.lumoauth.oauth.dcr;

import org.lumoauth.api.audit.AuditInitiator;

/**
 * Somebody who may register a client.
 *
 * @param by for audit records
 * @param vouched whether a credential lets them, and not only the tenant's openness
 */
record AuthorizedRegistrant(AuditInitiator by, boolean vouched) {}
