/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import org.lumoauth.api.audit.AuditInitiator;

/**
 * A caller that is allowed to register a client.
 *
 * @param by the initiator for audit events
 * @param vouched whether a credential authorizes the registration; false for open registration
 */
record AuthorizedRegistrant(AuditInitiator by, boolean vouched) {}
