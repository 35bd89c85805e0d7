package org.lumoauth.oauth.grants;

import java.util.Optional;

/**
 * Which grants are looked for.
 *
 * @param subjectId of whom
 * @param clientId to whom
 * @param ended those that were ended, or those that were not, expired or not
 */
public record GrantQuery(
    Optional<String> subjectId, Optional<String> clientId, Optional<Boolean> ended) {}
