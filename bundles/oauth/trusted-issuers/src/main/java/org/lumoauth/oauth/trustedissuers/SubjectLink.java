/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.time.Instant;

/**
 * A link between a subject of an issuer and a user of this server.
 *
 * @param id {@code tsl_} and a ULID
 * @param subject the {@code sub} in the issuer's form
 * @param userId the user
 * @param createdAt when an administrator created the link
 */
public record SubjectLink(String id, String subject, String userId, Instant createdAt) {}
