/** Access tokens as JWTs (RFC 9068): writes, reads and caches them. */
package org.lumoauth.platform.tokens.jwt;
