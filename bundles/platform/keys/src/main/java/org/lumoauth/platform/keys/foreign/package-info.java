/**
 * JWTs signed by or encrypted for other parties: client assertions, proofs, request objects and
 * assertions of other issuers (RFC 8725).
 */
package org.lumoauth.platform.keys.foreign;
