package org.lumoauth.oauth.trustedissuers;

import java.time.Instant;

/**
 * Somebody whom an issuer knows, and the user that they are here.
 *
 * @param id {@code tsl_} and a ULID
 * @param subject {@code sub}, in the issuer's own form
 * @param userId the user
 * @param createdAt when an administrator linked them
 */
public record LinkedSubject(String id, String subject, String userId, Instant createdAt) {}
