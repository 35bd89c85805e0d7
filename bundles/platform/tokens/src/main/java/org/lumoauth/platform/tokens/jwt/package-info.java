/** Access tokens as JWTs (RFC 9068): written, read and remembered once verified. */
package org.lumoauth.platform.tokens.jwt;
