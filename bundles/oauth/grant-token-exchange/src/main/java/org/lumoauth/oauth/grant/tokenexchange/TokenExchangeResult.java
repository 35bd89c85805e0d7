package org.lumoauth.oauth.grant.tokenexchange;

import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.token.IssuedToken;

/**
 * A token that was made by exchange.
 *
 * @param event what is to be on record of it before anybody gets it
 */
record TokenExchangeResult(IssuedToken token, AuditEvent event) {}
