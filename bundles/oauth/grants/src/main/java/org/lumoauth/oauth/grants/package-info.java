/**
 * What resource owners granted to clients: their consents, the grants that tokens are made from,
 * the end of both, and the token responses that come of them.
 */
package org.lumoauth.oauth.grants;
