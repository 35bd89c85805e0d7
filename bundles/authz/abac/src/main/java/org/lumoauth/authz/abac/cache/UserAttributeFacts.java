/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lumoauth.api.directory.User;

/**
 * Facts about one user, each loaded at its first use. Facts without change events are loaded for
 * every request.
 *
 * @param user the account; empty for a user that does not exist
 * @param claims the standard claims
 * @param roles the slugs of roles, including those of groups
 * @param groups the slugs of groups, including parent groups
 * @param permissions the slugs of effective permissions
 * @param secondFactor whether the user has a second factor
 * @param values the values of the tenant's own attributes
 */
record UserAttributeFacts(
    LazyValue<Optional<User>> user,
    LazyValue<Map<String, Object>> claims,
    LazyValue<List<String>> roles,
    LazyValue<List<String>> groups,
    LazyValue<List<String>> permissions,
    BooleanSupplier secondFactor,
    LazyValue<Map<String, Object>> values) {}
