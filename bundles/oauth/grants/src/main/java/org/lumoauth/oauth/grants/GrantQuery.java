/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.util.Optional;

/**
 * Criteria for a search of grants.
 *
 * @param subjectId the subject
 * @param clientId the client
 * @param searchedId a subject that the search term also matches
 * @param ended true for revoked grants, false for grants that were not revoked, whether expired or
 *     not
 */
public record GrantQuery(
    Optional<String> subjectId,
    Optional<String> clientId,
    Optional<String> searchedId,
    Optional<Boolean> ended) {}
