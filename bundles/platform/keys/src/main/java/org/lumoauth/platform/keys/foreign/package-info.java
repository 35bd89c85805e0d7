/**
 * JWTs that others signed or are to read: client assertions, proofs, request objects, assertions of
 * other issuers (RFC 8725).
 */
package org.lumoauth.platform.keys.foreign;
