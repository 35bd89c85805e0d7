/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

/**
 * A queued event.
 *
 * @param jti the token identifier, the same for each delivery
 * @param claims the claims to sign, a JSON object
 */
public record QueuedSecurityEvent(String jti, String claims) {}
