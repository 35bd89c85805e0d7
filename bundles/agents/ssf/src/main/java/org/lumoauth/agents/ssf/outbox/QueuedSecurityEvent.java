package org.lumoauth.agents.ssf.outbox;

/**
 * An event that waits for its receiver.
 *
 * @param jti the token's identifier, the same however often it is sent
 * @param claims what is signed, a JSON object
 */
public record QueuedSecurityEvent(String jti, String claims) {}
