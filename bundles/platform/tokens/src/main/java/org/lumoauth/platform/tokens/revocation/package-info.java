/**
 * Revoked tokens: single tokens by {@code jti}, and all tokens of a subject up to a mark. Both are
 * in memory and written through, so that a revocation is durable and effective when the call
 * returns.
 */
package org.lumoauth.platform.tokens.revocation;
