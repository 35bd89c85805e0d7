package org.lumoauth.oauth.grants;

import java.util.Optional;

/**
 * Which grants are looked for.
 *
 * @param subjectId of whom
 * @param clientId to whom
 * @param ended those that have ended or expired, or those that hold
 */
public record GrantQuery(
    Optional<String> subjectId, Optional<String> clientId, Optional<Boolean> ended) {}
