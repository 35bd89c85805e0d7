/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.token.IssuedToken;

/**
 * The result of an exchange.
 *
 * @param event the audit event that must be stored before the token is returned
 */
record TokenExchangeResult(IssuedToken token, AuditEvent event) {}
