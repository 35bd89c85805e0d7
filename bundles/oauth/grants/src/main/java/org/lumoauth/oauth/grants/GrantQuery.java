package org.lumoauth.oauth.grants;

import java.util.Optional;

/**
 * Which grants are looked for.
 *
 * @param subjectId of whom
 * @param clientId to whom
 * @param searchedId whose a search finds as well
 * @param ended those that were ended, or those that were not, expired or not
 */
public record GrantQuery(
    Optional<String> subjectId,
    Optional<String> clientId,
    Optional<String> searchedId,
    Optional<Boolean> ended) {}
